"""sha256 of big files, remembered as long as path, size, inode and both times (of content, of change) stay the same."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from prony.config import cache_dir
from prony.errors import WeightsError

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def file_sha256(path: Path | str) -> str:
    """The sha256 of a file's bytes: read once (about 1 GB/s of one core), then taken from prony's cache folder.

    Raises WeightsError E701 when it cannot be read, E706 when it changes under the reading.
    """
    file = Path(path).resolve()
    try:
        before = _stamp(file)
        known = remembered_sha256(file)
        if known:
            return known
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if _stamp(file) != before:
            raise WeightsError(
                "E706", f"{file.name} changed while it was read", where=str(file), hint="wait until it is written"
            )
    except OSError as error:
        raise WeightsError("E701", f"cannot read {file.name}: {error.strerror or error}", where=str(file)) from None
    remember_sha256(file, digest)
    return digest


def remembered_sha256(path: Path | str) -> str | None:
    """The digest of `path` if it was taken before and the file has not changed since."""
    file = Path(path).resolve()
    try:
        entry = json.loads(_entry(file).read_bytes())
        fresh = entry["stamp"] == _stamp(file)
        digest = entry["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return digest if fresh and isinstance(digest, str) and _DIGEST.fullmatch(digest) else None


def remember_sha256(path: Path | str, digest: str) -> None:
    """Keep the digest of `path` as it stands now. A cache folder that cannot be written costs time, nothing else."""
    file = Path(path).resolve()
    entry = _entry(file)
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"path": str(file), "stamp": _stamp(file), "sha256": digest})
        handle, temporary = tempfile.mkstemp(dir=entry.parent)
        with os.fdopen(handle, "w") as stream:
            stream.write(line)
        os.replace(temporary, entry)


def _stamp(file: Path) -> list[Any]:
    status = file.stat()
    # The time of change is the kernel's own: a program that writes into a file can set the other one back.
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]


def _entry(file: Path) -> Path:
    return cache_dir() / "digests" / f"{hashlib.sha256(os.fsencode(file)).hexdigest()[:32]}.json"
