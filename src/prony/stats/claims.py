"""Sentences by kind: who leads, so far, not worse, missing tasks, noise, changed, picked, cost.

As `words.sentence`: a claim only where it is decided, and what is not known is said. Each kind of sentence has its one
place here; whoever shows one brings the numbers and the names. Imports no NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING, NamedTuple

from prony.phrases import (
    OFTEN,
    PairedGap,
    beside,
    bounds,
    chance,
    percent,
    points,
    quantities,
    quantity,
    span,
    told,
    unsigned,
)
from prony.readable import counted

if TYPE_CHECKING:
    from prony.stats.cost import CostPerCorrect
    from prony.stats.estimate import Estimate
    from prony.stats.over_time import Drift
    from prony.stats.paired import Comparison
    from prony.stats.ranking import Ranking

NAMED_BEFORE = "had these two been named before anybody looked"
"""How a sentence begins of what a picked pair shows alone, and not among all."""


# --- who is better, in parts (`words.sentence` puts them together) ----------------------------------------------------

HARDER = "what helps is harder tasks, not repeats"
EASIER = "what helps is easier tasks, not repeats"
LIMITS = {
    "saturated": ("saturated", "both solve all", HARDER),
    "floor": ("nothing solved", "both solve none of", EASIER),
}
"""What is said where two contestants solve everything, or nothing (`paired.Decision`): the state, of what, and what
would help."""


def leads(first: str, other: str, does: str, gap: PairedGap, *, at_once: str = "", over: str = "") -> str:
    """That `first` is decidedly ahead: `alpha solves more than beta: +8 points, ...`. gap: first less other."""
    return f"{first} {does} more than {other}: {told(gap, at_once=at_once, over=over)}"


def undecided(a: str, b: str, gap: PairedGap, *, at_once: str = "", over: str = "") -> str:
    """That nothing is decided: `not decided: alpha against beta +8 points, ...`."""
    return f"not decided: {a} against {b} {told(gap, at_once=at_once, over=over)}"


def at_the_limit(decision: str, a: str, b: str, gap: PairedGap, *, at_once: str = "", over: str = "") -> str:
    """That two solve everything, or nothing, and what would help. decision: `saturated` or `floor`."""
    state, both, remedy = LIMITS[decision]
    reach = "no interval" if gap.lo is None or gap.hi is None else f"{span(gap.lo, gap.hi, gap.level)}{at_once}"
    return f"{state}: {a} and {b} {both} {over or counted(gap.tasks, 'task')}; difference 0 points, {reach}; {remedy}"


def too_few(a: str, b: str, over: str, least: str) -> str:
    """That two share too few tasks for any claim."""
    return f"too few tasks to compare {a} and {b}: {over}, at least {least} needed"


# --- while a run goes on ----------------------------------------------------------------------------------------------


def so_far(result: Comparison, a: str, b: str, *, contestants: int = 2) -> str:
    """What may be said of a comparison while its run goes on, at whatever moment one looks: on how many tasks each did
    better, and whether the e-process decides, which no number of looks can fake; never the p of the moment.

    contestants: among whom the two could have been picked; every two of them then share the error (Bonferroni).
    """
    if result.difference.value is None:
        return f"{a} and {b} share no task yet"
    does = "scores" if "partial_credit" in result.difference.flags else "solves"
    seen = f"{a} {does.removesuffix('s')}d more on {result.a_ahead}, {b} on {result.b_ahead}"
    pairs = max(1, contestants * (contestants - 1) // 2)
    if result.e_value * (1.0 - result.level) < pairs:
        verdict = "does not decide between them"
    else:
        leader = a if result.difference.value > 0.0 else b
        verdict = f"decides that {leader} {does} more {'on' if does == 'scores' else 'of'} these"
    looked = "a test that may be looked at while tasks come in"
    return f"{seen} of {counted(result.n_common, 'common task')}; {looked} {verdict}"


# --- not worse by more than a margin ----------------------------------------------------------------------------------

VERDICTS = {
    "shown": "shown",
    "not_shown": "not shown",
    "refuted": "refuted",
    "not_estimable": "cannot be told from these tasks",
}
"""What may be said of a margin (`paired.NonInferiority`), in words."""


def no_worse(a: str, b: str, margin: float, of: str = "") -> str:
    """The claim that A is not worse than B by more than `margin` (a share), without what became of it. of: of what,
    where more than one thing is compared, such as ` of tasks solved`."""
    return f"{a} is not worse than {b} by more than {unsigned(margin)}{of}"


def not_worse(result: Comparison, margin: float, a: str, b: str) -> str:
    """`no_worse` with what became of it, and the interval that says so. Raises E804 (margin not in 0..1, exclusive)."""
    from prony.stats.paired import non_inferior
    from prony.stats.planning import LEAST_TASKS

    verdict = VERDICTS[non_inferior(result, margin)]
    lo, hi, tasks = result.difference.lo, result.difference.hi, counted(result.n_common, "task")
    if result.p is None or lo is None or hi is None:
        return f"{no_worse(a, b, margin)}: {verdict} ({tasks} in common, at least {LEAST_TASKS} needed)"
    return f"{no_worse(a, b, margin)}: {verdict} ({beside(lo, hi, -margin, result.level)}, {tasks})"


def neither_worse(a: str, b: str, margin: float, verdicts: tuple[str, str], of: str = "") -> str:
    """What is shown at a margin, of A and of B, in one sentence. verdicts: of A, of B (`paired.NonInferiority`)."""
    if verdicts == ("shown", "shown"):
        return f"{a} and {b} are each shown to be no worse than the other by more than {unsigned(margin)}{of}"
    if verdicts == ("not_shown", "not_shown"):
        return f"neither {a} nor {b} is shown to be no worse than the other by more than {unsigned(margin)}{of}"
    each = ((a, b, verdicts[0]), (b, a, verdicts[1]))
    return "; ".join(f"{no_worse(one, other, margin, of)}: {VERDICTS[verdict]}" for one, other, verdict in each)


def margin_evidence(gap: PairedGap, margin: float) -> str:
    """The difference that a claim of `no_worse` rests on, its bounds on their side of the margin."""
    tasks = counted(gap.tasks, "common task")
    if gap.lo is None or gap.hi is None:
        return f"A - B is {points(gap.value)}, no interval, {tasks}"
    return f"A - B is {points(gap.value)}, {beside(gap.lo, gap.hi, -margin, gap.level)}, {tasks}"


# --- what is missing, and what chance does ----------------------------------------------------------------------------


def missing_as_zero(a: str, b: str, gap: PairedGap, winner: str | None, *, changes: bool) -> str:
    """What counting the missing tasks as 0 gives. winner: for whom that decides, if for anybody; changes: whether that
    is another conclusion than from common tasks."""
    then = f"would decide for {winner}" if winner else "would decide nothing"
    effect = f"which {then}" if changes else "which leaves that as it is"
    return f"with 0 for what is missing: {a} against {b} {told(gap)}, {effect}"


def noise(
    floors: Sequence[tuple[str, float]], level: float, observed: float | None = None, *, decided: bool = False
) -> str:
    """How far runs differ from themselves, and whether an observed difference of two is larger than that. Two equal
    contestants differ by more than repeats do: each has its own luck with tasks; so it is no claim. floors: of each
    contestant, its name and the difference of two runs of it, a share (`planning.noise_floor`)."""
    each = ", ".join(f"two of {name} by up to {unsigned(difference, ROUND_CEILING)}" for name, difference in floors)
    start = f"by chance alone, runs differ: {each} ({percent(level)} of times)"
    if observed is None:
        return start
    larger = abs(observed) > max(difference for _, difference in floors)
    beyond = "larger than that" if larger else "no larger"
    if larger and not decided:
        beyond += ", but tasks vary, too, and it is not decided"
    elif decided and not larger:
        beyond += ", so another run may well show less of it"
    return f"{start}; the difference between the two is {beyond}"


# --- the same contestant at two times ---------------------------------------------------------------------------------


def drifted(result: Drift, name: str, between: str = "the runs") -> str:
    """Whether a contestant changed between two runs of the same tasks, and how small a change they would have shown.
    between: which two, such as `r1 and r2`."""
    change = result.change
    if change.value is None or change.lo is None or change.hi is None or result.p is None:
        return f"{name}: not known whether it changed, the two runs share no task"
    gap = PairedGap(change.value, change.lo, change.hi, result.n_common, change.level)
    if result.verdict == "changed":
        return f"{name} changed between {between}: {told(gap)}, {chance(result.p)}"
    dissent = f", but {chance(result.p)}" if gap.excludes_none else ""
    least = result.smallest_detectable
    reach = (
        f"a change of {unsigned(least, ROUND_CEILING)} or more would have shown, {OFTEN}"
        if least is not None and least < 1.0
        else "so few attempts would show no change for certain, however large"
    )
    return f"{name}: no change detected between {between}: {told(gap)}{dissent}; {reach}"


# --- a pair that was picked -------------------------------------------------------------------------------------------


class Picked(NamedTuple):
    """A pair that could have been picked from several, with the decision and interval that hold for all of them."""

    a: str
    b: str
    contestants: int
    gap: PairedGap | None
    """A - B."""
    p: float | None
    """Adjusted for all pairs."""
    decided: bool

    @classmethod
    def of(cls, ranking: Ranking, a: str, b: str) -> Picked:
        """Raises KeyError for a name that is not in the ranking."""
        pair = ranking.pair(a, b)
        gap = (
            None
            if pair.difference is None
            else PairedGap(pair.difference, pair.lo, pair.hi, pair.n_tasks, ranking.level)
        )
        turned = gap.turned if gap is not None and pair.a != a else gap
        return cls(a, b, len(ranking.places), turned, pair.p, pair.decided)


def picked(pair: Picked) -> str:
    """The decision that holds for two contestants although they were picked after looking at all. Empty of two."""
    if pair.contestants < 3:
        return ""
    start = f"picked from {pair.contestants}"
    if pair.gap is None or pair.p is None:
        return f"{start}: not known among all, too few tasks"
    if pair.decided:
        return f"{start}: decided among all of them, too (family-wise {chance(pair.p)})"
    reach = " not known"
    if pair.gap.lo is not None and pair.gap.hi is not None:
        reach = f" {bounds(pair.gap.lo, pair.gap.hi)}"
    interval = f"{percent(pair.gap.level)} interval over all pairs{reach}"
    tasks = counted(pair.gap.tasks, "task")
    return (
        f"{not_among_all(pair.contestants)}. {pair.a} against {pair.b}: {points(pair.gap.value)}, {interval}, {tasks}"
    )


def not_among_all(contestants: int) -> str:
    """That what two show alone is not decided among all that they could have been picked from."""
    return f"picked from {contestants}: not decided among all"


# --- cost -------------------------------------------------------------------------------------------------------------


def per_solved(result: CostPerCorrect, name: str, unit: str) -> str:
    """What one solved task took, failures included: `alpha: 12.3 s for each solved task, ...`."""
    estimate = result.per_correct
    if estimate.value is None:
        return (
            f"{name}: nothing solved, so more than {quantity(result.at_least, ROUND_FLOOR)} {unit} for each solved task"
        )
    return f"{name}: {quantity(estimate.value)} {unit} for each solved task, {_between(estimate)}"


def ratio(result: Estimate, a: str, b: str, what: str) -> str:
    """How many times what A takes for each solved task is what B takes, on common tasks. what: `time`, `tokens` ..."""
    if result.value is None:
        why = "they share no task" if result.state == "no_common_tasks" else "one of them solved nothing"
        return f"{what} for each solved task, {a} against {b}: not known, {why}"
    if result.lo is None or result.hi is None or result.lo <= 1.0 <= result.hi:
        start = f"not decided who takes more {what} for each solved task: {a} {quantity(result.value)} times {b}"
        return f"{start}, {_between(result)}"
    return f"{a} takes {quantity(result.value)} times the {what} of {b} for each solved task, {_between(result)}"


def further(better: str, other: str, costs: Sequence[str], tasks: int) -> str:
    """What each task costs that the better one solves beyond the other's. costs: in words, each with its interval."""
    extra = ", ".join(costs)
    return (
        f"for each task that {better} solves beyond those of {other}, it takes {extra} more, {counted(tasks, 'task')}"
    )


def _between(estimate: Estimate) -> str:
    tasks = counted(estimate.n_tasks, "task")
    if estimate.lo is None or estimate.hi is None:
        why = (
            "nothing varies here that would tell how" if estimate.state == "all_equal" else "one task does not tell how"
        )
        return f"no interval: {why} tasks vary, {tasks}"
    return f"{percent(estimate.level)} interval {quantities(estimate.lo, estimate.hi)}, {tasks}"
