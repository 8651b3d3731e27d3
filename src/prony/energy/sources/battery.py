"""A laptop's battery: the watts that the whole machine draws, while it runs on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prony.energy.reader import (
    MOST_WATTS,
    Absent,
    CannotRead,
    CounterReading,
    EnergyReader,
    MachinePart,
    checked,
    read_micro,
    read_text,
)
from prony.energy.sources.source import EnergyPlace, EnergySource

ON_MAINS = "the machine is on mains, where its battery does not tell what it draws"


@dataclass(frozen=True)
class Batteries:
    """All batteries of the machine, of which one may rest while another is used."""

    root: Path
    source: str = "battery"
    covers: str = "whole machine from its battery"
    part: MachinePart = MachinePart.MACHINE
    wraps_at: float | None = None

    def read(self) -> CounterReading:
        """See `prony.energy.reader.EnergyReader`."""
        watts, used = 0.0, 0
        for supply in _supplies(self.root):
            kind = _told(supply / "type")
            if kind in ("Mains", "USB", "Wireless"):
                if _told(supply / "online") not in ("0", ""):
                    raise CannotRead(ON_MAINS)
            elif kind == "Battery" and _told(supply / "scope") != "Device":
                status = _told(supply / "status")
                if status == "Charging":
                    raise CannotRead(ON_MAINS)
                if status == "Discharging":
                    watts, used = watts + _watts(supply), used + 1
        if not used:
            raise CannotRead(ON_MAINS)
        if watts == 0.0:
            raise CannotRead("the battery says that it gives 0 W")
        return CounterReading(watts=checked(watts, MOST_WATTS, "power of the battery"))


def _watts(supply: Path) -> float:
    """What a battery gives. Drivers differ in the sign of that."""
    if (supply / "power_now").exists():
        return abs(read_micro(supply / "power_now", signed=True))
    return abs(read_micro(supply / "current_now", signed=True)) * read_micro(supply / "voltage_now")


def _supplies(root: Path) -> list[Path]:
    return sorted(root.glob("*"))


def _told(path: Path) -> str:
    try:
        return read_text(path)
    except CannotRead:
        return ""


def _find(place: EnergyPlace) -> tuple[Sequence[EnergyReader], Sequence[Absent]]:
    root = place.sysfs / "class" / "power_supply"
    has_one = any(
        _told(supply / "type") == "Battery" and _told(supply / "scope") != "Device" for supply in _supplies(root)
    )
    if not has_one:
        return (), (Absent("battery", "this machine has none (/sys/class/power_supply)"),)
    return (Batteries(root),), ()


SOURCE = EnergySource(what="the battery of a laptop", find=_find)
