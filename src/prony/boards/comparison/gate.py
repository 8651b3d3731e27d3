"""The gate: claims that must be shown before a build goes on, each judged by an interval, never by a point.

A claim is *held* where its interval shows it, *refuted* where it shows the contrary, *not shown* between the two, and
*not judged* where a board may not be read or the tasks are too few to tell. Only what is held passes by itself: what is
not shown passes where that was asked for, and says so; what is refuted or not judged never does.
"""

from __future__ import annotations

from enum import StrEnum

from prony.boards.view import View

PASSED, FAILED, NOT_JUDGED = 0, 1, 4
"""Exit codes."""


class Standing(StrEnum):
    """What became of a claim."""

    HELD = "held"
    NOT_SHOWN = "not_shown"
    REFUTED = "refuted"
    NOT_JUDGED = "not_judged"


class GateClaim(View, frozen=True, kw_only=True):
    """One claim that a gate asks for. claim: what must be shown; why: what became of it, and what would help."""

    claim: str
    standing: Standing
    why: str
    accepted: bool = False
    """Whether it passes without being shown, because that was asked for."""

    @property
    def passes(self) -> bool:
        """Whether a build may go on."""
        return self.standing is Standing.HELD or self.accepted

    @property
    def line(self) -> str:
        """The claim with what became of it, in a line."""
        accepted = ", accepted" if self.accepted else ""
        return f"{self.standing.value.replace('_', ' ')}{accepted}: {self.claim}: {self.why}"


class Gate(View, frozen=True, kw_only=True):
    """All claims that were asked for."""

    claims: tuple[GateClaim, ...]

    @property
    def exit_code(self) -> int:
        """1 where a claim failed; else 4 where one could not be judged; else 0."""
        failing = {one.standing for one in self.claims if not one.passes}
        return FAILED if failing - {Standing.NOT_JUDGED} else NOT_JUDGED if failing else PASSED
