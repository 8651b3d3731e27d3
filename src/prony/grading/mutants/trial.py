"""Trial: what became of a mutant when it was graded, and of all mutants of a task together."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from prony.grading.claims import NEAR, lost
from prony.grading.mutants.mutant import Mutant
from prony.nouns import Grade, Noun, Verdict


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    """The tests noticed it."""
    TIMEOUT = "timeout"
    """It hung, or was so slow that the tests noticed."""
    NOT_COMPILED = "not_compiled"
    """The compiler refused it, so that it says nothing about the tests."""
    SURVIVED = "survived"
    """It earned everything that the reference earns."""
    EQUIVALENT = "equivalent"
    """It survived, and the author says why it may."""
    BROKEN = "broken"
    """Its grading broke: it is neither killed nor alive."""


_TIMEOUTS = (Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL)


def fate_of(grade: Grade, reference: Grade) -> Fate:
    """What a grade says of a mutant: it survived where it lost nothing that the reference earned. Pure."""
    if grade.verdict is Verdict.GRADER_ERROR:
        return Fate.BROKEN
    if grade.solved and grade.score >= grade.scale - NEAR and lost(grade) <= lost(reference):
        return Fate.SURVIVED
    if grade.verdict is Verdict.COMPILE_ERROR:
        return Fate.NOT_COMPILED
    return Fate.TIMEOUT if grade.verdict in _TIMEOUTS else Fate.KILLED


class MutantTrial(Noun, frozen=True, kw_only=True):
    """One mutant, graded. was, becomes: the lines that it changes."""

    mutant: str
    kind: str
    fate: Fate
    was: tuple[str, ...]
    becomes: tuple[str, ...]
    why: str = ""
    """Of an equivalent one, the author's reason; of a broken one, the grader's note."""
    wall_s: float = 0.0


def trial_of(mutant: Mutant, fate: Fate, why: str = "", wall_s: float = 0.0) -> MutantTrial:
    """What became of `mutant`."""
    return MutantTrial(
        mutant=mutant.id,
        kind=mutant.kind,
        fate=fate,
        was=mutant.was,
        becomes=mutant.becomes,
        why=why,
        wall_s=wall_s,
    )


class MutantsProof(Noun, frozen=True, kw_only=True):
    """The mutants of one task."""

    task: str
    digest: str
    equivalents: str
    """The digest of what the task's author says of mutants; empty where nothing is said."""
    total: int
    """Mutants that there are; `trials` may be a sample of them."""
    trials: tuple[MutantTrial, ...] = ()
    problems: tuple[str, ...] = ()
    """What keeps them from speaking: a reference that does not hold, equivalents that are none."""
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[Fate]:
        """How many mutants have which fate."""
        return Counter(trial.fate for trial in self.trials)

    @property
    def survivors(self) -> tuple[MutantTrial, ...]:
        """Mutants that no test noticed and nobody explained."""
        return tuple(trial for trial in self.trials if trial.fate is Fate.SURVIVED)

    @property
    def killed(self) -> int:
        """Mutants that the tests noticed."""
        return self.counts[Fate.KILLED] + self.counts[Fate.TIMEOUT]

    @property
    def decided(self) -> int:
        """Mutants that the tests had to notice: killed ones and survivors."""
        return self.killed + self.counts[Fate.SURVIVED]

    @property
    def holds(self) -> bool:
        """Whether nothing but survivors stands against the task."""
        return not self.problems and not self.counts[Fate.BROKEN]
