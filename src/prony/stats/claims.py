"""Sentences for what a comparison is asked beyond who is better: in between, not worse, changed, picked, noise, cost.

As `words.sentence`: a claim only where it is decided, and what is not known is said.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR

from prony.readable import counted, fixed
from prony.stats.cost import CostPerCorrect
from prony.stats.estimate import Estimate, State
from prony.stats.over_time import Drift, DriftVerdict
from prony.stats.paired import Comparison, NonInferiority, non_inferior
from prony.stats.planning import LEAST_TASKS, NoiseFloor
from prony.stats.ranking import Ranking
from prony.stats.words import chance, known, percent, points, signed, span, verb


def so_far(result: Comparison, a_name: str, b_name: str, *, contestants: int = 2) -> str:
    """What may be said of a comparison while its run goes on, at whatever moment one looks: on how many tasks each did
    better, and whether the e-process decides, which no number of looks can fake; never the p of the moment.

    contestants: among whom the two could have been picked; every two of them then share the error (Bonferroni).
    """
    if result.difference.value is None:
        return f"{a_name} and {b_name} share no task yet"
    does = verb(result.difference)
    seen = f"{a_name} {does.removesuffix('s')}d more on {result.a_ahead}, {b_name} on {result.b_ahead}"
    pairs = max(1, contestants * (contestants - 1) // 2)
    if result.e_value * (1.0 - result.level) < pairs:
        told = "does not decide between them"
    else:
        leader = a_name if result.difference.value > 0.0 else b_name
        told = f"decides that {leader} {does} more {'on' if does == 'scores' else 'of'} these"
    return (
        f"{seen} of {counted(result.n_common, 'common task')}; a test that may be looked at while tasks come in {told}"
    )


def not_worse(result: Comparison, margin: float, a_name: str, b_name: str) -> str:
    """Whether A is worse than B by no more than `margin` (a share), with the interval that says so.

    Raises E804 (margin not in 0..1, exclusive).
    """
    verdict = non_inferior(result, margin)
    claim = f"{a_name} is not worse than {b_name} by more than {points(margin).removeprefix('+')}"
    if verdict is NonInferiority.NOT_ESTIMABLE:
        return f"{claim}: not known ({counted(result.n_common, 'task')} in common, at least {LEAST_TASKS} needed)"
    lo, hi = known(result.difference.lo), known(result.difference.hi)
    shown = {
        NonInferiority.SHOWN: "shown",
        NonInferiority.NOT_SHOWN: "not shown",
        NonInferiority.REFUTED: "refuted",
    }[verdict]
    return f"{claim}: {shown} ({_beside(lo, hi, -margin, result.level)}, {counted(result.n_common, 'task')})"


def drifted(result: Drift, name: str) -> str:
    """Whether a contestant changed between two runs of the same tasks, and how small a change they would have shown."""
    if result.verdict is DriftVerdict.NOT_ESTIMABLE or result.change.value is None:
        return f"{name}: not known whether it changed, the two runs share no task"
    reach = span(known(result.change.lo), known(result.change.hi), result.change.level)
    told = f"{points(result.change.value)}, {reach}, {counted(result.n_common, 'task')}"
    if result.verdict is DriftVerdict.CHANGED:
        return f"{name} changed between the runs: {told}, {chance(known(result.p))}"
    least = known(result.smallest_detectable)
    least_told = (
        f"a change of {signed(least, ROUND_CEILING).removeprefix('+')} points or more would have shown, 4 times of 5"
        if least < 1.0
        else "no change is so large that such runs would show it, 4 times of 5"
    )
    return f"{name}: no change detected, {told}; {least_told}"


def picked(ranking: Ranking, one: str, other: str) -> str:
    """The decision that holds for two contestants although they were picked after looking at all of them.

    Empty for a board of two. Raises KeyError for a name not on the board.
    """
    pair, m = ranking.pair(one, other), len(ranking.places)
    if m < 3:
        return ""
    start = f"picked from {m}"
    if pair.p is None:
        return f"{start}: not known among all, too few tasks"
    if not pair.decided:
        return f"{start}: not decided among all (adjusted {chance(pair.p)})"
    ahead = pair.a if known(pair.difference) > 0.0 else pair.b
    return f"{start}: {ahead} is better among all too (adjusted {chance(pair.p)})"


def noise(result: NoiseFloor, name: str) -> str:
    """How far two runs of a contestant differ by chance alone."""
    if result.difference is None:
        return f"{name} against itself: not known, no task was tried twice"
    floor = signed(result.difference, ROUND_CEILING).removeprefix("+")
    runs = f"two runs of {counted(result.repeats, 'attempt')} a task"
    often = f"{percent(result.level)} of times"
    return f"{name} against itself: {runs} differ by up to {floor} points by chance alone, {often}"


def per_solved(result: CostPerCorrect, name: str, unit: str) -> str:
    """What one solved task took, failures included: `alpha: 12.3 s for each solved task, ...`."""
    estimate = result.per_correct
    if estimate.value is None:
        return f"{name}: nothing solved, so more than {_quantity(result.at_least)} {unit} for each solved task"
    told = f"{name}: {_quantity(estimate.value)} {unit} for each solved task"
    return f"{told}, {_between(estimate)}"


def ratio(result: Estimate, a_name: str, b_name: str, what: str) -> str:
    """How many times what A takes for each solved task is what B takes, on common tasks. what: `time`, `tokens` ..."""
    if result.value is None:
        why = "they share no task" if result.state is State.NO_COMMON_TASKS else "one of them solved nothing"
        return f"{what} for each solved task, {a_name} against {b_name}: not known, {why}"
    factor = _quantity(result.value)
    if result.lo is None or result.hi is None or result.lo <= 1.0 <= result.hi:
        told = f"not decided who takes more {what} for each solved task: {a_name} {factor} times {b_name}"
    else:
        told = f"{a_name} takes {factor} times the {what} of {b_name} for each solved task"
    return f"{told}, {_between(result)}"


def _between(estimate: Estimate) -> str:
    if estimate.lo is None or estimate.hi is None:
        why = (
            "nothing varies here that would tell how"
            if estimate.state is State.ALL_EQUAL
            else "one task does not tell how"
        )
        return f"no interval: {why} tasks vary, {counted(estimate.n_tasks, 'task')}"
    bounds = f"{_quantity(estimate.lo, ROUND_FLOOR)} to {_quantity(estimate.hi, ROUND_CEILING)}"
    return f"{percent(estimate.level)} interval {bounds}, {counted(estimate.n_tasks, 'task')}"


def _quantity(value: float, rounding: str | None = None) -> str:
    """Three digits that matter, whatever the size."""
    if value == 0.0:
        return "0"
    size = abs(value)
    digits = 0
    while size < 100.0 and digits < 9:
        size, digits = size * 10.0, digits + 1
    return fixed(value, digits) if rounding is None else fixed(value, digits, rounding)


def _beside(lo: float, hi: float, edge: float, level: float) -> str:
    """An interval with as many digits as keep its bounds on their side of `edge`, rounded outwards all the same."""
    for digits in range(5):
        low, high = fixed(lo * 100, digits, ROUND_FLOOR), fixed(hi * 100, digits, ROUND_CEILING)
        if (float(low) > edge * 100) == (lo > edge) and (float(high) < edge * 100) == (hi < edge):
            break
    return f"{percent(level)} interval {_with_sign(low)} to {_with_sign(high)} points"


def _with_sign(number: str) -> str:
    return number if number.startswith("-") or float(number) == 0 else f"+{number}"
