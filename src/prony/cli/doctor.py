"""`prony doctor`: what this machine can do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from prony import config as places
from prony.cli.terminal import Terminal, folded

if TYPE_CHECKING:
    from prony.config import Config
    from prony.setup.machine_check import MachineCheck

SIGNS = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "bad": ("✗", "red")}
EXIT_ENVIRONMENT = 3


@click.command(name="doctor")
@click.option("--toolchains", is_flag=True, help="Only the toolchains.")
@click.option("--browser", is_flag=True, help="Only the browser that tests of pages need: found, else installed.")
@click.option("--servers", is_flag=True, help="Only the real servers that some tests run: found, else built (minutes).")
@click.option("--self-test", is_flag=True, help="Also try every toolchain anew and prove the suite quick.")
@click.option("--json", "as_json", is_flag=True, help="All checks as JSON.")
@click.pass_obj
def command(terminal: Terminal, toolchains: bool, browser: bool, servers: bool, self_test: bool, as_json: bool) -> int:
    """Try what this machine can do: sandbox, toolchains, engines, weights, energy.

    Exits 3 when something that a run needs cannot be done here.
    """
    from prony.setup.doctor import worst

    config = places.load_config(places.home())
    if browser:
        checks = [_browser(terminal)]
        show_check(terminal, checks[0], not as_json)
    elif servers:
        checks = _servers(terminal, show=not as_json)
    else:
        checks = asyncio.run(_examine(terminal, toolchains, self_test, config, show=not as_json))
    if as_json:
        from prony.export.documents import DoctorDocument

        terminal.document(DoctorDocument(checks=tuple(checks)))
    elif not (toolchains or browser or servers):
        terminal.note("next: prony run quick")
    return EXIT_ENVIRONMENT if worst(checks) == "bad" else 0


def _browser(terminal: Terminal) -> MachineCheck:
    from prony.setup.doctor import browser_check

    return browser_check(terminal.note)


def _servers(terminal: Terminal, *, show: bool) -> list[MachineCheck]:
    from prony.setup.doctor import server_check
    from prony.setup.servers import SERVERS

    checks = []
    for server in SERVERS:
        checks.append(server_check(server, terminal.note))
        show_check(terminal, checks[-1], show)
    return checks


async def _examine(
    terminal: Terminal, toolchains: bool, self_test: bool, config: Config, *, show: bool
) -> list[MachineCheck]:
    from prony.setup.doctor import examine
    from prony.setup.toolchain_checks import toolchain_checks

    examined = (
        toolchain_checks(config.toolchains, terminal.note)
        if toolchains
        else examine(self_test=self_test, overrides=config.toolchains, energy=config.energy)
    )
    checks = []
    async for check in examined:
        checks.append(check)
        show_check(terminal, check, show)
    return checks


def show_check(terminal: Terminal, check: MachineCheck, wanted: bool = True) -> None:
    """Print a check, where that is wanted."""
    if not wanted:
        return
    sign, colour = SIGNS[check.state]
    took = f"  ({check.wall_s:.1f} s)" if check.wall_s >= 1 else ""
    margin = " " * 19
    first, *more = folded(f"{check.text}{took}", terminal.width, margin, margin)
    terminal.data("\n".join([f" {terminal.paint(sign, colour)} {check.name:<15} {first.removeprefix(margin)}", *more]))
    if check.hint:
        terminal.data("\n".join(folded(check.hint, terminal.width, margin, margin + "  ")))
