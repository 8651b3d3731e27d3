"""Kinds of solution: what a grader labelled attempts at a task as, and how each kind fares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from prony.boards.board import Rate
from prony.boards.estimates import rate_of
from prony.boards.view import View
from prony.journal.marks import Marked

UNLABELLED = ""
MOST_KINDS = 20
"""Kinds of one question that are told apart; what is rarer is one kind, `other kinds`."""
OTHERS = "other kinds"


class Approach(View, frozen=True, kw_only=True):
    """One kind of solution to a task. models: those with an attempt of that kind; attempts: of each. solved: the mean
    over those models, interval over models."""

    task: str
    label: str
    """What was asked of a solution."""
    kind: str
    """Empty: not labelled."""
    models: tuple[str, ...]
    attempts: dict[str, int]
    solved: Rate


def approaches_of(attempts: Sequence[Marked], level: float) -> list[Approach]:
    """Each kind of each label of each task, the most used first, those not labelled last."""
    by_task: dict[str, list[Marked]] = defaultdict(list)
    for one in attempts:
        by_task[one.task].append(one)
    return [
        approach
        for task, mine in by_task.items()
        for label in sorted({name for one in mine for name in one.labels})
        for approach in _kinds(task, label, mine, level)
    ]


def _kinds(task: str, label: str, attempts: Sequence[Marked], level: float) -> list[Approach]:
    counts = Counter(one.labels.get(label, UNLABELLED) for one in attempts)
    kept = {kind for kind, _ in counts.most_common(MOST_KINDS)} | {UNLABELLED}
    by_kind: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in attempts:
        kind = one.labels.get(label, UNLABELLED)
        by_kind[kind if kind in kept else OTHERS][one.contestant].append(float(one.solved))
    found = [
        Approach(
            task=task,
            label=label,
            kind=kind,
            models=tuple(of),
            attempts={who: len(mine) for who, mine in of.items()},
            solved=rate_of(of, level),
        )
        for kind, of in by_kind.items()
    ]
    return sorted(found, key=lambda one: (not one.kind, one.kind == OTHERS, -len(one.models), one.kind))
