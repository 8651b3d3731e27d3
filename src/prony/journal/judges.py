"""Judges: what grades were made with, kept once in a run's rows under a short key that stands in each attempt's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from prony.journal.rollup import compact
from prony.nouns import Grade


class Judges:
    """The sandboxes with their toolchains that graded in one run. add: keeps the row of a new one."""

    def __init__(self, add: Callable[..., None]) -> None:
        self._add = add
        self._keys: dict[str, str] = {}

    def of(self, grade: Grade) -> str | None:
        """The key of what a grade was made with; None where it names nothing."""
        if not grade.judged_by:
            return None
        told = compact(dict(sorted(grade.judged_by.items())))
        if told not in self._keys:
            self._keys[told] = hashlib.sha256(told.encode()).hexdigest()[:12]
            self._add(judges=self._keys[told], judged_by=told)
        return self._keys[told]
