"""Results as plain sentences by rule, never stronger than their interval.

A sentence claims an order only where the comparison is decided, which needs test and interval to agree. Numbers are
rounded last, half up, and a bound is rounded away from the claim, so that no rounding makes it stronger: +3.4 to +20.6
becomes +3 to +21.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import singledispatch
from typing import Any

from prony.stats.estimate import Estimand, Estimate, State
from prony.stats.paired import LEAST_TASKS, Comparison, Decision


@singledispatch
def sentence(result: Any, *names: str) -> str:
    """`result` as one plain sentence; `names` are the contestants in the order in which the result speaks of them.

    A Comparison takes two names (A, B), an Estimate of a rate one. Raises TypeError for other results.
    """
    raise TypeError(f"no sentence is known for {type(result).__name__}")


@sentence.register
def _of_comparison(result: Comparison, a_name: str, b_name: str) -> str:
    if result.decision is Decision.NO_COMMON_TASKS:
        return f"not comparable: {a_name} and {b_name} share no task"
    tail = f"{_tasks(result.n_common)}{_absent(result, a_name, b_name)}"
    if result.decision is Decision.TOO_FEW_TASKS:
        return f"too few tasks to compare {a_name} and {b_name}: {tail}, at least {LEAST_TASKS}{_units(result)} needed"
    difference = result.difference
    if result.decision is Decision.B_BETTER:
        return (
            f"{b_name} {_verb(difference)} more than {a_name}: {points(-_known(difference.value))}, "
            f"{_interval(-_known(difference.hi), -_known(difference.lo), difference.level)}, {tail}"
        )
    told = (
        f"{points(_known(difference.value))}, "
        f"{_interval(_known(difference.lo), _known(difference.hi), difference.level)}, {tail}"
    )
    if result.decision is Decision.A_BETTER:
        return f"{a_name} {_verb(difference)} more than {b_name}: {told}"
    return f"not decided: {a_name} against {b_name} {told}{_dissent(result)}{_more(result)}"


@sentence.register
def _of_rate(result: Estimate, name: str = "") -> str:
    whose = f"{name} " if name else ""
    if result.value is None:
        return f"{whose}cannot be estimated: {_why(result.state)}"
    which = "of this pack" if result.target is Estimand.PACK else "of tasks like these"
    told = f"{whose}{_verb(result)} {percent(result.value)} {which}"
    if result.lo is None or result.hi is None:
        return f"{told}, no interval: {_why(result.state)}, {_tasks(result.n_tasks)}"
    lo, hi = percent(result.lo, ROUND_FLOOR), percent(result.hi, ROUND_CEILING)
    span = f"{percent(result.level)} interval {lo.removesuffix(' %')} to {hi}"
    return f"{told}, {span}, {_tasks(result.n_tasks)}, {_counted(result.n_samples, 'attempt')}"


def points(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A difference of shares as signed points: 0.12 is `+12 points`, below one point with one digit."""
    number = signed(share, rounding)
    return f"{number} point" if number in ("+1", "-1") else f"{number} points"


def signed(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A difference of shares in points with its sign, no unit; `0` has none."""
    exact = _decimal(share) * 100
    digits = Decimal("0.1") if abs(exact) < 1 and exact != 0 else Decimal(1)
    rounded = exact.quantize(digits, rounding)
    return "0" if rounded == 0 else f"{rounded:+f}"


def percent(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A share as a whole percentage: 0.634 is `63 %`; 100 % and 0 % only where exact, else with one digit."""
    exact = _decimal(share) * 100
    rounded = exact.quantize(Decimal(1), rounding)
    if rounded in (0, 100) and exact != rounded:
        rounded = exact.quantize(Decimal("0.1"), rounding)
    return f"{rounded:f} %"


def _decimal(share: float) -> Decimal:
    """`share` without the noise of binary floating point, so that 0.285 is half a percent above 0.28."""
    return Decimal(repr(round(share, 12)))


def _interval(lo: float, hi: float, level: float) -> str:
    return f"{percent(level)} interval {signed(lo, ROUND_FLOOR)} to {signed(hi, ROUND_CEILING)}"


def _dissent(result: Comparison) -> str:
    """Why an interval that excludes 0 decides nothing: the test does not agree."""
    lo, hi = _known(result.difference.lo), _known(result.difference.hi)
    return f", but p = {result.p:.2g}" if lo > 0.0 or hi < 0.0 else ""


def _more(result: Comparison) -> str:
    if result.more_tasks is None:
        return ""
    if result.more_tasks > 100 * result.n_common:
        return "; no feasible number of tasks would decide a difference this small"
    return f"; about {_rounded_up(result.more_tasks)} more tasks would decide a difference of this size"


def _rounded_up(count: int) -> int:
    """`count` to two digits, upwards: a forecast is not known better."""
    step: int = 10 ** max(0, len(str(count)) - 2)
    return -(-count // step) * step


def _verb(result: Estimate) -> str:
    return "scores" if "partial_credit" in result.flags else "solves"


def _absent(result: Comparison, a_name: str, b_name: str) -> str:
    told = [
        f"{count} more only by {name}" for count, name in ((result.only_a, a_name), (result.only_b, b_name)) if count
    ]
    return f" in common ({', '.join(told)})" if told else ""


def _units(result: Comparison) -> str:
    return " groups of tasks" if any(flag.startswith("groups:") for flag in result.difference.flags) else ""


def _tasks(count: int) -> str:
    return _counted(count, "task")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _known(value: float | None) -> float:
    assert value is not None, "a comparison with a decision has an interval"
    return value


_REASONS: dict[State, str] = {
    State.ONE_TASK: "one task (or one group of tasks) does not tell how tasks vary",
    State.NO_REPEATS: "some task was tried only once, and only repeats vary within a pack",
    State.TOO_FEW_TASKS: "too few tasks",
    State.NOTHING_SOLVED: "nothing was solved",
    State.NO_COMMON_TASKS: "no task in common",
    State.ALL_EQUAL: "all values are equal",
    State.DISCONNECTED: "some contestants were never compared",
    State.SEPARATED: "only an infinite value would fit",
}


def _why(state: State) -> str:
    return _REASONS.get(state, state.value)
