"""Values of measures that an attempt's row keeps as JSON, brought up to date event by event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from prony.journal.measures import MEASURES
from prony.journal.measures.measure import Measure
from prony.nouns import AttemptEnd, Exchange, Grade


class KeptMeasures:
    """The measures that read events. Each method takes what a row keeps (JSON by name, None of nothing) and one more
    event, and returns what it keeps then."""

    def __init__(self) -> None:
        measures = [(name.replace("-", "_"), one) for name, one in MEASURES.items()]
        self._exchanges = [(name, one) for name, one in measures if one.of_exchange is not None]
        self._ends = [(name, one.of_end) for name, one in measures if one.of_end is not None]
        self._grades = [(name, one.of_grade) for name, one in measures if one.of_grade is not None]

    def of_exchange(self, kept: str | None, exchange: Exchange) -> str | None:
        """With an exchange that served the attempt."""
        if not self._exchanges:
            return kept
        values = _values(kept)
        for name, measure in self._exchanges:
            assert measure.of_exchange is not None
            values[name] = _joined(measure, values.get(name), measure.of_exchange(exchange))
        return _json(values)

    def of_end(self, kept: str | None, end: AttemptEnd) -> str | None:
        """With how the attempt ended."""
        return _told(kept, self._ends, end)

    def of_grade(self, kept: str | None, grade: Grade) -> str | None:
        """With the grade that stands for it, in place of the one before."""
        return _told(kept, self._grades, grade)


def _told(kept: str | None, functions: list[tuple[str, Callable[[Any], Any]]], event: Any) -> str | None:
    if not functions:
        return kept
    return _json(_values(kept) | {name: function(event) for name, function in functions})


def _joined(measure: Measure, before: Any, value: Any) -> Any:
    if value is None or before is None:
        return before if value is None else value
    return measure.join(before, value)


def _values(kept: str | None) -> dict[str, Any]:
    return msgspec.json.decode(kept, type=dict[str, Any]) if kept else {}


def _json(values: dict[str, Any]) -> str | None:
    """What is known, in the order of its names: the same events give the same text in whatever batches."""
    known = {name: value for name, value in values.items() if value is not None}
    return msgspec.json.encode(known, order="deterministic").decode() if known else None
