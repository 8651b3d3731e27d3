"""Values of measures that an attempt's row keeps as JSON, brought up to date event by event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from prony.journal.measures import MEASURES
from prony.nouns import AttemptEnd, Exchange, Grade

Reader = tuple[str, Callable[[Any], Any]]
"""The name of a measure, and what it reads of an event."""


class KeptMeasures:
    """The measures that read events. Each method takes what a row keeps (JSON by name, None of nothing) and one more
    event, and returns what it keeps then."""

    def __init__(self) -> None:
        self._exchanges = []
        self._ends: list[Reader] = []
        self._grades: list[Reader] = []
        for resident, one in MEASURES.items():
            name = resident.replace("-", "_")
            if one.of_exchange is not None:
                read = MEASURES.guard(resident, one.of_exchange, None)
                self._exchanges.append((name, read, MEASURES.guard(resident, one.join, None)))
            if one.of_end is not None:
                self._ends.append((name, MEASURES.guard(resident, one.of_end, None)))
            if one.of_grade is not None:
                self._grades.append((name, MEASURES.guard(resident, one.of_grade, None)))

    def of_exchange(self, kept: str | None, exchange: Exchange) -> str | None:
        """With an exchange that served the attempt."""
        if not self._exchanges:
            return kept
        values = _values(kept)
        for name, read, join in self._exchanges:
            values[name] = _join(join, values.get(name), read(exchange))
        return _json(values)

    def of_end(self, kept: str | None, end: AttemptEnd) -> str | None:
        """With how the attempt ended."""
        return _with(kept, self._ends, end)

    def of_grade(self, kept: str | None, grade: Grade) -> str | None:
        """With the grade that stands for it, in place of the one before."""
        return _with(kept, self._grades, grade)


def _with(kept: str | None, functions: list[Reader], event: Any) -> str | None:
    if not functions:
        return kept
    return _json(_values(kept) | {name: function(event) for name, function in functions})


def _join(join: Callable[[Any, Any], Any], before: Any, value: Any) -> Any:
    if value is None or before is None:
        return before if value is None else value
    return join(before, value)


def _values(kept: str | None) -> dict[str, Any]:
    return msgspec.json.decode(kept, type=dict[str, Any]) if kept else {}


def _json(values: dict[str, Any]) -> str | None:
    """Write known values in the order of their names: the same events give the same text in whatever batches."""
    known = {name: value for name, value in values.items() if value is not None}
    return msgspec.json.encode(known, order="deterministic").decode() if known else None
