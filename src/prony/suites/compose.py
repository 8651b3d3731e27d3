"""Compose: a submission laid on a clean copy of the task's start; only the declared paths are taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prony.nouns import Mode, Task
from prony.suites.files import clean_path, workspace_files
from prony.suites.patterns import path_matches


def taken_over(task: Task, path: str) -> bool:
    """Whether a submission of `task` may bring the file `path`: its answer files, else what is editable."""
    if not clean_path(path):
        return False
    if task.mode is Mode.ANSWER:
        return path in task.answer
    return any(path_matches(pattern, path) for pattern in task.editable)


def left_out(task: Task, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of a submission's paths that are not taken over, sorted."""
    return tuple(sorted(path for path in paths if not taken_over(task, path)))


def submission_tree(task: Task, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workspace with the submission's files laid over it; what is not taken over is left as it was."""
    return {**workspace_files(task), **{path: data for path, data in files.items() if taken_over(task, path)}}
