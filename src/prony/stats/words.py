"""Rates and comparisons as plain sentences by rule, never stronger than their interval.

A sentence claims an order only where the comparison is decided, which needs test and interval to agree. Its numbers are
those of `prony.phrases`, which round nothing to what is stronger.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR
from functools import singledispatch
from typing import Any, NamedTuple

from prony.phrases import PairedGap, chance, percent, shows
from prony.readable import counted
from prony.stats.claims import EASIER, HARDER, LIMITS, at_the_limit, leads, too_few, undecided
from prony.stats.estimate import Estimand, Estimate, State
from prony.stats.paired import Comparison, Decision, SolvedAndScored
from prony.stats.planning import LEAST_TASKS


class Among(NamedTuple):
    """The contestants that two could have been picked from, and the difference that shows between any two of them."""

    contestants: int
    resolution: float | None


@singledispatch
def sentence(result: Any, *names: str, among: Among | None = None) -> str:
    """`result` as one plain sentence; `names` are the contestants in the order in which the result speaks of them.

    A Comparison takes two names (A, B), an Estimate of a rate one. among: for two that could have been picked from
    several, what such tasks show of any two of them. Raises TypeError for other results.
    """
    raise TypeError(f"no sentence is known for {type(result).__name__}")


@sentence.register
def _of_comparison(result: Comparison, a_name: str, b_name: str, *, among: Among | None = None) -> str:
    if result.decision is Decision.NO_COMMON_TASKS:
        return f"not comparable: {a_name} and {b_name} share no task"
    if result.decision is Decision.TOO_FEW_TASKS:
        return too_few(a_name, b_name, _over(result, a_name, b_name), f"{LEAST_TASKS}{_units(result)}")
    gap, over = gap_of(result), _over(result, a_name, b_name)
    if result.decision in LIMITS:
        return at_the_limit(result.decision, a_name, b_name, gap, over=over)
    does = verb(result.difference)
    if result.decision is Decision.A_BETTER:
        return leads(a_name, b_name, does, gap, over=over)
    if result.decision is Decision.B_BETTER:
        return leads(b_name, a_name, does, gap.turned, over=_over(result, a_name, b_name, turned=True))
    shown = shows(result.resolution, _these(result.n_common))
    if among is not None and among.contestants > 2:
        picked_from = f" between two picked from {among.contestants}"
        shown = shows(among.resolution, _these(result.n_common), between=picked_from)
    return f"{undecided(a_name, b_name, gap, over=over)}{_dissent(result, gap)}; {shown}"


def gap_of(result: Comparison) -> PairedGap:
    """The difference of a comparison, with its interval."""
    difference = result.difference
    return PairedGap(known(difference.value), difference.lo, difference.hi, result.n_common, result.level)


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
    what = "this pack" if result.target is Estimand.PACK else "tasks like these"
    # A share of tasks is solved; a score is no share of them.
    which = f"{'on' if verb(result) == 'scores' else 'of'} {what}"
    share = f"{whose}{verb(result)} {percent(result.value)} {which}"
    if result.lo is None or result.hi is None:
        return f"{share}, no interval: {_why(result.state)}, {_tasks(result.n_tasks)}"
    lo, hi = percent(result.lo, ROUND_FLOOR), percent(result.hi, ROUND_CEILING)
    reach = f"{percent(result.level)} interval {lo.removesuffix(' %')} to {hi}"
    # Of a few tasks, more of the same kind would tell as much.
    ends = result.state in _LIMIT_OF_ONE and result.n_tasks >= LEAST_TASKS
    limit = f"; {_LIMIT_OF_ONE[result.state]}" if ends else ""
    return f"{share}, {reach}, {_tasks(result.n_tasks)}, {counted(result.n_samples, 'attempt')}{limit}"


_LIMIT_OF_ONE = {State.SATURATED: f"saturated: {HARDER}", State.FLOOR: f"nothing solved: {EASIER}"}


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


def _dissent(result: Comparison, gap: PairedGap) -> str:
    """Why an interval that excludes 0 decides nothing: the test does not agree."""
    if not gap.excludes_none:
        return ""
    p = known(result.p)
    return f", but {chance(p)}" if p >= 1.0 - result.level else f", but exact {chance(known(result.p_full))}"


def _these(count: int) -> str:
    return "this task" if count == 1 else f"these {count} tasks"


def verb(result: Estimate) -> str:
    """What a contestant does with tasks: solves them, or scores where credit is partial."""
    return "scores" if "partial_credit" in result.flags else "solves"


def _over(result: Comparison, a_name: str, b_name: str, *, turned: bool = False) -> str:
    """On how many tasks, and how many more only one of the two has; the one that is named first, first."""
    sides = ((result.only_a, a_name), (result.only_b, b_name))
    more = [f"{count} more only by {name}" for count, name in (sides[::-1] if turned else sides) if count]
    told_more = f" in common ({', '.join(more)})" if more else ""
    return f"{_tasks(result.n_common)}{told_more}"


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
