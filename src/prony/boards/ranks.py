"""Rank sets of a board's complete models: who is decidedly behind whom, with one error rate for the whole board."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from prony.boards.view import View

Samples = Mapping[str, Sequence[float]]
SO_FAR = "e-process, Bonferroni"
"""The method of a ranking that is no result yet."""
MOST_WITH_ALL_PAIRS = 50
"""Contestants up to which a ranking holds every pair; beyond, the decided ones."""
TINY = 1e-12


class RankSet(View, frozen=True, kw_only=True):
    """The places that a contestant may have: 1 + those decidedly ahead of it, to all less those decidedly behind."""

    best: int
    worst: int
    letters: str = ""
    """Two contestants that nothing tells apart share a letter, and no others do; empty where nothing could be told."""

    @property
    def text(self) -> str:
        """The set as a cell has it: `1-5 a`."""
        places = f"{self.best}" if self.best == self.worst else f"{self.best}-{self.worst}"
        return f"{places} {self.letters}".rstrip()


class RankedPair(View, frozen=True, kw_only=True):
    """Two contestants, by id; shares. `ahead` stands higher. p and interval are those of all pairs at once."""

    ahead: str
    behind: str
    difference: float | None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    decided: bool = False


class BoardRanking(View, frozen=True, kw_only=True):
    """What the tasks tell of the order of all complete models. Of boards of equals, at most 1 - level hold one pair
    that is decided. state: `estimated`, or why nothing is (`prony.stats.State`)."""

    method: str
    level: float
    state: str
    tasks: int
    sets: dict[str, RankSet]
    """Contestant -> its rank set, the highest point estimate first."""
    pairs: tuple[RankedPair, ...] = ()
    """Every two of them; of more than `MOST_WITH_ALL_PAIRS`, those decided."""
    resolution: float | None = None
    """Where no pair is decided, the least true difference between two of them that these tasks would decide 4 times of
    5; None where they would not even decide the largest."""

    def behind(self, contestant: str) -> set[str]:
        """Those decidedly behind this one."""
        return {pair.behind for pair in self.pairs if pair.decided and pair.ahead == contestant}

    def pair(self, one: str, other: str) -> RankedPair | None:
        """The pair of these two, whoever is ahead."""
        return next((pair for pair in self.pairs if {pair.ahead, pair.behind} == {one, other}), None)


def ranking_of(samples: Mapping[str, Samples], level: float, every_pair: bool = False) -> BoardRanking | None:
    """The ranking of these contestants (id -> task -> what counts of its attempts); None where there are not two.
    every_pair: hold those that are not decided, too, however many there are.

    Two alone are told apart by `prony.stats.compare`, as the sentence about them is; more by `prony.stats.rank_sets`.
    """
    if len(samples) < 2:
        return None
    return _of_two(samples, level) if len(samples) == 2 else _of_many(samples, level, every_pair)


def ranking_so_far(samples: Mapping[str, Samples], level: float) -> BoardRanking | None:
    """The ranking of an unfinished run: pairs decided by e-processes, adjusted for their number (Bonferroni), so that
    it stays valid however often somebody looks. No intervals: none would."""
    if len(samples) < 2:
        return None
    from prony.stats.planning import e_value_of

    means = {name: {task: sum(some) / len(some) for task, some in mine.items()} for name, mine in samples.items()}
    names = sorted(means, key=lambda name: (-_mean(means[name]), name))
    every = list(itertools.combinations(names, 2))
    each = 1.0 - (1.0 - level) / len(every)
    pairs, tasks = [], set[str]()
    for one, other in every:
        common = means[one].keys() & means[other].keys()
        tasks |= common
        gaps = [means[one][task] - means[other][task] for task in common]
        value = sum(gaps) / len(gaps) if gaps else None
        # By how much, not only how often: who is a little ahead mostly and seldom far behind may be no better.
        settled = value is not None and abs(value) > TINY and e_value_of(gaps) >= 1.0 / (1.0 - each)
        turned = settled and value is not None and value < 0.0
        first, last = (other, one) if turned else (one, other)
        signed = -value if turned and value is not None else value
        pairs.append(RankedPair(ahead=first, behind=last, difference=signed, decided=settled))
    sets = {
        name: RankSet(
            best=1 + sum(pair.decided and pair.behind == name for pair in pairs),
            worst=len(names) - sum(pair.decided and pair.ahead == name for pair in pairs),
        )
        for name in names
    }
    return BoardRanking(method=SO_FAR, level=level, state="estimated", tasks=len(tasks), sets=sets, pairs=tuple(pairs))


def _mean(scores: Mapping[str, float]) -> float:
    return sum(scores.values()) / len(scores) if scores else 0.0


def _of_two(samples: Mapping[str, Samples], level: float) -> BoardRanking:
    from prony.stats import compare

    (one, mine), (other, its) = samples.items()
    result = compare(mine, its, level=level)
    value, lo, hi = result.difference.value, result.difference.lo, result.difference.hi
    turned = value is not None and value < 0.0
    names = (other, one) if turned else (one, other)
    if turned and lo is not None and hi is not None:
        lo, hi = -hi, -lo
    pair = RankedPair(
        ahead=names[0],
        behind=names[1],
        difference=None if value is None else abs(value),
        lo=lo,
        hi=hi,
        p=result.p,
        decided=result.decided,
    )
    first, second = ((1, 1), (2, 2)) if result.decided else ((1, 2), (1, 2))
    told = result.p is not None
    letters = ("a", "b") if result.decided else ("a", "a")
    sets = {
        name: RankSet(best=best, worst=worst, letters=letter if told else "")
        for name, (best, worst), letter in zip(names, (first, second), letters, strict=True)
    }
    state = "estimated" if told else str(result.decision.value)
    return BoardRanking(method=result.test, level=level, state=state, tasks=result.n_common, sets=sets, pairs=(pair,))


def _of_many(samples: Mapping[str, Samples], level: float, every_pair: bool) -> BoardRanking:
    from prony.stats import State, rank_sets

    found = rank_sets(samples, level=level)
    told = found.state is State.ESTIMATED
    sets = {
        place.contestant: RankSet(best=place.best, worst=place.worst, letters="".join(place.letters) if told else "")
        for place in found.places
    }
    pairs = tuple(
        RankedPair(
            ahead=pair.a,
            behind=pair.b,
            difference=pair.difference,
            lo=_within(pair.lo),
            hi=_within(pair.hi),
            p=pair.p,
            decided=pair.decided,
        )
        for pair in found.pairs
        if every_pair or pair.decided or len(sets) <= MOST_WITH_ALL_PAIRS
    )
    return BoardRanking(
        method=found.method,
        level=level,
        state=found.state.value,
        tasks=found.n_tasks,
        sets=sets,
        pairs=pairs,
        resolution=_resolution(samples, list(sets), level) if told and not any(one.decided for one in pairs) else None,
    )


def _resolution(samples: Mapping[str, Samples], order: Sequence[str], level: float) -> float | None:
    """The difference that these tasks show between two of many: that of the first and the last, or of the first and the
    second, at the level of one of all pairs (Bonferroni: 82 to 95 % of such differences were decided in simulation)."""
    from prony.stats import compare

    of_one = 1.0 - (1.0 - level) / (len(order) * (len(order) - 1) / 2)
    shown = [compare(samples[order[0]], samples[other], level=of_one).resolution for other in {order[1], order[-1]}]
    known = [one for one in shown if one is not None]
    return max(known) if len(known) == len(shown) else None


def _within(bound: float | None) -> float | None:
    """A bound of a difference of shares, which no difference exceeds."""
    return None if bound is None else min(1.0, max(-1.0, bound))
