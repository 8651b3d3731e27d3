"""One contestant on tasks that were released before the end of its training data, and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prony.boards.board import FreshSplit, Row
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, rate_of
from prony.journal.planned_tasks import TaskRow
from prony.plain import clean_line

if TYPE_CHECKING:
    from prony.stats.samples import Samples

BEFORE, AFTER = "before", "after"


def split_of(entrant: Entrant, tasks: Mapping[str, TaskRow], level: float) -> FreshSplit | None:
    """The split of one contestant; None where its cut-off is not stated, or no task says when it was released."""
    cutoff = entrant.spec.cutoff if entrant.spec is not None else None
    if cutoff is None or entrant.reference:
        return None
    sides: dict[str, list[str]] = {BEFORE: [], AFTER: []}
    for task, row in tasks.items():
        if row.released:
            sides[AFTER if row.released > cutoff.last_day else BEFORE].append(task)
    if not any(sides.values()):
        return None
    mine = outcomes_by_task(entrant.cells)
    difference, lo, hi, decided = _difference(mine, sides, level)
    return FreshSplit(
        cutoff=cutoff.day,
        source=cutoff.source,
        before=rate_of(mine, level, sides[BEFORE]),
        after=rate_of(mine, level, sides[AFTER]),
        undated=sum(task in tasks and not tasks[task].released for task in mine),
        difference=difference,
        lo=lo,
        hi=hi,
        decided=decided,
    )


def _difference(
    mine: Samples, sides: Mapping[str, list[str]], level: float
) -> tuple[float | None, float | None, float | None, bool]:
    from prony.stats.spread import gaps_to

    found = gaps_to({side: mine.within(set(some)) for side, some in sides.items()}, AFTER, level=level)
    if not found:
        return None, None, None, False
    return found[0].value, found[0].lo, found[0].hi, found[0].decided


def fresh_notes(rows: Sequence[Row]) -> list[str]:
    """Of whom all dated tasks lie on one side of the cut-off, so that there is nothing to compare."""
    sides: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.fresh is not None and not (row.fresh.before.tasks and row.fresh.after.tasks):
            which = "after" if row.fresh.after.tasks else "by"
            sides.setdefault((which, f"{row.fresh.cutoff}, {clean_line(row.fresh.source)}"), []).append(row.label)
    return [
        f"all dated tasks were released {which} the stated cut-off of {', '.join(labels)} ({stated})"
        for (which, stated), labels in sides.items()
    ]
