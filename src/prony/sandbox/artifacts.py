"""Copy files out of a tree that a hostile program made: links are never followed, odd things are noted, sizes bounded.

Both ends use this file: the reaper inside a slot writes the copies to a file descriptor, the host reads them.
It imports nothing of ours. Every folder and file is opened relative to its parent's descriptor with O_NOFOLLOW,
and is copied only where fstat then says: a regular file. Layout: contents one after the other, a JSON index, and
the index's length in eight bytes.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Iterable
from typing import Any

MAX_FILES = 4096
MAX_DEPTH = 40
MAX_ENTRIES = 20_000
MAX_NOTES = 64
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a relative POSIX path matches one of `patterns`: `*` and `?` stay within a name, `**` does not."""
    expression = "|".join(f"(?:{_expression(pattern)})" for pattern in patterns)
    return re.compile(expression or r"(?!)", re.DOTALL).fullmatch  # type: ignore[return-value]


def _expression(pattern: str) -> str:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(wild.get(piece) or re.escape(piece) for piece in pieces)


def copy_out(root: str, patterns: Iterable[str], out: int, max_bytes: int, leave: Iterable[str] = ()) -> None:
    """Copy the regular files under `root` that match `patterns` to descriptor `out`, at most `max_bytes` in all.

    leave: names of folders that are not looked into, wherever they lie.
    """
    walk = _Walk(matcher(patterns), out, max_bytes, frozenset(leave))
    folder = os.open(root, _FOLDER)
    try:
        walk.folder(folder, "", 0)
    finally:
        os.close(folder)
    index = json.dumps({"files": walk.files, "notes": walk.notes[:MAX_NOTES]}).encode()
    _write_all(out, index + len(index).to_bytes(8, "little"))


class _Walk:
    """One pass over a tree: what was copied, what was not and why."""

    def __init__(self, wanted: Callable[[str], bool], out: int, max_bytes: int, leave: frozenset[str]) -> None:
        self.wanted = wanted
        self.leave = leave
        self.out = out
        self.left = max_bytes
        self.entries = 0
        self.files: list[tuple[str, int]] = []
        self.notes: list[str] = []

    def folder(self, descriptor: int, prefix: str, depth: int) -> None:
        with os.scandir(descriptor) as entries:
            names = sorted((entry.name for entry in entries), key=os.fsencode)
        for name in names:
            self.entries += 1
            if self.entries > MAX_ENTRIES:
                if self.entries == MAX_ENTRIES + 1:
                    self.notes.append(f"more than {MAX_ENTRIES} entries: the rest was not looked at")
                return
            self.entry(descriptor, name, prefix + name, depth)

    def entry(self, parent: int, name: str, path: str, depth: int) -> None:
        if not _plain(name):
            self.notes.append(f"{path.encode(errors='backslashreplace')!r}: odd name")
            return
        try:
            kind = stat.S_IFMT(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
        except OSError as error:
            self.notes.append(f"{path}: {error.strerror}")
            return
        if kind == stat.S_IFDIR and name in self.leave:
            return
        if kind == stat.S_IFDIR:
            self.enter(parent, name, path, depth)
        elif not self.wanted(path):
            return
        elif kind == stat.S_IFREG:
            self.file(parent, name, path)
        else:
            self.notes.append(f"{path}: {_KINDS.get(kind, 'not a regular file')}, not copied")

    def enter(self, parent: int, name: str, path: str, depth: int) -> None:
        if depth >= MAX_DEPTH:
            self.notes.append(f"{path}: more than {MAX_DEPTH} folders deep")
            return
        try:
            descriptor = os.open(name, _FOLDER, dir_fd=parent)
        except OSError as error:
            self.notes.append(f"{path}: {error.strerror}")
            return
        try:
            self.folder(descriptor, path + "/", depth + 1)
        finally:
            os.close(descriptor)

    def file(self, parent: int, name: str, path: str) -> None:
        try:
            source = os.open(name, _FILE, dir_fd=parent)
        except OSError as error:
            self.notes.append(f"{path}: {error.strerror}")
            return
        try:
            found = os.fstat(source)
            if not stat.S_ISREG(found.st_mode):
                self.notes.append(f"{path}: not a regular file, not copied")
            elif found.st_size > self.left or len(self.files) >= MAX_FILES:
                self.notes.append(f"{path}: {found.st_size} bytes, beyond what is copied out")
            else:
                self.files.append((path, _copy(source, self.out, found.st_size)))
                self.left -= found.st_size
        finally:
            os.close(source)


_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def _plain(name: str) -> bool:
    """A name that any file system and any terminal takes: UTF-8, printable, not long."""
    return name.isprintable() and len(name) <= 200 and "\\" not in name


def _copy(source: int, out: int, size: int) -> int:
    done = 0
    while done < size:
        sent = os.sendfile(out, source, done, size - done)
        if sent == 0:
            break
        done += sent
    return done


def _write_all(out: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(out, view) :]


def read_copies(data: bytes) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """What `copy_out` wrote: contents by path, and the notes. Nothing written (the program was killed): empty."""
    if len(data) < 8:
        return {}, ()
    length = int.from_bytes(data[-8:], "little")
    index: dict[str, Any] = json.loads(data[-8 - length : -8])
    files: dict[str, bytes] = {}
    start = 0
    for path, size in index["files"]:
        files[path] = data[start : start + size]
        start += size
    return files, tuple(index["notes"])
