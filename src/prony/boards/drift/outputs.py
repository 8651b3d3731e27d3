"""Outputs of two epochs side by side: the same replies, and the same submissions that were judged otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from prony.boards.view import View
from prony.journal.outputs import Output


class SameOutputs(View, frozen=True, kw_only=True):
    """What two epochs handed in, where a task's repeat of the one has its like in the other."""

    compared: int
    """Pairs of attempts with a reply each."""
    identical: int
    """Of those: the same reply, byte for byte."""
    submissions: int
    """Tasks with a submission that both epochs graded, counted by submission."""
    flips: int
    """Of those: judged otherwise in the one than in the other."""
    of_grader: float | None = None
    """Of the change in tasks solved: what identical submissions make of it, which is the grader's doing. A share."""


def same_outputs(before: Sequence[Output], after: Sequence[Output]) -> SameOutputs:
    """What two epochs have in common. Attempts are paired by task, and repeat by repeat in their order."""
    pairs = _pairs(before, after)
    told = [(one, other) for one, other in pairs if one.replied is not None and other.replied is not None]
    judged: dict[tuple[str, str], tuple[set[bool], set[bool]]] = defaultdict(lambda: (set(), set()))
    for side, outputs in enumerate((before, after)):
        for one in outputs:
            if one.handed_in is not None:
                judged[one.task, one.handed_in][side].add(one.solved)
    both = [sides for sides in judged.values() if all(sides)]
    return SameOutputs(
        compared=len(told),
        identical=sum(one.replied == other.replied and one.handed_in == other.handed_in for one, other in told),
        submissions=len(both),
        flips=sum(one != other for one, other in both),
        of_grader=_of_grader(pairs),
    )


def _pairs(before: Sequence[Output], after: Sequence[Output]) -> list[tuple[Output, Output]]:
    sides: list[dict[str, list[Output]]] = []
    for outputs in (before, after):
        by_task: dict[str, list[Output]] = defaultdict(list)
        for one in sorted(outputs, key=lambda one: (one.run, one.repeat)):
            by_task[one.task].append(one)
        sides.append(by_task)
    return [
        pair for task, mine in sides[0].items() if task in sides[1] for pair in zip(mine, sides[1][task], strict=False)
    ]


def _of_grader(pairs: Sequence[tuple[Output, Output]]) -> float | None:
    """The mean over tasks of what pairs with the same submission changed."""
    by_task: dict[str, list[float]] = defaultdict(list)
    for one, other in pairs:
        same = one.handed_in is not None and one.handed_in == other.handed_in
        by_task[one.task].append(float(other.solved) - float(one.solved) if same else 0.0)
    means = [sum(some) / len(some) for some in by_task.values()]
    return sum(means) / len(means) if means else None
