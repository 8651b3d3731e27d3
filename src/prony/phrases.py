"""Differences, intervals and chances in words, rounded so that no claim gets stronger by it.

Numbers are rounded last, half up, and a bound is rounded away from the claim: +3.4 to +20.6 becomes +3 to +21. Their
digits are `readable.hundredths`, which the tables use too.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP
from typing import NamedTuple

from prony.nouns import GradeLimits
from prony.readable import counted, fixed, hundredths, seconds

OFTEN = "4 times of 5"
"""How often what is said to show does show."""


class PairedGap(NamedTuple):
    """A difference A - B of shares with its interval, on so many tasks."""

    value: float
    lo: float | None
    hi: float | None
    tasks: int
    level: float = 0.95

    @property
    def turned(self) -> PairedGap:
        """B - A."""
        lo, hi = (None if bound is None else -bound for bound in (self.hi, self.lo))
        return PairedGap(-self.value, lo, hi, self.tasks, self.level)

    @property
    def excludes_none(self) -> bool:
        """Whether the interval leaves out a difference of 0."""
        return self.lo is not None and self.hi is not None and (self.lo > 0.0 or self.hi < 0.0)


def told(gap: PairedGap, *, at_once: str = "", over: str = "") -> str:
    """`+8 points, 95 % interval +1 to +16, 50 tasks`. at_once: for what else the interval holds; over: in place of the
    number of tasks."""
    reach = "no interval" if gap.lo is None or gap.hi is None else f"{span(gap.lo, gap.hi, gap.level)}{at_once}"
    return f"{points(gap.value)}, {reach}, {over or counted(gap.tasks, 'task')}"


def points(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A difference of shares as signed points: 0.12 is `+12 points`; digits as `readable.hundredths` has them."""
    number = signed(share, rounding)
    return f"{number} point" if number in ("+1", "-1") else f"{number} points"


def unsigned(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A width or a margin, a share, in points: `12 points`."""
    return points(share, rounding).removeprefix("+")


def signed(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A difference of shares in points with its sign, no unit; `0` has none, and is only said of none at all.

    A bound (rounded up or down) may read as 100: an interval that ends there claims nothing by it.
    """
    wide = rounding != ROUND_HALF_UP and abs(share) > 0.99
    number = fixed(share * 100, 0, rounding) if wide else hundredths(share, 0, rounding)
    return number if number.startswith("-") or number == "0" else f"+{number}"


def percent(share: float, rounding: str = ROUND_HALF_UP) -> str:
    """A share as a percentage: 0.634 is `63 %`; 100 % and 0 % only where exact (`readable.hundredths`)."""
    return f"{hundredths(share, 0, rounding)} %"


def chance(p: float) -> str:
    """A p value: two digits that matter, no more than `p < 0.001` below that, and never 0.05 of what is not 0.05."""
    if p < 0.001:
        return "p < 0.001"
    short = f"{p:.2g}"
    return f"p = {short if (float(short) < _ALPHA) == (p < _ALPHA) else f'{p:.4g}'}"


_ALPHA = 0.05


def bounds(lo: float, hi: float) -> str:
    """The interval of a difference in points, its bounds rounded outwards: `+1 to +16`."""
    return f"{signed(lo, ROUND_FLOOR)} to {signed(hi, ROUND_CEILING)}"


def span(lo: float, hi: float, level: float) -> str:
    """`bounds` with their confidence: `95 % interval +1 to +16`."""
    return f"{percent(level)} interval {bounds(lo, hi)}"


def beside(lo: float, hi: float, edge: float, level: float) -> str:
    """`span`, with as many digits as keep both bounds on their side of `edge`, rounded outwards all the same."""
    for digits in range(7):
        low, high = fixed(lo * 100, digits, ROUND_FLOOR), fixed(hi * 100, digits, ROUND_CEILING)
        if (float(low) > edge * 100) == (lo > edge) and (float(high) < edge * 100) == (hi < edge):
            break
    return f"{percent(level)} interval {_with_sign(low)} to {_with_sign(high)} points"


def shows(resolution: float | None, these: str, what: str = "difference", between: str = "") -> str:
    """What such tasks would show, whoever is compared on them. these: `these 20 tasks`; between: ` between ...`."""
    if resolution is None:
        return f"{these} show no {what}{between} for certain, however large"
    least = f"{unsigned(resolution, ROUND_CEILING)} or more"
    return f"{these} show {_article(what)} {what} of {least}{between}, {OFTEN}"


def quantity(value: float, rounding: str = ROUND_HALF_UP) -> str:
    """A size of any unit with three digits that matter."""
    if value == 0.0:
        return "0"
    size, digits = abs(value), 0
    while size < 100.0 and digits < 9:
        size, digits = size * 10.0, digits + 1
    return fixed(value, digits, rounding)


def quantities(lo: float, hi: float, edge: float = 1.0) -> str:
    """The interval of a quantity or a ratio, bounds rounded outwards; one that ends just short of `edge` does not read
    as if it reached it."""
    ends = [quantity(lo, ROUND_FLOOR), quantity(hi, ROUND_CEILING)]
    if lo > edge and _number(ends[0]) <= edge:
        ends[0] = fixed(lo, 6, ROUND_FLOOR)
    if hi < edge and _number(ends[1]) >= edge:
        ends[1] = fixed(hi, 6, ROUND_CEILING)
    return " to ".join(ends)


def _number(text: str) -> float:
    return float("".join(text.split()))


def _with_sign(number: str) -> str:
    return number if number.startswith("-") or float(number) == 0 else f"+{number}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def limits_in_words(limits: GradeLimits) -> str:
    """The time limits that a grade was made with, and what they were measured by."""
    words = f"limits {limits.cpu_s:g} s of CPU and {limits.wall_s:g} s of time for one execution"
    if limits.reference_cpu_s is None:
        return f"{words}, as the task has them"
    used = seconds(limits.reference_cpu_s)
    if limits.measured_with:
        return f"{words}; by the pace of languages here, its reference would take {used} ({limits.measured_with})"
    return f"{words}; its reference took {used} of CPU here"
