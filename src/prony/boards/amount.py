"""The amount: seconds, tokens or a rate with its interval, and the words for it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP
from math import floor, log10

from prony.boards.view import View
from prony.readable import UNKNOWN, fixed


class Amount(View, frozen=True, kw_only=True):
    """A measured amount, in the unit that its name ends with. state: `estimated`, or why it has no interval."""

    value: float | None
    lo: float | None = None
    hi: float | None = None
    at_least: float | None = None
    """A bound that holds even where nothing was solved."""
    tasks: int = 0
    attempts: int = 0
    state: str = "estimated"
    unit: str = ""
    """What only the record tells of its unit: a currency, or what of a machine the joules are of."""

    def text(self, unit: str = "") -> str:
        """The value with its interval, whose bounds are rounded outwards: `8.1 s (5.6 to 13)`."""
        behind = f" {unit}" if unit else ""
        if self.value is None:
            return UNKNOWN if self.at_least is None else f"over {_rounded(self.at_least, ROUND_FLOOR)}{behind}"
        told = f"{_rounded(self.value)}{behind}"
        if self.lo is None or self.hi is None:
            return told
        return f"{told} ({_rounded(self.lo, ROUND_FLOOR)} to {_rounded(self.hi, ROUND_CEILING)})"

    def interval(self) -> str:
        """The interval alone."""
        if self.lo is None or self.hi is None:
            return "no interval"
        return f"{_rounded(self.lo, ROUND_FLOOR)} to {_rounded(self.hi, ROUND_CEILING)}"


NOT_CAPTURED = Amount(value=None, state="not_captured")


def _rounded(value: float, rounding: str = ROUND_HALF_UP) -> str:
    """Two digits that matter, or more: an interval of so wide a thing is not known better."""
    digits = 2 if value < 1 else 1 if value < 10 else 0
    if 0.0 < value < 0.01:
        digits = min(12, 1 - floor(log10(value)))  # what is little is not nothing
    return fixed(value, digits, rounding)
