"""The importer: a reader of one foreign format, from a path to task folders as data."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from prony.nouns import Noun


class ImportedTask(Noun, frozen=True, kw_only=True):
    """One foreign task as the files of a task folder."""

    name: str
    """The folder's name: lowercase letters, digits, - and _."""
    files: dict[str, bytes]
    """Path in the folder -> bytes; `task.toml`, `instruction.md` and the rest, as docs/task-format.md says."""
    losses: tuple[str, ...] = ()
    """What the foreign task has and this one has not, in words for whoever will read its numbers."""


class Refusal(Noun, frozen=True, kw_only=True):
    """A part of the source that did not become a task."""

    where: str
    """`FILE:LINE`, or whatever names the part to the person who has the source."""
    why: str


class ImportedSuite(Noun, frozen=True, kw_only=True):
    """A suite as an importer read it from one source. Nothing of it is on disk yet."""

    title: str
    version: str
    licence: str
    """Of the foreign tasks; `unknown` where the source does not say."""
    tasks: tuple[ImportedTask, ...]
    refusals: tuple[Refusal, ...] = ()


class ImportSettings(Noun, frozen=True, kw_only=True):
    """What a user may say of an import beside its source. Each importer takes those that its `takes` names."""

    repos: Path | None = None
    """A folder of local clones."""
    tries: int = 1
    """Tries at each task; each after the first is shown what the tests said of the one before."""


class Importer(Protocol):
    """A reader of one format. It executes nothing of the source and writes nothing."""

    title: str
    """What it reads, in one line."""

    def recognises(self, source: Path) -> bool:
        """Tell whether `source` is of this format, by a look at its name and its first bytes."""
        ...

    def read(self, source: Path) -> ImportedSuite:
        """Read `source` whole. What cannot become a task is a refusal; SuiteError E348 where nothing can be read."""
        ...


class SettledImporter(Importer, Protocol):
    """An importer that can be told more than its source."""

    takes: tuple[str, ...]
    """Fields of `ImportSettings` that it looks at."""

    def read_with(self, source: Path, settings: ImportSettings) -> ImportedSuite:
        """Read as `read`, with settings."""
        ...


def wrong_with(importer: object) -> str | None:
    """Say what keeps a foreign object from being an importer; None where nothing does."""
    lacking = [name for name in ("title", "recognises", "read") if not hasattr(importer, name)]
    return f"it has no {lacking[0]}" if lacking else None
