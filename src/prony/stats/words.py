"""Results as plain sentences by rule, never stronger than their interval.

A sentence claims an order only where the comparison is decided, which needs test and interval to agree. Numbers are
rounded last, half up, and a bound is rounded away from the claim, so that no rounding makes it stronger: +3.4 to +20.6
becomes +3 to +21. Their digits are `readable.hundredths`, which the tables use too.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP
from functools import singledispatch
from typing import Any

from prony.readable import counted, fixed, hundredths
from prony.stats.estimate import Estimand, Estimate, State
from prony.stats.paired import Comparison, Decision, SolvedAndScored
from prony.stats.planning import LEAST_TASKS


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
    if result.decision in _LIMITS:
        state, both, remedy = _LIMITS[result.decision]
        reach = span(known(difference.lo), known(difference.hi), difference.level)
        return f"{state}: {a_name} and {b_name} {both} {tail}; difference 0 points, {reach}; {remedy}"
    if result.decision is Decision.B_BETTER:
        return (
            f"{b_name} {verb(difference)} more than {a_name}: {points(-known(difference.value))}, "
            f"{span(-known(difference.hi), -known(difference.lo), difference.level)}, {tail}"
        )
    told = (
        f"{points(known(difference.value))}, "
        f"{span(known(difference.lo), known(difference.hi), difference.level)}, {tail}"
    )
    if result.decision is Decision.A_BETTER:
        return f"{a_name} {verb(difference)} more than {b_name}: {told}"
    return f"not decided: {a_name} against {b_name} {told}{_dissent(result)}{_shown(result)}"


_HARDER = "what helps is harder tasks, not repeats"
_EASIER = "what helps is easier tasks, not repeats"
_LIMITS = {
    Decision.SATURATED: ("saturated", "both solve all", _HARDER),
    Decision.FLOOR: ("nothing solved", "both solve none of", _EASIER),
}
"""What is said where two contestants solve everything, or nothing: the state, of what, and what would help."""


@sentence.register
def _of_both(result: SolvedAndScored, a_name: str, b_name: str) -> str:
    """What they solve; where credit is partial, also what they score, which is another question."""
    solved = sentence(result.solved, a_name, b_name)
    if not result.partial or result.scored.decision in (Decision.NO_COMMON_TASKS, Decision.TOO_FEW_TASKS):
        return solved
    if not result.solved.a_ahead + result.solved.b_ahead and result.differing:
        solved = f"{solved} (they solve the same, but their scores differ on {_tasks(result.differing)})"
    return f"{solved}; in points: {sentence(result.scored, a_name, b_name)}"


@sentence.register
def _of_rate(result: Estimate, name: str = "") -> str:
    whose = f"{name} " if name else ""
    if result.value is None:
        return f"{whose}cannot be estimated: {_why(result.state)}"
    if result.n_tasks == 1 and result.target is Estimand.POPULATION:
        return f"{whose}{_once(result)}"
    which = "of this pack" if result.target is Estimand.PACK else "of tasks like these"
    told = f"{whose}{verb(result)} {percent(result.value)} {which}"
    if result.lo is None or result.hi is None:
        return f"{told}, no interval: {_why(result.state)}, {_tasks(result.n_tasks)}"
    lo, hi = percent(result.lo, ROUND_FLOOR), percent(result.hi, ROUND_CEILING)
    reach = f"{percent(result.level)} interval {lo.removesuffix(' %')} to {hi}"
    limit = f"; {_LIMIT_OF_ONE[result.state]}" if result.state in _LIMIT_OF_ONE else ""
    return f"{told}, {reach}, {_tasks(result.n_tasks)}, {counted(result.n_samples, 'attempt')}{limit}"


_LIMIT_OF_ONE = {State.SATURATED: f"saturated: {_HARDER}", State.FLOOR: f"nothing solved: {_EASIER}"}


def _once(result: Estimate) -> str:
    """What was seen of one task: a count, and no claim about tasks like it."""
    value, attempts = known(result.value), result.n_samples
    if attempts == 1 and value in (0.0, 1.0):
        seen = f"solved {value:.0f} of 1 task"
    elif "partial_credit" in result.flags:
        seen = f"scored {percent(value)} of 1 task in {counted(attempts, 'attempt')}"
    else:
        seen = f"solved 1 task in {round(value * attempts)} of {counted(attempts, 'attempt')}"
    return f"{seen}; one task does not tell how tasks vary"


def points(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A difference of shares as signed points: 0.12 is `+12 points`; digits as `readable.hundredths` has them."""
    number = signed(share, rounding)
    return f"{number} point" if number in ("+1", "-1") else f"{number} points"


def signed(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A difference of shares in points with its sign, no unit; `0` has none, and is only said of none at all.

    A bound (rounded up or down) may read as 100: an interval that ends there claims nothing by it.
    """
    wide = rounding != ROUND_HALF_UP and abs(share) > 0.99
    number = fixed(share * 100, 0, rounding) if wide else hundredths(share, 0, rounding)
    return number if number.startswith("-") or number == "0" else f"+{number}"


def percent(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A share as a percentage: 0.634 is `63 %`; 100 % and 0 % only where exact (`readable.hundredths`)."""
    return f"{hundredths(share, 0, rounding)} %"


def chance(p: float) -> str:
    """A p value: two digits that matter, and no more than `p < 0.001` below that."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.2g}"


def span(lo: float, hi: float, level: float) -> str:
    """The interval of a difference, its bounds rounded outwards."""
    return f"{percent(level)} interval {signed(lo, ROUND_FLOOR)} to {signed(hi, ROUND_CEILING)}"


def _dissent(result: Comparison) -> str:
    """Why an interval that excludes 0 decides nothing: the test does not agree."""
    lo, hi = known(result.difference.lo), known(result.difference.hi)
    if not (lo > 0.0 or hi < 0.0):
        return ""
    p = known(result.p)
    return f", but {chance(p)}" if p >= 1.0 - result.level else f", but exact {chance(known(result.p_full))}"


def _shown(result: Comparison) -> str:
    """What difference such tasks would show: the reach of the tasks, whatever these two are."""
    if result.resolution is None:
        return f"; {_these(result.n_common)} show no difference for certain, however large"
    least = signed(result.resolution, ROUND_CEILING).removeprefix("+")
    return f"; {_these(result.n_common)} show a difference of {_counted_points(least)} or more, {_OFTEN}"


_OFTEN = "4 times of 5"


def _these(count: int) -> str:
    return "this task" if count == 1 else f"these {count} tasks"


def _counted_points(number: str) -> str:
    return f"{number} point" if number == "1" else f"{number} points"


def verb(result: Estimate) -> str:
    """What a contestant does with tasks: solves them, or scores where credit is partial."""
    return "scores" if "partial_credit" in result.flags else "solves"


def _absent(result: Comparison, a_name: str, b_name: str) -> str:
    told = [
        f"{count} more only by {name}" for count, name in ((result.only_a, a_name), (result.only_b, b_name)) if count
    ]
    return f" in common ({', '.join(told)})" if told else ""


def _units(result: Comparison) -> str:
    return " groups of tasks" if any(flag.startswith("groups:") for flag in result.difference.flags) else ""


def _tasks(count: int) -> str:
    return counted(count, "task")


def known(value: float | None) -> float:
    """`value`, which is there where there is a decision."""
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
