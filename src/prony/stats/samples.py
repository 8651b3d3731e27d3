"""What one contestant got at each task, as arrays: the entrance of estimators for those who have millions of scores.

It is a mapping of task to scores like any other that estimators take, and gives the same results to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from prony.stats.clusters import Tasks
from prony.stats.estimate import Floats, Indices, vector


class Samples(Mapping[str, Sequence[float]]):
    """Task -> the scores of its attempts, each 0..1. ids: tasks in sorted order, each with an attempt.

    count, total: attempts of each task, and the sum of their scores. ones: attempts with full marks. whole: whether
    every score of a task is 0 or 1. flat: makes all scores, task by task. groups: task -> the group that it stands or
    falls with (the problem that it states in one of several languages), which estimators then take for the unit that
    varies; of these tasks, and maybe of others.
    """

    def __init__(
        self,
        ids: tuple[str, ...],
        count: NDArray[np.int64],
        total: Floats,
        ones: NDArray[np.int64],
        whole: NDArray[np.bool_],
        flat: Callable[[], Floats],
        groups: Mapping[str, str] | None = None,
    ) -> None:
        self.ids = ids
        self.count = count
        self.total = total
        self.ones = ones
        self.whole = whole
        self._flat = flat
        self.groups = groups

    @classmethod
    def of_scores(
        cls,
        ids: tuple[str, ...],
        count: NDArray[np.int64],
        flat: Floats,
        groups: Mapping[str, str] | None = None,
    ) -> Samples:
        """Of all scores, task by task. Raises E802, E804."""
        flat = vector("scores", flat, low=0.0, high=1.0) if flat.size else flat
        index = np.repeat(np.arange(len(ids)), count)
        full = flat == 1.0
        return cls(
            ids,
            count,
            np.bincount(index, flat, minlength=len(ids)).astype(np.float64),
            np.bincount(index, full, minlength=len(ids)).astype(np.int64),
            np.bincount(index, full | (flat == 0.0), minlength=len(ids)) == count,
            lambda: flat,
            groups,
        )

    @classmethod
    def of_counts(
        cls,
        ids: tuple[str, ...],
        count: NDArray[np.int64],
        ones: NDArray[np.int64],
        groups: Mapping[str, str] | None = None,
    ) -> Samples:
        """Of how many attempts got 1, the others 0."""

        def flat() -> Floats:
            halves = np.column_stack([ones, count - ones]).ravel()
            return np.repeat(np.tile([1.0, 0.0], len(ids)), halves)

        return cls(ids, count, ones.astype(np.float64), ones, np.ones(len(ids), dtype=np.bool_), flat, groups)

    @cached_property
    def means(self) -> list[float]:
        """The mean of each task."""
        found: list[float] = (self.total / self.count).tolist()
        return found

    @cached_property
    def flat(self) -> Floats:
        """All scores, task by task."""
        return self._flat()

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Task -> its place in the arrays."""
        return _places(self.ids)

    @cached_property
    def lists(self) -> dict[str, list[float]]:
        """Task -> the scores of its attempts, for who needs them one by one."""
        flat, starts = self.flat.tolist(), self.starts.tolist()
        return {task: flat[starts[at] : starts[at + 1]] for at, task in enumerate(self.ids)}

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the scores of each task begin, and where all end."""
        return np.concatenate([[0], np.cumsum(self.count)])

    def at(self, tasks: Sequence[str]) -> Indices | None:
        """The places of these tasks, of which each is there; None where they are all, in their order."""
        if len(tasks) == len(self.ids) and tuple(tasks) == self.ids:
            return None
        return np.fromiter((self.place[task] for task in tasks), dtype=np.intp, count=len(tasks))

    def tasks(self, at: Indices | None = None) -> Tasks:
        """Attempts averaged within tasks: of all, or of those at these places, which ascend."""
        if at is None:
            return self._tasks
        ids = tuple(self.ids[i] for i in at.tolist())
        return _averaged(ids, self.count[at], self.total[at], self.whole[at], lambda: self._scores(at), self.groups)

    @cached_property
    def _tasks(self) -> Tasks:
        return _averaged(self.ids, self.count, self.total, self.whole, lambda: self.flat, self.groups)

    def among(self, tasks: Iterable[str]) -> Indices:
        """The places of those of these tasks that are there, ascending."""
        return _among(self.ids, tuple(tasks))

    def only(self, tasks: Sequence[str]) -> Samples:
        """The same of these tasks, in sorted order, of which each is there."""
        at = self.at(tasks)
        if at is None:
            return self
        flat = self._scores(at) if len(tasks) else np.zeros(0)
        return Samples.of_scores(tuple(tasks), self.count[at], flat, self.groups)

    def within(self, tasks: Container[str]) -> Samples:
        """The same of those of its tasks that are among these."""
        return self.only([task for task in self.ids if task in tasks])

    def alike(self, other: Samples) -> bool:
        """Whether both have the same scores at each task, in whatever order, each 0 or 1."""
        same = self.ids == other.ids and np.array_equal(self.count, other.count)
        return same and bool(self.whole.all() and other.whole.all()) and np.array_equal(self.ones, other.ones)

    def _scores(self, at: Indices) -> Floats:
        return np.concatenate([self._of(i) for i in at.tolist()])

    def _of(self, at: int) -> Floats:
        return self.flat[self.starts[at] : self.starts[at + 1]]

    def __getitem__(self, task: str) -> list[float]:
        return self.lists[task]

    def __contains__(self, task: object) -> bool:
        return task in self.place

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Samples):
            return Mapping.__eq__(self, other)
        return (
            self.ids == other.ids and np.array_equal(self.count, other.count) and np.array_equal(self.flat, other.flat)
        )

    __hash__ = None  # type: ignore[assignment]


def _averaged(
    ids: tuple[str, ...],
    count: NDArray[np.int64],
    total: Floats,
    whole: NDArray[np.bool_],
    scores: Callable[[], Floats],
    groups: Mapping[str, str] | None,
) -> Tasks:
    attempts = count.astype(np.float64)
    return Tasks(ids, np.clip(total / attempts, 0.0, 1.0), attempts, bool(whole.all()), scores, groups)


@lru_cache(maxsize=64)
def _places(ids: tuple[str, ...]) -> Mapping[str, int]:
    """Contestants of a board mostly have the same tasks."""
    return {task: at for at, task in enumerate(ids)}


@lru_cache(maxsize=256)
def _among(ids: tuple[str, ...], tasks: tuple[str, ...]) -> Indices:
    place = _places(ids)
    found = np.array(sorted(place[task] for task in tasks if task in place), dtype=np.intp)
    found.setflags(write=False)
    return found


def samples_of(scores: Mapping[str, Sequence[float]]) -> Samples:
    """Scores by task as arrays; tasks without any are absent. Raises E802, E804."""
    if isinstance(scores, Samples):
        return scores
    ids = tuple(sorted(task for task, values in scores.items() if len(values)))
    count = np.array([len(scores[task]) for task in ids], dtype=np.int64)
    flat = np.array([score for task in ids for score in scores[task]], dtype=np.float64)
    return Samples.of_scores(ids, count, flat)
