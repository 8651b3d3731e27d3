"""What of the attempts that count a reader should know beside their numbers: why some are nobody's score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prony.journal.index import Index
from prony.journal.rollup import ALL_RUNS, compact


class UnscoredRow(NamedTuple):
    """An attempt that counts and is nobody's score. `cause`: what was said of it, untrusted."""

    contestant: str
    run: str
    attempt: str
    task: str
    try_no: int
    outcome: str
    fault: str | None
    cause: str


def unscored_attempts(index: Index, scope: str, suite_digest: str) -> list[UnscoredRow]:
    """The attempts that count and ended as infra or missing, oldest first."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND run = ?")
    rows = index.query(
        "SELECT contestant, run, attempt, task, try_no, outcome, fault, coalesce(cause, '') FROM attempt "
        f"WHERE suite_digest = ? AND {flag} = 1 AND outcome IN ('infra', 'missing'){more} "
        "ORDER BY created_at, run, seq",
        (suite_digest, *([] if scope == ALL_RUNS else [scope])),
    )
    return [UnscoredRow(*row) for row in rows]


def unscored_counts(index: Index, runs_in_scope: Sequence[str]) -> dict[str, int]:
    """run -> attempts that count in it and are nobody's score."""
    rows = index.query(
        "SELECT run, count(*) FROM attempt WHERE counts_in_run = 1 AND outcome IN ('infra', 'missing') "
        "AND run IN (SELECT value FROM json_each(?)) GROUP BY run",
        (compact(list(runs_in_scope)),),
    )
    return {row[0]: row[1] for row in rows}
