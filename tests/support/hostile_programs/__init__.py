"""Hostile programs made by combination, from a seed: what each does, in which ways, and how it ends, in every language.

A program does one to four hostile things, each in a way of its own (at once, in a thread, in a child, in a daemon, at
exit ...), and then ends: with a wrong answer, an odd one, none, by a signal, or never. No program answers right.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from hostile_programs import go, javascript, python, shell


class HostileProgram(NamedTuple):
    """One program. shape: the task that it answers (`TASKS` of the test). what: its parts, by name."""

    number: int
    shape: str
    what: str
    source: str


class _Maker(NamedTuple):
    share: int
    shapes: tuple[str, ...]
    make: Callable[[random.Random, str], tuple[str, str]]


MAKERS = {
    "python": _Maker(40, ("calls", "oracle", "program", "suite"), python.make),
    "javascript": _Maker(30, ("calls", "oracle", "program", "suite"), javascript.make),
    "go": _Maker(18, ("program", "suite"), go.make),
    "shell": _Maker(12, ("workspace",), shell.make),
}


def hostile_programs(count: int, seed: int = 1) -> list[HostileProgram]:
    """`count` programs, in all languages and shapes; the same ones for the same seed, whatever the count."""
    made = []
    for number in range(count):
        source = random.Random(f"{seed}/{number}")
        language = source.choices(list(MAKERS), [maker.share for maker in MAKERS.values()])[0]
        shape = source.choice(MAKERS[language].shapes)
        what, text = MAKERS[language].make(source, shape)
        made.append(HostileProgram(number, f"{language}-{shape}", what, text))
    return made
