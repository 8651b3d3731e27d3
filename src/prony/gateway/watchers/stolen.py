"""Another guest had the processor: time that the host of a virtual machine took away."""

from __future__ import annotations

from pathlib import Path

STAT = Path("/proc/stat")
STEAL = 7
"""Its place behind `cpu`: user, nice, system, idle, iowait, irq, softirq, steal."""
LEAST_TICKS = 50
"""Of all cores together: of less, one tick is too large a share."""
SHARE = 0.1


class Stolen:
    """The counter `steal` of Linux, over all cores."""

    of_engine = True

    def __init__(self, stat: Path = STAT) -> None:
        self._stat = stat

    def look(self) -> tuple[int, int] | None:
        """Ticks that were stolen, and all ticks; None where the system does not count them."""
        try:
            with self._stat.open("rb") as opened:
                name, *fields = opened.readline(512).split()
            ticks = [int(field) for field in fields[: STEAL + 1]]
        except (OSError, ValueError):
            return None
        return (ticks[STEAL], sum(ticks)) if name == b"cpu" and len(ticks) > STEAL else None

    def touched(self, before: tuple[int, int], after: tuple[int, int]) -> bool:
        """Whether more than a tenth of the time was stolen."""
        stolen, passed = after[0] - before[0], after[1] - before[1]
        return passed >= LEAST_TICKS and stolen > SHARE * passed


WATCHER = Stolen()
