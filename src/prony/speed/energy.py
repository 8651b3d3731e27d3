"""A meter of energy, as a sweep uses one: what was drawn between two looks. Without one, energy is `not captured`."""

from __future__ import annotations

from typing import Protocol


class EnergyMeter(Protocol):
    """Something that counts energy. A reader of counters or sensors is made into one by whoever starts a sweep."""

    source: str
    """What is counted, and by whom, in few words."""

    def begin(self) -> None:
        """Remember where the counter stands."""
        ...

    def drawn_j(self) -> float | None:
        """Joules since `begin`; None where that is not known."""
        ...


class NoMeter:
    """The meter of a machine that has none."""

    source = ""

    def begin(self) -> None:
        """Nothing to remember."""

    def drawn_j(self) -> float | None:
        """Not known."""
        return None
