"""What grades say of the parts of an attempt: the criteria that it earned, and the labels that its grader gave it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from prony.journal.index import Index
from prony.journal.queries import CHOSEN_GRADE, NEWEST, GradeChoice
from prony.journal.rollup import ALL_RUNS, SCORED, compact
from prony.nouns import CriterionResult

_criteria = msgspec.json.Decoder(tuple[CriterionResult, ...]).decode


class Marked(NamedTuple):
    """A scored attempt that counts, with what its grade says of its parts; nothing where it has no grade."""

    contestant: str
    task: str
    solved: bool
    handed_in: str | None
    """Equal for attempts of which the same bytes were graded."""
    criteria: tuple[CriterionResult, ...]
    labels: dict[str, str]
    """What kind of solution it is, by what is asked of it; untrusted."""


def marked_attempts(
    index: Index, scope: str, suite_digest: str, choice: GradeChoice = NEWEST, task: str | None = None
) -> list[Marked]:
    """The scored attempts at tasks that are marked in several parts, or whose grader gives labels, in the order of
    their tasks; of one task alone, where it is named."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND a.run = ?5")
    where = (
        f"FROM attempt AS a {CHOSEN_GRADE} "
        f"WHERE a.suite_digest = ?3 AND a.{flag} = 1{more} AND (?4 IS NULL OR a.task = ?4)"
    )
    scoped = [] if scope == ALL_RUNS else [scope]
    in_parts = index.query(
        f"""SELECT DISTINCT a.task {where} AND (g.criteria LIKE '%"id":%"id":%' OR g.labels NOT IN ('{{}}', ''))""",
        (*choice, suite_digest, task, *scoped),
    )
    wanted = compact([row["task"] for row in in_parts])
    rows = index.query(
        f"SELECT a.*, g.outcome AS g_outcome, g.criteria AS criteria, g.labels AS marks {where} "
        f"AND a.task IN (SELECT value FROM json_each(?{5 + len(scoped)})) "
        "ORDER BY a.task, a.contestant, a.created_at, a.run, a.seq",
        (*choice, suite_digest, task, *scoped, wanted),
    )
    return list(_scored(rows))


def _scored(rows: Iterable[sqlite3.Row]) -> Iterable[Marked]:
    for row in rows:
        outcome = row["g_outcome"] or (row["outcome"] if row["verdict"] is None else None)
        if outcome in SCORED:
            yield Marked(
                contestant=row["contestant"],
                task=row["task"],
                solved=outcome == "solved",
                handed_in=row["handed_in"],
                criteria=_criteria(row["criteria"] or "[]"),
                labels=json.loads(row["marks"] or "{}"),
            )
