"""How flat a contestant is: how far its best and its worst value of a dimension are apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR

from prony.boards.view import View
from prony.phrases import signed, unsigned
from prony.plain import clean_line
from prony.readable import counted, percent
from prony.stats.spread import GroupGap, GroupSpread, SpreadState, gaps_to, spread

MOST_TOLD = 3
LEAST = "at least 6 tasks of two"


class LanguageGap(View, frozen=True, kw_only=True):
    """One value less another, for one contestant, in shares; the interval holds for all of its pairs at once.

    n: problems that both have, where `paired`; else the tasks of the smaller value.
    """

    one: str
    other: str
    value: float
    lo: float
    hi: float
    n: int
    paired: bool
    decided: bool
    sentence: str


class FlatnessSpread(View, frozen=True, kw_only=True):
    """Best minus worst value of those with six tasks or more. Shares.

    value: of the estimates, which were picked as the extremes. lo, hi: where the true spread lies; they hold for every
    pair at once, and so for the picked one. state: `estimated`, `too_few_tasks`, or `not_to_be_read`.
    """

    best: str = ""
    worst: str = ""
    value: float | None = None
    lo: float | None = None
    hi: float | None = None
    compared: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Values with fewer than six tasks that have a scored attempt."""
    decided: tuple[tuple[str, str], ...] = ()
    """Pairs of which it is decidedly better in the first."""
    pairs: int = 0
    paired: int = 0
    """Pairs that were compared problem by problem."""
    gaps: tuple[LanguageGap, ...] = ()
    """Every pair; or where one value was named, each other one less that one, with intervals for those pairs alone."""
    state: str
    sentence: str


def flatness_of(
    label: str,
    slices: Mapping[str, Mapping[str, Sequence[float]]],
    problems: Mapping[str, str],
    level: float,
    struck: str,
    against: str = "",
) -> FlatnessSpread:
    """The spread of one contestant: value -> task -> what counts of its attempts. struck: why nothing may be said.
    against: the value that all others are compared with; each with each, where none is named."""
    found = spread(slices, problems=problems, level=level)
    gaps = gaps_to(slices, against, problems=problems, level=level) if against else found.gaps
    told = struck or _sentence(clean_line(label), found)
    state = "not_to_be_read" if struck else found.state.value
    if struck:
        gaps = ()
        found = GroupSpread(level=level, state=found.state, compared=found.compared, left_out=found.left_out)
    return FlatnessSpread(
        best=found.best,
        worst=found.worst,
        value=found.value,
        lo=found.lo,
        hi=found.hi,
        compared=found.compared,
        left_out=found.left_out,
        decided=found.ahead,
        pairs=found.pairs,
        paired=found.paired,
        gaps=tuple(_gap(label, one, level) for one in gaps),
        state=state,
        sentence=told,
    )


def _gap(label: str, gap: GroupGap, level: float) -> LanguageGap:
    told = {name: getattr(gap, name) for name in gap.__struct_fields__}
    return LanguageGap(**told, sentence=gap_sentence(clean_line(label), gap, level))


def gap_sentence(label: str, gap: GroupGap, level: float) -> str:
    """One pair in words, the worse one first: `rust is 11 points below python, 95 % -18 to -4, 100 problems`."""
    one, other = clean_line(gap.one), clean_line(gap.other)
    value, lo, hi = gap.value, gap.lo, gap.hi
    if gap.above:
        one, other, value, lo, hi = other, one, -value, -hi, -lo
    reach = f"{percent(level, 0)} % {signed(lo, ROUND_FLOOR)} to {signed(hi, ROUND_CEILING)}"
    tasks = counted(gap.n, "problem" if gap.paired else "task")
    if not gap.decided:
        return f"{label}: {one} and {other} are not told apart: {signed(value)} points, {reach}, {tasks}"
    return f"{label}: {one} is {unsigned(abs(value))} below {other}, {reach}, {tasks}"


def _sentence(label: str, found: GroupSpread) -> str:
    if found.state is not SpreadState.ESTIMATED or found.value is None or found.lo is None or found.hi is None:
        return f"{label}: no spread, that takes {LEAST}"
    reach = unsigned(found.hi, ROUND_CEILING)
    if not found.ahead:
        if len(found.compared) == 2:
            one, other = map(clean_line, found.compared)
            return f"{label}: {one} and {other} are not told apart; they may be up to {reach} apart"
        return f"{label}: no two are told apart; its best and worst may be up to {reach} apart"
    told = [f"better in {clean_line(one)} than in {clean_line(other)}" for one, other in found.ahead[:MOST_TOLD]]
    more = len(found.ahead) - len(told)
    told += [f"{more} more such pairs"] if more > 0 else []
    least = unsigned(found.lo, ROUND_FLOOR)
    ends = "they" if len(found.compared) == 2 else "best and worst"
    return f"{label}: {', '.join(told)}; {ends} are {least} to {reach} apart"
