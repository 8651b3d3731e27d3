"""Which tasks `prony prove` was asked for, and which of them can be graded here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prony.cli.public_suites import fetch_public
from prony.cli.terminal import Terminal

if TYPE_CHECKING:
    from prony.nouns import Suite, Task


def chosen_of(terminal: Terminal, names: Sequence[str], patterns: Sequence[str]) -> list[tuple[Suite, list[Task]]]:
    """Each suite with those of its tasks that are asked for; public ones are fetched.

    Raises UsageError E104 where there is none at all.
    """
    from prony.errors import UsageError
    from prony.suites import builtin_suites, is_chosen, load_suite

    fetch_public(terminal, names)
    loaded = [load_suite(name) for name in names or builtin_suites()]
    chosen = [(suite, [task for task in suite.tasks if is_chosen(task, patterns)]) for suite in loaded]
    if not any(tasks for _, tasks in chosen):
        raise UsageError(
            "E104", f"no task matches {', '.join(patterns)}", hint="prony tasks SUITE lists the tasks of a suite"
        )
    return chosen


def ready_of(terminal: Terminal, tasks: list[Task]) -> list[Task]:
    """Those of `tasks` whose toolchains are here; of the others it is said."""
    from prony.grading.toolchains import missing_toolchains

    absent = missing_toolchains(tasks)
    for task_id, reason in absent.items():
        terminal.note(f"- {task_id:<32} skipped: {reason}", always=True)
    return [task for task in tasks if task.id not in absent]
