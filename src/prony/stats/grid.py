"""The grid of many contestants on many tasks: one cell per contestant and task, repeats averaged within it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from prony.errors import EstimateError
from prony.stats.estimate import Floats, matrix, same_length, vector, wrong_shape
from prony.stats.samples import Samples


@dataclass(frozen=True)
class Grid:
    """m contestants x n tasks. All arrays have shape (m, n).

    means: the mean score of a cell, NaN where it was not observed. counts: attempts in the cell, 0 where none.
    deviations: `squares`, or what computes it.
    """

    contestants: tuple[str, ...]
    tasks: tuple[str, ...]
    means: Floats
    counts: NDArray[np.int64]
    deviations: Floats | Callable[[], Floats]

    @cached_property
    def squares(self) -> Floats:
        """The sum of squared deviations of a cell's attempts from its mean."""
        return self.deviations() if callable(self.deviations) else self.deviations

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Which cells were observed, shape (m, n)."""
        return self.counts > 0

    @property
    def complete(self) -> bool:
        """Whether every contestant was observed on every task."""
        return bool(self.seen.all())

    @property
    def samples(self) -> int:
        """All attempts."""
        return int(self.counts.sum())


Scores = Mapping[str, Mapping[str, Sequence[float]]] | Grid
"""What the estimators of this floor take: contestant -> task -> the scores of its attempts, or a ready grid."""


def grid(scores: Scores) -> Grid:
    """Contestant -> task -> scores of the attempts (at least one each; leave out a task that was not run), as a grid.

    Contestants and tasks come out in sorted order, so that no result depends on the order of the input.
    Raises E801 (not numbers), E802 (NaN: a missing attempt is left out, not passed), E803 (no contestant, no attempt).
    """
    if isinstance(scores, Grid):
        return scores
    contestants = tuple(sorted(scores))
    tasks = tuple(sorted(set().union(*scores.values())))
    if not contestants or not tasks:
        raise EstimateError("E803", "there are no scores", hint="at least one contestant with one attempt is needed")
    samples = [one for row in contestants if isinstance(one := scores[row], Samples) and len(one)]
    if len(samples) == len(contestants):
        return _of_samples(contestants, tasks, samples)
    place = {task: column for column, task in enumerate(tasks)}
    cells, attempts = [], []
    for row, contestant in enumerate(contestants):
        if not scores[contestant]:
            raise EstimateError("E803", f"contestant {contestant!r} has no attempts", hint="leave it out")
        for task, values in scores[contestant].items():
            cells.append(row * len(tasks) + place[task])
            attempts.append(values)
    lengths = np.fromiter(map(len, attempts), dtype=np.int64, count=len(attempts))
    if not lengths.all() or not (flat := _flattened(attempts, lengths)).size:
        _blame(scores)
    cell, shape = np.repeat(cells, lengths), (len(contestants), len(tasks))
    size = shape[0] * shape[1]
    counts = np.bincount(cell, minlength=size).astype(np.int64)
    with np.errstate(invalid="ignore"):
        means = np.bincount(cell, flat, minlength=size) / np.where(counts > 0, counts, np.nan)
    squares = np.bincount(cell, (flat - means[cell]) ** 2, minlength=size).astype(np.float64)
    return Grid(contestants, tasks, means.reshape(shape), counts.reshape(shape), squares.reshape(shape))


def _of_samples(contestants: tuple[str, ...], tasks: tuple[str, ...], samples: Sequence[Samples]) -> Grid:
    shape = (len(contestants), len(tasks))
    counts, sums = np.zeros(shape, dtype=np.int64), np.zeros(shape)
    place = {task: column for column, task in enumerate(tasks)}
    for row, one in enumerate(samples):
        at = slice(None) if one.ids == tasks else np.array([place[task] for task in one.ids])
        counts[row, at], sums[row, at] = one.count, one.total
    means = sums / np.where(counts > 0, counts, np.nan)

    def squares() -> Floats:
        cell = np.repeat(np.arange(counts.size), counts.ravel())
        flat = np.concatenate([one.flat for one in samples])
        found = np.bincount(cell, (flat - means.ravel()[cell]) ** 2, minlength=counts.size)
        return found.astype(np.float64).reshape(shape)

    return Grid(contestants, tasks, means, counts, squares)


def _flattened(attempts: Sequence[Sequence[float]], lengths: NDArray[np.int64]) -> Floats:
    """All attempts in one array; an empty one where some value is no finite number."""
    try:
        flat = np.fromiter(chain.from_iterable(attempts), dtype=np.float64, count=int(lengths.sum()))
    except (TypeError, ValueError):
        return np.empty(0)
    return flat if np.isfinite(flat).all() else np.empty(0)


def _blame(scores: Mapping[str, Mapping[str, Sequence[float]]]) -> None:
    """Raise the error of the first cell that has one, by its name."""
    for contestant in sorted(scores):
        for task, attempts in scores[contestant].items():
            vector(f"the scores of {contestant!r} on {task!r}", attempts)


def grid_of_means(means: Floats, contestants: Sequence[str] | None = None, tasks: Sequence[str] | None = None) -> Grid:
    """A grid from cell means, shape (contestants, tasks), one attempt a cell; NaN means *not observed*.

    Rows and columns keep the order given; they are named by their number where no names are told.
    Raises E801 (names that do not fit or repeat), E802 (infinite), E803 (empty, a contestant without any cell).
    """
    array = matrix("means", means, missing=True)
    rows = tuple(contestants) if contestants is not None else _numbered("contestant", array.shape[0])
    columns = tuple(tasks) if tasks is not None else _numbered("task", array.shape[1])
    same_length(contestants=rows, rows_of_means=array)
    same_length(tasks=columns, columns_of_means=array.T)
    for what, names in (("contestants", rows), ("tasks", columns)):
        if len(set(names)) < len(names):
            raise wrong_shape(f"{what} repeat a name")
    seen = ~np.isnan(array)
    if not seen.any(axis=1).all():
        raise EstimateError("E803", f"contestant {rows[int(np.argmin(seen.any(axis=1)))]!r} has no attempts")
    return Grid(rows, columns, array, seen.astype(np.int64), np.zeros(array.shape))


def _numbered(what: str, count: int) -> tuple[str, ...]:
    width = len(str(count - 1))
    return tuple(f"{what} {number:0{width}d}" for number in range(count))
