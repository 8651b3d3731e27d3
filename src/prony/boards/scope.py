"""Which runs and which suite a board is about."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from prony.errors import JournalError
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.rollup import ALL_RUNS


class Scope(NamedTuple):
    """One suite at one digest, in one run or in all runs that pinned it. `name` is the roll-up's name of the scope."""

    name: str
    suite: queries.SuiteRow
    runs: tuple[queries.RunRow, ...]

    @property
    def run(self) -> str | None:
        """The one run, or None for all."""
        return self.name or None

    @property
    def run_names(self) -> list[str]:
        """Names of the runs, oldest first."""
        return [run.run for run in self.runs]


def find_run(index: Index, name: str) -> str:
    """The run that `name` names: exactly, by a prefix that fits one, or `last` for the newest.

    Raises JournalError E650, with the nearest names.
    """
    known = [run.run for run in queries.runs(index)]
    if name == "last" and known:
        return known[-1]
    fits = [name] if name in known else [run for run in known if name and run.startswith(name)]
    if len(fits) == 1:
        return fits[0]
    near = fits or difflib.get_close_matches(name, known, n=3, cutoff=0.4) or known[-3:]
    raise JournalError(
        "E650",
        f"{name} fits {len(fits)} runs" if fits else f"there is no run {name}",
        where=str(index.runs),
        hint=f"runs here: {', '.join(near[:5])}" if near else "prony run quick makes one",
    )


def scopes(index: Index, run: str | None = None, suite: str | None = None) -> list[Scope]:
    """What boards there are: one for each suite of the named run; else one for the suites of the newest run (that has
    `suite`, where one is named), each over all runs that pinned it at the same digest.

    Raises JournalError E650 for a run or suite that is not there, E653 where there is no run at all.
    """
    known = {one.run: one for one in queries.runs(index)}
    pins = [pin for pin in queries.suites(index) if pin.run in known]
    if not pins:
        raise JournalError(
            "E653", "no run has been made here", where=str(index.runs), hint="prony run quick, or: make bench"
        )
    anchor = find_run(index, run) if run else _newest_with(pins, suite)
    chosen = [pin for pin in pins if pin.run == anchor and suite in (None, pin.suite)]
    if not chosen:
        there = ", ".join(sorted({pin.suite for pin in pins if run is None or pin.run == anchor}))
        raise JournalError("E650", f"no run of suite {suite} is there", where=str(index.runs), hint=f"suites: {there}")
    found = []
    for pin in chosen:
        names = {pin.run} if run else {one.run for one in pins if one.digest == pin.digest}
        members = tuple(one for name, one in known.items() if name in names)
        found.append(Scope(anchor if run else ALL_RUNS, pin, members))
    return found


def _newest_with(pins: list[queries.SuiteRow], suite: str | None) -> str:
    having = [pin.run for pin in pins if suite in (None, pin.suite)]
    return having[-1] if having else ""
