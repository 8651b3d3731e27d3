"""`prony show`: one attempt whole."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prony import config
from prony.cli.terminal import Terminal
from prony.errors import UsageError

if TYPE_CHECKING:
    from prony.boards.attempts.attempt import AttemptView

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")


@click.command(name="show")
@click.argument("attempt")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON document.")
@click.option("--full", is_flag=True, help="Do not cut long texts.")
@click.option("--pictures", metavar="DIR", help="Write the pictures of its pages there, as ATTEMPT-STEP-NAME.png.")
@click.pass_obj
def command(terminal: Terminal, attempt: str, as_json: bool, full: bool, pictures: str | None) -> None:
    """Show one attempt: brief, reply, files, tests, times, fingerprint.

    ATTEMPT is an id, or the beginning of one; RUN/ID where several runs hold it.
    """
    from prony.boards import attempt_view

    view = attempt_view(config.home(), attempt)
    if pictures is not None:
        _write_pictures(terminal, view, pictures)
    if as_json:
        terminal.document(view)
        return
    from prony.cli import render_attempt

    terminal.data(render_attempt.text(view, terminal, full=full))


def _write_pictures(terminal: Terminal, view: AttemptView, folder: str) -> None:
    """Write the pictures of an attempt into a folder, which is made. What is there already is not replaced."""
    from prony.journal import Blobs

    blobs = Blobs(config.home() / "runs" / view.run)
    place = Path(folder)
    for one in view.pictures:
        if not (_PLAIN.fullmatch(one.name) and _PLAIN.fullmatch(view.attempt)):
            continue  # a record from elsewhere may hold anything
        path = place / f"{view.attempt}-{one.step}-{one.name}.png"
        try:
            place.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(path):
                terminal.warn(f"{path} is there already, and is left alone")
                continue
            with open(path, "xb") as file:
                file.write(blobs.get(one.blob))
        except OSError as error:
            raise UsageError(
                "E109",
                f"{path} cannot be written",
                cause=error.strerror or str(error),
                hint="--pictures DIR names a folder in which files can be written",
            ) from error
