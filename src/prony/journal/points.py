"""Attempts in points: what each that counts earned, passed and took, with what its grader measured and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from prony.journal.index import Index
from prony.journal.queries import CHOSEN_GRADE, NEWEST, GradeChoice
from prony.journal.rollup import ALL_RUNS, SCORED
from prony.nouns import CriterionResult

_criteria = msgspec.json.Decoder(tuple[CriterionResult, ...]).decode


class Pointed(NamedTuple):
    """An attempt that counts. share: of full marks; None where nothing was scored. passed, of: tests; None where there
    are none. step: the one that was graded."""

    run: str
    attempt: str
    contestant: str
    task: str
    share: float | None
    solved: bool
    passed: int | None
    of: int | None
    wall_s: float | None
    metrics: dict[str, float]
    labels: dict[str, str]
    """Untrusted."""
    criteria: tuple[CriterionResult, ...]
    step: int


def pointed_attempts(index: Index, scope: str, suite_digest: str, choice: GradeChoice = NEWEST) -> list[Pointed]:
    """The attempts of a scope that count and have ended, in the order of the record; none that waits for its grade.

    With a step chosen, those alone that handed it in.
    """
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND a.run = ?4")
    rows = index.query(
        "SELECT a.run AS run, a.attempt AS attempt, a.contestant AS contestant, a.task AS task, a.outcome AS outcome, "
        "a.verdict AS verdict, a.wall_s AS wall_s, coalesce(a.step, 0) AS step, g.outcome AS g_outcome, "
        "g.score / g.scale AS share, g.tests AS tests, g.metrics AS metrics, g.labels AS marks, g.criteria AS criteria "
        f"FROM attempt AS a {CHOSEN_GRADE} "
        f"WHERE a.suite_digest = ?3 AND a.{flag} = 1{more} AND a.ended_at IS NOT NULL ORDER BY a.run, a.seq",
        (*choice, suite_digest, *([] if scope == ALL_RUNS else [scope])),
    )
    return list(_pointed(rows, choice.step))


def _pointed(rows: Iterable[sqlite3.Row], step: int | None) -> Iterable[Pointed]:
    for row in rows:
        if step is not None and row["step"] < step:
            continue
        outcome = row["g_outcome"] or (row["outcome"] if row["verdict"] is None else None)
        if outcome is None or outcome not in SCORED | {"infra", "missing"}:
            continue
        scored = outcome in SCORED
        tests = json.loads(row["tests"] or "[]") if scored else []
        yield Pointed(
            run=row["run"],
            attempt=row["attempt"],
            contestant=row["contestant"],
            task=row["task"],
            share=(row["share"] or 0.0) if scored else None,
            solved=outcome == "solved",
            passed=sum(status == "pass" for _, status, _ in tests) if tests else None,
            of=len(tests) or None,
            wall_s=row["wall_s"],
            metrics=json.loads(row["metrics"] or "{}"),
            labels=json.loads(row["marks"] or "{}"),
            criteria=_criteria(row["criteria"] or "[]"),
            step=row["step"] if step is None else step,
        )
