"""Whether a history raises an alarm: each epoch against all before it, with one error for all looks."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.drift.epochs import MeasuredEpoch, together
from prony.boards.view import View


class Watched(View, frozen=True, kw_only=True):
    """One look: an epoch against all epochs since the last alarm. alarm: whether test and interval say so at `level`,
    which leaves to this look its part of the error that all looks at all contestants have together."""

    look: int
    level: float
    baseline: tuple[str, ...]
    """Names of the epochs that it is held against."""
    change: float | None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    smallest_detectable: float | None = None
    """The least true change that would have raised the alarm 4 times of 5; 1: none would for certain."""
    alarm: bool = False


def watch(epochs: Sequence[MeasuredEpoch], contestants: int, level: float) -> list[Watched]:
    """The looks at each epoch from the second on. contestants: how many are watched: they share the error."""
    from prony.stats.over_time import DriftVerdict, drift, error_at

    found: list[Watched] = []
    begin = 0
    for at in range(1, len(epochs)):
        each = 1.0 - error_at(at, (1.0 - level) / max(1, contestants))
        before = epochs[begin:at]
        result = drift(together(before), epochs[at].samples, level=each)
        alarm = result.verdict is DriftVerdict.CHANGED and not epochs[at].epoch.open
        found.append(
            Watched(
                look=at,
                level=each,
                baseline=tuple(one.epoch.name for one in before),
                change=result.change.value,
                lo=result.change.lo,
                hi=result.change.hi,
                p=result.p,
                smallest_detectable=result.smallest_detectable,
                alarm=alarm,
            )
        )
        begin = at if alarm else begin
    return found
