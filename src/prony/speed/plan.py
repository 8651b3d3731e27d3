"""Which cells a contestant has, and in what order: round by round, so that a machine that grows warm tells on all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prony.journal.sweeps import SweepSettings
from prony.speed.figures import SweepPlace

SPARE_TOKENS = 256
"""For a chat template, and for text that comes out a little longer than it was meant to."""
SPARE_SHARE = 0.05
MOST_STREAMS = 8
"""Up to which streams are doubled where nobody says how many."""


class SweepStep(NamedTuple):
    """One measurement that is to be made."""

    place: SweepPlace
    repeat: int


def room_for(depth: int, settings: SweepSettings) -> int:
    """Tokens of context that a cell at `depth` takes."""
    prompt = depth + settings.prompt_tokens
    return math.ceil(prompt * (1 + SPARE_SHARE)) + settings.reply_tokens + SPARE_TOKENS


def streams_of(settings: SweepSettings, slots: int | None) -> tuple[int, ...]:
    """Numbers of streams: those that were asked for and that the engine has slots for, else doubled up to its slots."""
    if settings.concurrency:
        return tuple(one for one in settings.concurrency if slots is None or one <= slots)
    most = min(MOST_STREAMS, slots or MOST_STREAMS)
    return tuple(1 << power for power in range(most.bit_length()) if 1 << power <= most)


def places_of(settings: SweepSettings, served: int | None, slots: int | None) -> tuple[list[SweepPlace], list[str]]:
    """The cells of a contestant whose engine serves so many tokens and slots, and what is left out, in words."""
    fitting = [depth for depth in settings.depths if served is None or room_for(depth, settings) <= served]
    streams = streams_of(settings, slots)
    left_out = []
    if too_deep := [depth for depth in settings.depths if depth not in fitting]:
        depths = ", ".join(f"{depth:,}" for depth in too_deep)
        left_out.append(f"a depth of {depths} does not fit its context of {served:,} tokens")
    if too_many := [str(one) for one in settings.concurrency if one not in streams]:
        left_out.append(f"{', '.join(too_many)} streams at once are more than its {slots} slots")
    return [SweepPlace(depth, one) for depth in fitting for one in streams], left_out


def steps_left(places: Iterable[SweepPlace], repeats: int, done: Iterable[SweepStep]) -> Iterator[SweepStep]:
    """What is to be measured still: every cell once before any cell twice."""
    made, cells = frozenset(done), list(places)
    for repeat in range(repeats):
        for place in cells:
            if (step := SweepStep(place, repeat)) not in made:
                yield step
