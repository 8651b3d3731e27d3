"""A pair among all contestants that it could have been picked from: what may be claimed of it after looking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prony.boards.view import View

if TYPE_CHECKING:
    from prony.stats import Ranking

Samples = Mapping[str, Sequence[float]]


class Family(View, frozen=True, kw_only=True):
    """The difference A - B with the error rate of the whole board: of all boards of equals, at most 1 - level hold one
    pair that is decided."""

    contestants: int
    """The models that the pair could have been picked from, itself among them."""
    decided: bool
    difference: float | None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    """Adjusted for all pairs."""
    method: str = ""


def family_of(ranking: Ranking, a: str, b: str) -> Family:
    """The pair of `a` and `b`, contestants of this ranking."""
    pair = ranking.pair(a, b)
    turned = pair.a != a
    bounds = (pair.hi, pair.lo) if turned else (pair.lo, pair.hi)
    lo, hi = (_clipped(-bound if turned and bound is not None else bound) for bound in bounds)
    return Family(
        contestants=len(ranking.places),
        decided=pair.decided,
        difference=-pair.difference if turned and pair.difference is not None else pair.difference,
        lo=lo,
        hi=hi,
        p=pair.p,
        method=ranking.method,
    )


def ranking_of(samples: Mapping[str, Samples], level: float) -> Ranking:
    """Rank sets of contestants. samples: contestant -> task -> what counts of its attempts."""
    from prony.stats import rank_sets

    return rank_sets(samples, level=level)


def _clipped(bound: float | None) -> float | None:
    return None if bound is None else max(-1.0, min(1.0, bound))
