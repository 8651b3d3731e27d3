"""Mixed contestants: of known score, each with a solution of its own for each task, as a real field has them.

`[mixed.NAME]` of suite.toml names, for a task, the flaw that NAME hands in; where it names none, the reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prony.nouns import Task
from prony.suites import schema
from prony.suites.places import Places
from prony.suites.problems import Problems, did_you_mean
from prony.suites.step_views import deciding_step

TAKEN = ("all-correct", "known-flaws", "looping", "empty")
"""Names of the references that every suite has."""


def mixed_of(table: Any, tasks: Sequence[Task], places: Places, problems: Problems) -> dict[str, dict[str, str]]:
    """Name -> task id -> flaw, in the order of suite.toml; `problems` gets what does not hold."""
    by_name = {task.name: task for task in tasks}
    mixed: dict[str, dict[str, str]] = {}
    for name, rows in (table if isinstance(table, dict) else {}).items():
        where = places.where(("mixed", name))
        if not schema.ID.fullmatch(name) or name in TAKEN or not isinstance(rows, dict):
            what = f"mixed.{name} must be a table with a name of lowercase letters, digits, - and _"
            problems.add("E311", where, what, f"{', '.join(TAKEN)} are taken" if name in TAKEN else None)
            continue
        mixed[name] = {}
        for task_name, flaw in rows.items():
            place = places.where(("mixed", name, task_name))
            task = by_name.get(task_name)
            if task is None:
                hint = did_you_mean(task_name, by_name)
                problems.add("E331", place, f"mixed.{name} names no task: {task_name!r}", hint)
            elif flaw not in (known := {one.id: one.step for one in task.flaws}):
                what = f"mixed.{name} names no flaw of {task_name}: {flaw!r}"
                problems.add("E331", place, what, did_you_mean(str(flaw), known))
            elif known[flaw] != (decides := deciding_step(task)):
                what = f"mixed.{name}: {flaw!r} is no flaw that {task_name} ends with, but one of step {known[flaw]}"
                fitting = [one for one, step in known.items() if step == decides]
                problems.add("E331", place, what, f"of step {decides}: {', '.join(fitting) or 'none'}")
            else:
                mixed[name][task.id] = flaw
    return mixed
