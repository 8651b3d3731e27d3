"""Shims: named changes to requests, each of which an engine's own refusal asked for. The only ones that are made.

Each is a file here that defines `SHIM`, or one in another package, named by an entry point of the group `prony.shims`.
A worked example: docs/extending/shim.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim
from prony.nouns import Noun
from prony.registry import Registry

__all__ = [
    "SHIMS",
    "TEXT_CALLS",
    "TOOLS_AS_TEXT",
    "Body",
    "Cure",
    "EngineRefusal",
    "Replies",
    "Shim",
    "cure_of",
    "shimmed",
    "words_of",
]

SHIMS: Registry[Shim] = Registry(
    "shim",
    "prony.gateway.shims",
    "SHIM",
    besides=("shim",),
    group="prony.shims",
    check=lambda resident: None if isinstance(resident, Shim) else "it is no instance of a Shim",
    named_by="name",
)
"""Shims by name."""

TEXT_CALLS = "text-calls"
"""The shim of a harness that reads tool calls out of text."""
TOOLS_AS_TEXT = "tools-as-text"
"""The shim that takes a harness which can ask for commands as text."""


class Cure(Noun, frozen=True, kw_only=True):
    """A shim that a refusal asks for."""

    shim: str
    """As it is recorded: its name, or `NAME:FIELD`."""
    by_harness: bool = False
    """The gateway cannot make it."""
    pinned: str = ""
    """The field that it would take away, or lessen, although the plan pins it: it is none, and the refusal stands."""


def cure_of(
    refusal: EngineRefusal, body: Body, *, dialect: str, had: Collection[str], pinned: Collection[str]
) -> Cure | None:
    """The first shim that a refusal of `body` asks for, and that it has not `had`; None where there is none.

    pinned: fields that the plan pins. A request without one of them would be another contestant's.
    """
    for name, shim in sorted(SHIMS.items(), key=lambda item: item[1].general):
        cures = SHIMS.guard(name, shim.cures, None)
        field = cures(refusal, body) if dialect in shim.dialects else None
        if field is None:
            continue
        recorded = f"{shim.name}:{field}" if field else shim.name
        if recorded not in had:
            touched = [name for name in pinned if name == field or name in shim.lessens]
            return Cure(shim=recorded, by_harness=shim.by_harness, pinned=touched[0] if touched else "")
    return None


def shimmed(body: Body, shims: Iterable[str], *, dialect: str, replies: Replies) -> Body:
    """The body, changed by each of the recorded `shims`, in their order; what is of another dialect stays."""
    for recorded in shims:
        name, _, field = recorded.partition(":")
        shim = SHIMS.get(name)
        if shim is not None and dialect in shim.dialects:
            body = SHIMS.guard(name, shim.change, body)(body, field, replies)
    return body


def words_of(recorded: str) -> str:
    """What a recorded shim does, for people; the empty string for one that is not known here."""
    name, _, field = recorded.partition(":")
    shim = SHIMS.get(name)
    return "" if shim is None else shim.words.replace("FIELD", f"`{field}`" if field else "a field")
