"""What plans keep of their tasks, read from the index."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from prony.journal.index import Index
from prony.journal.rollup import compact


class TaskRow(NamedTuple):
    """What a plan kept of a task."""

    task: str
    title: str
    language: str
    difficulty: str
    scale: float
    digest: str
    mode: str
    suite_digest: str
    axes: tuple[str, ...]
    problem: str = ""
    """The name of its problem, within the suite."""
    member: str = ""
    """What it is set for, where its problem is set for several; else empty."""
    released: str | None = None


def tasks(index: Index, runs_in_scope: Sequence[str], suite_digest: str) -> dict[str, list[TaskRow]]:
    """run -> the tasks of the suite that its plan holds, in the suite's order. Under one digest a task is the same in
    every run, so each is read once."""
    scope = (suite_digest, compact(list(runs_in_scope)))
    where = "FROM run_task WHERE suite_digest = ? AND run IN (SELECT value FROM json_each(?))"
    rows = index.query(
        "SELECT task, title, language, difficulty, scale, max(digest), mode, suite_digest, axes, problem, member, "
        f"released {where} GROUP BY task",
        scope,
    )
    known = {row["task"]: TaskRow._make(row)._replace(axes=tuple(json.loads(row["axes"]))) for row in rows}
    found: dict[str, list[TaskRow]] = defaultdict(list)
    for run, task in index.query(f"SELECT run, task {where} ORDER BY run, position", scope):
        found[run].append(known[task])
    return found


def problems(index: Index, suite_digest: str) -> dict[str, str] | None:
    """Task -> its problem, where some problem of the suite stands in several of its tasks; else None."""
    rows = index.query(
        "SELECT DISTINCT task, problem FROM run_task WHERE suite_digest = ? AND member <> '' AND problem <> ''",
        (suite_digest,),
    )
    return {row["task"]: row["problem"] for row in rows} or None
