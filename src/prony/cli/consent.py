"""Ask the person who calls whether programs may run with their rights, and the options that say so beforehand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from prony.cli.terminal import Terminal


class BackendName(click.ParamType[str]):
    """The name of a sandbox backend, built-in or brought by another package."""

    name = "backend"

    def _choice(self) -> click.Choice[str]:
        from prony.sandbox.backends import BACKENDS  # the residents are looked for when the option is read

        return click.Choice(BACKENDS.names())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As of `Choice`."""
        return self._choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """As of `Choice`."""
        return self._choice().get_metavar(param, ctx)


accept_option = click.option(
    "--i-accept-running-untrusted-code",
    "accept",
    is_flag=True,
    help="Run untrusted programs with your rights where the sandbox does not isolate. Holds for this call only.",
)


def consent(terminal: Terminal, risks: Sequence[str], *, accept: bool) -> bool:
    """Whether the person who calls accepts `risks`: as the flag says, else by a question on a terminal.

    Without risks nothing is asked; where nobody can be asked, or says nothing, they are not accepted.
    """
    if accept or not risks:
        return accept
    if sys.stdin is None or not sys.stdin.isatty() or not terminal.err.isatty():
        return False
    for clause in risks:
        terminal.note(f"! {clause}", always=True)
    terminal.err.write("go on all the same? [y/N] ")
    terminal.err.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
