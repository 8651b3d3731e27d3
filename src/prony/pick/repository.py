"""The stack of a repository, by what lies in its folder: looked at within bounds; no link is followed, nothing runs."""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from prony import plain_files
from prony.boards.weights.stack import Stack, StackPart
from prony.errors import UsageError
from prony.pick.signs import DATABASES, LOCKFILES, MANIFEST_ENDS, MANIFESTS, SKIPPED, language_by_suffix
from prony.plain import clean_line, homeless
from prony.readable import count, counted

MOST_ENTRIES = 50_000
MOST_SCANNED = 200_000
"""Names that are read at most, those of folders and links too."""
MOST_DEPTH = 16
MOST_MANIFESTS = 200
LARGEST_MANIFEST = 256 << 10
LARGEST_COUNTED = 256 << 10
"""Bytes of a file that count at most: a generated one is no more of a stack than a long one that somebody wrote."""
LEAST_SHARE = 0.02
"""The share of the source below which a language is told and weighs nothing."""
_WORD = re.compile(r"[a-z][a-z0-9_./+-]*")


class Sight(NamedTuple):
    """What was seen in a folder."""

    sources: Counter[str]
    """Language -> bytes of its files, as far as they count."""
    files: Counter[str]
    databases: dict[str, str]
    """Database -> the manifest and the word that name it."""
    lockfiles: dict[str, str]
    entries: int
    cut: bool
    """Whether there is more than was looked at."""


def stack_of_folder(folder: Path) -> Stack:
    """The stack of a folder: its languages weighed by their share of the source, in percent; databases that manifests
    name weigh nothing until somebody gives them a weight. Raises UsageError E107 for what is no folder."""
    seen = look_at(folder)
    total = sum(seen.sources.values())
    shares = {name: size / total for name, size in seen.sources.most_common() if total}
    heavy = {name: share for name, share in shares.items() if share >= LEAST_SHARE}
    parts = [StackPart(name=name, weight=str(max(1, round(100 * share)))) for name, share in heavy.items()]
    parts += [StackPart(name=name, weight=None) for name in seen.databases if name not in heavy]
    return Stack(
        source="detected" if heavy else "none", parts=tuple(parts), evidence=tuple(_evidence(folder, seen, shares))
    )


def look_at(folder: Path) -> Sight:
    """Look through a folder, nearest files first. Raises UsageError E107 for what is no folder that can be read."""
    seen = Sight(Counter(), Counter(), {}, {}, 0, False)
    entries, manifests, cut = 0, 0, False
    for entry in _walk(folder):
        entries += 1
        if entries > MOST_ENTRIES:
            cut = True
            break
        name = entry.name
        if name in LOCKFILES:
            seen.lockfiles.setdefault(LOCKFILES[name], clean_line(name))
        if name in MANIFESTS or name.endswith(MANIFEST_ENDS):
            manifests += 1
            if manifests <= MOST_MANIFESTS:
                _read_manifest(Path(entry.path), seen.databases)
            cut = cut or manifests > MOST_MANIFESTS
        if (language := language_by_suffix(name)) is not None:
            seen.sources[language] += min(_size(entry), LARGEST_COUNTED)
            seen.files[language] += 1
    return seen._replace(entries=min(entries, MOST_ENTRIES), cut=cut)


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Every plain file, breadth first; hidden folders, links and what is somebody else's are passed by."""
    waiting = deque([(str(folder), 0)])
    left = MOST_SCANNED
    while waiting and left > 0:
        place, depth = waiting.popleft()
        try:
            with os.scandir(place) as some:
                inside = sorted(itertools.islice(some, max(0, left)), key=lambda entry: entry.name)
        except OSError as error:
            if depth == 0:
                raise UsageError(
                    "E107", f"{clean_line(str(folder))} is no folder that can be looked at", cause=error.strerror
                ) from error
            continue
        left -= len(inside)
        for entry in inside:
            try:
                if entry.is_file(follow_symlinks=False):
                    yield entry
                elif entry.is_dir(follow_symlinks=False) and depth < MOST_DEPTH and _is_own(entry.name):
                    waiting.append((entry.path, depth + 1))
            except OSError:
                continue


def _is_own(name: str) -> bool:
    return name not in SKIPPED and not name.startswith(".")


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _read_manifest(path: Path, databases: dict[str, str]) -> None:
    """Note which databases a manifest names; one that is too large or cannot be read names none."""
    try:
        text = plain_files.read_plain(path, LARGEST_MANIFEST).decode("utf-8", "replace").lower()
    except (OSError, ValueError):
        return
    words = {part for word in _WORD.findall(text) for part in (word, word.rsplit("/", 1)[-1])}
    for database, drivers in DATABASES.items():
        driver = next((one for one in drivers if one in words or ("/" in one and one in text)), None)
        if driver is not None:
            databases.setdefault(database, f"{driver} in {clean_line(path.name)}")


def _evidence(folder: Path, seen: Sight, shares: dict[str, float]) -> Iterator[str]:
    yield f"{clean_line(homeless(str(folder)))}: {counted(seen.entries, 'file')} looked at"
    for name, share in shares.items():
        small = ", too little to weigh" if share < LEAST_SHARE else ""
        lock = f", {seen.lockfiles[name]}" if name in seen.lockfiles else ""
        percent = f"{round(100 * share)} %" if share >= 0.005 else "under 1 %"
        yield f"{name}: {percent} of the source, {counted(seen.files[name], 'file')}{lock}{small}"
    yield from (f"{database}: {where}; named, not weighed" for database, where in seen.databases.items())
    yield from (f"{name}: {file} alone" for name, file in seen.lockfiles.items() if name not in shares)
    if seen.cut:
        yield f"there is more than was looked at (the first {count(MOST_ENTRIES)} files, {MOST_MANIFESTS} manifests)"
