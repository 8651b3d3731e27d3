"""Look through folders that may hold anything: bounded in entries, depth and time, and never one folder twice."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from prony.engines.on_disk.found import FoundModel, is_folder
from prony.plain import clean_line

MOST_ENTRIES = 50_000
MOST_DEPTH = 10
MOST_SECONDS = 5.0
"""For one place: a disk of a network that does not answer is not waited for any longer, between two folders."""
MOST_REMARKS = 8

_SHARD = re.compile(r"^(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf$", re.ASCII)
GGUF, SAFETENSORS = ".gguf", ".safetensors"
CONFIG = "config.json"
DIFFUSERS = "model_index.json"


class BoundedWalk:
    """The folders of one place. Links to folders are followed, and none is entered twice."""

    def __init__(
        self, *, most_entries: int = MOST_ENTRIES, most_depth: int = MOST_DEPTH, most_seconds: float = MOST_SECONDS
    ) -> None:
        self.remarks: list[str] = []
        self._left = most_entries
        self._most_depth = most_depth
        self._until = time.monotonic() + most_seconds
        self._seconds = most_seconds
        self._entries = most_entries
        self._been: set[tuple[int, int]] = set()

    def remark(self, text: str) -> None:
        """Tell what could not be looked at; of many such things, the first few."""
        line = clean_line(text)
        if line not in self.remarks and len(self.remarks) < MOST_REMARKS:
            self.remarks.append(line)

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What stands in a folder, by name; nothing where it cannot be read, or where enough was looked at."""
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as listing:
                for entry in listing:
                    if self._left <= 0:
                        self.remark(f"it has more than {self._entries:,} entries: the others were not looked at")
                        break
                    if time.monotonic() > self._until:
                        self.remark(f"to look through it takes over {self._seconds:g} s: the rest was left out")
                        break
                    self._left -= 1
                    found.append(entry)
        except OSError as error:
            self.remark(f"{folder} cannot be looked at: {error.strerror or error}")
        return sorted(found, key=lambda entry: entry.name)

    def models(self, folder: Path) -> Iterator[FoundModel]:
        """Every model file below `folder`, split models once, and folders of safetensors."""
        waiting = [(folder, 0)]
        while waiting:
            here, depth = waiting.pop()
            if not self._enter(here):
                continue
            entries = self.entries(here)
            deeper = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if is_folder(entry):
                    deeper.append(Path(entry.path))
            yield from _gguf_files(entries)
            yield from _safetensors_folder(here, entries)
            if deeper and depth >= self._most_depth:
                self.remark(f"{here} lies {depth} folders deep: what is below it was not looked at")
                continue
            waiting += [(one, depth + 1) for one in reversed(deeper)]

    def _enter(self, folder: Path) -> bool:
        try:
            status = os.stat(folder)
        except OSError as error:
            self.remark(f"{folder} cannot be looked at: {error.strerror or error}")
            return False
        key = (status.st_dev, status.st_ino)
        if key in self._been or not stat.S_ISDIR(status.st_mode):
            return False
        self._been.add(key)
        return True


def gguf_name(path: Path) -> str:
    """What a model file is called: without its ending and the number of a shard."""
    match = _SHARD.match(path.name)
    return match["stem"] if match else path.stem


def _gguf_files(entries: list[os.DirEntry[str]]) -> Iterator[FoundModel]:
    """The GGUF files of one folder, the first shard there is for a split model."""
    split: set[tuple[str, str]] = set()
    for entry in entries:
        if not entry.name.lower().endswith(GGUF) or entry.name.startswith(".") or is_folder(entry):
            continue
        match = _SHARD.match(entry.name)
        if match:
            which = (match["stem"], match["count"])
            if which in split:
                continue
            split.add(which)
        path = Path(entry.path)
        yield FoundModel(gguf_name(path), path, problem=_no_file(path))


def _no_file(path: Path) -> str:
    """Say why `path` is no file that can be read; empty where it is one. Nothing is opened."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return "it is a link to nothing"
    except OSError as error:
        return f"it cannot be looked at: {error.strerror or error}"
    return "" if stat.S_ISREG(status.st_mode) else "it is no plain file"


def _safetensors_folder(folder: Path, entries: list[os.DirEntry[str]]) -> Iterator[FoundModel]:
    names = {entry.name for entry in entries}
    if CONFIG in names and DIFFUSERS not in names and any(name.endswith(SAFETENSORS) for name in names):
        yield FoundModel(folder.name, folder, form="safetensors")
