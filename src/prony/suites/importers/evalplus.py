"""Read EvalPlus' sets, HumanEval+ and MBPP+: a row has inputs, and a reference that says what must come of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from prony.suites.importers.foreign.differential import differential_oracle, restored
from prony.suites.importers.foreign.functions import PythonProblem, function_task
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import ForeignRow, first_keys
from prony.suites.importers.foreign.tagged import tagged
from prony.suites.importers.humaneval import BRIEF
from prony.suites.importers.importer import ImportedSuite, ImportedTask

GROUPS = ("base", "plus")


class EvalPlusRow(ForeignRow, frozen=True, kw_only=True):
    """One problem."""

    task_id: str
    prompt: str
    entry_point: str
    canonical_solution: str
    base_input: list[list[Any]]
    plus_input: list[list[Any]]
    atol: float = 0.0
    assertion: str = ""
    """The original assertions, of MBPP: they show which lists of the inputs are tuples or sets."""


class EvalPlus:
    """Reads HumanEval+ and MBPP+."""

    title = "EvalPlus, HumanEval+ or MBPP+ (.jsonl, .jsonl.gz): base_input, plus_input, canonical_solution"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"task_id", "entry_point", "base_input", "plus_input", "canonical_solution"}

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem is a refusal."""
        return read_suite(source, "EvalPlus", _task)


def _task(data: bytes) -> ImportedTask:
    row = _row(data)
    inputs = {"base": row.base_input, "plus": row.plus_input}
    kept = {
        name: [[tagged(value) for value in restored(one, row.assertion)] for one in inputs[name]] for name in GROUPS
    }
    solution = row.prompt + row.canonical_solution
    problem = PythonProblem(
        name=row.task_id,
        brief=BRIEF.format(entry_point=row.entry_point, prompt=row.prompt.strip("\n")),
        entry_point=row.entry_point,
        solution=solution,
        source=row.task_id,
    )
    tests = differential_oracle(row.entry_point, solution, kept, row.atol)
    ids = list(GROUPS)
    frozen = json.dumps({"tests": ids, "graders": {"oracle": ids}}).encode()
    criteria = [{"id": name} for name in ids]
    limits = {"cpu_s": 30, "wall_s": 60, "memory_mb": 2048}
    return function_task(problem, {**tests, "expected.json": frozen}, criteria=criteria, limits=limits)


def _row(data: bytes) -> EvalPlusRow:
    """A row. Its numbers may be `NaN` and `Infinity`; inputs that are an empty object are none."""
    row = json.loads(data)
    if not isinstance(row, dict):
        raise ValueError("a row must be a JSON object")
    row |= {key: [] for key in ("base_input", "plus_input") if row.get(key) == {}}
    return msgspec.convert(row, EvalPlusRow)


IMPORTER = EvalPlus()
