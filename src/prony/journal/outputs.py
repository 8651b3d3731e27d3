"""What attempts handed in: whether it is the same reply and the same graded bytes, and how it was judged."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from prony.journal.index import Index
from prony.journal.rollup import SCORED, compact


class Output(NamedTuple):
    """A scored attempt that counts in its run. replied, handed_in: equal for the same bytes; None where nothing was
    handed in."""

    run: str
    contestant: str
    task: str
    repeat: int
    solved: bool
    replied: str | None
    handed_in: str | None


class GradedAgain(NamedTuple):
    """A contestant's attempts in a run whose last step was graded more than once, and those judged otherwise each
    time. attempt: one of the latter, to look at."""

    run: str
    contestant: str
    attempts: int
    flips: int
    attempt: str | None


def outputs_of(index: Index, suite_digest: str, runs: Collection[str], contestants: Collection[str]) -> list[Output]:
    """The scored attempts of these contestants in these runs, each run for itself."""
    rows = index.query(
        "SELECT run, contestant, task, repeat, outcome, replied, handed_in FROM attempt WHERE suite_digest = ? "
        "AND counts_in_run = 1 AND run IN (SELECT value FROM json_each(?)) "
        "AND contestant IN (SELECT value FROM json_each(?)) AND outcome IN (SELECT value FROM json_each(?)) "
        "ORDER BY run, contestant, task, repeat",
        (suite_digest, compact(sorted(runs)), compact(sorted(contestants)), compact(sorted(SCORED))),
    )
    return [
        Output(
            row["run"],
            row["contestant"],
            row["task"],
            row["repeat"],
            row["outcome"] == "solved",
            row["replied"],
            row["handed_in"],
        )
        for row in rows
    ]


def regraded(index: Index, suite_digest: str, runs: Collection[str], contestants: Collection[str]) -> list[GradedAgain]:
    """How often attempts were graded again, and came out otherwise."""
    rows = index.query(
        "SELECT run, contestant, count(*) AS attempts, sum(least < most) AS flips, "
        "min(CASE WHEN least < most THEN attempt END) AS attempt FROM ("
        "SELECT a.run AS run, a.contestant AS contestant, a.attempt AS attempt, min(g.solved) AS least, "
        "max(g.solved) AS most FROM attempt AS a JOIN grade AS g "
        "ON g.run = a.run AND g.attempt = a.attempt AND g.step = a.step "
        "WHERE a.suite_digest = ? AND a.counts_in_run = 1 AND a.grades > 1 "
        "AND a.run IN (SELECT value FROM json_each(?)) AND a.contestant IN (SELECT value FROM json_each(?)) "
        "GROUP BY a.run, a.attempt HAVING count(*) > 1) GROUP BY run, contestant ORDER BY run, contestant",
        (suite_digest, compact(sorted(runs)), compact(sorted(contestants))),
    )
    return [GradedAgain(row["run"], row["contestant"], row["attempts"], row["flips"], row["attempt"]) for row in rows]
