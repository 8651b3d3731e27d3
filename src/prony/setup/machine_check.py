"""The noun of this room: one thing that was tried on this machine."""

from __future__ import annotations

from prony.nouns import Noun


class MachineCheck(Noun, frozen=True, kw_only=True):
    """One thing that was tried."""

    name: str
    state: str
    """`ok`, `warn` (works in part) or `bad` (what it is for cannot be done)."""
    text: str
    hint: str | None = None
    wall_s: float = 0.0
