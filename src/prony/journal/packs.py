"""The packs of the index: everything that contestants did at the tasks of a suite, in one row each."""

from __future__ import annotations

import msgspec

from prony.journal.index import Index
from prony.journal.packed import Cells, Costs, unpacked

_tasks = msgspec.json.Decoder(tuple[str, ...]).decode


def packs_of(index: Index, scope: str, suite_digest: str) -> dict[str, tuple[Cells, Costs]]:
    """contestant -> its cells, and what its scored attempts took, by their newest grades."""
    rows = index.query(
        "SELECT contestant, tasks, counts, scores, sums, units FROM packed WHERE scope = ? AND suite_digest = ?",
        (scope, suite_digest),
    )
    tasks = {text: _tasks(text) for text in {row["tasks"] for row in rows}}
    return {row["contestant"]: unpacked(dict(row), tasks[row["tasks"]]) for row in rows}
