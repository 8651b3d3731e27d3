"""What a ranking is: rank sets, letter groups and pairwise decisions, from whichever test made the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from prony.nouns import Noun
from prony.stats.estimate import Floats, State


class Place(Noun, frozen=True, kw_only=True):
    """One contestant's place.

    rank: competition rank of the score alone (1, 2, 2, 4). best..worst: the rank set, [1 + contestants decidedly
    better, m - contestants decidedly worse]; a lone first place is best == worst == 1. letters: two contestants that
    share a letter are not distinguishable, two that share none are. n_tasks: tasks (or prompts) it was seen on.
    """

    contestant: str
    score: float
    rank: int
    best: int
    worst: int
    letters: tuple[str, ...] = ()
    n_tasks: int
    n_samples: int
    flags: tuple[str, ...] = ()


class Pair(Noun, frozen=True, kw_only=True):
    """Two contestants compared: `a` is the one that stands higher, so that `difference` = a - b is rarely negative.

    lo, hi: the interval that belongs to the family-wise decision; it excludes 0 exactly where `decided`. p: adjusted
    for the family. All are None where `state` is not `estimated`; the interval also where every task showed the same
    difference, so that nothing tells how it would vary. n_tasks: tasks common to both.
    """

    a: str
    b: str
    difference: float | None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    decided: bool = False
    n_tasks: int
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED


class Ranking(Noun, frozen=True, kw_only=True):
    """Contestants in order of score, with what the data decide and what they leave open.

    method: the test, as docs/statistics.md names it. level: of all such rankings, at least this share hold no false
    "better" claim. critical: the critical value, in the method's own scale. pairs: every two contestants, in the order
    of `places`. Where `state` is not `estimated` nothing is decided and every rank set is 1..m.
    """

    method: str
    level: float
    places: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    n_tasks: int
    complete: bool
    critical: float | None = None
    df: float | None = None
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED

    def pair(self, one: str, other: str) -> Pair:
        """The comparison of two contestants, whichever stands higher. Raises KeyError for a name not on the board."""
        for pair in self.pairs:
            if {pair.a, pair.b} == {one, other}:
                return pair
        raise KeyError((one, other))


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every pair's test, as symmetric (m, m) arrays except `difference` and its interval, which are antisymmetric.

    difference[i, j] = score i - score j; half: half width of its interval; p: adjusted; states and pair_flags: by pair
    (i < j), only where there is something to say. reach: the largest difference that there can be. NaN in difference,
    half or p where a pair could not be compared.
    """

    method: str
    difference: Floats
    half: Floats
    p: Floats
    decided: NDArray[np.bool_]
    common: NDArray[np.int64]
    states: dict[tuple[int, int], State]
    critical: float | None = None
    df: float | None = None
    flags: tuple[str, ...] = ()
    pair_flags: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    reach: float = float("inf")


@dataclass(frozen=True, slots=True)
class Entrants:
    """Who is ranked: names, scores and how much was seen of each; arrays of length m."""

    names: tuple[str, ...]
    scores: Floats
    n_tasks: NDArray[np.int64]
    n_samples: NDArray[np.int64]
    flags: tuple[tuple[str, ...], ...]


def ranking(
    entrants: Entrants, decisions: Decisions, *, level: float, n_tasks: int, complete: bool, state: State
) -> Ranking:
    """Rank sets, letters and pairs from pairwise decisions. Source of the rank sets: Mohamad, Goeman, van Zwet (2021),
    "Adjusting for multiple comparisons in confidence intervals for ranks"; letters: Piepho, JCGS 13 (2004)."""
    order = sorted(range(len(entrants.names)), key=lambda i: (-entrants.scores[i], entrants.names[i]))
    decided = decisions.decided if state is State.ESTIMATED else np.zeros_like(decisions.decided)
    beats = decided & (decisions.difference > 0.0)
    m = len(order)
    letters = letter_groups(decided[np.ix_(order, order)])
    ranks = competition_ranks(entrants.scores)
    places = tuple(
        Place(
            contestant=entrants.names[i],
            score=float(entrants.scores[i]),
            rank=ranks[i],
            best=1 + int(beats[:, i].sum()),
            worst=m - int(beats[i].sum()),
            letters=letters[place],
            n_tasks=int(entrants.n_tasks[i]),
            n_samples=int(entrants.n_samples[i]),
            flags=entrants.flags[i],
        )
        for place, i in enumerate(order)
    )
    return Ranking(
        method=decisions.method,
        level=level,
        places=places,
        pairs=_pairs(entrants.names, order, decisions, decided, state),
        n_tasks=n_tasks,
        complete=complete,
        critical=decisions.critical,
        df=decisions.df,
        flags=decisions.flags,
        state=state,
    )


