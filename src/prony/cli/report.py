"""`prony report`: a run as one HTML page."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from prony import config, readable
from prony.boards.dimensions import DEFAULT
from prony.cli.terminal import Terminal
from prony.errors import UsageError


@click.command(name="report")
@click.argument("run", required=False)
@click.option("--by", default=DEFAULT, metavar="DIMENSION", help="Slice boards by this: language, difficulty, axis ...")
@click.option("-o", "--output", metavar="FILE.html", help="Where to write it; `-` is stdout.  [default: RUN.html]")
@click.option("--json", "as_json", is_flag=True, help="What the page is made of, as one JSON document; writes no page.")
@click.pass_obj
def command(terminal: Terminal, run: str | None, by: str, output: str | None, as_json: bool) -> None:
    """Write a run as one HTML page: board, the two best compared, and every attempt's evidence.

    RUN is a run's name, a beginning of it, or `last` (the default). The page needs nothing beside itself: no network,
    no script. What models wrote is in it as inert text, cut after 64 KB each.
    """
    from prony.boards.report import report
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        made = report(index, run or "last", by)
        if as_json:
            terminal.document(made)
            return
        target = output or f"{made.run}.html"
        if output is None and os.path.islink(target):
            raise UsageError(
                "E109",
                f"a link stands in place of {target}",
                cause="nobody named it, so nothing is written where it leads",
                hint="name the file to write: -o FILE.html",
            )
        from prony.export.page import write

        with opened(target) as out:
            write(index, made, out)
    if target != "-":
        size = readable.fixed(max(os.path.getsize(target) / 1e6, 0.1), 1)
        terminal.data(f"{target}: {readable.counted(made.attempts, 'attempt')} of run {made.run}, {size} MB")


@contextlib.contextmanager
def opened(target: str, option: str = "-o FILE.html", append: bool = False) -> Iterator[TextIO]:
    """The file to write, whole or not at all: it takes its name when all is written. append: behind what it holds.
    option: what names it.

    What is no plain file (a device, a pipe) is written through, and stays what it is; a link is followed.
    """
    if target == "-":
        yield sys.stdout
        return
    path = Path(os.path.realpath(target))
    refuse_records(path, target, option)
    if path.exists() and not path.is_file() and not path.is_dir():
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    # Under a name that nobody can foresee, and only where nothing stands: others may put links in this folder.
    fresh = path.with_name(f".{path.name[:200]}.{os.urandom(6).hex()}")
    try:
        before = path.read_bytes() if append and path.exists() else b""
        with open(fresh, "x", encoding="utf-8", newline="\n") as out:
            out.write(before.decode("utf-8", "replace"))
            yield out
        fresh.replace(path)
    except OSError as error:
        raise UsageError(
            "E109",
            f"{target} cannot be written",
            cause=error.strerror or str(error),
            hint=f"{option} names a file in a folder that is there",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def refuse_records(path: Path, target: str, option: str) -> None:
    """See that no record, and nothing that a person wrote for Prony, is replaced by a page: a slip of the keyboard."""
    home = config.home()
    kept = [Path(os.path.realpath(home / name)) for name in ("runs", "forgotten", ".prony", config.CONFIG_NAME)]
    if any(path.is_relative_to(place) for place in kept):
        raise UsageError(
            "E109",
            f"{target} is not written",
            cause="runs, what is computed from them and prony.toml lie there",
            hint=f"{option} names a file elsewhere",
        )
