"""Exercises of a track as they lie in a folder: what `.meta/config.json` says of each, and the texts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from prony.nouns import Noun
from prony.suites.files import read_tree

CONFIG = ".meta/config.json"
DOCS = (".docs/introduction.md", ".docs/instructions.md", ".docs/instructions.append.md")
MOST_FOLDERS = 20_000
DEEPEST = 6


class ExerciseFiles(Noun, frozen=True, kw_only=True):
    """Which files of an exercise are what."""

    solution: tuple[str, ...] = ()
    test: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    exemplar: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()


class ExerciseConfig(Noun, frozen=True, kw_only=True):
    """`.meta/config.json`, as far as it is read."""

    files: ExerciseFiles
    blurb: str = ""


class Exercise(Noun, frozen=True, kw_only=True):
    """One exercise, read whole."""

    name: str
    config: ExerciseConfig
    files: dict[str, bytes]

    @property
    def references(self) -> tuple[str, ...]:
        """The files of the reference."""
        return self.config.files.example or self.config.files.exemplar

    @property
    def brief(self) -> str:
        """What the contestant is told."""
        texts = (self.files[path].decode("utf-8", "replace").strip() for path in DOCS if path in self.files)
        return "\n\n".join(texts)

    def texts(self, paths: tuple[str, ...]) -> dict[str, str]:
        """Files by their paths, as texts. Raises ValueError for one that is not there or is no text."""
        absent = [path for path in paths if path not in self.files]
        if absent:
            raise ValueError(f"its config names {absent[0]}, which is not there")
        return {path: self.files[path].decode("utf-8") for path in paths}


def exercise_folders(source: Path) -> Iterator[Path]:
    """Every folder at or below `source` that is an exercise, without following links."""
    waiting, seen = [(source, 0)], 0
    while waiting and seen < MOST_FOLDERS:
        folder, depth = waiting.pop()
        seen += 1
        if (folder / CONFIG).is_file():
            yield folder
        elif depth < DEEPEST:
            inner = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
            waiting += [(path, depth + 1) for path in sorted(inner, reverse=True) if not path.name.startswith(".")]


def read_exercise(folder: Path) -> Exercise:
    """An exercise whole. Raises ValueError for a config that is none, SuiteError E321 for files no task may have."""
    files = read_tree(folder)
    config = msgspec.json.decode(files[CONFIG], type=ExerciseConfig)
    if not config.files.solution or not config.files.test:
        raise ValueError("its config names no solution or no test")
    return Exercise(name=folder.name, config=config, files=files)
