"""Attempts in points: what each that counts earned, passed and took, with what its grader measured and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
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
    last_step: int
    """The last that it handed in."""
    void: bool = False
    """Whether it changed what it may not change."""
    grade_byte: int | None = None
    """Where its grade stands in the journal of its run."""


def pointed_attempts(index: Index, scope: str, suite_digest: str, choice: GradeChoice = NEWEST) -> list[Pointed]:
    """The attempts of a scope that count and have ended, in the order of the record; none that waits for its grade.

    With a step chosen, those alone that handed it in; their seconds are then those of the step.
    """
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND a.run = ?4")
    rows = index.query(
        "SELECT a.run AS run, a.attempt AS attempt, a.contestant AS contestant, a.task AS task, a.outcome AS outcome, "
        "a.verdict AS verdict, a.wall_s AS wall_s, coalesce(a.step, 0) AS step, g.outcome AS g_outcome, "
        "g.score / g.scale AS share, g.tests AS tests, g.metrics AS metrics, g.labels AS marks, "
        "g.criteria AS criteria, g.byte AS grade_byte, a.started_at AS started_at, "
        "(SELECT at FROM step AS s WHERE s.run = a.run AND s.attempt = a.attempt AND s.step = ?2) AS handed_at, "
        "(SELECT at FROM step AS s WHERE s.run = a.run AND s.attempt = a.attempt AND s.step = ?2 - 1) AS asked_at "
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
            wall_s=row["wall_s"] if step is None else _of_step(row),
            metrics=json.loads(row["metrics"] or "{}"),
            labels=json.loads(row["marks"] or "{}"),
            criteria=_criteria(row["criteria"] or "[]"),
            step=row["step"] if step is None else step,
            last_step=row["step"],
            void=outcome == "void",
            grade_byte=row["grade_byte"],
        )


def _of_step(row: sqlite3.Row) -> float | None:
    """The seconds of one step: of the last one what is left of the attempt's."""
    since = row["asked_at"] or row["started_at"]
    if row["handed_at"] is not None:
        return _between(since, row["handed_at"])
    before = _between(row["started_at"], since)
    return None if row["wall_s"] is None or before is None else max(0.0, row["wall_s"] - before)


def _between(began: str | None, ended: str | None) -> float | None:
    if began is None or ended is None:
        return None
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()
