"""`prony toolchains`: what tasks can be run and graded with here, and fetching what is not here yet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from prony import config as places
from prony.cli.doctor import EXIT_ENVIRONMENT, show_check
from prony.cli.terminal import Terminal, clean_line
from prony.errors import FetchError, UsageError

if TYPE_CHECKING:
    from prony.fetch import Progress
    from prony.setup.supply import Supply

_STATES = {"here": "here", "fetchable": "to be fetched", "missing": "missing"}


@click.group(name="toolchains", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List what tasks are run and graded with: what is here, what can be fetched, from where, how large.

    Fetches nothing; `prony toolchains get NAME` does.
    """
    if ctx.invoked_subcommand is not None:
        return
    from prony.setup.supply import supplies

    terminal = ctx.ensure_object(Terminal)
    found = supplies(places.load_config(places.home()).toolchains)
    if as_json:
        from prony.export.documents import ToolchainsDocument

        terminal.document(ToolchainsDocument(toolchains=found))
        return
    terminal.data(_listed(found, terminal))
    if able := [one.name for one in found if one.state == "fetchable"]:
        terminal.note(f"next: prony toolchains get {able[0]}, or all")


@command.command(name="get")
@click.argument("names", nargs=-1)
@click.option("--suite", "suites", multiple=True, metavar="SUITE", help="What the tasks of a suite need.")
@click.pass_obj
def get_command(terminal: Terminal, names: tuple[str, ...], suites: tuple[str, ...]) -> int:
    """Fetch toolchains, databases or a browser NAMES, or `all`, check them, and try each with small programs.

    Everything is pinned by digest and lies in the cache; nothing is installed and nothing needs root. What few tasks
    take (libraries beside a language) is not among `all`, and must be named. Exits 3 where something cannot be had on
    this machine.
    """
    from prony.setup import supply as room

    wanted = (*room.everything(), *names) if room.ALL in names else names
    wanted = tuple(name for name in wanted if name != room.ALL)
    for name in wanted:
        room.ways_of(name)
    wanted = tuple(dict.fromkeys((*wanted, *room.needed_by(suites))))
    if not wanted and not suites:
        raise UsageError("E102", "nothing to get was named", hint="prony toolchains lists the names; or: all")
    lacking = False
    for name in wanted:
        try:
            room.supply(name, lambda step: _report(terminal, step))
        except FetchError as error:
            lacking = True
            _clear(terminal)
            terminal.error(error)
    _clear(terminal)
    return EXIT_ENVIRONMENT if asyncio.run(_tried(terminal, wanted)) or lacking else 0


async def _tried(terminal: Terminal, wanted: tuple[str, ...]) -> bool:
    """Compile what toolchains need once and try each; whether one of those that are here does not hold."""
    from prony.setup.machine_check import MachineCheck
    from prony.setup.supply import supplies
    from prony.setup.toolchain_checks import toolchain_checks

    bad = False
    async for check in toolchain_checks(
        places.load_config(places.home()).toolchains, terminal.note, only=wanted, self_tests=True
    ):
        show_check(terminal, check)
        bad = bad or check.state != "ok"
    for one in supplies():
        if one.name in wanted and one.state == "here" and not one.is_toolchain:
            show_check(terminal, MachineCheck(name=one.name, state="ok", text=one.text))
    return bad


def _report(terminal: Terminal, step: Progress) -> None:
    from prony.fetch import Phase

    if step.phase is not Phase.BYTES:
        _clear(terminal)
        terminal.note(str(step))
    elif terminal.live and not terminal.quiet:
        terminal.err.write(f"\r\x1b[2K{step}")
        terminal.err.flush()


def _clear(terminal: Terminal) -> None:
    if terminal.live and not terminal.quiet:
        terminal.err.write("\r\x1b[2K")


def _listed(found: tuple[Supply, ...], terminal: Terminal) -> str:
    from prony.cli.table import Column, lines

    def size(count: int) -> str:
        return f"{count / 1e6:.0f} MB" if count else ""

    def what(one: Supply) -> str:
        if one.state == "fetchable":
            return f"{one.text} ({size(one.download_bytes)})"
        return one.text.partition(" at ")[0] if one.state == "here" else one.text

    columns = [
        Column("name", [one.name for one in found], left=True),
        Column("state", [_STATES[one.state] for one in found], left=True),
        Column("on disk", [size(one.unpacked_bytes) for one in found], priority=3),
        Column("from", [", ".join(one.origins) for one in found], left=True, priority=1),
        Column("licence", [", ".join(one.licences) for one in found], left=True, priority=4, cap=32),
        Column("what", [clean_line(what(one)) for one in found], left=True, cap=72),
    ]
    return "\n".join(lines(columns, terminal, terminal.width))
