"""Where readers of energy are found, one file each: `battery`, `hwmon`, `nvml`, `plug`, `rapl`.

`source` says what a source is.
"""

from prony.energy.sources.source import EnergyPlace, EnergySource
from prony.registry import Registry

SOURCES: Registry[EnergySource] = Registry("source of energy", "prony.energy.sources", "SOURCE", besides=("source",))

__all__ = ["SOURCES", "EnergyPlace", "EnergySource"]
