"""Look for every reader that works on this machine, and say why others do not. Each is tried, not assumed."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from prony.energy.counted import counted
from prony.energy.reader import Absent, CannotRead, EnergyReader
from prony.energy.sources import SOURCES, EnergyPlace
from prony.errors import UsageError
from prony.plain import clean_line


class EnergyFound(NamedTuple):
    """The readers that work, which of them make up a total, and what cannot be used."""

    readers: tuple[EnergyReader, ...]
    counted: frozenset[str]
    absent: tuple[Absent, ...]


def look(place: EnergyPlace, names: Sequence[str] | None = None) -> EnergyFound:
    """Look for readers. names: of the sources to look at; None: all of them.

    Raises UsageError E101 for a name that no source has.
    """
    known = SOURCES.names()
    wanted = known if names is None else names
    for name in wanted:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"sources are {', '.join(known)}"
            raise UsageError("E101", f"no source of energy is called {clean_line(name)}", where="[energy]", hint=hint)
    readers: list[EnergyReader] = []
    absent: list[Absent] = []
    for name in dict.fromkeys(wanted):
        found, lacking = SOURCES[name].find(place)
        absent += lacking
        for one in found:
            try:
                one.read()
            except CannotRead as error:
                absent.append(Absent(one.source, clean_line(str(error)), error.fix))
            else:
                readers.append(one)
    return EnergyFound(tuple(readers), counted(readers), tuple(absent))
