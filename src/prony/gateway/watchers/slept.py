"""The machine slept: the clock that goes on in sleep went further than the one that stops."""

from __future__ import annotations

import time

SLEPT_S = 0.5
"""Less is read as the time between two looks at two clocks."""


class Slept:
    """Suspend, hibernation, a lid that was closed. The monotonic clock stops meanwhile, the engine may, too."""

    of_engine = False

    def look(self) -> float | None:
        """Seconds asleep since the machine was started; None where the system has only one of the clocks."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        if clock is None:
            return None
        try:
            return time.clock_gettime(clock) - time.clock_gettime(time.CLOCK_MONOTONIC)
        except OSError:
            return None

    def touched(self, before: float, after: float) -> bool:
        """More than half a second of it."""
        return after - before > SLEPT_S


WATCHER = Slept()
