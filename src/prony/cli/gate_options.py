"""Options of a gate, and what comes of it: lines on stderr, files for CI, an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from prony.cli.report import opened
from prony.cli.struct_options import Number

if TYPE_CHECKING:
    from prony.boards.comparison.gate import Gate
    from prony.cli.terminal import Terminal

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable in which GitHub names the file of a step's summary."""


def gate_options(command: Callable[..., int]) -> Callable[..., int]:
    """A command with the options that every gate has."""
    for option in (
        click.option("--summary", metavar="FILE", help=f"Append a Markdown summary here; a gate also to ${SUMMARY}."),
        click.option("--junit", metavar="FILE", help="Write claims, and tasks or models, here as JUnit XML."),
        click.option(
            "--accept-not-shown", is_flag=True, help="Let the gate pass what is neither shown nor refuted, and say so."
        ),
        click.option(
            "--fail-under",
            type=Number(0, 100, min_open=True),
            metavar="PERCENT",
            help="Exit 1 unless each model of a board, or A, is shown to solve this share of tasks like these.",
        ),
    ):
        command = option(command)
    return command


def conclude(
    terminal: Terminal,
    gate: Gate | None,
    *,
    junit: tuple[str | None, Callable[[], str]],
    summary: tuple[str | None, Callable[[], str]],
) -> int:
    """Say what became of the gate, write the files that were asked for, and return the exit code."""
    if junit[0]:
        with opened(junit[0], "--junit FILE") as out:
            out.write(junit[1]())
    told = summary[0] or (os.environ.get(SUMMARY) if gate is not None else None)
    if told:
        with opened(told, "--summary FILE" if summary[0] else f"${SUMMARY}", append=True) as out:
            out.write(summary[1]())
    if gate is None:
        return 0
    for claim in gate.claims:
        (terminal.note if claim.passes and not claim.accepted else terminal.warn)(f"gate: {claim.line}")
    return gate.exit_code
