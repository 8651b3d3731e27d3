"""The track: how exercises of one language become tasks."""

from __future__ import annotations

from typing import Any, Protocol

from prony.nouns import Noun
from prony.suites.importers.foreign.exercises import Exercise


class TrackTask(Noun, frozen=True, kw_only=True):
    """What of an exercise depends on its language."""

    answer: tuple[str, ...]
    tests: dict[str, str]
    """Hidden files, with every test switched on."""
    solution: dict[str, str]
    workspace: dict[str, bytes]
    prony: dict[str, Any] = {}
    """More of `[prony]`."""


class ExerciseTrack(Protocol):
    """One language's way to lay out exercises."""

    suffixes: tuple[str, ...]
    """Of the files that are asked for: by these an exercise is known."""

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task of an exercise. Raises ValueError where it cannot be one."""
        ...


def reference_as_answer(exercise: Exercise, answer: tuple[str, ...]) -> dict[str, str]:
    """The reference under the names of the answer's files: by suffix, and of several of one suffix in their order. A
    file that the reference has nothing for stays as it was. Raises ValueError where there is nothing at all.
    """
    texts = exercise.texts(exercise.references)
    out: dict[str, str] = {}
    for path in answer:
        suffix = path.rpartition(".")[2]
        fitting = [name for name in texts if name.rpartition(".")[2] == suffix and texts[name] not in out.values()]
        out[path] = texts[fitting[0]] if fitting else exercise.texts((path,))[path]
    if not set(texts.values()) & set(out.values()):
        raise ValueError("its reference has none of the files that are asked for")
    return out


def start_of(exercise: Exercise, *more: str) -> dict[str, bytes]:
    """What a contestant starts from: the untouched files that are asked for, and those of `more` that are there."""
    return {path: exercise.files[path] for path in (*exercise.config.files.solution, *more) if path in exercise.files}
