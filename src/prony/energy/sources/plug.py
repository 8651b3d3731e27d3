"""Smart plugs, by a file that a script of the user's keeps up to date: joules or watts, and when they were so.

The file is one JSON object: `at`, seconds since 1970 or an instant with its offset (RFC 3339); and one of `joules` (of
the plug's counter, since whenever), `kwh` (the same as plugs count it), `watts`. To be put in place whole: written
under another name, and renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from prony.config import EnergyPlug, expanded
from prony.energy.reader import (
    MOST_BYTES,
    MOST_WATTS,
    Absent,
    CannotRead,
    CounterReading,
    EnergyReader,
    MachinePart,
    checked,
)
from prony.energy.sources.source import EnergyPlace, EnergySource
from prony.plain_files import open_plain

JOULES_PER_KWH = 3.6e6
MOST_JOULES = 1e15
AHEAD_S = 2.0
"""How far the script's clock may be ahead of ours."""


@dataclass(frozen=True)
class PlugFile:
    """The plug behind one file."""

    plug: EnergyPlug
    clock: Callable[[], float]
    covers: str = "whole machine at the plug"
    part: MachinePart = MachinePart.MACHINE
    wraps_at: float | None = None

    @property
    def source(self) -> str:
        """See `prony.energy.reader.EnergyReader`."""
        return f"plug {self.plug.name}"

    def read(self) -> CounterReading:
        """See `prony.energy.reader.EnergyReader`."""
        told = _object(expanded(self.plug.file))
        age_s = self.clock() - _instant(told.get("at"))
        if age_s < -AHEAD_S:
            raise CannotRead(f"its time lies {-age_s:.0f} s ahead: set the clocks of both machines")
        if age_s > self.plug.max_age_s:
            most = f"max_age_s = {self.plug.max_age_s:g}"
            raise CannotRead(f"it is {age_s:.0f} s old, more than {most}", "see that the script runs that writes it")
        amounts = [name for name in ("joules", "kwh", "watts") if name in told]
        if len(amounts) != 1:
            raise CannotRead("it needs one of joules, kwh or watts")
        name = amounts[0]
        value = _number(told[name], f"{name} is no number")
        if name == "watts":
            return CounterReading(watts=checked(value, MOST_WATTS, name))
        joules = value * (JOULES_PER_KWH if name == "kwh" else 1.0)
        return CounterReading(joules=checked(joules, MOST_JOULES, name))


def _object(path: Path) -> dict[str, Any]:
    try:
        with open_plain(path, follow=True) as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise CannotRead("there is no such file", "start the script that writes it") from None
    except (OSError, ValueError) as error:
        raise CannotRead(f"the file cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > MOST_BYTES:
        raise CannotRead(f"the file has more than {MOST_BYTES} bytes")
    try:
        told = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise CannotRead("the file is no JSON object", "write it under another name and rename it, so that it is whole")
    return told


def _instant(value: object) -> float:
    if isinstance(value, str):
        try:
            when = datetime.fromisoformat(value)
            if when.tzinfo is None:
                raise CannotRead("at has no offset: 2026-10-01T12:00:00Z")
            return when.timestamp()
        except (ValueError, OverflowError):
            raise CannotRead("at is no instant (RFC 3339)") from None
    return checked(_number(value, "it does not say at what time it was so (at)"), 1e12, "at")


def _number(value: object, otherwise: str) -> float:
    """A number of the file's. Raises CannotRead."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CannotRead(otherwise)
    try:
        return float(value)
    except OverflowError:
        raise CannotRead(otherwise) from None


def _find(place: EnergyPlace) -> tuple[Sequence[EnergyReader], Sequence[Absent]]:
    if not place.plugs:
        return (), (Absent("plug", "none is named in prony.toml ([[energy.plugs]])"),)
    return [PlugFile(plug, place.clock) for plug in place.plugs], ()


SOURCE = EnergySource(what="smart plugs, by files", find=_find)
