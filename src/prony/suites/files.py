"""Files: the folders of a task as data, read without ever following a link, and the digest over them."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from pathlib import Path

from prony.suites.patches import apply_patch
from prony.suites.problems import Problems

MAX_FILE_BYTES = 16 << 20
MAX_TREE_BYTES = 64 << 20
MAX_FILES = 4096
PASSED_OVER = frozenset({"__pycache__", ".DS_Store", ".pytest_cache", ".ruff_cache", ".mypy_cache"})
"""Litter that tools leave in folders: not part of a task, and not of its digest."""

EQUIVALENTS = "equivalents.toml"
"""Beside task.toml: what its author says of mutants (`prony.suites.equivalents`). No part of the task's digest."""


def clean_name(name: str) -> bool:
    """Whether `name` may be one part of a path: printable, normalised, and a plain name on every system."""
    return (
        0 < len(name.encode("utf-8", "surrogateescape")) <= 200
        and name not in (".", "..")
        and name.isprintable()
        and unicodedata.is_normalized("NFC", name)
        and not any(c in '/\\:*?"<>|' for c in name)
        and name == name.strip()
        and not name.startswith("-")
    )


def clean_path(path: str) -> bool:
    """Whether `path` is relative, POSIX, without `.` or `..`, and made of clean names."""
    return len(path) <= 1000 and all(clean_name(part) for part in path.split("/"))


def read_tree(root: Path, problems: Problems | None = None) -> dict[str, bytes]:
    """Every file under `root` as relative POSIX path -> bytes, sorted by path; an absent folder is an empty one.

    Links, devices, odd names, and more than MAX_FILES, MAX_FILE_BYTES or MAX_TREE_BYTES are refused: added to
    `problems` as E321, or raised as SuiteError E321 where none is given.
    """
    own = problems or Problems()
    out: dict[str, bytes] = {}
    size = 0
    for path, entry in _walk(root, "", own):
        if len(out) >= MAX_FILES or size > MAX_TREE_BYTES:
            own.add("E321", str(root), f"more than {MAX_FILES} files or {MAX_TREE_BYTES >> 20} MiB")
            break
        data = _read(entry, own)
        if data is not None:
            out[path] = data
            size += len(data)
    if problems is None:
        own.raise_if_any(str(root))
    return dict(sorted(out.items()))


def read_task_tree(folder: Path, problems: Problems | None = None) -> dict[str, bytes]:
    """The files of a task's folder that make it the task that it is: all but what is said of its mutants."""
    return {path: data for path, data in read_tree(folder, problems).items() if path != EQUIVALENTS}


def _walk(folder: Path, prefix: str, problems: Problems) -> list[tuple[str, os.DirEntry[str]]]:
    found: list[tuple[str, os.DirEntry[str]]] = []
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except FileNotFoundError:
        return found
    except OSError as error:
        problems.add("E303", f"{folder}", f"the folder cannot be read: {error.strerror}", "see whose it is: ls -ld")
        return found
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.name in PASSED_OVER:
            continue
        if not clean_name(entry.name):
            problems.add("E321", f"{folder}", f"a file has the odd name {entry.name!r}", "use plain, printable names")
            continue
        twin = seen.setdefault(entry.name.casefold(), entry.name)
        if twin != entry.name:
            problems.add("E321", entry.path, f"{twin} and {entry.name} are one file on some systems")
        if entry.is_dir(follow_symlinks=False):
            found += _walk(Path(entry.path), f"{prefix}{entry.name}/", problems)
        else:
            found.append((prefix + entry.name, entry))
    return found


def _read(entry: os.DirEntry[str], problems: Problems) -> bytes | None:
    try:
        handle = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        what = "a link" if entry.is_symlink() else f"cannot be read: {error.strerror}"
        problems.add("E321", entry.path, f"{entry.name} is {what}", "tasks are plain files; copy the target in")
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            problems.add("E321", entry.path, f"{entry.name} is not a plain file")
            return None
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        problems.add("E321", entry.path, f"{entry.name} is larger than {MAX_FILE_BYTES >> 20} MiB")
        return None
    return data


def tree_digest(files: dict[str, bytes]) -> str:
    """The Merkle digest of a tree: sha256 over its entries by name, of the bytes of files and the digests of folders.

    Times, modes and owners do not enter, so that it is the same on every machine.
    """
    folders: dict[str, dict[str, bytes]] = {}
    lines = []
    for path, data in files.items():
        head, _, rest = path.partition("/")
        if rest:
            folders.setdefault(head, {})[rest] = data
        else:
            lines.append(f"file {hashlib.sha256(data).hexdigest()} {head}\n")
    lines += [f"folder {tree_digest(inner)} {name}\n" for name, inner in folders.items()]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def overlaid(reference: dict[str, bytes], own: dict[str, bytes], patch: bytes | None) -> dict[str, bytes]:
    """`reference` with a flaw's own files laid over it and its patch applied. Raises PatchError."""
    files = {**reference, **own}
    return files if patch is None else apply_patch(files, patch)
