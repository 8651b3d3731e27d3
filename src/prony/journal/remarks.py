"""What of the attempts that count a reader should know beside their numbers: why some are nobody's score."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
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
        "SELECT contestant, run, attempt, task, try_no, outcome, fault, coalesce(cause, '') "
        "FROM attempt INDEXED BY attempt_unscored "
        f"WHERE suite_digest = ? AND {flag} = 1 AND outcome IN ('infra', 'missing'){more} "
        "ORDER BY created_at, run, seq",
        (suite_digest, *([] if scope == ALL_RUNS else [scope])),
    )
    return [UnscoredRow(*row) for row in rows]


def unscored_counts(index: Index, runs_in_scope: Collection[str]) -> dict[str, int]:
    """run -> attempts that count in it and are nobody's score."""
    rows = index.query(
        "SELECT run, count(*) FROM attempt INDEXED BY attempt_unscored "
        "WHERE counts_in_run = 1 AND outcome IN ('infra', 'missing') GROUP BY run"
    )
    return {row[0]: row[1] for row in rows if row[0] in set(runs_in_scope)}


def false_claims(index: Index, runs_in_scope: Sequence[str]) -> dict[str, dict[str, str]]:
    """run -> label -> the id that its record claims for that contestant, where it is not that of the fingerprint."""
    rows = index.query(
        "SELECT run, label, claimed FROM contestant WHERE claimed IS NOT NULL "
        "AND run IN (SELECT value FROM json_each(?)) ORDER BY run, label",
        (compact(list(runs_in_scope)),),
    )
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        claims[row["run"]][row["label"]] = row["claimed"]
    return dict(claims)


class Flagged(NamedTuple):
    """Of a contestant's attempts that count: how many had an exchange with each flag, and how many lost their answer
    because the context was full."""

    flags: dict[str, int]
    context_full: int


def flagged(index: Index, scope: str, suite_digest: str) -> dict[str, Flagged]:
    """contestant -> what is remarkable about the exchanges of its attempts that count."""
    rows = index.query(
        "SELECT contestant, flags, context_full FROM standing WHERE scope = ? AND suite_digest = ?",
        (scope, suite_digest),
    )
    return {row[0]: Flagged(json.loads(row[1]), row[2]) for row in rows}


def flags_of(index: Index, run: str) -> dict[str, tuple[str, ...]]:
    """attempt -> the flags of its exchanges, sorted; of attempts of one run that have any."""
    rows = index.query(
        "SELECT attempt, group_concat(flags, char(10)) FROM exchange "
        "WHERE run = ? AND purpose = 'attempt' AND flags != '[]' GROUP BY attempt",
        (run,),
    )
    return {row[0]: tuple(sorted(_flags_in(row[1]))) for row in rows}


def _flags_in(lists: str | None) -> set[str]:
    """The flags of several exchanges, whose lists stand on a line each."""
    return {name for line in (lists or "").splitlines() for name in json.loads(line)}
