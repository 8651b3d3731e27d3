"""Choose the tasks that a person means: shell patterns over a task's id or name."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from prony.nouns import Task


def is_chosen(task: Task, patterns: Sequence[str]) -> bool:
    """Whether one of `patterns` (`quick/py-*`, `js-*`) matches the id or the name of a task; without any, it is."""
    names = (task.id, task.name)
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns for name in names)
