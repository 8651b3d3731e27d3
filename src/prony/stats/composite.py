"""User-weighted composites as a sieve: how often each contestant ranks where over all weights; what flips the top."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from prony.nouns import Noun
from prony.stats.estimate import (
    Floats,
    checked_count,
    matrix,
    out_of_range,
    vector,
    wrong_shape,
)

_TINY = 1e-12


class Acceptability(Noun, frozen=True, kw_only=True):
    """chance[i][r]: share of weights under which contestant i ranks r + 1; ties share their ranks evenly.

    Each contestant's shares add up to 1, and each rank's. mean_weights[i]: the mean of the weights that put i first
    (its central weights), None where none do. draws, seed, concentration: how the weights were drawn.
    """

    chance: tuple[tuple[float, ...], ...]
    mean_weights: tuple[tuple[float, ...] | None, ...]
    draws: int
    seed: int
    concentration: float

    def top(self, r: int) -> tuple[float, ...]:
        """The share of weights under which each contestant ranks among the first `r`. Raises E804."""
        checked_count("r", r)
        return tuple(float(sum(row[:r])) for row in self.chance)


def weighted_mean(values: ArrayLike, weights: Sequence[float]) -> tuple[float, ...]:
    """The composite of each contestant: sum w v / sum w. values: contestants x axes on one scale, more is better.

    Raises E801, E802 (a missing value: nothing is imputed), E803, E804 (a negative weight, all zero).
    """
    grid = matrix("values", values)
    return tuple(float(score) for score in grid @ _shares(weights, grid.shape[1]))


def rank_acceptability(
    values: ArrayLike, *, concentration: float = 1.0, draws: int = 20_000, seed: int = 0
) -> Acceptability:
    """Rank acceptability over weights drawn from a symmetric Dirichlet (1: all weights equally likely).

    values: contestants x axes on one scale, more is better, none missing. What several weights agree on does not hang
    on weights: contestants that are among the first five almost always are the shortlist.
    Source: Lahdelma and Salminen (2001), SMAA-2. Raises E801-E804.
    """
    grid = matrix("values", values)
    times = checked_count("draws", draws)
    if not (concentration > 0.0 and np.isfinite(concentration)):
        raise out_of_range(f"a concentration of {concentration}", hint="1 makes all weights equally likely")
    contestants, axes = grid.shape
    weights = np.random.default_rng(seed).dirichlet(np.full(axes, concentration), times)
    chance = np.zeros((contestants, contestants))
    central = np.zeros((contestants, axes))
    for part in np.array_split(weights, max(1, times * contestants // 2_000_000)):
        scores = part @ grid.T
        first, last = _tied_ranks(scores)
        share = 1.0 / (last - first + 1)
        for rank in range(contestants):
            chance[:, rank] += np.where((first <= rank) & (rank <= last), share, 0.0).sum(axis=0)
        central += np.where(first == 0, share, 0.0).T @ part
    chance /= times
    return Acceptability(
        chance=tuple(tuple(float(share) for share in row) for row in chance),
        mean_weights=tuple(tuple(float(w) for w in row / row.sum()) if row.sum() > 0.0 else None for row in central),
        draws=times,
        seed=seed,
        concentration=concentration,
    )


class Flip(Noun, frozen=True, kw_only=True):
    """The nearest change of one axis' weight (the others keep their proportions) that puts another contestant on top.

    axis, winner: column and row. weight: where the two are level; beyond it, away from `now`, the winner leads.
    now: the axis' present weight. Shares of 1.
    """

    axis: int
    weight: float
    now: float
    winner: int


def nearest_flip(values: ArrayLike, weights: Sequence[float]) -> Flip | None:
    """The smallest shift of one weight that changes who leads the composite; None where no such shift does.

    values: contestants x axes on one scale, more is better. weights: the user's. A tie on top is a flip of no shift.
    A composite is linear in one weight l: l v_j + (1 - l) sum_{i != j} w_i v_i / (1 - w_j), so each rival crosses the
    leader at most once an axis. Raises E801-E804.
    """
    grid = matrix("values", values)
    share = _shares(weights, grid.shape[1])
    scores = grid @ share
    leader = int(np.argmax(scores))
    flips = [
        flip
        for axis in range(grid.shape[1])
        for rival in range(grid.shape[0])
        if rival != leader and (flip := _crossing(grid[rival] - grid[leader], share, axis, rival)) is not None
    ]
    return min(flips, key=lambda flip: (abs(flip.weight - flip.now), flip.axis, flip.winner), default=None)


def _crossing(lead: Floats, share: Floats, axis: int, rival: int) -> Flip | None:
    """Where a rival whose values exceed the leader's by `lead` draws level as the weight of `axis` moves."""
    now = float(share[axis])
    rest = 1.0 - now
    if rest <= _TINY:
        others = np.delete(lead, axis)
        off = float(others.mean()) if others.size else 0.0
    else:
        off = float((share @ lead - now * lead[axis]) / rest)
    on = float(lead[axis])
    if abs(on - off) <= _TINY:
        level = now if abs(off) <= _TINY and np.abs(lead).max() > _TINY else None
    else:
        level = off / (off - on)
    if level is None or not 0.0 <= level <= 1.0:
        return None
    beyond = on if level >= now else off
    return Flip(axis=axis, weight=level, now=now, winner=rival) if beyond > 0.0 else None


def _shares(weights: Sequence[float], axes: int) -> Floats:
    array = vector("weights", weights, low=0.0)
    if array.size != axes:
        raise wrong_shape(f"{array.size} weights for {axes} axes")
    if array.sum() <= 0.0:
        raise out_of_range("all weights are zero", hint="at least one axis must count")
    share: Floats = array / array.sum()
    return share


def _tied_ranks(scores: Floats) -> tuple[Floats, Floats]:
    """First and last rank (from 0) of each contestant in each row of `scores` (draws x contestants), higher first."""
    ordered = np.sort(-scores, axis=1)
    slack = _TINY * max(1.0, float(np.abs(scores).max()))
    first = np.empty(scores.shape)
    last = np.empty(scores.shape)
    for i in range(scores.shape[1]):
        mine = -scores[:, i : i + 1]
        first[:, i] = (ordered < mine - slack).sum(axis=1)
        last[:, i] = (ordered <= mine + slack).sum(axis=1) - 1
    return first, last
