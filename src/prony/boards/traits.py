"""Traits: the fields in which the models of a board differ, so that each has a column."""

from __future__ import annotations

from collections.abc import Mapping

from prony.boards.differences import CHOSEN, ORDER, SAMPLING, UNTOLD, in_effect
from prony.boards.fields import lies_under
from prony.nouns import Fingerprint
from prony.plain import clean_line

SHOWN_OTHERWISE = (
    "artifact",
    "model_id",
    "engine.kind",
    "engine.version",
    "thinking",
    "harness.name",
    "harness.version",
    "harness.config_sha256",
    "effective_sampling",
)
"""Fields, or beginnings of them, that columns of their own show, or that follow from others."""
LEFT_OPEN = "left open"
LONGEST = 20


def traits_of(fingerprints: Mapping[str, Fingerprint]) -> dict[str, dict[str, str]]:
    """Contestant -> its word for each field in which these contestants are known to differ, the most telling first. Of
    sampling it is what was in effect."""
    told = {one: {field.name: field for field in in_effect(mine)} for one, mine in fingerprints.items()}
    every = dict.fromkeys(name for mine in told.values() for name in mine)
    differing = [
        name
        for name in sorted(every, key=_place)
        if not lies_under(name, SHOWN_OTHERWISE)
        and _differs(name, {mine[name].value if name in mine else None for mine in told.values()})
    ]
    return {
        one: {name: _word(mine[name].value, mine[name].note) if name in mine else "not set" for name in differing}
        for one, mine in told.items()
    }


def _differs(name: str, values: set[str | int | float | bool | None]) -> bool:
    known = values - {None}
    return len(known) > 1 or (len(values) > 1 and lies_under(name, (*CHOSEN, SAMPLING.rstrip("."))))


def _word(value: str | int | float | bool | None, note: str) -> str:
    if value is None:
        return LEFT_OPEN if note == UNTOLD else note
    word = clean_line(f"{value:g}" if isinstance(value, float) else str(value))
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"


def _place(name: str) -> int:
    return next((place for place, start in enumerate(ORDER) if lies_under(name, (start,))), len(ORDER))
