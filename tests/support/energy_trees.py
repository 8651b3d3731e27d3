"""Trees of files as the kernel shows them, a stand-in of NVIDIA's library, and readers that say what they are told."""

from __future__ import annotations

import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prony.energy import CounterReading, MachinePart


def put(root: Path, **files: str) -> Path:
    """Files below a folder of sysfs; `__` in a name is no part of it."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / name).write_text(text + "\n")
    return root


def rapl(
    sysfs: Path, *zones: tuple[str, str, int], wraps_at: int = 262_143_328_850, prefix: str = "intel-rapl"
) -> Path:
    """Zones (`0`, `package-0`, microjoules)."""
    root = sysfs / "class" / "powercap"
    for place, name, energy in zones:
        put(root / f"{prefix}:{place}", name=name, energy_uj=str(energy), max_energy_range_uj=str(wraps_at))
    return root


def gpu(sysfs: Path, card: int, driver: str, **files: int) -> Path:
    folder = sysfs / "class" / "drm" / f"card{card}" / "device" / "hwmon" / f"hwmon{card + 3}"
    return put(folder, name=driver, **{name: str(value) for name, value in files.items()})


def supply(sysfs: Path, called: str, **files: str) -> Path:
    return put(sysfs / "class" / "power_supply" / called, **files)


class NVMLError(Exception):
    pass


class Nvml:
    """GPUs of NVIDIA: each a list of (millijoules or None, milliwatts or None), said one after the other."""

    def __init__(self, *gpus: dict[str, Any]) -> None:
        self.gpus = gpus

    def module(self) -> types.ModuleType:
        found = types.ModuleType("pynvml")
        found.NVMLError = NVMLError  # type: ignore[attr-defined]
        found.nvmlInit = lambda: None  # type: ignore[attr-defined]
        found.nvmlDeviceGetCount = lambda: len(self.gpus)  # type: ignore[attr-defined]
        found.nvmlDeviceGetHandleByIndex = lambda number: self.gpus[number]  # type: ignore[attr-defined]
        found.nvmlDeviceGetTotalEnergyConsumption = lambda gpu: _said(gpu, "energy")  # type: ignore[attr-defined]
        found.nvmlDeviceGetPowerUsage = lambda gpu: _said(gpu, "power")  # type: ignore[attr-defined]
        return found


def _said(gpu: dict[str, Any], what: str) -> Any:
    if what not in gpu:
        raise NVMLError("Not Supported")
    return gpu[what]


class Saying:
    """A reader that says what a function gives."""

    def __init__(
        self,
        say: Callable[[], CounterReading],
        source: str = "plug test",
        covers: str = "whole machine at the plug",
        part: MachinePart = MachinePart.MACHINE,
        wraps_at: float | None = None,
    ) -> None:
        self.say = say
        self.source = source
        self.covers = covers
        self.part = part
        self.wraps_at = wraps_at

    def read(self) -> CounterReading:
        return self.say()
