"""The result of a run, for whoever started it."""

from __future__ import annotations

from prony.nouns import Noun


class RunResult(Noun, frozen=True, kw_only=True):
    """The end of a run."""

    reason: str
    attempts: int
    infra: int
    could_not_run: dict[str, str] = {}
    """Label -> reason, of contestants that never got going or were given up."""
    surprises: tuple[str, ...] = ()
    """What the references did that they are not known for: while there is any, no number of the run can be trusted."""
    warnings: tuple[str, ...] = ()
    """What else a reader of its numbers should know."""
    wall_s: float = 0.0
