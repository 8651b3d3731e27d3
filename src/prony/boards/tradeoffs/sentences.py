"""What may be said of trade-offs, by rule from decided facts: who dominates whom, who is best in what, who keeps within
a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR

from prony.boards.claims import listed, order_claim, ties_with_first
from prony.boards.ranks import BoardRanking
from prony.boards.tradeoffs.budget import BudgetKept, Keeps, Limit, restricted
from prony.boards.tradeoffs.contests import DimensionContest, Stands, by_pair
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.boards.tradeoffs.dominance import DecidedDominance
from prony.boards.words import span
from prony.phrases import points, unsigned
from prony.readable import counted, fixed

MOST = 3
"""Dominated models that a sentence names."""
Names = Mapping[str, str]
"""Contestant -> its name, the best first."""


def frontier_claims(
    names: Names,
    dimensions: Sequence[TradeDimension],
    found: Sequence[DecidedDominance],
    left_out: Sequence[str],
    margin: float,
) -> list[str]:
    """Who is decidedly dominated, by whom and with what margin; and whom that cannot be said of. left_out: contestants
    of whom a number was not captured."""
    over: dict[str, list[DecidedDominance]] = {}
    for one in found:
        over.setdefault(one.over, []).append(one)
    told = [_dominated(mine, dimensions, names, margin) for mine in list(over.values())[:MOST]]
    if len(over) > MOST:
        told.append(f"{len(over) - MOST} more are decidedly dominated, too")
    rest = [name for one, name in names.items() if one not in over and one not in left_out]
    weighed = ", ".join(one.name for one in dimensions)
    if rest and not over:
        told.append(f"nobody is decidedly dominated on {weighed}: {listed(rest, list(names.values()))}")
    elif rest:
        told.append(f"not decidedly dominated on {weighed}: {listed(rest, list(names.values()))}")
    if left_out:
        told.append(f"not compared, since a number was not captured: {listed([names[one] for one in left_out])}")
    return told


def extremes(
    names: Names,
    dimensions: Sequence[TradeDimension],
    contests: Sequence[DimensionContest],
    ranking: BoardRanking | None,
) -> list[str]:
    """Who is decidedly best in what a task takes: among those that tie with the first, else among all."""
    tied = ties_with_first(ranking)
    among = [one for one in names if one in tied] if tied else list(names)
    pairs = by_pair(contests)
    told = []
    for dimension in dimensions:
        best = [
            one
            for one in among
            if len(among) > 1
            and all(
                (mine := pairs.get((one, other), {}).get(dimension.name)) and mine.stands(one) is Stands.BETTER
                for other in among
                if other != one
            )
        ]
        if best and not dimension.share:
            others = [pairs[best[0], other][dimension.name] for other in among if other != best[0]]
            near = min(others, key=lambda one: abs(1.0 - one.value))
            whom = near.b if near.a == best[0] else near.a
            of = "of those that tie with the first, " if tied else ""
            told.append(
                f"{of}{names[best[0]]} is {dimension.superlative}: {_times(near, best[0], dimension)} of the next, "
                f"{names[whom]}"
            )
    return told


def budget_claims(
    names: Names, budget: BudgetKept, ranking: BoardRanking | None, rates: Mapping[str, float | None]
) -> list[str]:
    """Who stays within the budget, and what may be said of the order of those that decidedly do."""
    groups = {keeps: [names[one] for one in budget.those(keeps)] for keeps in Keeps}
    limits = listed([limit_words(limit) for limit in budget.limits])
    every, within = list(names.values()), groups[Keeps.WITHIN]
    open_ones = [*groups[Keeps.PERHAPS], *groups[Keeps.NOT_CAPTURED]]
    if len(within) == 1 and len(names) > 1:
        decidedly = " decidedly" if open_ones else ""
        first = f"only {within[0]}{decidedly} keeps to {limits}"
    elif within:
        first = f"decidedly keeping to {limits}: {listed(within, every)}"
    else:
        first = f"nobody decidedly keeps to {limits}"
    rest = [
        f"{words}: {listed(groups[keeps], every)}"
        for keeps, words in (
            (Keeps.PERHAPS, "perhaps"),
            (Keeps.NOT_CAPTURED, "not captured"),
            (Keeps.BEYOND, "decidedly not"),
        )
        if groups[keeps]
    ]
    told = ["; ".join([first, *rest])]
    chosen = budget.those(Keeps.WITHIN)
    if len(chosen) > 1 and ranking is not None:
        part = {one: names[one] for one in ranking.sets if one in chosen}
        told.append(f"of those: {_order(restricted(ranking, chosen), part, rates)}")
    return told


def _order(ranking: BoardRanking, names: Names, rates: Mapping[str, float | None]) -> str:
    """What may be said of the order of some contestants of a ranking."""
    if len(names) > 2 or ranking.state != "estimated":
        return order_claim(ranking, names, rates)
    first, second = names
    pair = ranking.pair(first, second)
    within = f" (interval {span(pair.lo, pair.hi)})" if pair and pair.lo is not None else ""
    if pair is None or pair.difference is None or not pair.decided:
        return f"nothing tells {names[first]} and {names[second]} apart in tasks solved{within}"
    ahead, behind = names[pair.ahead], names[pair.behind]
    return f"{ahead} solves more than {behind}, by {unsigned(pair.difference)}{within}"


def limit_words(limit: Limit) -> str:
    """A limit as a sentence has it: `at most 30 s/attempt`."""
    value = limit.value * 100.0 if limit.header.endswith("%") else limit.value
    return f"{'at least' if limit.at_least else 'at most'} {value:g} {limit.header}"


def gap_words(contest: DimensionContest, contestant: str, dimension: TradeDimension) -> str:
    """How one of the two stands to the other, with its interval: `+12 points (+2 to +22) of solved`."""
    if dimension.share:
        sign = 1.0 if contestant == contest.a else -1.0
        lo, hi = sorted((sign * contest.lo, sign * contest.hi))
        return f"{points(sign * contest.value)} ({span(lo, hi)}) of {dimension.name}"
    return _times(contest, contestant, dimension)


def _dominated(
    mine: Sequence[DecidedDominance], dimensions: Sequence[TradeDimension], names: Names, margin: float
) -> str:
    by_name = {dimension.name: dimension for dimension in dimensions}
    one = mine[0]
    gaps = {contest.dimension: contest for contest in one.contests}
    better = ", ".join(gap_words(gaps[name], one.by, by_name[name]) for name in one.better_in)
    no_worse = (
        f", and no worse by more than {unsigned(margin)} or {margin * 100:g} % in {', '.join(one.no_worse_in)}"
        if one.no_worse_in
        else ""
    )
    others = f" (and by {len(mine) - 1} more)" if len(mine) > 1 else ""
    return f"{names[one.over]} is decidedly dominated by {names[one.by]}{others}, which has {better}{no_worse}"


def _times(contest: DimensionContest, contestant: str, dimension: TradeDimension) -> str:
    turned = contestant != contest.a
    ratio = 1.0 / contest.value if turned else contest.value
    lo, hi = (1.0 / contest.hi, 1.0 / contest.lo) if turned else (contest.lo, contest.hi)
    exact = abs(hi - lo) < 1e-12
    within = "" if exact else f" ({fixed(lo, 2, ROUND_FLOOR)} to {fixed(hi, 2, ROUND_CEILING)})"
    return f"{fixed(ratio, 2)} times{within} the {dimension.header}"


def scope_words(names: Names, ranking: BoardRanking | None) -> str:
    """For what the decisions hold."""
    tasks = f", {counted(ranking.tasks, 'task')}" if ranking else ""
    return f"95 % for all pairs of {counted(len(names), 'model')} and all dimensions at once{tasks}"
