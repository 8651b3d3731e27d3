"""Who is decidedly better, or decidedly no worse, in one dimension: every two models, with one error rate for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from prony.boards.tradeoffs.dimensions.contest import Contender, Gap
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.boards.view import View

TINY = 1e-12


class Stands(StrEnum):
    """How one model stands to another in a dimension."""

    BETTER = "better"
    """Decidedly."""
    EQUAL = "equal"
    """Of a number that is no estimate."""
    NO_WORSE = "no_worse"
    """Decidedly not worse by more than the margin."""
    NOT_TOLD = "not_told"
    WORSE = "worse"
    """Decidedly."""


AS_GOOD = frozenset((Stands.BETTER, Stands.EQUAL, Stands.NO_WORSE))


class DimensionContest(View, frozen=True, kw_only=True):
    """Two models in one dimension. value, lo, hi: of a share the difference a - b; of all else the ratio a / b. The
    intervals hold for all pairs and all estimated dimensions of a view at once."""

    dimension: str
    a: str
    b: str
    value: float
    lo: float
    hi: float
    a_stands: Stands
    b_stands: Stands

    def stands(self, contestant: str) -> Stands:
        """How one of the two stands to the other."""
        return self.a_stands if contestant == self.a else self.b_stands


def contests_of(
    contenders: Sequence[Contender], dimensions: Sequence[TradeDimension], level: float, margin: float
) -> list[DimensionContest]:
    """Every two contenders in every dimension in which something is known of their distance. margin: how much worse,
    in shares of tasks or relative to the other's, is still no worse."""
    estimated = sum(dimension.estimated for dimension in dimensions)
    each = 1.0 - (1.0 - level) / max(1, estimated)
    return [_contest(dimension, gap, margin) for dimension in dimensions for gap in dimension.contest(contenders, each)]


def by_pair(contests: Sequence[DimensionContest]) -> Mapping[tuple[str, str], Mapping[str, DimensionContest]]:
    """(a, b), both ways -> dimension -> contest."""
    found: dict[tuple[str, str], dict[str, DimensionContest]] = {}
    for one in contests:
        found.setdefault((one.a, one.b), {})[one.dimension] = one
        found.setdefault((one.b, one.a), {})[one.dimension] = one
    return found


def _contest(dimension: TradeDimension, gap: Gap, margin: float) -> DimensionContest:
    if dimension.share:
        ahead, behind = (gap.lo, gap.hi), (-gap.hi, -gap.lo)
        least = -margin
    elif dimension.more_is_better:
        ahead, behind = (gap.lo - 1.0, gap.hi - 1.0), (1.0 / gap.hi - 1.0, 1.0 / gap.lo - 1.0)
        least = 1.0 / (1.0 + margin) - 1.0
    else:
        # Turned, so that more is better: the other's over its own.
        ahead, behind = (1.0 / gap.hi - 1.0, 1.0 / gap.lo - 1.0), (gap.lo - 1.0, gap.hi - 1.0)
        least = 1.0 / (1.0 + margin) - 1.0
    return DimensionContest(
        dimension=dimension.name,
        a=gap.one,
        b=gap.other,
        value=gap.value,
        lo=gap.lo,
        hi=gap.hi,
        a_stands=_standing(*ahead, least, gap.decided),
        b_stands=_standing(*behind, least, gap.decided),
    )


def _standing(lo: float, hi: float, least: float, decided: bool) -> Stands:
    """lo, hi: of how much better it is; least: how much worse is no worse."""
    if abs(lo) <= TINY and abs(hi) <= TINY:
        return Stands.EQUAL
    if lo > 0.0 and decided:
        return Stands.BETTER
    if hi < 0.0 and decided:
        return Stands.NO_WORSE if lo >= least else Stands.WORSE
    return Stands.NO_WORSE if lo >= least else Stands.NOT_TOLD
