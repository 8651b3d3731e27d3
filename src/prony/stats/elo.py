"""Elo: the scale that ratings are shown on, and replays of published Elo boards. Never our own measure.

An Elo rating depends on the order of the battles, on how often each was replayed and on a step that nobody can
justify; `bradley_terry` uses the same model without them. Replays are for checking what others published.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.estimate import Floats, checked_count, out_of_range, vector

POINTS_PER_LOGIT = 400.0 / math.log(10.0)
"""Elo's convention: 400 points are a factor of ten in the odds. 173.7 points a logit."""

Result = tuple[str, str, float]
"""One contestant, another, and what the one got of it: 1 win, 0.5 tie, 0 loss, or a share of several battles."""


def elo_points(logit: float) -> float:
    """A rating difference in logits as one in Elo points."""
    return logit * POINTS_PER_LOGIT


def elo_chance(points: float) -> float:
    """The chance to win (a tie half) that a lead of `points` stands for."""
    return float(1.0 / (1.0 + 10.0 ** (-points / 400.0)))


def elo_replay(results: Iterable[Result], *, k: float = 32.0, start: float = 1400.0) -> dict[str, float]:
    """Ratings after these results in this order, in order of first appearance; each update moves both by the same step.

    results: (one, other, what the one got, 0..1). k: the step. start: the rating of a newcomer. The sum of all
    ratings stays `start` times their number. Raises E802, E804 (a score outside 0..1), E831.
    Source: Elo, The Rating of Chessplayers (1978).
    """
    rated: dict[str, float] = {}
    for one, other, score in results:
        _checked(one, other, score)
        a, b = rated.get(one, start), rated.get(other, start)
        expected = 1.0 / (1.0 + 10.0 ** ((b - a) / 400.0))
        rated[one] = a + k * (score - expected)
        rated[other] = b + k * ((1.0 - score) - (1.0 - expected))
    return rated


class OrderRange(Noun, frozen=True, kw_only=True):
    """What the order of the same results alone does to one contestant: ranks best..worst, ratings low..high."""

    contestant: str
    best: int
    worst: int
    low: float
    high: float


class OrderSpread(Noun, frozen=True, kw_only=True):
    """Elo over many random orders of the same results. rankings: distinct rankings seen. leaders: contestants that led
    at least once. ranges: by best, then worst rank."""

    orders: int
    seed: int
    rankings: int
    leaders: tuple[str, ...]
    ranges: tuple[OrderRange, ...]


def elo_order_spread(
    results: Sequence[Result], *, orders: int = 1000, seed: int = 0, k: float = 32.0, start: float = 1400.0
) -> OrderSpread:
    """How far Elo ratings of these results depend on their order alone: `orders` random orders, seeded.

    Raises E803 (no results), E804, E831. All orders are replayed side by side as one array.
    """
    if not results:
        raise EstimateError("E803", "there are no results")
    checked_count("orders", orders)
    for one, other, score in results:
        _checked(one, other, score)
    names = sorted({name for one, other, _ in results for name in (one, other)})
    place = {name: number for number, name in enumerate(names)}
    left = np.array([place[one] for one, _, _ in results])
    right = np.array([place[other] for _, other, _ in results])
    rated = _replay_all(left, right, vector("scores", [s for _, _, s in results]), len(names), orders, seed, k, start)
    ranking = np.argsort(-rated, axis=1, kind="stable")
    ranks = np.argsort(ranking, axis=1) + 1
    ranges = [
        OrderRange(
            contestant=name,
            best=int(ranks[:, i].min()),
            worst=int(ranks[:, i].max()),
            low=float(rated[:, i].min()),
            high=float(rated[:, i].max()),
        )
        for i, name in enumerate(names)
    ]
    return OrderSpread(
        orders=orders,
        seed=seed,
        rankings=len(np.unique(ranking, axis=0)),
        leaders=tuple(names[i] for i in np.unique(ranking[:, 0])),
        ranges=tuple(sorted(ranges, key=lambda r: (r.best, r.worst, r.contestant))),
    )


def _replay_all(
    left: np.ndarray, right: np.ndarray, score: Floats, m: int, orders: int, seed: int, k: float, start: float
) -> Floats:
    """(orders, m) final ratings."""
    draw = np.random.default_rng(seed)
    order = draw.permuted(np.tile(np.arange(len(score)), (orders, 1)), axis=1)
    rated = np.full((orders, m), start)
    row = np.arange(orders)
    for step in order.T:
        i, j = left[step], right[step]
        expected = 1.0 / (1.0 + 10.0 ** ((rated[row, j] - rated[row, i]) / 400.0))
        move = k * (score[step] - expected)
        rated[row, i] += move
        rated[row, j] -= move
    return rated


def _checked(one: str, other: str, score: float) -> None:
    if one == other:
        raise EstimateError("E831", f"{one!r} meets itself", hint="leave such battles out")
    if not math.isfinite(score):
        raise EstimateError("E802", f"{one!r} against {other!r}: the score is not a number")
    if not 0.0 <= score <= 1.0:
        raise out_of_range(f"{one!r} against {other!r}: the score is {score}", hint="from 0 to 1, a tie is 0.5")
