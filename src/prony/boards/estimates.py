"""Cells into rates and comparisons: where boards meet `prony.stats`, and where its numbers become plain ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prony.boards.board import Rate, Versus
from prony.boards.head import LEVEL
from prony.journal.packed import Cells
from prony.journal.rollup import CellCounts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from prony.stats import Estimate
    from prony.stats.estimate import Indices
    from prony.stats.samples import Samples

TINY = 1e-12
NOTHING = Rate(value=None, tasks=0, attempts=0, state="nothing_scored")


def outcomes_by_task(cells: Mapping[str, CellCounts]) -> Samples:
    """task -> 1 for each solved attempt, 0 for each other scored one; tasks without a scored attempt are absent."""
    import numpy as np

    from prony.stats.samples import Samples

    mine = columns_of(cells)
    if "outcomes" not in mine.kept:
        ids, count, at = _scored(mine)
        ones = np.asarray(mine.counts["solved"], dtype=np.int64)
        mine.kept["outcomes"] = Samples.of_counts(ids, count, ones if at is None else ones[at], mine.problems)
    return mine.kept["outcomes"]  # type: ignore[no-any-return]


def scores_by_task(cells: Mapping[str, CellCounts]) -> Samples:
    """task -> the score share of each scored attempt; tasks without one are absent."""
    import numpy as np

    from prony.stats.samples import Samples

    mine = columns_of(cells)
    if "scores" not in mine.kept:
        ids, count, _ = _scored(mine)
        mine.kept["scores"] = Samples.of_scores(ids, count, np.asarray(mine.scores, dtype=np.float64), mine.problems)
    return mine.kept["scores"]  # type: ignore[no-any-return]


def columns_of(cells: Mapping[str, CellCounts]) -> Cells:
    """The cells of one contestant, column by column."""
    return cells if isinstance(cells, Cells) else Cells.of(cells)


def _scored(cells: Cells) -> tuple[tuple[str, ...], NDArray[np.int64], Indices | None]:
    """The tasks with scored attempts, how many each has, and their places; None where they are all."""
    import numpy as np

    count = np.asarray(cells.scored, dtype=np.int64)
    if count.all():
        return cells.tasks, count, None
    at = np.flatnonzero(count)
    return tuple(cells.tasks[i] for i in at.tolist()), count[at], at


def rate_of(samples: Mapping[str, Sequence[float]], level: float, tasks: Sequence[str] | None = None) -> Rate:
    """The mean over tasks with its effective-n Wilson interval (`prony.stats.rate`); over those of `tasks` that there
    are, where given."""
    from prony.stats.samples import samples_of

    mine = samples_of(samples)
    at = None if tasks is None else mine.among(tasks)
    ones = mine.ones if at is None else mine.ones[at]
    if not len(ones):
        return NOTHING
    from prony.stats.rates import rate_of_tasks

    found: Estimate = rate_of_tasks(mine.tasks(at), level=level)
    return Rate(
        value=found.value,
        lo=found.lo,
        hi=found.hi,
        tasks=found.n_tasks,
        attempts=found.n_samples,
        solved=int(ones.sum()),
        method=found.method,
        state=found.state.value,
        problems=_problems(found.flags),
    )


def _problems(flags: Sequence[str]) -> int | None:
    """How many problems an estimate's tasks state, where these are fewer than the tasks."""
    told = [flag.removeprefix("groups:") for flag in flags if flag.startswith("groups:")]
    return int(told[0]) if told else None


def versus(
    a: tuple[str, Mapping[str, Sequence[float]]],
    b: tuple[str, Mapping[str, Sequence[float]]],
    level: float,
    contestants: int = 2,
) -> Versus:
    """The paired comparison of two contestants, each (name, task -> outcomes), on their common tasks. contestants:
    among whom they could have been picked; what their tasks would show is then told of any two of those."""
    from prony.stats import compare, sentence
    from prony.stats.claims import so_far
    from prony.stats.words import Among

    found = compare(a[1], b[1], level=level)
    pairs = contestants * (contestants - 1) // 2
    resolution = found.resolution
    if pairs > 1 and not found.decided:
        resolution = compare(a[1], b[1], level=1.0 - (1.0 - LEVEL) / pairs).resolution
    return Versus(
        a=a[0],
        b=b[0],
        sentence=sentence(found, a[0], b[0], among=Among(contestants, resolution)),
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
        repeats_agree=_repeats_agree(a[1], b[1]),
        e_value=found.e_value,
        so_far=so_far(found, a[0], b[0], contestants=contestants),
    )


def _repeats_agree(*sides: Mapping[str, Sequence[float]]) -> bool | None:
    """Whether no task had several attempts that came out differently; None where none was tried twice."""
    from prony.stats.samples import samples_of

    mine = [samples_of(side) for side in sides]
    if not any((one.count > 1).any() for one in mine):
        return None
    return all(bool((one.tasks().within <= TINY).all()) for one in mine)


def rate_sentence(name: str, samples: Mapping[str, Sequence[float]], level: float) -> str:
    """One contestant's rate as a sentence (`prony.stats.sentence`)."""
    from prony.stats import sentence
    from prony.stats.rates import rate_of_tasks
    from prony.stats.samples import samples_of

    return sentence(rate_of_tasks(samples_of(samples).tasks(), level=level), name)
