"""A file put in its place: announced, fetched by one process at a time, checked, and moved there whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from prony.errors import FetchError
from prony.fetch.file_digests import file_sha256, remember_sha256
from prony.fetch.locks import locked
from prony.fetch.progress import Phase, Report, Reporter
from prony.fetch.remote import FetchSource, RemoteFile

ELSEWHERE = "XDG_CACHE_HOME names another folder for the cache, on another disk"


def present(file: RemoteFile, folder: Path) -> Path | None:
    """`file` in `folder` when it is there, whole and of the right digest."""
    path = folder / file.file
    if not path.is_file() or path.stat().st_size != file.size_bytes:
        return None
    return path if file_sha256(path) == file.sha256 else None


def fetch(
    file: RemoteFile,
    folder: Path,
    progress: Report = lambda step: None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """`file` in `folder`, fetched where it is not there yet. Blocks; one process at a time fetches it.

    progress is told the size first, then which source is tried, how far it is, and what failed. cancelled is asked a
    few times a second; when it says True, `Stopped` is raised and finished parts are kept.
    Raises FetchError E711 or E714 (no source gave it), E712 (wrong digest), E713 (no room on the disk).
    """
    found = present(file, folder)
    if found:
        return found
    reporter = Reporter(file.name, file.size_bytes, progress, cancelled)
    reporter.say(Phase.ANNOUNCE, file.about or f"{file.size_bytes / 1e6:.0f} MB")
    target = folder / file.file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(target.with_name(f"{target.name}.lock"), reporter):
            # Another process may have fetched it while this one waited.
            return present(file, folder) or _fetch(file, target, reporter)
    except OSError as error:
        raise FetchError(
            "E713", f"{file.name} cannot be stored: {error.strerror}", where=str(target), hint=ELSEWHERE
        ) from None


def _fetch(file: RemoteFile, target: Path, reporter: Reporter) -> Path:
    _check_space(file, target.parent)
    failures = []
    for source in file.sources:
        partial = target.with_name(f"{file.file}.{source.name}.part")
        reporter.say(Phase.SOURCE, f"from the {source.name}")
        try:
            _fetch_from(source, file, partial, reporter)
        except FetchError as error:
            failures.append(error)
            reason = error.what + (f" ({error.cause.splitlines()[-1]})" if error.cause else "")
            reporter.say(Phase.FAILED, f"not from the {source.name}: {reason}")
            continue
        os.replace(partial, target)
        remember_sha256(target, file.sha256)
        for leftover in target.parent.glob(f"{file.file}.*.part*"):
            leftover.unlink()
        reporter.say(Phase.DONE, f"the digest is right; kept in {target.parent}")
        return target
    raise FetchError(
        failures[-1].code if failures else "E711",
        f"{file.name} cannot be had",
        cause="\n".join(error.what + (f": {error.cause}" if error.cause else "") for error in failures) or None,
        hint=f"with network: the same again; without: put the file into {target.parent}",
    )


def _fetch_from(source: FetchSource, file: RemoteFile, partial: Path, reporter: Reporter) -> None:
    """Fetch from one source, and check. Where what was continued turns out to be of another file, it is fetched once
    more, from its beginning."""
    continued = partial.is_file()
    source.fetch(partial, file.size_bytes, reporter)
    try:
        _check_digest(file, partial, source)
    except FetchError:
        if not continued:
            raise
        reporter.say(Phase.SOURCE, "what was kept of an earlier try is of another file, from the beginning")
        source.fetch(partial, file.size_bytes, reporter)
        _check_digest(file, partial, source)


def _check_digest(file: RemoteFile, path: Path, source: FetchSource) -> None:
    digest = file_sha256(path)
    if digest != file.sha256:
        path.unlink()
        raise FetchError(
            "E712",
            f"what the {source.name} gave is not {file.file}",
            cause=f"sha256 {digest}, expected {file.sha256}",
        )


def _check_space(file: RemoteFile, folder: Path) -> None:
    """The file and what its sources need beside it lie there for a moment."""
    needed = file.size_bytes + max((source.scratch_bytes for source in file.sources), default=0)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise FetchError(
            "E713",
            f"{file.name} needs {needed / 1e6:.0f} MB of disk while it is fetched, {free / 1e6:.0f} MB are free",
            where=str(folder),
            hint=ELSEWHERE,
        )
