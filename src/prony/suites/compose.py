"""Compose: a submission laid on a clean copy of the task's start, where only the declared paths are taken over; and
what of a workspace, as it was left, is a submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prony.nouns import Mode, Noun, Task
from prony.suites.files import clean_path
from prony.suites.patterns import path_matches

_NAMED = 10
"""How many paths a note names."""


def taken_over(task: Task, path: str) -> bool:
    """Whether a submission of `task` may bring the file `path`: its answer files, else what is editable."""
    if not clean_path(path):
        return False
    if task.mode is Mode.ANSWER:
        return path in task.answer
    return any(path_matches(pattern, path) for pattern in task.editable)


def protected(task: Task, path: str) -> bool:
    """Whether the file `path` must come back as it was: a path that is editable as well may change."""
    return any(path_matches(pattern, path) for pattern in task.protect) and not any(
        path_matches(pattern, path) for pattern in task.editable
    )


class Changes(Noun, frozen=True, kw_only=True):
    """What became of a workspace. files: new or changed, removed: gone, both as far as the task takes them or protects
    them; notes name the rest. True where anything of it changed.
    """

    files: dict[str, bytes] = {}
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.removed or self.notes)


def changes(task: Task, start: Mapping[str, bytes], after: Mapping[str, bytes]) -> Changes:
    """The difference between `start`, the task's workspace, and what became of it."""
    files = {path: data for path, data in after.items() if start.get(path) != data}
    removed = [path for path in start if path not in after]
    other = sorted(path for path in (*files, *removed) if not (taken_over(task, path) or protected(task, path)))
    return Changes(
        files={path: data for path, data in sorted(files.items()) if path not in other},
        removed=tuple(path for path in removed if path not in other),
        notes=(f"changed, but not asked for: {quoted_paths(other)}",) if other else (),
    )


def left_out(task: Task, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of a submission's paths that are not taken over, sorted."""
    return tuple(sorted(path for path in paths if not taken_over(task, path)))


def submission_tree(
    task: Task, start: Mapping[str, bytes], files: Mapping[str, bytes], removed: Iterable[str] = ()
) -> dict[str, bytes]:
    """Lay a submission on `start`, the workspace, less those of `removed`. What is not taken over is left as it was."""
    gone = {path for path in removed if taken_over(task, path)}
    kept = {path: data for path, data in start.items() if path not in gone}
    return overlay(kept, {path: data for path, data in files.items() if taken_over(task, path)})


def overlay(start: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Lay `files` over `start`. Where one names a folder that the other has as a file, the newcomer wins."""
    tree = dict(start)
    for path, data in files.items():
        for other in [other for other in tree if other.startswith(f"{path}/") or path.startswith(f"{other}/")]:
            del tree[other]
        tree[path] = data
    return tree


def quoted_paths(paths: Sequence[str]) -> str:
    """Some paths for a note, the first few by name. They are a submission's words, so they are quoted and bounded."""
    rest = len(paths) - _NAMED
    return ", ".join(repr(path[:200]) for path in paths[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
