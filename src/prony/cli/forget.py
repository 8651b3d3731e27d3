"""`prony forget`: put a run aside, so that no board shows it."""

from __future__ import annotations

import shlex

import click

from prony import config
from prony.cli.runs import run_id
from prony.cli.terminal import Terminal, clean_line


@click.command(name="forget")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@click.option("--json", "as_json", is_flag=True, help="Where each run is now, as one JSON document.")
@click.pass_obj
def command(terminal: Terminal, runs: tuple[str, ...], as_json: bool) -> None:
    """Put runs aside, so that no board shows them; nothing is deleted.

    RUN is a run's name, a beginning of it, or `last`. Its folder moves from runs/ to forgotten/; moving it
    back takes that back.
    """
    from prony.journal.index import Index
    from prony.journal.put_aside import put_aside

    home = config.home()
    names = list(dict.fromkeys(run_id(home, run) for run in runs))
    moved = {name: put_aside(home, name) for name in names}
    with Index(home) as index:
        index.update()
    if as_json:
        from prony.export.documents import ForgetDocument

        terminal.document(ForgetDocument(forgotten={name: str(place) for name, place in moved.items()}))
        return
    for name, place in moved.items():
        back = shlex.join(["mv", str(place), str(home / "runs" / name)])
        terminal.data(clean_line(f"{name}: no board shows it any more; back with: {back}"))
