"""Which tasks tell strong from weak: how often each is solved, and whether who is good elsewhere is good here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prony.boards.view import View

Scores = Mapping[str, Mapping[str, Sequence[float]]]
"""Contestant -> task -> the scores of its attempts."""


class TaskTelling(View, frozen=True, kw_only=True):
    """One task as a measuring device (`prony.stats.rasch`). mean: of the scores, each contestant counting once.
    difficulty: logits, higher is harder. discrimination: correlation with the contestants' other tasks; None below six
    contestants, or where one side does not vary. p: one-sided, of one this low for a task that has none; p_adjusted: by
    Holm over all tasks."""

    task: str
    contestants: int
    mean: float
    difficulty: float
    discrimination: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    flags: tuple[str, ...] = ()
    """`saturated`, `never solved`, `negative discrimination`."""


def tellings(scores: Scores, tasks: Iterable[str]) -> list[TaskTelling]:
    """What each of `tasks` tells, the hardest first; nothing of fewer than two contestants."""
    known = {who: mine for who, mine in scores.items() if len(mine)}
    if len(known) < 2:
        return []
    from prony.stats import rasch
    from prony.stats.multiplicity import holm

    reports = rasch(known).tasks
    tested = [one for one in reports if one.p is not None]
    adjusted = dict(
        zip((one.task for one in tested), holm([one.p for one in tested if one.p is not None]), strict=True)
        if tested
        else ()
    )
    wanted = set(tasks)
    found = [
        TaskTelling(
            task=one.task,
            contestants=one.n_contestants,
            mean=one.mean,
            difficulty=one.difficulty,
            discrimination=one.discrimination,
            p=one.p,
            p_adjusted=adjusted.get(one.task),
            flags=tuple(flag.value for flag in one.flags),
        )
        for one in reports
        if one.task in wanted
    ]
    return sorted(found, key=lambda one: (-one.difficulty, one.task))
