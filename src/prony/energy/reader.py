"""The reader of one source of energy: a counter of joules, or the watts of this moment."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from prony.plain_files import read_plain

MOST_BYTES = 4096
"""Of a file that holds a number."""
MOST_WATTS = 100_000.0
"""What no machine draws: a reading above it is a fault of its counter."""


class CannotRead(Exception):
    """Why a source tells nothing now, as one line. fix: what helps, where something does."""

    def __init__(self, why: str, fix: str = "") -> None:
        super().__init__(why)
        self.fix = fix


class MachinePart(StrEnum):
    """The part of a machine that a reader holds."""

    MACHINE = "machine"
    PLATFORM = "platform"
    """Processor and board, as far as the board counts them: psys."""
    PROCESSOR = "processor"
    MEMORY = "memory"
    GPU = "gpu"
    GPU_OR_PROCESSOR = "gpu_or_processor"
    """A GPU's own; of one that is part of a processor, that whole processor's."""


class CounterReading(NamedTuple):
    """One reading: a counter's joules since whenever, or watts."""

    joules: float | None = None
    watts: float | None = None


class EnergyReader(Protocol):
    """Reads one source. wraps_at: the joules at which its counter begins again at 0; None where it does not say."""

    @property
    def source(self) -> str:
        """Who counts, in a word or two."""
        ...

    @property
    def covers(self) -> str:
        """What of the machine it holds, in words."""
        ...

    @property
    def part(self) -> MachinePart:
        """The same, to tell what would count twice."""
        ...

    @property
    def wraps_at(self) -> float | None:
        """See the class."""
        ...

    def read(self) -> CounterReading:
        """Read it now. Raises CannotRead."""
        ...


class Absent(NamedTuple):
    """A source that cannot be used here: why, and what helps, where something does."""

    source: str
    why: str
    fix: str = ""


def read_text(path: Path) -> str:
    """The text of a small file. Raises CannotRead."""
    try:
        return read_plain(path, MOST_BYTES).decode("ascii").strip()
    except FileNotFoundError:
        raise CannotRead(f"{path.name} is gone") from None
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be read: {error.strerror}") from None
    except ValueError:
        raise CannotRead(f"{path.name} holds no number") from None


def read_micro(path: Path, *, signed: bool = False) -> float:
    """The whole number of millionths in a file of the kernel's, in units. Raises CannotRead."""
    text = read_text(path)
    digits = text.removeprefix("-") if signed else text
    if not digits.isdecimal() or len(digits) > 20:
        raise CannotRead(f"{path.name} holds no number")
    return int(text) / 1e6


def checked(value: float, most: float, what: str) -> float:
    """`value`, where it is a number of 0 to `most`. Raises CannotRead."""
    if not math.isfinite(value) or not 0.0 <= value <= most:
        raise CannotRead(f"{what} is {value:g}")
    return value
