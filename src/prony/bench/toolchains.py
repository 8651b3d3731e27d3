"""Which tasks cannot be graded on this machine, and why: an absent toolchain makes an attempt missing, never failed."""

from __future__ import annotations

from collections.abc import Iterable

from prony.nouns import Task
from prony.sandbox.toolchains import find


def missing_toolchains(tasks: Iterable[Task]) -> dict[str, str]:
    """Task id -> the requirement that nothing here answers to; tasks that can be graded are left out."""
    found: dict[str, bool] = {}
    absent: dict[str, str] = {}
    for task in tasks:
        for requirement in task.toolchain:
            if requirement not in found:
                found[requirement] = find(requirement) is not None
            if not found[requirement]:
                absent[task.id] = f"no toolchain for {requirement}"
    return absent
