"""Numbers as they stand in published tables: what value they print, and what true values may stand behind it.

A printed number stands for every value that rounds to it. Signs of all kinds, spaces and commas between thousands,
decimal commas, footnote marks, units and marks of approximation are read; what is no number is told, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from prony.nouns import Noun

LONGEST = 64
"""Characters of a cell that may be a number."""
NOT_GIVEN = frozenset(
    ("", "-", "--", "n/a", "na", "n.a.", "none", "null", "nan", "?", "tbd", "tba", "err", "error", "...", "n/c")
)
"""Words that stand where no number is given."""


class Printed(Noun, frozen=True, kw_only=True):
    """A number as printed. value: what it says. lo, hi: the least and the greatest true value that prints so, None
    where it has no bound on that side (`83+` has no upper one). half: half of its last digit's worth."""

    value: Decimal
    lo: Decimal | None
    hi: Decimal | None
    half: Decimal
    whole: bool
    """Whether it has no decimals."""
    percent: bool = False
    """Whether a percent sign follows it."""
    approximate: bool = False
    """Whether it is marked as about right: `~15`."""

    def exactly(self) -> Printed:
        """The same, taken for a count: nothing was rounded away."""
        return Printed(
            value=self.value,
            lo=None if self.lo is None else self.value,
            hi=None if self.hi is None else self.value,
            half=Decimal(0),
            whole=self.whole,
            percent=self.percent,
            approximate=self.approximate,
        )

    def may_be(self, lo: Decimal | None, hi: Decimal | None) -> bool:
        """Whether a value from `lo` to `hi` (None: without bound) can be behind it."""
        above = self.hi is not None and lo is not None and lo > self.hi
        below = self.lo is not None and hi is not None and hi < self.lo
        return not (above or below)


def decimal_mark(texts: Iterable[str]) -> str:
    """`,` where the numbers of a table can only be read with decimal commas, else `.`."""
    cleaned = [_plain(text) for text in texts if len(text) <= LONGEST]
    points = any(_POINT.search(text) for text in cleaned)
    return "," if not points and any(_COMMA.search(text) for text in cleaned) else "."


def read_printed(text: str, mark: str = ".") -> Printed | None:
    """The number that `text` prints, or None where it prints none. mark: what stands before decimals."""
    match = _NUMBER.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if match is None or match["unit"].strip().lower() not in _UNITS:
        return None
    digits = _digits(match["digits"], mark)
    if digits is None:
        return None
    scale = Decimal(_SCALES.get(match["scale"], 1))
    value = Decimal(digits) * scale * (-1 if match["sign"] == "-" else 1)
    decimals = len(digits.partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1) * scale
    before = match["before"].strip().lower()
    least, most = match["plus"] == "+" or before.startswith(">"), before.startswith("<")
    return Printed(
        value=value,
        lo=None if most else value - half,
        hi=None if least else value + half,
        half=half,
        whole=not decimals and scale == 1,
        percent="%" in match["unit"],
        approximate=before.startswith(("~", "about", "approx", "c")),
    )


def is_not_given(text: str) -> bool:
    """Whether `text` says that there is no number, so that nothing is left unread."""
    return _plain(text).lower() in NOT_GIVEN


_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t ]+")
_MARKS = re.compile(
    "[*\u2020\u2021\u00a7\u00b6\u2b50\U0001f947-\U0001f949\u00b9\u00b2\u00b3\u2070-\u2079]+|\\[\\w{1,3}\\]|\ufe0f"
)
"""Footnote marks and medals, which are no part of a number."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-"),
        "\u2248": "~",
        "\u223c": "~",
        "\u2265": ">",
        "\u2264": "<",
        "\u2019": "'",
        "\u00d7": "x",
    }
)
_NUMBER = re.compile(
    r"(?P<before>(?:[~<>]=?|(?i:about|approx\.|ca?\.))?\s*)(?P<sign>[+-]?)\s*(?P<currency>[$€£]?)\s*"
    r"(?P<digits>\d[\d.,' ]*|\.\d+)(?P<scale>[kKM]?)(?P<plus>\+?)(?P<unit>.*)"
)
_TIMES = ("s", "sec", "secs", "seconds", "ms", "min", "mins", "h")
_SIZES = ("gb", "gib", "mb", "b", "tok/s", "t/s", "tokens/s", "fps", "wh", "kwh", "w", "usd", "eur", "$", "€", "£")
_UNITS = frozenset(("", "%", "x", "pp", "pt", "pts", "point", "points", *_TIMES, *_SIZES))
_SCALES = {"k": 1_000, "K": 1_000, "M": 1_000_000}
_POINT = re.compile(r"\d\.(?!\d{3}(?!\d))\d|\d,\d{3}\.\d|(?<![\d.,])0\.\d")
"""A point that cannot part thousands."""
_COMMA = re.compile(r"(?<![\d,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])|\d\.\d{3},\d|(?<![\d,])0,\d{3}(?!\d)")
"""A comma that cannot part thousands."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+")


def _plain(text: str) -> str:
    """`text` without footnote marks, with plain signs and spaces."""
    folded = _MARKS.sub("", text).translate(_SIGNS)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", folded)).strip()


def _digits(text: str, mark: str) -> str | None:
    """The digits with a decimal point and without what parts thousands; None where they cannot be read so."""
    whole, point, decimals = text.strip().partition(mark)
    if point and decimals and not decimals.isdecimal():
        return None
    if whole and not whole.isdecimal():
        if _THOUSANDS.fullmatch(whole) is None:
            return None
        whole = "".join(character for character in whole if character.isdecimal())
    return f"{whole or '0'}.{decimals}" if decimals else whole or None
