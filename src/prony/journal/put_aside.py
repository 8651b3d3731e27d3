"""Put runs aside: out of the index and every board, and kept whole where they can be taken back from."""

from __future__ import annotations

import fcntl
import itertools
import os
from pathlib import Path

from prony.errors import JournalError
from prony.journal.origin import refuse_anothers
from prony.journal.reader import events_path

FORGOTTEN = "forgotten"
"""The folder beside `runs` that holds what was put aside."""


def put_aside(home: Path, run: str) -> Path:
    """Move a run out of `home`/runs, and return where it is. The index forgets it when it is next brought up to date.

    Raises JournalError E603 while somebody writes it, E613 as `refuse_anothers`.
    """
    refuse_anothers(home / "runs")
    folder = home / "runs" / run
    if _is_written(folder):
        raise JournalError(
            "E603", f"run {run} is being written by another process", where=str(folder), hint="wait for it, or stop it"
        )
    place = home / FORGOTTEN
    place.mkdir(exist_ok=True)
    refuse_anothers(place)
    names = (run if number == 1 else f"{run}-{number}" for number in itertools.count(1))
    target = next(place / name for name in names if not os.path.lexists(place / name))
    folder.rename(target)
    return target


def _is_written(folder: Path) -> bool:
    try:
        opened = os.open(events_path(folder), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False
