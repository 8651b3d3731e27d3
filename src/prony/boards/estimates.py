"""Cells into rates and comparisons: where boards meet `prony.stats`, and where its numbers become plain ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from prony.boards.board import Rate, Versus
from prony.journal.rollup import CellCounts

if TYPE_CHECKING:
    from prony.stats import Estimate

NOTHING = Rate(value=None, tasks=0, attempts=0, state="nothing_scored")


def outcomes_by_task(cells: Mapping[str, CellCounts]) -> dict[str, list[float]]:
    """task -> 1 for each solved attempt, 0 for each other scored one; tasks without a scored attempt are absent."""
    return {
        task: [1.0] * cell.solved + [0.0] * (cell.scored - cell.solved) for task, cell in cells.items() if cell.scored
    }


def scores_by_task(cells: Mapping[str, CellCounts]) -> dict[str, list[float]]:
    """task -> the score share of each scored attempt; tasks without one are absent."""
    return {task: list(cell.scores) for task, cell in cells.items() if cell.scores}


def rate_of(samples: Mapping[str, Iterable[float]], level: float) -> Rate:
    """The mean over tasks with its effective-n Wilson interval (`prony.stats.rate`)."""
    pairs = [(task, value) for task, values in samples.items() for value in values]
    if not pairs:
        return NOTHING
    from prony.stats import rate

    found: Estimate = rate([task for task, _ in pairs], [value for _, value in pairs], level=level)
    return Rate(
        value=found.value,
        lo=found.lo,
        hi=found.hi,
        tasks=found.n_tasks,
        attempts=found.n_samples,
        solved=sum(value == 1.0 for _, value in pairs),
        method=found.method,
        state=found.state.value,
    )


def versus(
    a: tuple[str, Mapping[str, list[float]]],
    b: tuple[str, Mapping[str, list[float]]],
    level: float,
    contestants: int = 2,
) -> Versus:
    """The paired comparison of two contestants, each (name, task -> outcomes), on their common tasks. contestants:
    among whom they could have been picked while their run goes on."""
    from prony.stats import compare, sentence
    from prony.stats.claims import so_far

    found = compare(dict(a[1]), dict(b[1]), level=level)
    return Versus(
        a=a[0],
        b=b[0],
        sentence=sentence(found, a[0], b[0]),
        decision=found.decision.value,
        difference=found.difference.value,
        # Below the tasks that a test needs an interval claims what nothing backs.
        lo=found.difference.lo if found.p is not None else None,
        hi=found.difference.hi if found.p is not None else None,
        p=found.p,
        tasks=found.n_common,
        only_a_solved_more=found.a_ahead,
        only_b_solved_more=found.b_ahead,
        resolution=found.resolution,
        e_value=found.e_value,
        so_far=so_far(found, a[0], b[0], contestants=contestants),
    )


def rate_sentence(name: str, samples: Mapping[str, Iterable[float]], level: float) -> str:
    """One contestant's rate as a sentence (`prony.stats.sentence`)."""
    from prony.stats import rate, sentence

    pairs = [(task, value) for task, values in samples.items() for value in values]
    return sentence(rate([task for task, _ in pairs], [value for _, value in pairs], level=level), name)
