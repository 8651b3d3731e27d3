"""The ledger: readings of all readers, one after the other, become joules and seconds of what runs meanwhile.

What lies between two readings is shared equally among those that run then, since no counter tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prony.energy.reader import MOST_WATTS, CounterReading, EnergyReader

MOST_GAP_S = 10.0
"""Between two readings of watts. Over a longer time, nobody knows what was drawn."""
STILL_S = 0.5
"""After so many seconds a counter that did not move counts nothing."""
STILL = "its counter did not move meanwhile"
Told = CounterReading | str
"""A reading, or why there is none."""


@dataclass(eq=False)
class Account:
    """What one thing that runs has come to: joules by reader, in their order, or why they are not known."""

    joules: list[float]
    why: list[str]
    seconds: float = 0.0
    at_once: int = 1
    disturbed_s: float = 0.0
    """Seconds in which something else of Prony's ran on this machine."""

    def told(self, reader: int) -> tuple[float | None, str]:
        """The joules that a reader counted; or None, and why."""
        if self.why[reader]:
            return None, self.why[reader]
        if self.joules[reader] == 0.0 and self.seconds >= STILL_S:
            return None, STILL
        return self.joules[reader], ""


@dataclass
class EnergyLedger:
    """Accounts of what runs. Readings come in the order of `readers`, with seconds of a monotonic clock."""

    readers: Sequence[EnergyReader]
    running: list[Account] = field(default_factory=list)
    disturbed: int = 0
    """How much else runs."""
    _last: list[Told] = field(default_factory=list)
    _last_s: float | None = None

    def opened(self) -> Account:
        """A new account, which does not run yet."""
        return Account([0.0] * len(self.readers), [""] * len(self.readers))

    def take(self, now_s: float, readings: Sequence[Told]) -> None:
        """Book what lies between the readings before and these."""
        before, last_s = self._last, self._last_s
        self._last, self._last_s = list(readings), now_s
        if last_s is None or not self.running:
            return
        passed_s = now_s - last_s
        share = 1.0 / len(self.running)
        for account in self.running:
            account.seconds += passed_s * share
            account.at_once = max(account.at_once, len(self.running))
            account.disturbed_s += passed_s if self.disturbed else 0.0
        for number, reader in enumerate(self.readers):
            spent = _between(reader, before[number], readings[number], passed_s)
            for account in self.running:
                if isinstance(spent, str):
                    account.why[number] = account.why[number] or spent
                else:
                    account.joules[number] += spent * share


def _between(reader: EnergyReader, before: Told, after: Told, passed_s: float) -> float | str:
    """The joules between two readings; or why nobody knows."""
    for told in (before, after):
        if isinstance(told, str):
            return told
    assert isinstance(before, CounterReading)
    assert isinstance(after, CounterReading)
    if before.joules is not None and after.joules is not None:
        spent = after.joules - before.joules
        if spent < 0.0 and reader.wraps_at is not None and max(before.joules, after.joules) <= reader.wraps_at:
            spent += reader.wraps_at
        if spent < 0.0:
            return "its counter went back"
        # A reading may come late, and bring what was counted before: a second is always taken to have passed.
        return spent if spent <= MOST_WATTS * max(1.0, passed_s) else "its counter jumped"
    if before.watts is not None and after.watts is not None:
        if passed_s > MOST_GAP_S:
            return f"it was not read for {passed_s:.0f} s"
        return (before.watts + after.watts) / 2.0 * passed_s
    return "it changed between joules and watts"
