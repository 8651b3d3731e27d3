"""The source of energy: a way to find readers on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from prony.config import EnergyPlug
from prony.energy.reader import Absent, EnergyReader

SYSFS = Path("/sys")


@dataclass(frozen=True)
class EnergyPlace:
    """Where to look: the kernel's files, the plugs that the user names, and the clock that their times are of."""

    sysfs: Path = SYSFS
    plugs: tuple[EnergyPlug, ...] = ()
    clock: Callable[[], float] = time.time


@dataclass(frozen=True)
class EnergySource:
    """One way to find readers. Nothing that is found there has been read yet."""

    what: str
    """What it is, for people."""
    find: Callable[[EnergyPlace], tuple[Sequence[EnergyReader], Sequence[Absent]]]
