"""A suite out of a foreign file of rows, each of which becomes a task or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prony.suites.importers.foreign.rows import rows
from prony.suites.importers.importer import ImportedSuite, ImportedTask, Refusal


def read_suite(source: Path, title: str, task_of: Callable[[bytes], ImportedTask]) -> ImportedSuite:
    """Each row of `source` as a task. `task_of` raises ValueError, with words for whoever has the file.

    Raises SuiteError E348 where the file cannot be read.
    """
    tasks, refusals = [], []
    for where, data in rows(source):
        try:
            tasks.append(task_of(data))
        except (ValueError, RecursionError) as error:
            refusals.append(Refusal(where=where, why=str(error)[:300]))
    return ImportedSuite(title=title, version="1", licence="unknown", tasks=tuple(tasks), refusals=tuple(refusals))
