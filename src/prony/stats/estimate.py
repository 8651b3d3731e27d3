"""What an estimate is: a value with its interval and its evidence, or a typed reason why there is none.

Also the checks that every estimator makes of its input, so that bad data ends in one of four errors:

    E801  wrong shape           lengths that do not fit, an unknown task, a matrix that is not one
    E802  not a number          NaN or infinite where a number is needed
    E803  nothing to estimate   no samples at all
    E804  out of range          a score outside 0..1, a negative cost, a level of 95 where 0.95 is meant

Data that are in order but cannot answer (one task, nothing solved) are no error: the result says so in its `state`.
SciPy is imported inside functions only, and of SciPy only `special`, which loads in a tenth of the time of `stats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from prony.errors import EstimateError
from prony.nouns import Noun

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


class State(StrEnum):
    """Whether there is an estimate, or why there is none (or only a value without an interval)."""

    ESTIMATED = "estimated"
    SATURATED = "saturated"
    """A rate of 1, with its interval: only harder tasks would tell more."""
    FLOOR = "floor"
    """A rate of 0, with its interval: only easier tasks would tell more."""
    ONE_TASK = "one_task"
    """One task, or all tasks in one group: a value, but nothing that tells how it would vary."""
    NO_REPEATS = "no_repeats"
    """The target is this pack alone, and no task was tried twice."""
    TOO_FEW_TASKS = "too_few_tasks"
    """Fewer tasks than the method needs to keep its word."""
    NOTHING_SOLVED = "nothing_solved"
    """A cost per correct answer where nothing was correct."""
    NO_COMMON_TASKS = "no_common_tasks"
    """Two contestants that share no task."""
    ALL_EQUAL = "all_equal"
    """No spread at all where the estimator measures spread: a correlation of constants, the same cost or the same ratio
    on every task. There may be a value; how it would vary nothing tells."""
    DISCONNECTED = "disconnected"
    """Contestants in parts that were never compared with each other."""
    SEPARATED = "separated"
    """Data that only an infinite value would fit."""
    ONE_CONTESTANT = "one_contestant"
    """A ranking, or a comparison of contestants, of one."""
    INCOMPLETE = "incomplete"
    """A method that needs every contestant on every task, and a grid with holes."""


class Estimand(StrEnum):
    """What an estimate is about: tasks like these, or this pack and no other."""

    POPULATION = "population"
    PACK = "pack"


class Estimate(Noun, frozen=True, kw_only=True):
    """One estimated quantity with its interval.

    value, lo, hi, se share one unit, which the function that made it names. lo and hi are None where `state` says why
    there is no interval; value too where nothing can be said. df: degrees of freedom of the quantile used. n_tasks:
    tasks (the unit of evidence); n_samples: attempts; n_effective: independent attempts worth the same. method: the
    name of the interval, as docs/statistics.md uses it. level: confidence, 0..1. flags: what a reader
    must know beside it.
    """

    value: float | None
    lo: float | None = None
    hi: float | None = None
    se: float | None = None
    df: float | None = None
    n_tasks: int
    n_samples: int
    n_effective: float | None = None
    method: str
    target: Estimand = Estimand.POPULATION
    level: float = 0.95
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED

    @property
    def estimated(self) -> bool:
        """Whether there is an interval."""
        return self.lo is not None and self.hi is not None


# --- checks of input -------------------------------------------------------------------------------------------------


def wrong_shape(what: str, hint: str | None = None) -> EstimateError:
    """E801, ready to raise."""
    return EstimateError("E801", what, hint=hint)


def out_of_range(what: str, hint: str | None = None) -> EstimateError:
    """E804, ready to raise."""
    return EstimateError("E804", what, hint=hint)


def vector(name: str, values: ArrayLike | Iterable[float], *, low: float = -np.inf, high: float = np.inf) -> Floats:
    """`values` as a one-dimensional float array of finite numbers in [low, high].

    Raises E801 (not one-dimensional, not numbers), E802 (NaN, infinite), E803 (empty), E804 (out of range).
    """
    array = _as_floats(name, values)
    if array.ndim != 1:
        raise wrong_shape(f"{name} has {array.ndim} dimensions, one is needed")
    _check(name, array, low, high)
    return array


def matrix(
    name: str, values: ArrayLike, *, low: float = -np.inf, high: float = np.inf, missing: bool = False
) -> Floats:
    """`values` as a two-dimensional float array; NaN means *not observed* and is let through only where `missing`.

    Raises E801, E802, E803, E804 as `vector` does.
    """
    array = _as_floats(name, values)
    if array.ndim != 2:
        raise wrong_shape(f"{name} has {array.ndim} dimensions, two are needed")
    _check(name, array, low, high, missing=missing)
    return array


def same_length(**named: Sequence[object] | NDArray[np.generic]) -> int:
    """The common length of the named sequences. Raises E801 where they differ."""
    lengths = {name: len(values) for name, values in named.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise wrong_shape(f"lengths differ: {told}")
    return next(iter(lengths.values()))


def checked_level(level: float) -> float:
    """`level` if it is a confidence level between 0 and 1, exclusive. Raises E804."""
    if not 0.0 < level < 1.0:
        raise out_of_range(f"the confidence level is {level}", hint="a share between 0 and 1, such as 0.95")
    return float(level)


def checked_count(name: str, value: int, least: int = 1) -> int:
    """`value` if it is a whole number of at least `least`. Raises E804."""
    if isinstance(value, bool) or int(value) != value or value < least:
        raise out_of_range(f"{name} is {value}, a whole number of at least {least} is needed")
    return int(value)


def per_task(name: str, told: Mapping[str, object], tasks: Sequence[str]) -> list[object]:
    """The value that `told` gives each of `tasks`. Raises E801 where one has none."""
    absent = [task for task in tasks if task not in told]
    if absent:
        raise wrong_shape(f"{name} says nothing of task {absent[0]!r}", hint=f"{len(absent)} tasks are without one")
    return [told[task] for task in tasks]


def _as_floats(name: str, values: ArrayLike | Iterable[float]) -> Floats:
    try:
        return np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=np.float64)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise EstimateError("E801", f"{name} does not consist of numbers", cause=str(error)) from None


def _check(name: str, array: Floats, low: float, high: float, *, missing: bool = False) -> None:
    if array.size == 0:
        raise EstimateError("E803", f"{name} is empty", hint="an estimate needs at least one sample")
    seen = array[~np.isnan(array)] if missing else array
    if seen.size == 0:
        raise EstimateError("E803", f"{name} holds no observation", hint="all of it is missing")
    if not np.isfinite(seen).all():
        raise EstimateError(
            "E802", f"{name} holds a value that is not a number", hint="leave out what was not measured; do not pass it"
        )
    if seen.min() < low or seen.max() > high:
        raise out_of_range(f"{name} holds values from {seen.min():g} to {seen.max():g}, outside {low:g}..{high:g}")


# --- quantiles -------------------------------------------------------------------------------------------------------


def normal_quantile(chance: float) -> float:
    """The value that a standard normal stays below with `chance` (0..1). Source: scipy.special."""
    from scipy import special

    return float(special.ndtri(chance))


def z_quantile(level: float) -> float:
    """The two-sided standard normal quantile of confidence `level`: 1.96 at 0.95."""
    return t_quantile(level, np.inf)


@lru_cache(maxsize=4096)
def t_quantile(level: float, df: float) -> float:
    """The two-sided quantile of Student's t with `df` degrees of freedom (inf: normal). Source: scipy.special."""
    from scipy import special

    tail = 0.5 + level / 2.0
    return float(special.ndtri(tail) if np.isinf(df) else special.stdtrit(df, tail))


def t_p_value(t: float, df: float) -> float:
    """The two-sided p of a t statistic. Source: scipy.special."""
    from scipy import special

    return float(2.0 * special.stdtr(df, -abs(t)))
