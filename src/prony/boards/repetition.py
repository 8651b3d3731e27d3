"""The repetition: a contestant of which several runs made attempts, with what its row is made of."""

from __future__ import annotations

from prony.boards.view import View
from prony.plain import clean_line
from prony.readable import count, counted


class Repetition(View, frozen=True, kw_only=True):
    """One contestant in several runs. Shares; a scored attempt is superseded where a newer run made the same again."""

    contestant: str
    label: str
    counting: dict[str, int]
    """Run -> its scored attempts that count, of runs that have any."""
    superseded: dict[str, int]
    """Run -> its scored attempts in whose place newer ones count, of runs that have any."""
    older: str = ""
    """The run that the newest is compared with."""
    newest: str
    change: float | None = None
    """Newest minus older, on the tasks of both."""
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    """Of the test that nothing changed, adjusted for all contestants of the board (Holm)."""
    smallest_detectable: float | None = None
    changed: bool = False
    """Whether test and interval both say so."""
    drift: str = ""
    """What its change came to, as a sentence; empty where no two runs have a task in common."""

    @property
    def mixed(self) -> bool:
        """Whether some of its scored attempts were made again and others were not: a choice after the result."""
        return bool(self.superseded) and len(self.counting) > 1

    @property
    def mixture(self) -> str:
        """Which attempts of which runs make its row."""
        told = ", ".join(f"{count(number)} of {run}" for run, number in self.counting.items())
        return clean_line(
            f"the row of {self.label} mixes attempts of several runs ({told}), some of which were made again after "
            "they had been scored"
        )

    @property
    def note(self) -> str:
        """What a reader must know of it."""
        others = self.superseded.keys() | self.counting.keys() - {self.newest}
        told = [
            f"{counted(number, 'attempt')} of {run} superseded by {self.newest if len(others) == 1 else 'newer runs'}"
            for run, number in self.superseded.items()
        ]
        if self.mixed or not self.superseded:
            told.append(f"scored attempts: {', '.join(f'{count(n)} of {run}' for run, n in self.counting.items())}")
        return clean_line(f"{self.label}: {'; '.join([*told, *([own] if (own := self._own) else [])])}")

    @property
    def _own(self) -> str:
        """What its change came to, without its name where that stands before it."""
        return self.drift.removeprefix(f"{clean_line(self.label)}: ")
