"""Locks between processes: one at a time fetches or makes a thing, the others wait and say so."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from prony.fetch.progress import Phase, Reporter

_POLL_S = 0.2


@contextlib.contextmanager
def locked(path: Path, reporter: Reporter) -> Iterator[None]:
    """Hold the lock file at `path`. Raises `Stopped` where the caller has had enough of waiting."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        waited = False
        while not _taken(handle):
            if not waited:
                reporter.say(Phase.SOURCE, "another process is fetching it already; waiting for that")
            waited = True
            reporter.check()
            time.sleep(_POLL_S)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
