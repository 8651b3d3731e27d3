"""The difference of two contestants on the whole and by slices of the tasks, with one error rate for all slices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from prony.boards.board import FEW, Versus
from prony.boards.comparison.family import Family
from prony.boards.view import View
from prony.phrases import chance
from prony.readable import counted
from prony.stats.claims import not_among_all

Samples = Mapping[str, Sequence[float]]
DECIDED = ("a_better", "b_better")
"""Decisions that name the better one."""
SO_FAR = "so far"
"""Why nothing is claimed of an unfinished run."""
EXTREMES = {"saturated": "both solve all", "floor": "neither solves any"}
"""Decisions of tasks that cannot tell the two apart."""


class SliceDifference(View, frozen=True, kw_only=True):
    """The difference A - B on the tasks of one slice, in shares."""

    name: str
    """The slice; empty for all common tasks."""
    dimension: str = ""
    """What it is a slice by."""
    tasks: int
    a_value: float | None
    b_value: float | None
    difference: float | None
    lo: float | None
    """The lower end of its interval; with `hi`, those of all slices that are tested hold at once. None below six
    tasks, where nothing can be decided."""
    hi: float | None
    p: float | None
    p_adjusted: float | None = None
    """The p value, adjusted by Holm over all slices that have one."""
    decided: bool = False
    """Whether `p_adjusted` is below 1 - level, and the comparison is decided at the level of its interval."""
    few: bool
    """Whether it has fewer than `FEW` tasks, too few to be read on its own."""
    why: str = ""
    """What decides it, or why nothing does: an adjusted p, or how many tasks are needed."""


class Slice(NamedTuple):
    """The tasks that have one value in a dimension."""

    dimension: str
    name: str
    tasks: Sequence[str]


def slices_of(by: Mapping[str, Mapping[str, Sequence[str]]]) -> list[Slice]:
    """The slices of each dimension that has several. by: dimension -> value -> tasks."""
    return [
        Slice(dimension, name, tasks)
        for dimension, values in by.items()
        if len(values) > 1
        for name, tasks in values.items()
    ]


def whole_difference(versus: Versus, a: Samples, b: Samples) -> SliceDifference:
    """A comparison on all common tasks in the shape of a slice, with its own decision."""
    common = a.keys() & b.keys()
    return SliceDifference(
        name="",
        tasks=versus.tasks,
        a_value=mean_of(a, common),
        b_value=mean_of(b, common),
        difference=versus.difference,
        lo=versus.lo if versus.p is not None else None,
        hi=versus.hi if versus.p is not None else None,
        p=versus.p,
        decided=versus.decision in DECIDED,
        few=versus.tasks < FEW,
        why=EXTREMES.get(versus.decision) or _reason(versus.tasks, versus.p, versus.decision in DECIDED, ""),
    )


def slice_differences(a: Samples, b: Samples, slices: Sequence[Slice], level: float) -> tuple[SliceDifference, ...]:
    """A - B on each slice that has common tasks. p values are Holm's over all of them; intervals hold at once
    (Bonferroni's; where Holm decides what Bonferroni does not, that step's)."""
    sides = [({task: a[task] for task in one.tasks if task in a}, _of(b, one.tasks)) for one in slices]
    pairs = [(one, mine, its) for one, (mine, its) in zip(slices, sides, strict=True) if mine.keys() & its.keys()]
    bare = [_slice(one, mine, its, level) for one, mine, its in pairs]
    tested = [number for number, one in enumerate(bare) if one.p is not None]
    if not tested:
        return tuple(bare)
    from prony.stats.multiplicity import holm

    raw = [bare[number].p or 0.0 for number in tested]
    adjusted = holm(raw)
    found = list(bare)
    for number, p, alpha in zip(tested, adjusted, alphas_of(raw, adjusted, 1.0 - level), strict=True):
        one = _slice(*pairs[number], level=1.0 - alpha)
        decided = p < 1.0 - level and one.decided
        why = _reason(one.tasks, p, decided, " (Holm)" if len(tested) > 1 else "")
        found[number] = replace(one, p_adjusted=p, decided=decided, why=why)
    return tuple(found)


def withhold(slices: Iterable[SliceDifference], why: str) -> tuple[SliceDifference, ...]:
    """The slices without a claim, where there is a reason (`why`) to make none; without intervals, too, where somebody
    looks while tasks still come in, since none would hold."""
    if not why:
        return tuple(slices)
    bare = [replace(one, decided=False, why=why) for one in slices]
    return tuple(replace(one, lo=None, hi=None) if why == SO_FAR else one for one in bare)


def among_all(slices: Iterable[SliceDifference], family: Family | None) -> tuple[SliceDifference, ...]:
    """The slices of a pair that could have been picked: none is claimed where the pair is not decided among all."""
    if family is None or family.decided:
        return tuple(slices)
    why = not_among_all(family.contestants)
    return tuple(replace(one, decided=False, why=why) if one.decided else one for one in slices)


def mean_of(samples: Samples, tasks: Iterable[str]) -> float | None:
    """The mean over these tasks of what their attempts came to."""
    means = [sum(samples[task]) / len(samples[task]) for task in tasks]
    return sum(means) / len(means) if means else None


def alphas_of(raw: Sequence[float], adjusted: Sequence[float], alpha: float) -> list[float]:
    """The error of each one's interval in a family: Bonferroni's, or that of the step by which Holm decides beyond."""
    order = sorted(range(len(raw)), key=lambda number: raw[number])
    step = {number: alpha / (len(raw) - rank) for rank, number in enumerate(order)}
    least = alpha / len(raw)
    return [step[number] if adjusted[number] < alpha and raw[number] > least else least for number in range(len(raw))]


def _slice(one: Slice, a: Samples, b: Samples, level: float) -> SliceDifference:
    from prony.stats import compare
    from prony.stats.planning import LEAST_TASKS

    found = compare(dict(a), dict(b), level=level)
    testable = found.p is not None
    return SliceDifference(
        name=one.name,
        dimension=one.dimension,
        tasks=found.n_common,
        a_value=found.a_value,
        b_value=found.b_value,
        difference=found.difference.value,
        lo=found.difference.lo if testable else None,
        hi=found.difference.hi if testable else None,
        p=found.p,
        decided=found.decided,
        few=found.n_common < FEW,
        why="" if testable else f"{counted(found.n_common, 'task')}, {LEAST_TASKS} needed",
    )


def _reason(tasks: int, p: float | None, decided: bool, how: str) -> str:
    if p is None:
        from prony.stats.planning import LEAST_TASKS

        return f"{counted(tasks, 'task')}, {LEAST_TASKS} needed" if tasks < LEAST_TASKS else ""
    return f"{'' if decided else 'not decided: '}{chance(p)}{how}"


def _of(samples: Samples, tasks: Iterable[str]) -> dict[str, Sequence[float]]:
    return {task: samples[task] for task in tasks if task in samples}
