"""What may be said of bugs and kinds of solution, by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.bugs.approaches import Approach
from prony.boards.bugs.caught import CaughtCriterion
from prony.boards.bugs.telling import TaskTelling
from prony.boards.claims import listed
from prony.plain import clean_line
from prony.readable import counted

MOST = 6
"""Claims of one kind that stand in sentences; all are in the tables."""
BROKEN = 0.05
"""p, adjusted for all tasks, below which a task that the better solve more seldom is said to be so."""


def bug_claims(criteria: Sequence[CaughtCriterion], names: Mapping[str, str]) -> list[str]:
    """Who alone catches what; what everybody catches, and what nobody does, with how many attempts that is."""
    sole = [(one, one.sole) for one in criteria if one.sole is not None]
    told = [
        f"only {names[found.contestant]} catches {name_of(one)}: {found.caught} of {found.attempts}, none of the "
        f"others' {counted(found.others, 'attempt')} (p {_p(found.p)} for all parts and models at once)"
        for one, found in sole
        if found.decided
    ][:MOST]
    open_ones = [(one, found) for one, found in sole if not found.decided]
    told += [
        f"only {names[found.contestant]} caught {name_of(one)} ({found.caught} of {found.attempts}, others none of "
        f"{found.others}), which so few attempts do not decide"
        for one, found in open_ones[:MOST]
    ]
    for words, those in (
        ("caught in every attempt", [one for one in criteria if one.attempts and one.caught == one.attempts]),
        ("caught in none", [one for one in criteria if one.attempts and not one.caught]),
    ):
        if those:
            fewest, most = min(one.attempts for one in those), max(one.attempts for one in those)
            count = counted(most, "attempt") if fewest == most else f"{fewest} to {most} attempts"
            told.append(f"{words} ({count} each): {listed([name_of(one) for one in those])}")
    return told


def approach_claims(approaches: Sequence[Approach]) -> list[str]:
    """How many models solve a task in which way, such as `sliding window 8, counter reset 12`."""
    groups: dict[tuple[str, str], list[Approach]] = {}
    for one in approaches:
        groups.setdefault((one.task, one.label), []).append(one)
    return [
        f"{task}, {label}: {', '.join(f'{kind_of(one)} {len(one.models)}' for one in some)} "
        f"(models; {counted(sum(sum(one.attempts.values()) for one in some), 'attempt')})"
        for (task, label), some in list(groups.items())[:MOST]
    ]


def telling_claims(found: Sequence[TaskTelling]) -> list[str]:
    """Which tasks may be broken, and which tell nothing."""
    told = [
        f"{one.task} may be broken: the better a model is elsewhere, the worse it does here (correlation "
        f"{one.discrimination:.2f}, p {_p(one.p_adjusted)} for all tasks at once, {counted(one.contestants, 'model')})"
        for one in found
        if one.discrimination is not None
        and one.discrimination < 0.0
        and one.p_adjusted is not None
        and one.p_adjusted < BROKEN
    ]
    for flag, words in (("saturated", "every model gets everything"), ("never solved", "no model gets anything")):
        those = [one.task for one in found if flag in one.flags]
        if those:
            told.append(f"{words} of {listed(those)}: nothing here tells models apart")
    return told[:MOST]


def name_of(one: CaughtCriterion) -> str:
    """A criterion with its task: `js-task-queue, bug 1: the heap ...`."""
    return clean_line(f"{one.task.rpartition('/')[2]} / {one.title or one.criterion}")


def kind_of(one: Approach) -> str:
    """A kind of solution in words."""
    return clean_line(one.kind) or "not labelled"


def _p(p: float | None) -> str:
    return "n/c" if p is None else "< 0.001" if p < 0.001 else f"{p:.2g}"
