"""Which tasks `prony prove` was asked for, and which of them can be graded here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prony.cli.public_suites import fetch_public
from prony.cli.terminal import Terminal

if TYPE_CHECKING:
    from prony.nouns import Suite, Task


def chosen_of(
    terminal: Terminal, names: Sequence[str], patterns: Sequence[str], languages: Sequence[str] = ()
) -> list[tuple[Suite, list[Task]]]:
    """Each suite with those of its tasks that are asked for; public ones are fetched.

    Raises UsageError E104 for a pattern or a language that means none.
    """
    from prony.bench.selection import Selection, is_in, refuse_vain
    from prony.suites import builtin_suites, is_chosen, load_suite

    fetch_public(terminal, names)
    loaded = [load_suite(name) for name in names or builtin_suites()]
    refuse_vain(loaded, Selection(patterns=tuple(patterns), languages=tuple(languages)))
    return [
        (suite, [task for task in suite.tasks if is_chosen(task, patterns) and is_in(task, languages)])
        for suite in loaded
    ]


def ready_of(terminal: Terminal, tasks: list[Task], backend: str) -> list[Task]:
    """Those of `tasks` whose toolchains are here, and work in that sandbox; of the others it is said."""
    from prony.grading.toolchains import missing_toolchains

    absent = missing_toolchains(tasks, backend=backend)
    for task_id, reason in absent.items():
        terminal.note(f"- {task_id:<32} skipped: {reason}", always=True)
    return [task for task in tasks if task.id not in absent]
