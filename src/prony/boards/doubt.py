"""The doubt: a reason why a conclusion from a board may not be read, with what to do about it."""

from __future__ import annotations

from enum import StrEnum

from prony.boards.view import View


class DoubtKind(StrEnum):
    """What is wrong, the gravest first."""

    NEGATIVE_CONTROL = "negative_control"
    """A reference that must solve nothing, or not this, solved it."""
    POSITIVE_CONTROL = "positive_control"
    """The reference that must solve everything did not solve a task, whatever for."""
    DAMAGE = "damage"
    """A journal that cannot be read to its end."""
    GRADERS = "graders"
    """Grades by several grader versions."""
    TEMPLATE = "template"
    """Prompts that a broken chat template made."""
    MIXED = "mixed"
    """A row of several runs, of which one made attempts again that another had scored."""
    DRIFT = "drift"
    """A contestant that changed between two runs, with the same fingerprint."""
    LOSSES = "losses"
    """Too many attempts that are nobody's score."""
    INTERIM = "interim"
    """Planned attempts that are not made, or not graded: no result yet."""


class Doubt(View, frozen=True, kw_only=True):
    """A reason why a conclusion may not be read."""

    kind: DoubtKind
    sentence: str
    """The reason, as the end of a sentence."""
    next_step: str
    """What to do about it; empty where a cause under the board says it."""
    contestants: tuple[str, ...] = ()
    """Ids of those on whom it bears; none: on all."""
