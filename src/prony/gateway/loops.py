"""Whether a text has fallen into a loop: its tail repeats itself, word for word or nearly so."""

from __future__ import annotations

import zlib

TAIL_CHARS = 4096
MIN_REPEATS = 4
MIN_REPEATED_CHARS = 160
NEAR_RATIO = 0.06
MIN_NEAR_CHARS = 1024


def loops(text: str) -> bool:
    """True when the end of `text` repeats a unit at least `MIN_REPEATS` times over at least `MIN_REPEATED_CHARS`
    characters, or, over a longer tail, compresses like something that repeats with small changes.

    White space counts as text: a tail of nothing else is a loop as well.
    """
    tail = text[-TAIL_CHARS:]
    if len(tail) < MIN_REPEATED_CHARS:
        return False
    period = _period(tail)
    if period and _repeated(tail, period) >= max(MIN_REPEATED_CHARS, MIN_REPEATS * period):
        return True
    return len(tail) >= MIN_NEAR_CHARS and _ratio(tail) < NEAR_RATIO


def _period(tail: str) -> int:
    """The distance from the last few words to where they stood before; 0 where they did not."""
    probe = tail[-(MIN_REPEATED_CHARS // MIN_REPEATS) :]
    before = tail.rfind(probe, 0, len(tail) - 1)
    return len(tail) - len(probe) - before if before >= 0 else 0


def _repeated(tail: str, period: int) -> int:
    """How long the suffix is that repeats itself with `period`."""
    same = 0
    while same < len(tail) - period and tail[-1 - same] == tail[-1 - same - period]:
        same += 1
    return same + period


def _ratio(text: str) -> float:
    data = text.encode("utf-8", "replace")
    return len(zlib.compress(data, 1)) / len(data)
