"""NVIDIA's GPUs by their driver's library: a counter of joules, else watts."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prony.energy.reader import MOST_WATTS, Absent, CannotRead, CounterReading, EnergyReader, MachinePart, checked
from prony.energy.sources.source import EnergyPlace, EnergySource
from prony.plain import clean_line

INSTALL = "pip install nvidia-ml-py"
MOST_JOULES = 1e15


@dataclass(frozen=True)
class NvmlGpu:
    """A GPU. counts: whether its driver has a counter of energy; else its power is read."""

    nvml: Any
    handle: Any
    source: str
    counts: bool
    covers: str = "GPU only"
    part: MachinePart = MachinePart.GPU
    wraps_at: float | None = None

    def read(self) -> CounterReading:
        """See `prony.energy.reader.EnergyReader`."""
        try:
            if self.counts:
                value = float(self.nvml.nvmlDeviceGetTotalEnergyConsumption(self.handle)) / 1e3
                return CounterReading(joules=checked(value, MOST_JOULES, f"energy of {self.source}"))
            value = float(self.nvml.nvmlDeviceGetPowerUsage(self.handle)) / 1e3
            return CounterReading(watts=checked(value, MOST_WATTS, f"power of {self.source}"))
        except (self.nvml.NVMLError, TypeError, ValueError) as error:
            raise CannotRead(f"the driver does not tell: {clean_line(str(error))}") from None


def _find(place: EnergyPlace) -> tuple[Sequence[EnergyReader], Sequence[Absent]]:
    gpus = (place.sysfs / "module" / "nvidia").exists()
    try:
        pynvml: Any = importlib.import_module("pynvml")
    except ImportError:
        why = "an NVIDIA driver is loaded, its library for Python is not installed" if gpus else "no NVIDIA driver here"
        return (), (Absent("nvml", why, INSTALL if gpus else ""),)
    try:
        pynvml.nvmlInit()
        count = pynvml.nvmlDeviceGetCount()
    except pynvml.NVMLError as error:
        return (), (Absent("nvml", f"the driver cannot be asked: {clean_line(str(error))}"),)
    except AttributeError:
        return (), (Absent("nvml", "the installed pynvml is not NVIDIA's own", f"{INSTALL}, in place of pynvml"),)
    readers, absent = [], []
    for number in range(min(int(count), 64)):
        source = f"nvml GPU {number}"
        try:
            readers.append(_gpu(pynvml, number, source))
        except pynvml.NVMLError as error:
            absent.append(Absent(source, f"the driver does not tell: {clean_line(str(error))}"))
    if not readers and not absent:
        absent.append(Absent("nvml", "the driver knows no GPU"))
    return readers, absent


def _gpu(nvml: Any, number: int, source: str) -> NvmlGpu:
    handle = nvml.nvmlDeviceGetHandleByIndex(number)
    try:
        nvml.nvmlDeviceGetTotalEnergyConsumption(handle)
    except nvml.NVMLError:
        nvml.nvmlDeviceGetPowerUsage(handle)
        return NvmlGpu(nvml, handle, source, counts=False)
    return NvmlGpu(nvml, handle, source, counts=True)


SOURCE = EnergySource(what="NVIDIA's GPUs (NVML)", find=_find)
