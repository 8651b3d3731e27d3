"""What GPUs of AMD and Intel say of themselves in the kernel's hwmon tree: a counter of joules, else watts."""

from __future__ import annotations

import re
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

CARD = re.compile(r"card\d+")
DRIVERS = {"amdgpu": MachinePart.GPU_OR_PROCESSOR, "i915": MachinePart.GPU, "xe": MachinePart.GPU}
COVERS = {
    MachinePart.GPU: "GPU only",
    MachinePart.GPU_OR_PROCESSOR: "GPU only (of one within a processor, all of that)",
}
POWERS = ("power1_average", "power1_input")


@dataclass(frozen=True)
class HwmonGpu:
    """A card's counter, or its power."""

    file: Path
    source: str
    part: MachinePart
    wraps_at: float | None = None

    @property
    def covers(self) -> str:
        """See `prony.energy.reader.EnergyReader`."""
        return COVERS[self.part]

    def read(self) -> CounterReading:
        """See `prony.energy.reader.EnergyReader`."""
        value = read_micro(self.file)
        if self.file.name == "energy1_input":
            return CounterReading(joules=value)
        return CounterReading(watts=checked(value, MOST_WATTS, f"power of {self.source}"))


def _find(place: EnergyPlace) -> tuple[Sequence[EnergyReader], Sequence[Absent]]:
    cards = sorted(path for path in (place.sysfs / "class" / "drm").glob("card*") if CARD.fullmatch(path.name))
    readers, absent = [], []
    for card in cards:
        for folder in sorted((card / "device" / "hwmon").glob("hwmon*")):
            try:
                driver = read_text(folder / "name")
            except CannotRead:
                continue
            if driver not in DRIVERS:
                continue
            source = f"{driver} {card.name}"
            file = next((folder / name for name in ("energy1_input", *POWERS) if (folder / name).exists()), None)
            if file is None:
                absent.append(Absent(source, "its driver shows neither energy nor power"))
            else:
                readers.append(HwmonGpu(file, source, DRIVERS[driver]))
    if not readers and not absent:
        absent.append(Absent("hwmon", "no AMD or Intel GPU shows its power (/sys/class/drm)"))
    return readers, absent


SOURCE = EnergySource(what="GPUs of AMD and Intel (hwmon)", find=_find)
