"""The spread of one contestant over groups of tasks, such as languages: best minus worst, picked after looking."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import sqrt

from prony.nouns import Noun
from prony.stats.estimate import checked_level
from prony.stats.paired import compare
from prony.stats.planning import LEAST_TASKS
from prony.stats.rates import rate_of_tasks
from prony.stats.samples import Samples, samples_of

SAME_PROBLEMS = 0.95
"""The share of all problems of two groups that both must have, for these to be compared problem by problem."""

Scores = Mapping[str, Sequence[float]]


class SpreadState(StrEnum):
    """Whether a spread can be told."""

    ESTIMATED = "estimated"
    TOO_FEW_TASKS = "too_few_tasks"
    """Not two groups of six tasks."""


class GroupGap(Noun, frozen=True, kw_only=True):
    """One group less another, in shares, with an interval that holds for all pairs that were looked at at once.

    n: problems that both have, where `paired`; else the tasks of the smaller group. decided: whether test and interval
    name the better one.
    """

    one: str
    other: str
    value: float
    lo: float
    hi: float
    n: int
    paired: bool
    decided: bool

    @property
    def above(self) -> bool:
        """Whether the first is decidedly better."""
        return self.decided and self.lo > 0.0

    @property
    def below(self) -> bool:
        """Whether the first is decidedly worse."""
        return self.decided and self.hi < 0.0


class GroupSpread(Noun, frozen=True, kw_only=True):
    """Best minus worst group of those with six tasks or more. Shares.

    value: of the estimates, which were picked as the extremes and so are further apart than further tasks would show.
    lo, hi: where the true difference of the truly best and worst group lies; they hold for every pair of groups at
    once, and so for whichever is picked. ahead: the pairs of which the first is decidedly better, by the same error.
    paired: pairs of groups that were compared on the same problems, of pairs in all.
    """

    best: str = ""
    worst: str = ""
    value: float | None = None
    lo: float | None = None
    hi: float | None = None
    level: float
    compared: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    ahead: tuple[tuple[str, str], ...] = ()
    pairs: int = 0
    paired: int = 0
    gaps: tuple[GroupGap, ...] = ()
    """Of all pairs."""
    state: SpreadState


def spread(
    groups: Mapping[str, Scores], *, problems: Mapping[str, str] | None = None, level: float = 0.95
) -> GroupSpread:
    """The spread of one contestant over `groups`: name -> task -> scores of its attempts, each 0..1.

    problems: task -> the problem that it states. Two groups whose tasks state the same problems (95 % of them) are
    compared problem by problem, by `paired.compare`; others as independent samples, by the intervals of their rates
    joined as Newcombe does. That is too wide, never too narrow, where some of their tasks go together.

    Let d(i, j) be the difference of groups i and j. Each pair's interval has error (1 - level) / pairs, so that all
    hold at once: the spread, max d, lies between the largest lower and the largest upper bound, whichever pair it is.
    Sources: Newcombe (1998), method 10; Zou and Donner (2008); Bonferroni. Raises E802, E804.
    """
    checked_level(level)
    mine = {name: samples_of(scores) for name, scores in groups.items()}
    large = {name: some for name, some in mine.items() if len(some) >= LEAST_TASKS}
    left_out = tuple(name for name in mine if name not in large)
    if len(large) < 2:
        return GroupSpread(level=level, compared=tuple(large), left_out=left_out, state=SpreadState.TOO_FEW_TASKS)
    every = list(itertools.combinations(large, 2))
    found = _gaps(large, every, problems or {}, level)
    means = {name: sum(some.means) / len(some) for name, some in large.items()}
    best, worst = max(means, key=lambda name: means[name]), min(means, key=lambda name: means[name])
    value = means[best] - means[worst]
    least = [one.lo if one.above else -one.hi if one.below else 0.0 for one in found]
    most = [max(one.hi, -one.lo) for one in found]
    return GroupSpread(
        best=best,
        worst=worst,
        value=value,
        lo=max(0.0, min(value, max(least))),
        hi=min(1.0, max(value, max(most))),
        level=level,
        compared=tuple(large),
        left_out=left_out,
        ahead=tuple(_ahead(found)),
        pairs=len(every),
        paired=sum(one.paired for one in found),
        gaps=found,
        state=SpreadState.ESTIMATED,
    )


def gaps_to(
    groups: Mapping[str, Scores], other: str, *, problems: Mapping[str, str] | None = None, level: float = 0.95
) -> tuple[GroupGap, ...]:
    """Every group of six tasks or more less the group `other`, as `spread` compares two of them; the intervals hold for
    all of these pairs at once, and so are narrower than those of all pairs. None where `other` has fewer.

    Raises E802, E804.
    """
    checked_level(level)
    large = {name: mine for name, scores in groups.items() if len(mine := samples_of(scores)) >= LEAST_TASKS}
    pairs = [(name, other) for name in large if name != other]
    return _gaps(large, pairs, problems or {}, level) if other in large and pairs else ()


def _gaps(
    groups: Mapping[str, Samples], pairs: Sequence[tuple[str, str]], problems: Mapping[str, str], level: float
) -> tuple[GroupGap, ...]:
    each = 1.0 - (1.0 - level) / len(pairs)
    return tuple(_gap(pair, groups[pair[0]], groups[pair[1]], problems, each) for pair in pairs)


def _ahead(found: Iterable[GroupGap]) -> Iterable[tuple[str, str]]:
    for gap in found:
        if gap.above:
            yield gap.one, gap.other
        elif gap.below:
            yield gap.other, gap.one


def _gap(pair: tuple[str, str], one: Samples, other: Samples, problems: Mapping[str, str], level: float) -> GroupGap:
    mine, its = _by_problem(one, problems), _by_problem(other, problems)
    common = mine.keys() & its.keys()
    if len(common) >= LEAST_TASKS and len(common) >= SAME_PROBLEMS * len(mine.keys() | its.keys()):
        result = compare(mine, its, level=level)
        value, lo, hi = result.difference.value, result.difference.lo, result.difference.hi
        assert value is not None
        assert lo is not None
        assert hi is not None
        return GroupGap(
            one=pair[0],
            other=pair[1],
            value=value,
            lo=lo,
            hi=hi,
            n=result.n_common,
            paired=True,
            decided=result.decided and (lo > 0.0 or hi < 0.0),
        )
    value = _rate(one, level)[0] - _rate(other, level)[0]
    lo, hi = _independent(one, other, level)
    n = min(len(one), len(other))
    return GroupGap(
        one=pair[0], other=pair[1], value=value, lo=lo, hi=hi, n=n, paired=False, decided=lo > 0.0 or hi < 0.0
    )


def _by_problem(some: Samples, problems: Mapping[str, str]) -> dict[str, list[float]]:
    """Problem -> scores of the attempts at it; empty where the problem of some task is not told."""
    found: dict[str, list[float]] = {}
    for task in some:
        if task not in problems:
            return {}
        found.setdefault(problems[task], []).extend(some[task])
    return found


def _independent(one: Samples, other: Samples, level: float) -> tuple[float, float]:
    """The interval of the difference of two rates over different tasks."""
    p, p_lo, p_hi = _rate(one, level)
    q, q_lo, q_hi = _rate(other, level)
    lo = p - q - sqrt((p - p_lo) ** 2 + (q_hi - q) ** 2)
    hi = p - q + sqrt((p_hi - p) ** 2 + (q - q_lo) ** 2)
    return max(-1.0, lo), min(1.0, hi)


def _rate(some: Samples, level: float) -> tuple[float, float, float]:
    found = rate_of_tasks(some.tasks(), level=level)
    assert found.value is not None
    return found.value, found.lo or 0.0, 1.0 if found.hi is None else found.hi
