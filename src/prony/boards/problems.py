"""Tasks that state the same problem in several languages: those of a suite with members, or that share an axis
`problem:NAME`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from prony.journal.planned_tasks import TaskRow
from prony.suites.sampling import MARK


def problems_of(tasks: Collection[TaskRow]) -> dict[str, str]:
    """Task -> its problem, of those that name exactly one."""
    named = {row.task: [axis for axis in row.axes if axis.startswith(MARK) and len(axis) > len(MARK)] for row in tasks}
    by_axis = {task: some[0].removeprefix(MARK) for task, some in named.items() if len(some) == 1}
    return by_axis | {row.task: row.problem for row in tasks if row.member}


def pairing_note(slices: Mapping[str, Sequence[str]], problems: Mapping[str, str], title: str) -> str:
    """Whether a contestant's values of a dimension can be compared problem by problem, in words."""
    stated = [
        {problems[task] for task in tasks} if all(task in problems for task in tasks) else None
        for tasks in slices.values()
    ]
    if len(stated) > 1 and stated[0] is not None and all(one == stated[0] for one in stated):
        return (
            f"the same problems stand in all {len(slices)} {title}: a model's {title} are compared problem by problem"
        )
    shared = len([one for one in stated if one is not None])
    if shared > 1:
        return (
            f"the same problems stand in some {title}: where two have the same, a model's are compared problem by "
            "problem, else as different tasks, which may be harder or easier in one of them"
        )
    return (
        f"no task says that it states the same problem as one of other {title}: they are compared as different tasks, "
        "so that a difference may be one of the tasks"
    )
