"""Explained: which mutants the entries of equivalents.toml speak of, and which entries say what is not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from prony.grading.mutants.mutant import Mutant, Name, line_of, name_of
from prony.grading.mutants.trial import Fate, MutantTrial
from prony.nouns import Noun
from prony.suites.equivalents import Equivalent, Equivalents

NEXT = "take the entry out, or write its new id"


class Explained(Noun, frozen=True, kw_only=True):
    """The entries of one task, compared with its mutants."""

    entries: dict[str, Equivalent] = {}
    """Mutant -> the entry that speaks of it."""
    unmatched: tuple[str, ...] = ()
    """What is wrong with entries that speak of no mutant, a line each."""
    moved: tuple[str, ...] = ()
    """Entries whose mutant stands on another line now, a line each."""
    digest: str = ""

    def reason(self, mutant: Mutant) -> str:
        """Why `mutant` may survive; empty where nobody says so."""
        entry = self.entries.get(mutant.id)
        return entry.why if entry is not None else ""

    def noticed(self, trials: Iterable[MutantTrial]) -> tuple[str, ...]:
        """Entries whose mutant is no equivalent, a line each: a test notices it."""
        return tuple(
            f"{self.entries[trial.mutant].where}: no equivalent: {trial.mutant} is {trial.fate.replace('_', ' ')}"
            for trial in trials
            if trial.mutant in self.entries and trial.fate in (Fate.KILLED, Fate.TIMEOUT, Fate.NOT_COMPILED)
        )


def explained(says: Equivalents, mutants: Iterable[Mutant]) -> Explained:
    """Find the mutant of each entry: the one with its id, else the one of the same change in another line. Pure.

    Where several entries and as many mutants are of one change, they are taken in the order of their lines.
    """
    by_id = {mutant.id: mutant for mutant in mutants}
    entries = {entry.mutant: entry for entry in says.entries if entry.mutant in by_id}
    free: dict[Name, list[Mutant]] = defaultdict(list)
    for mutant in by_id.values():
        if mutant.id not in entries:
            free[mutant.name].append(mutant)
    lost: dict[Name | None, list[Equivalent]] = defaultdict(list)
    for entry in says.entries:
        if entry.mutant not in by_id:
            lost[name_of(entry.mutant)].append(entry)
    unmatched: list[str] = []
    moved: list[str] = []
    for name, wanted in lost.items():
        like = free.get(name, []) if name is not None else []
        if like and len(like) == len(wanted):
            pairs = zip(sorted(wanted, key=lambda entry: line_of(entry.mutant)), like, strict=True)
            entries |= {mutant.id: entry for entry, mutant in pairs}
            moved += [
                f"{entry.where}: {entry.mutant} is {one} now" for one, entry in entries.items() if entry in wanted
            ]
        elif like:
            names = " or ".join(mutant.id for mutant in like)
            unmatched += [f"{entry.where}: {entry.mutant} could be {names}" for entry in wanted]
        else:
            unmatched += [f"{entry.where}: no mutant is {entry.mutant}: {NEXT}" for entry in wanted]
    return Explained(entries=entries, unmatched=tuple(unmatched), moved=tuple(moved), digest=says.digest)
