"""Energy: who counts joules on this machine, and what they counted while something ran.

A source that is not there, or may not be read, is told with its reason; nothing is guessed.

Residents: `reader` (what a reader is), `sources` (where readers are found, one file each), `look` (all that work here,
and why others do not), `counted` (which of them make up a total, so that nothing counts twice), `ledger` (readings into
shares of attempts), `reading_thread` (reads without anybody waiting), `meter` (the ledger, kept while attempts are
made).
"""

from prony.energy.look import EnergyFound, look
from prony.energy.meter import EnergyUse, JouleMeter
from prony.energy.reader import Absent, CannotRead, CounterReading, EnergyReader, MachinePart
from prony.energy.sources import EnergyPlace

__all__ = [
    "Absent",
    "CannotRead",
    "CounterReading",
    "EnergyFound",
    "EnergyPlace",
    "EnergyReader",
    "EnergyUse",
    "JouleMeter",
    "MachinePart",
    "look",
]
