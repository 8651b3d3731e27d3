"""What keeps this machine busy while we and the engine do nothing, as the kernel counts it."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

STAT = Path("/proc/stat")
LOOK_S = 0.25
"""How long is looked."""


def busy_of(text: str) -> tuple[int, int] | None:
    """(Ticks of all cores that were busy, ticks of all cores) since the machine began; None where it is not told.

    text: `/proc/stat`. Waiting for a disk is not busy, nor is what a hypervisor took away; guests are counted in user.
    """
    fields = text.partition("\n")[0].split()
    if len(fields) < 9 or fields[0] != "cpu" or not all(one.isdigit() for one in fields[1:9]):
        return None
    user, nice, system, idle, iowait, irq, softirq, steal = map(int, fields[1:9])
    busy = user + nice + system + irq + softirq
    return busy, busy + idle + iowait + steal


async def others_cores(look_s: float = LOOK_S) -> float | None:
    """Cores that others keep busy now; None where the kernel does not tell. Whoever calls it does nothing meanwhile."""
    before, own_before, began = _read(), time.process_time(), time.monotonic()
    await asyncio.sleep(look_s)
    after, own_s, took_s = _read(), time.process_time() - own_before, time.monotonic() - began
    if before is None or after is None or after[1] <= before[1]:
        return None
    share = (after[0] - before[0]) / (after[1] - before[1])
    return round(max(0.0, share * (os.cpu_count() or 1) - own_s / took_s), 3)


def _read() -> tuple[int, int] | None:
    try:
        return busy_of(STAT.read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
