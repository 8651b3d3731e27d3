"""Suites as JSON Lines: functions in Python as EvalPlus publishes them, programs as LiveCodeBench does."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path

from prony.export.suites.function_rows import function_row
from prony.export.suites.program_rows import program_row
from prony.export.suites.suite_target import CannotSay, ExportedTask, SuiteTarget, document, exported
from prony.export.target import ExportDocument, write_file
from prony.nouns import Suite, Task
from prony.suites import materials_of
from prony.suites.cases import Case, read_cases

RowMaker = Callable[[Task, tuple[Case, ...], str], ExportedTask]
"""(task, cases, the reference's text) -> its row. Raises CannotSay."""

KINDS: dict[str, RowMaker] = {"functions": function_row, "programs": program_row}
"""End of a file's name -> how a task becomes a row of it."""


def write(suite: Suite, out: Path) -> ExportDocument:
    """Write a file for each kind of row that the suite has. Raises UsageError E160, E163."""
    files, done = [], []
    reasons: dict[str, list[str]] = {}
    for kind, make in KINDS.items():
        rows, others = exported(suite.tasks, functools.partial(_row, make))
        for name, why in others.items():
            reasons.setdefault(name, []).append(why)
        if rows:
            lines = "".join(f"{json.dumps(row.row, ensure_ascii=False)}\n" for row in rows)
            files.append(write_file(out / f"{suite.id}-{kind}.jsonl", lines.encode(), rows=len(rows)))
        done += rows
    names = {row.task.name for row in done}
    left_out = {name: "; ".join(dict.fromkeys(whys)) for name, whys in reasons.items() if name not in names}
    return document("jsonl", out, files, done, left_out)


def _row(make: RowMaker, task: Task) -> ExportedTask:
    """The row of a task that is graded by cases, in one file of Python. Raises CannotSay."""
    if task.grader != ("cases",):
        raise CannotSay(f"it is graded by {' and '.join(task.grader)}, not by cases alone")
    if task.language != "python" or len(task.answer) != 1:
        raise CannotSay("it does not ask for one file in Python")
    if not task.has_reference:
        raise CannotSay("it has no reference in Python")
    materials = materials_of(task)
    if set(materials.workspace) - set(task.answer):
        raise CannotSay("its answer stands on other files")
    file = str(task.options.get("file", "cases.jsonl"))
    cases = read_cases(materials.tests[file], f"{task.path}/tests/{file}")
    return make(task, cases, materials.solution[task.answer[0]].decode())


TARGET = SuiteTarget(
    name="jsonl",
    help="Tasks in Python as JSON Lines: functions as EvalPlus has them, programs as LiveCodeBench does.",
    write=write,
)
