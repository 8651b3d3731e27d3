"""Which values a comparison is sliced by, and which tasks have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.entrants import Entrant
from prony.boards.rows import slicing
from prony.errors import JournalError
from prony.journal.planned_tasks import TaskRow

DIMENSION = "released"


def values_of(by: Sequence[str], tasks: Mapping[str, TaskRow]) -> dict[str, Mapping[str, Sequence[str]]]:
    """dimension -> value -> tasks, of each dimension `by`. Raises JournalError E657 for one of contestants."""
    found = {}
    for name in by:
        sliced = slicing(name, tasks.values())
        if sliced.dimension.of_task is None:
            raise JournalError(
                "E657",
                f"{name} is of contestants, and a comparison is sliced by what is of tasks",
                hint="--by difficulty",
            )
        found[name] = sliced.slices
    return found


def fresh_slices(sides: Sequence[Entrant], tasks: Mapping[str, TaskRow]) -> dict[str, Mapping[str, Sequence[str]]]:
    """The slices `after both cut-offs` and `before`, as a dimension with its values; nothing where one of the two
    states no cut-off, or all dated tasks are on one side. Tasks without a day are in neither."""
    cutoffs = [one.spec.cutoff for one in sides if one.spec is not None and one.spec.cutoff is not None]
    if len(cutoffs) < len(sides):
        return {}
    last = max(cutoff.last_day for cutoff in cutoffs)
    dated = {task: row.released for task, row in tasks.items() if row.released}
    after = [task for task, day in dated.items() if day > last]
    before = [task for task, day in dated.items() if day <= last]
    return {DIMENSION: {"after both cut-offs": after, "before": before}} if after and before else {}
