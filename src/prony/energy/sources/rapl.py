"""The energy counters of Intel's and AMD's processors, as the kernel's powercap tree shows them.

A zone is a package, the board with it (psys), or a part of a package: of these, memory (dram) is counted beside the
package, cores and graphics (core, uncore) are within it. The same package is there a second time behind mmio.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prony.energy.reader import Absent, CannotRead, CounterReading, EnergyReader, MachinePart, read_micro, read_text
from prony.energy.sources.source import EnergyPlace, EnergySource

ZONE = re.compile(r"intel-rapl:\d+(:\d+)?")
MMIO_ZONE = re.compile(r"intel-rapl-mmio:\d+(:\d+)?")
FIX = (
    "since 2020 the kernel keeps these counters for root, because their fine steps can betray what a program computes "
    "(CVE-2020-8694); to let every user of this machine read them until it restarts: "
    "sudo chmod a+r /sys/class/powercap/intel-rapl*/energy_uj"
)
_PACKAGE = re.compile(r"package-\d+(-die-\d+)?")


@dataclass(frozen=True)
class RaplZone:
    """A zone's counter, in joules."""

    folder: Path
    source: str
    covers: str
    part: MachinePart
    wraps_at: float | None

    def read(self) -> CounterReading:
        """See `prony.energy.reader.EnergyReader`."""
        return CounterReading(joules=read_micro(self.folder / "energy_uj"))


def _find(place: EnergyPlace) -> tuple[Sequence[EnergyReader], Sequence[Absent]]:
    root = place.sysfs / "class" / "powercap"
    names = sorted(path.name for path in root.glob("intel-rapl*"))
    zones = [name for name in names if ZONE.fullmatch(name)] or [name for name in names if MMIO_ZONE.fullmatch(name)]
    readers, absent = [], []
    for name in zones:
        try:
            zone = _zone(root, name)
        except CannotRead as error:
            absent.append(Absent(f"rapl {name}", str(error), error.fix))
            continue
        if zone is not None:
            readers.append(zone)
    if not readers and not absent:
        absent.append(Absent("rapl", "the kernel shows no energy counter of a processor (/sys/class/powercap)"))
    return readers, absent


def _zone(root: Path, name: str) -> RaplZone | None:
    """The zone, or None for one that is within another. Raises CannotRead."""
    folder = root / name
    called = read_text(folder / "name")
    if _PACKAGE.fullmatch(called):
        covers, part, source = "CPU package", MachinePart.PROCESSOR, called
    elif called == "dram":
        above = read_text(root / name.rpartition(":")[0] / "name")
        above = above if _PACKAGE.fullmatch(above) else name
        covers, part, source = "memory", MachinePart.MEMORY, f"{above} dram"
    elif called == "psys":
        covers, part, source = "processor and board (psys)", MachinePart.PLATFORM, name.replace("intel-rapl", "psys")
    else:
        return None
    counter = folder / "energy_uj"
    try:
        read_micro(counter)
    except CannotRead as error:
        allowed = _may_read(counter)
        raise CannotRead(
            f"{called}: {'' if allowed else 'only root may read it; '}{error}", "" if allowed else FIX
        ) from None
    try:
        wraps_at = read_micro(folder / "max_energy_range_uj") or None
    except CannotRead:
        wraps_at = None
    return RaplZone(folder, f"rapl {source}", covers, part, wraps_at)


def _may_read(path: Path) -> bool:
    return os.access(path, os.R_OK)


SOURCE = EnergySource(what="energy counters of the processor (RAPL)", find=_find)
