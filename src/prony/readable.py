"""Numbers as people read them: rounded last, half up, with a thin space between thousands, and never blank."""

from __future__ import annotations

import math
import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

UNKNOWN = "n/c"
"""What stands in a cell for a value that was not captured."""
THIN_SPACE = "\u202f"
BEYOND = 1e15
"""From here on a number is written with its power of ten: no rounding to digits behind the point means anything."""


def fixed(value: float | None, digits: int = 1, rounding: str = ROUND_HALF_UP) -> str:
    """`value` with `digits` decimals; what is no finite number is unknown."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    if abs(value) >= BEYOND:
        return f"{value:.2e}"
    exact = Decimal(repr(round(value, 12)))
    return _grouped(f"{exact.quantize(Decimal(1).scaleb(-digits), rounding):f}")


def hundredths(share: float | None, digits: int = 1, rounding: str = ROUND_HALF_UP) -> str:
    """A share (-1..1) in percent, or a difference of shares in points: the one rule of their digits.

    `digits` decimals; within one of 0 and of 100, as many more as keep a digit of what lies between: 1 of 200 is 0.5
    and never 1 or 0, 1999 of 2000 is 99.95 and never 100.0. Only what is all or nothing reads as 100 or 0, rounded
    outwards or not.
    """
    if share is None or not math.isfinite(share) or abs(share) > 1.0:
        return fixed(None if share is None else share * 100, digits, rounding)
    # Without the noise of binary floating point: 0.285 is half a percent above 0.28.
    exact = Decimal(repr(round(share, 12))) * 100
    apart = min(abs(exact), 100 - abs(exact))
    places = -apart.adjusted() if 0 < apart < 1 else 0
    return f"{exact.quantize(Decimal(1).scaleb(-max(digits, places)), rounding) + 0:f}"


def percent(share: float | None, digits: int = 1) -> str:
    """A share (0..1) in percent, without the sign, which the header carries."""
    return hundredths(share, digits)


def interval(lo: float | None, hi: float | None, digits: int = 1) -> str:
    """An interval of shares in percent, its bounds rounded outwards, so that rounding never narrows it."""
    if lo is None or hi is None:
        return "no interval"
    return f"{hundredths(lo, digits, ROUND_FLOOR)} to {hundredths(hi, digits, ROUND_CEILING)}"


def seconds(value: float | None) -> str:
    """Seconds: three digits that matter."""
    if value is None:
        return UNKNOWN
    return f"{fixed(value, 2 if value < 1 else 1 if value < 100 else 0)} s"


def count(value: int | None) -> str:
    """A whole number."""
    if value is not None and abs(value) >= BEYOND:
        return fixed(float(value)) if abs(value) < sys.float_info.max else UNKNOWN
    return UNKNOWN if value is None else _grouped(str(value))


def counted(number: int, noun: str) -> str:
    """How many of what, such as `1 task` and `2 tasks`."""
    return f"{count(number)} {noun}{'' if number == 1 else 's'}"


def gigabytes(size_bytes: int | None) -> str:
    """Bytes as GB (10^9), without the unit; what is there is never said to be nothing."""
    if size_bytes is not None and 0 < size_bytes < 5e6:
        return "<0.01"
    return UNKNOWN if size_bytes is None else fixed(size_bytes / 1e9, 2 if size_bytes < 10e9 else 1)


def _grouped(text: str) -> str:
    whole, dot, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-")
    if len(digits) > 4:
        first = len(digits) % 3 or 3
        groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
        digits = THIN_SPACE.join(groups)
    return f"{sign}{digits}{dot}{rest}"
