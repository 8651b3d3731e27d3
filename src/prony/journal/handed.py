"""Where the record holds what attempts handed in: the scored attempts that count, with the byte of their end."""

from __future__ import annotations

from typing import NamedTuple

from prony.journal.index import Index
from prony.journal.queries import CHOSEN_GRADE, NEWEST, GradeChoice
from prony.journal.rollup import ALL_RUNS, SCORED


class HandedIn(NamedTuple):
    """A scored attempt that counts. ended_byte: of its last event in the journal of its run."""

    run: str
    contestant: str
    task: str
    solved: bool
    ended_byte: int


def attempts_handed_in(index: Index, scope: str, suite_digest: str, choice: GradeChoice = NEWEST) -> list[HandedIn]:
    """The scored attempts of a scope that ended, in the order of the record."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND a.run = ?4")
    rows = index.query(
        "SELECT a.run AS run, a.contestant AS contestant, a.task AS task, a.outcome AS outcome, a.verdict AS verdict, "
        f"a.ended_byte AS ended_byte, g.outcome AS g_outcome FROM attempt AS a {CHOSEN_GRADE} "
        f"WHERE a.suite_digest = ?3 AND a.{flag} = 1{more} AND a.ended_byte IS NOT NULL ORDER BY a.run, a.seq",
        (*choice, suite_digest, *([] if scope == ALL_RUNS else [scope])),
    )
    found = []
    for row in rows:
        outcome = row["g_outcome"] or (row["outcome"] if row["verdict"] is None else None)
        if outcome in SCORED:
            found.append(HandedIn(row["run"], row["contestant"], row["task"], outcome == "solved", row["ended_byte"]))
    return found
