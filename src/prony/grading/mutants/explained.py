"""Explained: which mutants the entries of equivalents.toml speak of, and which entries say what is not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from prony.grading.mutants.mutant import Mutant, name_of
from prony.grading.mutants.trial import Fate, MutantTrial
from prony.nouns import Noun
from prony.suites.equivalents import Equivalent, Equivalents


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
    """Find the mutant of each entry: the one with its id, else the only one of the same change elsewhere. Pure."""
    by_name: dict[tuple[str, str, str], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_name[mutant.name].append(mutant)
    exact = {mutant.id for like in by_name.values() for mutant in like}
    entries = {entry.mutant: entry for entry in says.entries if entry.mutant in exact}
    unmatched: list[str] = []
    moved: list[str] = []
    for entry in says.entries:
        if entry.mutant in exact:
            continue
        name = name_of(entry.mutant)
        free = [mutant for mutant in by_name.get(name, []) if mutant.id not in entries] if name else []
        if not free:
            unmatched.append(f"{entry.where}: no mutant is {entry.mutant}: take the entry out, or write its new id")
        elif len(free) > 1:
            unmatched.append(f"{entry.where}: {entry.mutant} could be {' or '.join(mutant.id for mutant in free)}")
        else:
            entries[free[0].id] = entry
            moved.append(f"{entry.where}: {entry.mutant} is {free[0].id} now")
    return Explained(entries=entries, unmatched=tuple(unmatched), moved=tuple(moved), digest=says.digest)
