"""Folders as Harbor has them: `task.toml`, `instruction.md`, `environment/`, `tests/`, `solution/`, read whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prony.nouns import Noun
from prony.plain_files import open_plain
from prony.suites.files import read_tree
from prony.suites.importers.foreign.dockerfiles import Instruction, instructions

MOST_FOLDERS = 20_000
DEEPEST = 4
_LOOKED_AT = 1 << 20
_PRONY = re.compile(rb"^[ \t]*\[\[?[ \t]*prony\b", re.MULTILINE)
"""The table that only a task.toml of our own format has."""

NETWORK = re.compile(
    r"\b(?:apt-get|apt|apk|dnf|yum|conda|brew)\s+(?:-\S+\s+)*(?:install|update|add)\b|\bpip3?\s+install\b|\buvx\b"
    r"|\buv\s+(?:pip|add|tool|run|sync|init)\b|\b(?:curl|wget)\b|\bgit\s+clone\b|\b(?:npm|pnpm|yarn)\s+(?:i|install|add|ci)\b"
    r"|\bnpx\b|\bcargo\s+install\b|\bgo\s+(?:get|install)\b|\bgem\s+install\b"
)
"""What asks for a network, in a line of a script."""


class HarborFolder(Noun, frozen=True, kw_only=True):
    """One task as it lies in its folder."""

    name: str
    files: dict[str, bytes]
    settings: dict[str, Any]
    """`task.toml`."""
    image: tuple[Instruction, ...]
    """The instructions of its Dockerfile; empty where it has none."""

    def text(self, path: str) -> str:
        """A file as text; empty where it is not there."""
        return self.files.get(path, b"").decode("utf-8", "replace")

    def setting(self, *path: str) -> Any:
        """A value of task.toml; None where it is not there."""
        value: Any = self.settings
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def below(self, prefix: str) -> dict[str, bytes]:
        """The files under a folder, by their paths in it."""
        return {path.removeprefix(prefix): data for path, data in self.files.items() if path.startswith(prefix)}

    @property
    def context(self) -> dict[str, bytes]:
        """The files that the image is built of: those of `environment/`, and by their whole paths those of the task,
        since some sets are built from there."""
        return {**self.files, **self.below("environment/")}

    @property
    def is_ours(self) -> bool:
        """Whether it is an export of a Prony task, with all that Harbor has no place for beside it."""
        return "prony/task.toml" in self.files


def harbor_folders(source: Path) -> Iterator[Path]:
    """Every folder at or below `source` that is a task of Harbor, without following links; those of our own format,
    which look alike, are none."""
    waiting, seen = [(source, 0)], 0
    while waiting and seen < MOST_FOLDERS:
        folder, depth = waiting.pop()
        seen += 1
        if (folder / "task.toml").is_file() and (folder / "instruction.md").is_file():
            if not _is_of_prony(folder / "task.toml"):
                yield folder
        elif depth < DEEPEST:
            inner = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
            waiting += [(path, depth + 1) for path in sorted(inner, reverse=True) if not path.name.startswith(".")]


def _is_of_prony(file: Path) -> bool:
    with open_plain(file, follow=True) as opened:
        return _PRONY.search(opened.read(_LOOKED_AT)) is not None


def read_harbor(folder: Path) -> HarborFolder:
    """A task whole. Raises ValueError for a task.toml or a Dockerfile that is none, SuiteError E321 for odd files."""
    files = read_tree(folder)
    try:
        settings = tomllib.loads(files["task.toml"].decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("task.toml is nested too deeply") from None
    dockerfile = files.get("environment/Dockerfile")
    return HarborFolder(
        name=folder.resolve().name,
        files=files,
        settings=settings,
        image=instructions(dockerfile) if dockerfile is not None else (),
    )


def commands(script: str) -> Iterator[tuple[int, str]]:
    """The lines of a shell script that do something, continued ones joined, each with its number."""
    joined, first = "", 0
    for number, line in enumerate(script.splitlines(), 1):
        text = line.strip()
        if not joined and (not text or text.startswith("#")):
            continue
        first = first or number
        joined += text.removesuffix("\\") + " "
        if not text.endswith("\\"):
            yield first, joined.strip()
            joined, first = "", 0
