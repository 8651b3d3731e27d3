"""What a comparison looks at beside sums: one attempt for each task, and which tasks are marked in parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from prony.journal.index import Index
from prony.journal.rollup import compact


def shown_attempts(
    index: Index, scope: str, suite_digest: str, contestant: str, tasks: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """task -> the attempt to look at, by newest grades, with the `tests` of its grade (JSON, or None): the first scored
    one that did not solve, else the first; of those of `tasks` that have one."""
    rows = index.query(
        "SELECT a.task, a.attempt, a.outcome, a.fault, a.fault_class, a.verdict, a.wall_s, g.tests FROM cell AS c "
        "JOIN attempt AS a ON a.run = c.shown_run AND a.attempt = c.shown "
        "LEFT JOIN grade AS g ON g.run = a.run AND g.attempt = a.attempt AND g.number = (SELECT max(number) "
        "FROM grade AS h WHERE h.run = a.run AND h.attempt = a.attempt AND h.step = a.step) "
        "WHERE c.scope = ? AND c.suite_digest = ? AND c.contestant = ? "
        "AND c.task IN (SELECT value FROM json_each(?))",
        (scope, suite_digest, contestant, compact(list(tasks))),
    )
    return {row["task"]: dict(row) for row in rows}


def tasks_in_parts(index: Index, scope: str, suite_digest: str, contestants: Sequence[str]) -> set[str]:
    """The tasks at which newest grades of these contestants' scored attempts tell of several criteria worth points."""
    rows = index.query(
        "SELECT c.task FROM cell AS c, json_each(c.parts) AS p WHERE c.scope = ? AND c.suite_digest = ? "
        "AND c.contestant IN (SELECT value FROM json_each(?)) GROUP BY c.task HAVING count(DISTINCT p.value) > 1",
        (scope, suite_digest, compact(list(contestants))),
    )
    return {row["task"] for row in rows}
