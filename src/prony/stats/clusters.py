"""The units that vary: attempts averaged within tasks, tasks weighted and gathered in groups."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from prony.stats.estimate import Floats, Indices, out_of_range, per_task, same_length, vector


@dataclass(frozen=True)
class Tasks:
    """Attempts averaged within tasks, tasks in sorted order. All arrays have one entry per task."""

    ids: tuple[str, ...]
    mean: Floats
    count: Floats
    """Attempts of each task."""
    binary: bool
    """Whether every score is 0 or 1."""
    scores: Callable[[], Floats]
    """All scores, task by task."""
    groups: Mapping[str, Hashable] | None = None
    """Task -> the group that it stands or falls with, of these and maybe of others; None where each stands alone."""

    @cached_property
    def within(self) -> Floats:
        """Unbiased variance between the attempts of a task; 0 where there is one."""
        index = np.repeat(np.arange(len(self.ids)), self.count.astype(np.intp))
        squares = np.bincount(index, (self.scores() - self.mean[index]) ** 2, minlength=len(self.ids))
        return squares / np.maximum(self.count - 1.0, 1.0)

    @property
    def samples(self) -> int:
        """All attempts."""
        return int(self.count.sum())


def gather(task_ids: Sequence[str], scores: Sequence[float] | Floats) -> Tasks:
    """Attempts (task id and score in 0..1, one entry each) averaged within their tasks. Raises E801-E804."""
    values = vector("scores", scores, low=0.0, high=1.0)
    same_length(task_ids=task_ids, scores=values)
    ids = tuple(sorted(set(task_ids)))
    place = {task: i for i, task in enumerate(ids)}
    index = np.fromiter((place[task] for task in task_ids), dtype=np.intp, count=len(task_ids))
    count = np.bincount(index, minlength=len(ids)).astype(np.float64)
    mean = np.clip(np.bincount(index, values, minlength=len(ids)) / count, 0.0, 1.0)
    binary = bool(np.isin(values, (0.0, 1.0)).all())
    return Tasks(ids, mean, count, binary, lambda: values[np.argsort(index, kind="stable")])


def weights_of(ids: Sequence[str], weights: Mapping[str, float] | None) -> Floats:
    """The weight of each task as told; 1 each where none are told. Raises E801, E802, E804 (negative, all zero)."""
    if weights is None:
        return np.ones(len(ids))
    array = vector("weights", per_task("weights", weights, ids), low=0.0)  # type: ignore[arg-type]
    if array.sum() <= 0.0:
        raise out_of_range("all weights are zero", hint="at least one task must count")
    return array


def groups_of(ids: Sequence[str], groups: Mapping[str, Hashable] | None) -> Indices:
    """The group of each task as a number 0..G-1; each task its own where none are told. Raises E801."""
    if groups is None:
        return np.arange(len(ids))
    numbers: dict[object, int] = {}
    told = per_task("groups", groups, ids)
    return np.array([numbers.setdefault(group, len(numbers)) for group in told], dtype=np.intp)


def own_groups(ids: Sequence[str], *told: Mapping[str, Hashable] | None) -> dict[str, Hashable] | None:
    """The groups of these tasks by what is told of them; None where each stands alone, or of some nothing is told."""
    known = {task: group for one in told if one is not None for task, group in one.items()}
    if not known or any(task not in known for task in ids):
        return None
    mine = {task: known[task] for task in ids}
    return mine if len(set(mine.values())) < len(mine) else None


def group_sums(values: Floats, group: Indices) -> Floats:
    """`values` (one per task) summed within each group."""
    return np.bincount(group, values).astype(np.float64)


def kish(weight: Floats) -> float:
    """How many equally weighted units `weight` is worth: (sum w)^2 / sum w^2. Source: Kish, Survey Sampling (1965)."""
    return float(weight.sum() ** 2 / (weight**2).sum())