def _pairs(
    names: Sequence[str], order: Sequence[int], found: Decisions, decided: NDArray[np.bool_], state: State
) -> tuple[Pair, ...]:
    difference, half, p = found.difference.tolist(), found.half.tolist(), found.p.tolist()
    common, claims = found.common.tolist(), decided.tolist()
    pairs = []
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            d, reach = difference[i][j], half[i][j]
            key = (min(i, j), max(i, j))
            why = state if state is not State.ESTIMATED else found.states.get(key, State.ESTIMATED)
            tested = why is State.ESTIMATED
            spanned = tested and reach == reach
            pairs.append(
                Pair(
                    a=names[i],
                    b=names[j],
                    difference=d if d == d else None,
                    lo=max(d - reach, -found.reach) if spanned else None,
                    hi=min(d + reach, found.reach) if spanned else None,
                    p=p[i][j] if tested else None,
                    decided=claims[i][j],
                    n_tasks=common[i][j],
                    flags=found.pair_flags.get(key, ()),
                    state=why,
                )
            )
    return tuple(pairs)


def competition_ranks(scores: Floats) -> list[int]:
    """Competition ranks of scores, highest first: ties share a rank and use up the places (1, 2, 2, 4).

    Scores that differ by less than 1e-9 of the largest are ties: the order of additions is no difference.
    """
    near = 1e-9 * max(1e-300, float(np.max(np.abs(scores))))
    ordered = -np.sort(-scores)
    return [1 + int(np.sum(ordered > score + near)) for score in scores]


def letter_groups(different: NDArray[np.bool_]) -> tuple[tuple[str, ...], ...]:
    """The compact letter display of pairwise decisions: a tuple of letters per contestant, best group first.

    different: symmetric (m, m), rows in rank order. Two rows share a letter exactly where they are not different.
    The groups are cliques of the graph of what is alike, taken greedily until every such pair is in one.
    """
    alike = np.logical_not(different, dtype=np.bool_)
    np.fill_diagonal(alike, True)
    groups = _without_idle(_clique_cover(alike))
    groups.sort(key=lambda members: (members[0], members[-1]))
    shown: list[list[str]] = [[] for _ in range(len(alike))]
    for number, members in enumerate(groups):
        for member in members:
            shown[member].append(_letter(number))
    return tuple(tuple(letters) for letters in shown)


def _clique_cover(alike: NDArray[np.bool_]) -> list[list[int]]:
    left = alike.copy()
    groups = []
    for i in range(len(alike)):
        while left[i].any():
            farthest = int(np.nonzero(left[i])[0][-1])
            members = [i] if farthest == i else [i, farthest]
            open_to_all: NDArray[np.bool_] = np.asarray(alike[members].all(axis=0))
            open_to_all[members] = False
            while open_to_all.any():
                newcomer = int(np.argmax(open_to_all))
                members.append(newcomer)
                open_to_all &= alike[newcomer]
                open_to_all[newcomer] = False
            members.sort()
            left[np.ix_(members, members)] = False
            groups.append(members)
    return groups


def _without_idle(groups: list[list[int]]) -> list[list[int]]:
    """`groups` less those whose every pair is in another group too."""
    m = 1 + max(member for members in groups for member in members)
    cover = np.zeros((m, m), dtype=np.int64)
    for members in groups:
        cover[np.ix_(members, members)] += 1
    kept = []
    for members in groups:
        block = np.ix_(members, members)
        if (cover[block] > 1).all():
            cover[block] -= 1
        else:
            kept.append(members)
    return kept


def _letter(number: int) -> str:
    letter = chr(ord("a") + number % 26)
    return letter if number < 26 else _letter(number // 26 - 1) + letter
