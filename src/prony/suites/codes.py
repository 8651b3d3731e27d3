"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E301": "no such suite",
    "E302": "several things in a suite do not hold",
    "E303": "a file of a suite cannot be read",
    "E310": "unknown key",
    "E311": "a value that cannot be right",
    "E312": "not supported by this version",
    "E313": "a key is missing",
    "E320": "a file is missing",
    "E321": "a file that a task may not have",
    "E330": "criteria and tests do not fit together",
    "E331": "a flaw and what it names do not fit together",
    "E332": "named twice",
    "E333": "a cap's rule cannot be read",
    "E334": "keys that contradict each other",
    "E340": "a case that cannot be right",
    "E341": "expected.json cannot be read",
    "E345": "a flaw's patch does not apply",
    "E346": "a repair and what it is for do not fit together",
    "E347": "too many repairs",
    "E348": "tasks that cannot be imported",
    "E349": "a suite's folder that is there already",
    "E355": "a suite's mutants.json cannot be used",
    "E356": "the catalog of public suites cannot be read",
    "E503": "a task without frozen test ids",
    "E506": "a task folder that changed under way",
}
