"""The most resident memory that an engine's processes have had, as the kernel remembers it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from prony.addresses import is_this_machine
from prony.engines.hosting import listening_processes

PROC = Path("/proc")
_HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def processes_at(base_url: str) -> tuple[int, ...]:
    """The processes behind an address of this machine, with their descendants; none where they cannot be seen."""
    if not is_this_machine(base_url):
        return ()
    port = urlsplit(base_url).port
    return tuple(listening_processes(port)) if port else ()


def peak_bytes(processes: Iterable[int]) -> int | None:
    """The sum of their peaks, mapped files included; None where any of them is not told."""
    found = [_peak(pid) for pid in processes]
    known = [one for one in found if one is not None]
    return sum(known) if known and len(known) == len(found) else None


def _peak(pid: int) -> int | None:
    try:
        told = _HIGH_WATER.search((PROC / str(pid) / "status").read_text("utf-8", "replace"))
    except OSError:
        return None
    return int(told[1]) << 10 if told else None
