"""Mutants: references with one small change each, which the tests of a task must notice.

`mutate` makes the mutants of a text · `mutant` (the struct) · `sample` chooses among many · `trial` (what became of
one, and of a task's) · `prove` grades them as submissions · `explained` compares with what a task's author says.
"""

from prony.grading.mutants.mutant import Mutant
from prony.grading.mutants.mutate import mutants_of, mutants_of_text
from prony.grading.mutants.prove import prove_mutants
from prony.grading.mutants.trial import Fate, MutantsProof, MutantTrial

__all__ = ["Fate", "Mutant", "MutantTrial", "MutantsProof", "mutants_of", "mutants_of_text", "prove_mutants"]
