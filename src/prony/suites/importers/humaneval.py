"""Read HumanEval: a row has task_id, prompt (the head of a function), canonical_solution, test, entry_point."""

from __future__ import annotations

from pathlib import Path

from prony.suites.importers.foreign.functions import PythonProblem, checked_by_code
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import ForeignRow, first_keys, read_row
from prony.suites.importers.importer import ImportedSuite, ImportedTask

BRIEF = """Complete this Python file: write the function `{entry_point}`, so that it does what its description says.
Keep what stands there already, imports and other functions too.

```python
{prompt}
```
"""


class HumanEvalRow(ForeignRow, frozen=True, kw_only=True):
    """One problem."""

    task_id: str
    prompt: str
    canonical_solution: str
    test: str
    entry_point: str


class HumanEval:
    """Reads HumanEval, and what else comes in its rows."""

    title = "HumanEval (.jsonl, .jsonl.gz): task_id, prompt, canonical_solution, test, entry_point"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        keys = first_keys(source)
        return keys >= {"task_id", "prompt", "canonical_solution", "test", "entry_point"} and "libs" not in keys

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem is a refusal."""
        return read_suite(source, "HumanEval", _task)


def _task(data: bytes) -> ImportedTask:
    row = read_row(data, HumanEvalRow)
    problem = PythonProblem(
        name=row.task_id,
        brief=BRIEF.format(entry_point=row.entry_point, prompt=row.prompt.strip("\n")),
        entry_point=row.entry_point,
        solution=row.prompt + row.canonical_solution,
        source=row.task_id,
    )
    return checked_by_code(problem, row.prompt, row.test)


IMPORTER = HumanEval()
