"""`prony boards`: what others published, as dated snapshots beside which nothing of ours is ranked."""

from __future__ import annotations

import datetime
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal
from prony.errors import UsageError

if TYPE_CHECKING:
    from prony.outside.names import ModelName

AXES = ("quality", "throughput", "specialty", "cost", "hardware")


@click.group(name="boards", invoke_without_command=True)
@in_every_form
@click.pass_context
def command(ctx: click.Context, form: str | None) -> None:
    """List outside boards with their age, what they measure and where; their numbers are never ranked with ours."""
    if ctx.invoked_subcommand is not None:
        return
    from prony.boards.outside_boards import outside_boards
    from prony.boards.outside_tables import boards_tables

    terminal = ctx.ensure_object(Terminal)
    found = outside_boards(config.home(), _today())
    if print_in(terminal, form, found, boards_tables):
        return
    from prony.cli import render_outside

    terminal.data(render_outside.listing(found, terminal))
    terminal.note("next: prony boards show NAME; prony boards overlap NAME NAME; prony boards import FILE")


@command.command(name="show", short_help="Show one board, and what contradicts itself in it.")
@click.argument("name")
@in_every_form
@click.pass_obj
def show(terminal: Terminal, name: str, form: str | None) -> None:
    """Show one board: its table as printed, what its names tell, and what contradicts itself in it."""
    from prony.boards.outside_boards import outside_table
    from prony.boards.outside_tables import board_tables
    from prony.outside.library import board_named

    home = config.home()
    known = board_named(home, name)
    found = outside_table(known, _today(), _measured_here(home))
    if print_in(terminal, form, found, board_tables):
        return
    from prony.cli import render_outside

    terminal.data(render_outside.table(found, terminal))
    if known.snapshot is not None and known.snapshot.sheet:
        suite = shlex.quote(known.snapshot.sheet)
        terminal.note(f"next: prony board {suite} --published {shlex.quote(known.name)}, the same tables as of ours")


@command.command(name="overlap", short_help="Show which models boards share, and whether they agree.")
@click.argument("names", nargs=-1)
@in_every_form
@click.pass_obj
def overlap(terminal: Terminal, names: tuple[str, ...], form: str | None) -> None:
    """Show which models boards share, and whether they agree about those. Without NAMES: all that have rows."""
    from prony.boards.outside_boards import overlaps
    from prony.boards.outside_tables import overlap_tables
    from prony.outside.library import board_named, boards

    home = config.home()
    if len(names) == 1:
        raise UsageError("E102", "an overlap is of two boards", hint=f"prony boards overlap {names[0]} NAME")
    chosen = [board_named(home, name) for name in dict.fromkeys(names)] or boards(home)
    found = overlaps(chosen, _today())
    if print_in(terminal, form, found, overlap_tables):
        return
    from prony.cli import render_outside

    terminal.data(render_outside.overlap(found, terminal))


@command.command(name="import", short_help="Keep the table of a file as an outside board.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="Its name here; left out, the file's.")
@click.option("--board", "title", metavar="TITLE", help="What the board calls itself; left out, the name.")
@click.option("--url", default="", metavar="URL", help="Where it was found.")
@click.option("--published", default="", metavar="DAY", help="When its numbers were published, such as 2026-05-20.")
@click.option("--taken", default="", metavar="DAY", help="When the snapshot was taken; left out, today.")
@click.option("--axis", "axes", multiple=True, type=click.Choice(AXES), help="What it measures; may be repeated.")
@click.option(
    "--where",
    default="unknown",
    type=click.Choice(["cloud", "local", "mixed", "unknown"]),
    help="On whose machines the models ran.  [default: unknown]",
)
@click.option("--method", default="", metavar="WORDS", help="How it was measured.")
@click.option("--precision", default="not stated", metavar="WORDS", help="In which precision the models ran.")
@click.option("--licence", default="not stated", metavar="WORDS", help="The licence of its data.")
@click.option("--model-column", metavar="HEADER", help="The column of models; left out, the one that looks so.")
@click.option(
    "--table", "number", type=click.IntRange(1), default=1, help="Which table of the file.", show_default=True
)
@click.option("--lower-is-better", is_flag=True, help="Rank 1 has the lowest total.")
@click.option("--replace", is_flag=True, help="Take the place of a board of that name that was imported before.")
@in_every_form
@click.pass_obj
def import_board(
    terminal: Terminal,
    /,
    file: Path,
    name: str | None,
    title: str | None,
    number: int,
    model_column: str | None,
    lower_is_better: bool,
    replace: bool,
    form: str | None,
    **described: str | tuple[str, ...],
) -> None:
    """Keep the table of FILE (Markdown, CSV, TSV, JSON, HTML, or a snapshot) as an outside board, and check its
    arithmetic."""
    import msgspec

    from prony.boards.outside_boards import outside_table
    from prony.boards.outside_tables import board_tables
    from prony.outside.importing import snapshot_of, tables_in
    from prony.outside.library import board_named, keep
    from prony.outside.snapshot import PublishedBoard, wrong_with

    file = config.expanded(file)
    name = name if name is not None else re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    given = {**described, "board": title or name, "taken": described["taken"] or _today().isoformat()}
    snapshot = snapshot_of(
        file, msgspec.convert({**given, "higher_is_better": not lower_is_better}, PublishedBoard), model_column, number
    )
    if wrong := wrong_with(snapshot):
        raise UsageError("E102", f"{file.name} makes no outside board: {wrong}", hint="prony boards import --help")
    home = config.home()
    keep(home, name, snapshot, replace=replace)
    found = outside_table(board_named(home, name), _today(), _measured_here(home))
    if print_in(terminal, form, found, board_tables):
        return
    from prony.cli import render_outside

    terminal.data(render_outside.table(found, terminal))
    if not any(line.family for line in found.lines):
        terminal.note("no name in its column of models is of a known family; --model-column takes another", always=True)
    if (tables := 1 if file.suffix.lower() == ".toml" else len(tables_in(file))) > 1:
        terminal.note(f"this is table {number} of {tables} in {file.name}; --table N takes another", always=True)
    terminal.note(f"next: prony boards overlap {shlex.quote(name)} NAME; the file is outside/{name}.toml", always=True)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _measured_here(home: Path) -> dict[str, ModelName]:
    """What was measured in this folder; nothing where nothing was run here."""
    if not (home / "runs").is_dir():
        return {}
    from prony.boards.outside_boards import measured_here
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        return measured_here(index)
