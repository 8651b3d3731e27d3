"""Criterion by criterion: which of two contestants earned what within tasks that are marked in parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from prony.boards.comparison.disagreements import Matrix, matrix_of
from prony.boards.view import View
from prony.nouns import CriterionResult

_criteria = msgspec.json.Decoder(tuple[CriterionResult, ...]).decode
RowsByTask = Mapping[str, Sequence[Mapping[str, Any]]]
Earned = dict[tuple[str, str], list[float]]
"""(task, criterion) -> 1 for each attempt that earned it whole, 0 for each other."""


class CriterionDuel(View, frozen=True, kw_only=True):
    """A criterion (of a task with planted bugs: one of them) that one of the two earned more often."""

    task: str
    criterion: str
    title: str
    points: float
    a_earned: int
    a_attempts: int
    b_earned: int
    b_attempts: int


class BugByBug(View, frozen=True, kw_only=True):
    """The criteria of common tasks that have several, where somebody fell short of full marks."""

    criteria: int
    tasks: int
    matrix: Matrix
    """Criteria by who earned more."""
    differing: tuple[CriterionDuel, ...] = ()


def bug_by_bug(a: RowsByTask, b: RowsByTask) -> BugByBug | None:
    """What each earned, from the rows of scored attempts with their `criteria`; None where no task has several."""
    known = _known(a, b)
    sides = [_earned(rows, known) for rows in (a, b)]
    common = [key for key in known if key in sides[0] and key in sides[1]]
    if not common:
        return None
    mine, its = ({f"{task}\n{name}": side[task, name] for task, name in common} for side in sides)
    duels = [_duel(known[key], key, sides[0][key], sides[1][key]) for key in common]
    return BugByBug(
        criteria=len(common),
        tasks=len({task for task, _ in common}),
        matrix=matrix_of(mine, its),
        differing=tuple(one for one in duels if one.a_earned * one.b_attempts != one.b_earned * one.a_attempts),
    )


def _known(*sides: RowsByTask) -> dict[tuple[str, str], CriterionResult]:
    """The criteria worth points of each task that has several such."""
    found: dict[tuple[str, str], CriterionResult] = {}
    for task in dict.fromkeys(task for side in sides for task in side):
        rows = [row for side in sides for row in side.get(task, ()) if row["criteria"]]
        criteria = {one.id: one for row in rows for one in _criteria(row["criteria"]) if one.points and not one.bonus}
        if len(criteria) > 1:
            found |= {(task, name): one for name, one in criteria.items()}
    return found


def _earned(side: RowsByTask, known: Mapping[tuple[str, str], CriterionResult]) -> Earned:
    """What each attempt earned of the known criteria; one without a grade earned none of them."""
    names_at: dict[str, list[str]] = {}
    for task, name in known:
        names_at.setdefault(task, []).append(name)
    found: Earned = {}
    for task, names in names_at.items():
        for row in side.get(task, ()):
            earned = {one.id: one.earned >= one.points for one in _criteria(row["criteria"] or "[]")}
            for name in names:
                found.setdefault((task, name), []).append(float(earned.get(name, False)))
    return found


def _duel(criterion: CriterionResult, key: tuple[str, str], a: Sequence[float], b: Sequence[float]) -> CriterionDuel:
    return CriterionDuel(
        task=key[0],
        criterion=key[1],
        title=criterion.title,
        points=criterion.points,
        a_earned=int(sum(a)),
        a_attempts=len(a),
        b_earned=int(sum(b)),
        b_attempts=len(b),
    )
