"""What was measured, kept in the cache: a file for each reference, toolchain and machine."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from prony.config import cache_dir
from prony.engines.machine import cpu_name
from prony.grading.calibration.measure import ReferenceUse
from prony.nouns import Task
from prony.plain_files import write_whole

FORMAT = 1
MOST_BYTES = 4096


def key_of(task: Task, judged_by: Mapping[str, str]) -> str:
    """The key of a task's measure: what is run, what it is run by, and where."""
    machine = [cpu_name(), os.cpu_count()]
    return hashlib.sha256(json.dumps([FORMAT, task.digest, sorted(judged_by.items()), machine]).encode()).hexdigest()


def kept(key: str) -> ReferenceUse | None:
    """What was measured before; None where nothing was, or what is kept cannot be read."""
    try:
        with _place(key).open("rb") as file:
            return msgspec.json.decode(file.read(MOST_BYTES), type=ReferenceUse)
    except (OSError, msgspec.DecodeError):
        return None


def keep(key: str, used: ReferenceUse) -> None:
    """Keep a measure. Where that cannot be done, it is only made again."""
    target = _place(key)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, msgspec.json.encode(used))


def _place(key: str) -> Path:
    return cache_dir() / "measured" / key[:2] / f"{key}.json"
