"""Read BigCodeBench: a row has complete_prompt, instruct_prompt, canonical_solution and a test case of unittest."""

from __future__ import annotations

from pathlib import Path

import tomli_w

from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.foreign.reading import read_suite
from prony.suites.importers.foreign.rows import ForeignRow, first_keys, read_row
from prony.suites.importers.importer import ImportedSuite, ImportedTask

ANSWER = "solution.py"
HEAD = "import unittest\n\nfrom solution import *\nfrom solution import {entry_point}\n\n"


class BigCodeBenchRow(ForeignRow, frozen=True, kw_only=True):
    """One problem."""

    task_id: str
    complete_prompt: str
    canonical_solution: str
    test: str
    entry_point: str
    instruct_prompt: str = ""
    libs: str = ""


class BigCodeBench:
    """Reads BigCodeBench, whole or its hard part."""

    title = "BigCodeBench (.jsonl): complete_prompt, instruct_prompt, canonical_solution, test, entry_point"

    def recognises(self, source: Path) -> bool:
        """Tell by the keys of the first row."""
        return first_keys(source) >= {"task_id", "complete_prompt", "canonical_solution", "test", "entry_point"}

    def read(self, source: Path) -> ImportedSuite:
        """Read every row; one that is no problem is a refusal."""
        return read_suite(source, "BigCodeBench", _task)


def _task(data: bytes) -> ImportedTask:
    row = read_row(data, BigCodeBenchRow)
    if not row.entry_point.isidentifier():
        raise ValueError(f"{row.entry_point!r} is no name of a function")
    brief = row.instruct_prompt or f"Complete this Python file:\n\n```python\n{row.complete_prompt}\n```\n"
    prony = {
        "title": row.task_id,
        "answer": ANSWER,
        "defines": [row.entry_point],
        "source": f"{row.task_id} ({row.libs})" if row.libs else row.task_id,
        "assurance": "B",
        "limits": {"cpu_s": 60, "wall_s": 120, "memory_mb": 2048},
        "grader": {"kind": "suite"},
        "criteria": [{"id": "right", "tests": ["*"]}],
    }
    files = {
        "task.toml": tomli_w.dumps({"prony": prony}).encode(),
        "instruction.md": brief.encode(),
        "tests/test_solution.py": (HEAD.format(entry_point=row.entry_point) + row.test).encode(),
        f"solution/{ANSWER}": (row.complete_prompt + row.canonical_solution).encode(),
    }
    return ImportedTask(name=task_name(row.task_id), files=files)


IMPORTER = BigCodeBench()
