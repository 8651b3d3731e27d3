"""The disk of a test that is a folder of this machine's: how much of it is used, and how it is removed.

Its program may have made it of links, of folders that nobody may enter, or deeper than any path is long. No link is
followed here, and nothing recurses.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable
from typing import NamedTuple

_BLOCK = 512
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_ENTERED = 0o700


class Usage(NamedTuple):
    """What a folder holds, with files of its programs that have no name any more."""

    size_bytes: int
    nodes: int

    def exceeds(self, size_bytes: int, nodes: int) -> bool:
        """Whether it is more than that."""
        return self.size_bytes > size_bytes or self.nodes > nodes


UNBOUNDED = Usage(1 << 62, 1 << 62)
"""A tree that is deeper than any path is long."""


def usage(folder: str, pids: Iterable[int] = ()) -> Usage:
    """What files below a folder take, and open files of processes that were removed from it."""
    size = nodes = 0
    waiting = [folder]
    while waiting:
        try:
            entries = _entries(waiting.pop(), folder)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return UNBOUNDED
            continue
        for entry in entries:
            with contextlib.suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                nodes += 1
                if stat.S_ISDIR(found.st_mode):
                    waiting.append(entry.path)
                elif stat.S_ISREG(found.st_mode):
                    size += found.st_blocks * _BLOCK
    return Usage(size + sum(_nameless(pids).values()), nodes)


def _entries(place: str, top: str) -> list[os.DirEntry[str]]:
    """What lies in a folder; one that its owner may not read is opened up first, where it really lies below `top`."""
    try:
        return list(os.scandir(place))
    except PermissionError:
        folder = os.open(place, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if os.readlink(f"/proc/self/fd/{folder}").startswith(f"{os.path.realpath(top)}/"):
                os.chmod(f"/proc/self/fd/{folder}", _ENTERED)
        finally:
            os.close(folder)
        return list(os.scandir(place))


def _nameless(pids: Iterable[int]) -> dict[tuple[int, int], int]:
    """Bytes of the removed files that processes hold open, each once."""
    sizes: dict[tuple[int, int], int] = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    found = os.stat(f"/proc/{pid}/fd/{name}")
                    if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                        sizes[found.st_dev, found.st_ino] = found.st_blocks * _BLOCK
    return sizes


def remove(folder: str) -> None:
    """Remove a folder with all that is in it, however deep: what lies below is moved up, level by level.

    Nothing may run any more that could change it. What cannot be removed stays.
    """
    with contextlib.suppress(OSError):
        empty(folder)
        os.rmdir(folder)


def empty(folder: str) -> None:
    """Remove what is in a folder. What cannot be removed stays."""
    with contextlib.suppress(OSError):
        top = os.open(folder, _FOLDER)
        try:
            _empty(top)
        finally:
            os.close(top)


def _empty(top: int) -> None:
    number = 0
    while names := os.listdir(top):
        for name in names:
            if not _is_folder(name, top):
                os.unlink(name, dir_fd=top)
                continue
            inner = os.open(name, _FOLDER, dir_fd=top)
            try:
                for child in os.listdir(inner):
                    if _is_folder(child, inner):
                        number += 1
                        os.rename(child, f".{number}", src_dir_fd=inner, dst_dir_fd=top)
                    else:
                        os.unlink(child, dir_fd=inner)
            finally:
                os.close(inner)
            os.rmdir(name, dir_fd=top)


def _is_folder(name: str, parent: int) -> bool:
    """Whether this is a folder, which can then be entered and moved."""
    if not stat.S_ISDIR(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode):
        return False
    os.chmod(name, _ENTERED, dir_fd=parent)
    return True
