"""The pause that a server asks for: the Retry-After of a reply, or the sentence that stands in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

LONGEST_S = 366 * 86400.0
"""What is longer counts as this: a number without end is no more than a year."""

_READ = 1024
"""Characters of a header or a sentence that are looked at."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_PART = re.compile(
    r"(\d+(?:\.\d+)?)\s*(ms|milliseconds?|d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?![a-z])",
    re.IGNORECASE,
)
_DURATION = rf"(?:{_PART.pattern}\s*(?:,|and)?\s*)+"
_SENTENCE = re.compile(
    rf"(?:(?:try again|retry|retrying|wait|available|resets?)[^.\d]{{0,40}}|retry_?delay\W{{1,6}})({_DURATION})",
    re.IGNORECASE,
)


def asked_pause_s(header: Callable[[str], str], words: str = "") -> float | None:
    """The seconds that a reply asks to wait before the next request; None where it asks for none that can be read.

    header: a header's value by lower-case name, the empty string without one. words: what the body says.
    A date is taken by the server's own clock; what lies in the past is no wait at all.
    """
    asked = _milliseconds(header("retry-after-ms"))
    if asked is None:
        asked = _after(header("retry-after")[:_READ].strip(), header("date")[:_READ])
    if asked is None and (sentence := _SENTENCE.search(words[:_READ])):
        asked = _duration(sentence[1])
    return None if asked is None else min(max(asked, 0.0), LONGEST_S)


def _milliseconds(value: str) -> float | None:
    return float(value) / 1000 if _NUMBER.fullmatch(value.strip()) else None


def _after(value: str, date: str) -> float | None:
    if _NUMBER.fullmatch(value):
        return float(value)
    if re.fullmatch(_DURATION, value, re.IGNORECASE):
        return _duration(value)
    then = _instant(value)
    return None if then is None else (then - (_instant(date) or datetime.now(UTC))).total_seconds()


def _instant(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        instant = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _duration(text: str) -> float:
    """The sum of the parts of `1m26.4s` or `2 minutes and 5 seconds`."""
    return sum(float(number) * _UNITS[_unit(name.lower())] for number, name in _PART.findall(text))


def _unit(name: str) -> str:
    return "ms" if name.startswith(("ms", "milli")) else name[0]
