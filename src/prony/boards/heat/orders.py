"""Who is decidedly ahead in each value of a dimension: rank sets within it, with one error rate over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.claims import order_claim
from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.ranks import BoardRanking, ranking_of, ranking_so_far
from prony.boards.validity.validity import bearing_on, not_to_be_read, sentence_as_it_may_be_read
from prony.boards.view import View

LEAST_TASKS = 6
Samples = Mapping[str, Sequence[float]]


class ValueOrder(View, frozen=True, kw_only=True):
    """The order in one value. level: of the decisions within it, so that those in all values hold at once."""

    value: str
    tasks: int
    few: bool
    level: float
    ranking: BoardRanking | None = None
    """Of the complete models; None where there are not two, six tasks are not there, or nothing may be read."""
    sentence: str


def orders_of(
    samples: Mapping[str, Samples],
    labels: Mapping[str, str],
    slices: Mapping[str, Sequence[str]],
    doubts: Sequence[Doubt],
    level: float,
    few: int,
) -> tuple[ValueOrder, ...]:
    """The order of these contestants (id -> task -> what counts of its attempts) in each value of `slices`."""
    if len(samples) < 2:
        return ()
    ranked = [value for value, tasks in slices.items() if len(tasks) >= LEAST_TASKS]
    each = 1.0 - (1.0 - level) / max(1, len(ranked))
    mine = bearing_on(doubts, list(samples))
    rank = ranking_so_far if any(doubt.kind is DoubtKind.INTERIM for doubt in mine) else ranking_of
    found = []
    for value, tasks in slices.items():
        there = set(tasks)
        here = {one: {task: some[task] for task in some if task in there} for one, some in samples.items()}
        measured = {one: some for one, some in here.items() if some}
        ranking = rank(measured, each) if value in ranked else None
        sentence = f"too few tasks to rank models: {len(tasks)}, at least {LEAST_TASKS} needed"
        if ranking is not None:
            rates = {one: _mean(some) for one, some in measured.items()}
            names = {one: labels[one] for one in sorted(rates, key=lambda one: -rates[one])}
            sentence = sentence_as_it_may_be_read(order_claim(ranking, names, rates), doubts, list(names))
        elif value in ranked:
            sentence = "not two models have a scored attempt here"
        found.append(
            ValueOrder(
                value=value,
                tasks=len(tasks),
                few=len(tasks) < few,
                level=each,
                ranking=None if not_to_be_read(mine) else ranking,
                sentence=sentence,
            )
        )
    return tuple(found)


def _mean(samples: Samples) -> float:
    return sum(sum(some) / len(some) for some in samples.values()) / len(samples)
