"""Budgets: who decidedly stays within limits, who may, who decidedly does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec.structs import replace

from prony.boards.amount import Amount
from prony.boards.ranks import BoardRanking, RankSet
from prony.boards.tradeoffs.dimensions import trade_of
from prony.boards.tradeoffs.dimensions.contest import Contender
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.boards.view import View
from prony.errors import JournalError


class Keeps(StrEnum):
    """Whether a model stays within a limit, the best first."""

    WITHIN = "within"
    """Its whole interval does."""
    PERHAPS = "perhaps"
    """Part of its interval does, or it has none."""
    NOT_CAPTURED = "not_captured"
    BEYOND = "beyond"
    """No part of its interval does."""


class Limit(View, frozen=True, kw_only=True):
    """A limit in a dimension: at most, or of what is better the more there is, at least."""

    dimension: str
    value: float
    at_least: bool
    header: str
    unit: str


class BudgetLine(View, frozen=True, kw_only=True):
    """How one model keeps to the limits. amounts: by dimension, with intervals that hold for all models and limits at
    once; each: of each limit alone."""

    contestant: str
    whole: Keeps
    each: dict[str, Keeps]
    amounts: dict[str, Amount]


class BudgetKept(View, frozen=True, kw_only=True):
    """Limits, and who keeps to all of them."""

    limits: tuple[Limit, ...]
    kept: tuple[BudgetLine, ...]
    """Of all models that are weighed, in their order."""

    def those(self, keeps: Keeps) -> tuple[str, ...]:
        """The contestants that do so with all limits."""
        return tuple(one.contestant for one in self.kept if one.whole is keeps)


def limits_of(asked: Sequence[str]) -> tuple[Limit, ...]:
    """The limits of `wall=30`, `gb=16`. Raises JournalError E680 for an unknown dimension, E681 for no limit."""
    found: dict[str, Limit] = {}
    for one in asked:
        name, sign, told = one.partition("=")
        dimension = trade_of(name.strip())
        try:
            value = float(told)
        except ValueError:
            value = -1.0
        if not sign or not 0.0 <= value < float("inf") or (dimension.share and value > 100.0):
            raise JournalError(
                "E681",
                f"{one[:80]!r} is no limit",
                hint=f"a number behind the name, such as {dimension.name}=30; {dimension.help}",
            )
        if dimension.name in found:
            raise JournalError("E681", f"{dimension.name} is limited twice", hint="give one limit for each dimension")
        found[dimension.name] = Limit(
            dimension=dimension.name,
            value=value / 100.0 if dimension.share else value,
            at_least=dimension.better_up,
            header=dimension.header,
            unit=dimension.unit,
        )
    return tuple(found.values())


def budget_of(
    contenders: Sequence[Contender], limits: Sequence[Limit], level: float, untimed: bool = False
) -> BudgetKept | None:
    """Who keeps to the limits; None where there are none. untimed: times do not compare, so that limits on them are
    kept perhaps at best."""
    if not limits:
        return None
    dimensions = {limit.dimension: trade_of(limit.dimension) for limit in limits}
    estimated = sum(dimension.estimated for dimension in dimensions.values())
    each = 1.0 - (1.0 - level) / max(1, estimated * len(contenders))
    kept = [_kept(one, limits, dimensions, each, untimed) for one in contenders]
    return BudgetKept(limits=tuple(limits), kept=tuple(kept))


def restricted(ranking: BoardRanking, contestants: Sequence[str]) -> BoardRanking:
    """The ranking of some of its contestants, as decided among all: who picks some looks at no more pairs."""
    pairs = tuple(pair for pair in ranking.pairs if {pair.ahead, pair.behind} <= set(contestants))
    sets = {
        one: RankSet(
            best=1 + sum(pair.decided and pair.behind == one for pair in pairs),
            worst=len(contestants) - sum(pair.decided and pair.ahead == one for pair in pairs),
        )
        for one in ranking.sets
        if one in contestants
    }
    return replace(ranking, sets=sets, pairs=pairs)


def _kept(
    one: Contender, limits: Sequence[Limit], dimensions: Mapping[str, TradeDimension], level: float, untimed: bool
) -> BudgetLine:
    amounts = {name: dimension.amount(one, level) for name, dimension in dimensions.items()}
    each = {limit.dimension: _keeps(amounts[limit.dimension], limit) for limit in limits}
    for name, keeps in each.items():
        if untimed and dimensions[name].timed and keeps is not Keeps.NOT_CAPTURED:
            each[name] = Keeps.PERHAPS
    whole = max(each.values(), key=list(Keeps).index)
    return BudgetLine(contestant=one.contestant, whole=whole, each=each, amounts=amounts)


def _keeps(amount: Amount, limit: Limit) -> Keeps:
    if amount.value is None:
        return Keeps.NOT_CAPTURED
    if amount.lo is None or amount.hi is None:
        return Keeps.PERHAPS
    worst, best = (amount.lo, amount.hi) if limit.at_least else (-amount.hi, -amount.lo)
    bound = limit.value if limit.at_least else -limit.value
    return Keeps.WITHIN if worst >= bound else Keeps.BEYOND if best < bound else Keeps.PERHAPS
