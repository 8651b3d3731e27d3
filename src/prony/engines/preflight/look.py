"""The whole preflight: what an engine's template makes of the marked conversations, and which checks that breaks."""

from __future__ import annotations

from typing import NamedTuple

from prony.engines.preflight.checks import CHECKS, Gravity
from prony.engines.preflight.doors import door_to
from prony.engines.preflight.seen import AskedFor, TemplateSeen, see
from prony.nouns import TemplateCheck
from prony.plain import clean_line

MOST_CHARS = 240
"""Of a reason."""


class Preflight(NamedTuple):
    """What a look at a template came to. check: for the fingerprint; the rest are ends of the sentence "its chat
    template ...", by what becomes of the contestant."""

    check: TemplateCheck
    stops: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


async def look(kind: str, root: str, model: str, key: str | None, asked: AskedFor) -> Preflight | None:
    """Look at the template of `model` at the server that stands at `root`; None where nothing of it is to be had.

    Loads and generates nothing, and never raises for what an engine answers.
    """
    door = door_to(kind, root, model, key)
    if door is None:
        return None
    return judged(await see(door, asked))


def judged(seen: TemplateSeen) -> Preflight | None:
    """What the checks say of what was seen; None where none of them could be made."""
    held: list[str] = []
    broken: dict[str, str] = {}
    by_gravity: dict[Gravity, list[str]] = {gravity: [] for gravity in Gravity}
    for name, check in CHECKS.items():
        why = check.broken(seen)
        if why is None:
            continue
        if why:
            line = clean_line(why)[:MOST_CHARS]
            by_gravity[check.gravity].append(line)
            if check.gravity is not Gravity.NOTE:
                broken[name] = line
        else:
            held.append(name)
    if not held and not broken and not by_gravity[Gravity.NOTE]:
        return None
    return Preflight(
        TemplateCheck(held=tuple(held), broken=broken),
        *(tuple(by_gravity[gravity]) for gravity in (Gravity.STOP, Gravity.DOUBT, Gravity.NOTE)),
    )
