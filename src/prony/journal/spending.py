"""What scored attempts took: seconds and tokens of each, as boards need them to say what a solved task costs."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from prony.journal.index import Index
from prony.journal.rollup import ALL_RUNS, SCORED, compact


class Spent(NamedTuple):
    """What one scored attempt took; None is *not captured*."""

    wall_s: float | None
    prompt_tokens: int | None
    completion_tokens: int | None
    decode_tokens: int | None
    decode_s: float | None


def spent_by_task(index: Index, scope: str, suite_digest: str) -> dict[str, dict[str, list[Spent]]]:
    """contestant -> task -> what each scored attempt took that counts in the scope (a run, or ALL_RUNS)."""
    flag, more = ("counts", "") if scope == ALL_RUNS else ("counts_in_run", " AND run = ?")
    rows = index.query(
        "SELECT contestant, task, wall_s, prompt_tokens, completion_tokens, decode_tokens, decode_s FROM attempt "
        f"WHERE suite_digest = ? AND {flag} = 1 AND outcome IN (SELECT value FROM json_each(?)){more} "
        "ORDER BY created_at, run, seq",
        (suite_digest, compact(sorted(SCORED)), *([] if scope == ALL_RUNS else [scope])),
    )
    found: dict[str, dict[str, list[Spent]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row[0]][row[1]].append(Spent(*row[2:]))
    return {contestant: dict(tasks) for contestant, tasks in found.items()}
