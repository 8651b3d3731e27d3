"""What may be claimed of a board's order, by rule from decided facts: who ties, who is ahead, who is behind whom.

No word of rank is chosen by hand: a tie is a pair that nothing tells apart, and *ahead*, *behind* and *only* are
decisions of a ranking whose error rate is that of the whole board (`prony.boards.ranks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR

from prony.boards.ranks import SO_FAR, BoardRanking, RankedPair
from prony.boards.spending import SpeedRatio
from prony.phrases import bounds, percent, unsigned
from prony.readable import counted, fixed

MOST_NAMED = 4
"""Names that a sentence lists."""
SATURATED = (
    "saturated: all {models} solve all {tasks}; only harder tasks could tell them apart, neither more of these nor "
    "repeats"
)
FLOOR = (
    "nothing solved: none of {models} solves any of {tasks}; only easier tasks could tell them apart, neither more of "
    "these nor repeats"
)


def order_claim(ranking: BoardRanking, names: Mapping[str, str], rates: Mapping[str, float | None]) -> str:
    """What may be said of the order of these contestants. names, rates: by contestant, the highest rate first."""
    models, tasks = counted(len(names), "model"), counted(ranking.tasks, "task")
    if ranking.state == "all_equal":
        share = next(iter(rates.values()))
        form = {1.0: SATURATED, 0.0: FLOOR}.get(-1.0 if share is None else share)
        return form.format(models=models, tasks=tasks) if form else f"all {models} score the same on each of {tasks}"
    if ranking.state != "estimated":
        return f"too few tasks to rank {models}: {tasks}, at least 6 needed"
    ids = list(names)
    first = [one for one in ids if ranking.sets[one].best == 1]
    rest = [one for one in ids if one not in first]
    told = [_first(ranking, first, rest, names)]
    told += _behind(ranking, first, rest, names) if len(first) > 1 else []
    return f"{'; '.join(told)} ({_scope(ranking)}, {tasks})"


def ties_with_first(ranking: BoardRanking | None) -> tuple[str, ...]:
    """The contestants that are decidedly behind nobody, if there are several."""
    first = [] if ranking is None else [one for one, place in ranking.sets.items() if place.best == 1]
    return tuple(first) if len(first) > 1 else ()


def fastest(ratios: Sequence[SpeedRatio], names: Mapping[str, str], level: float) -> str:
    """Who is decidedly faster than every other of those that were timed; empty where nobody is. ratios: of every two,
    both ways, with intervals that hold for all at once."""
    timed = {ratio.one for ratio in ratios}
    for one in timed:
        mine = [ratio for ratio in ratios if ratio.one == one]
        if len(mine) == len(timed) - 1 and all(ratio.hi < 1.0 for ratio in mine):
            near = max(mine, key=lambda ratio: ratio.value)
            span = f"{fixed(near.lo, 2, ROUND_FLOOR)} to {fixed(near.hi, 2, ROUND_CEILING)}"
            return (
                f"of those that tie with the first, {names[one]} is the fastest: an attempt takes {span} times the "
                f"seconds of the next, {names[near.other]} ({percent(level)} for all pairs at once; where they ran one "
                "after the other, what else this machine did meanwhile counts, too)"
            )
    return ""


def listed(names: Sequence[str], others: Sequence[str] = ()) -> str:
    """Names as a sentence has them: all of a few; of many that follow each other in a table, the first and the last.
    others: all names of the table, in its order."""
    if len(names) < MOST_NAMED:
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    if len(names) == len(others):
        return f"the {len(names)} models"
    at = list(others).index(names[0]) if names[0] in others else -1
    if list(others[at : at + len(names)]) == list(names):
        return f"the {len(names)} models {names[0]} to {names[-1]}"
    return f"{', '.join(names[: MOST_NAMED - 1])} and {len(names) - MOST_NAMED + 1} more"


def _first(ranking: BoardRanking, first: Sequence[str], rest: Sequence[str], names: Mapping[str, str]) -> str:
    """What is said of those whom nobody is decidedly ahead of."""
    if len(first) == 1:
        return _alone(ranking, first[0], rest, names)
    who = listed([names[one] for one in first], list(names.values()))
    if rest:
        return f"{who} tie, nothing here tells them apart"
    return f"no order is decided: {who} tie, nothing here tells them apart{_shown(ranking)}"


def _shown(ranking: BoardRanking) -> str:
    """What such tasks would have told apart."""
    if ranking.resolution is None:
        return ""
    least = unsigned(ranking.resolution, ROUND_CEILING)
    return f"; these {ranking.tasks} tasks show a difference of {least} or more between two of them, 4 times of 5"


def _alone(ranking: BoardRanking, first: str, rest: Sequence[str], names: Mapping[str, str]) -> str:
    """What is said of the only one whom nobody is decidedly ahead of: that it is ahead of all, where it is."""
    beaten = ranking.behind(first)
    if set(rest) <= beaten:
        pair = ranking.pair(first, rest[0])
        others = "both others" if len(rest) == 2 else f"all {len(rest)} others"
        return f"{names[first]} is ahead of {others}{_margin(pair, names[rest[0]])}"
    told = listed([names[one] for one in rest if one in beaten], list(names.values()))
    return f"{names[first]} is ahead of {told}, and behind nobody"


def _margin(pair: RankedPair | None, other: str) -> str:
    if pair is None or pair.difference is None or pair.lo is None:
        return ""
    within = f", interval {bounds(pair.lo, pair.hi)}" if pair.lo is not None and pair.hi is not None else ""
    return f": of the next, {other}, by {unsigned(pair.difference)}{within}"


def _behind(ranking: BoardRanking, first: Sequence[str], rest: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Who of the rest is behind all of the first, and who behind some of them."""
    behind = {other: ranking.behind(other) for other in first}
    ahead = {one: {other for other in first if one in behind[other]} for one in rest}
    whole = [one for one in rest if len(ahead[one]) == len(first)]
    groups = {
        f"all of them{_by_at_least(ranking, first, whole)}": whole,
        **_behind_some(ahead, first, names),
        "others, and none of these": [one for one in rest if not ahead[one]],
    }
    return [f"{_are([names[one] for one in group], names)} behind {whom}" for whom, group in groups.items() if group]


def _behind_some(ahead: Mapping[str, set[str]], first: Sequence[str], names: Mapping[str, str]) -> dict[str, list[str]]:
    """Those behind some of the first and not all, under the words for whom they are behind."""
    groups: dict[str, list[str]] = {}
    for one, others in ahead.items():
        if 0 < len(others) < len(first):
            whom = listed([names[other] for other in first if other in others])
            groups.setdefault(f"{whom} only" if len(others) == 1 else whom, []).append(one)
    return groups if len(groups) <= 1 else {"some of them": [one for group in groups.values() for one in group]}


def _are(group: Sequence[str], names: Mapping[str, str]) -> str:
    return f"{listed(group, list(names.values()))} {'is' if len(group) == 1 else 'are'}"


def _by_at_least(ranking: BoardRanking, first: Sequence[str], group: Sequence[str]) -> str:
    bounds = [pair.lo for one in first for other in group if (pair := ranking.pair(one, other))]
    known = [bound for bound in bounds if bound is not None and bound > 0.0]
    return f", by {unsigned(min(known), ROUND_FLOOR)} or more" if len(known) == len(bounds) and known else ""


def _scope(ranking: BoardRanking) -> str:
    looked = ", by a test that may be looked at while tasks come in" if ranking.method == SO_FAR else ""
    return f"{percent(ranking.level)} for all pairs at once{looked}"
