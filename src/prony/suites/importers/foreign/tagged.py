"""Values as `tests/cases.jsonl` writes them: JSON, and one tagged object for each plain type that JSON cannot say."""

from __future__ import annotations

import math
from typing import Any

DEEPEST = 60
"""Containers within containers that a case may hold."""


MOST_VALUES = 500_000
"""Values within one value."""


def tagged(value: Any) -> Any:
    """`value` as JSON with tags. Raises ValueError for what is no plain value, too deep or too large."""
    return _Tagger().tag(value, 0)


class _Tagger:
    """Counts what it tags: one list a thousand times in another is small here and large when it is written out."""

    def __init__(self) -> None:
        self.left = MOST_VALUES

    def tag(self, value: Any, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise ValueError(f"a value holds more than {MOST_VALUES} others, or {DEEPEST} containers in each other")
        kind, deeper = type(value), depth + 1
        if value is None or kind in (bool, str, int):
            return value
        if kind is float:
            return value if math.isfinite(value) else {"$float": str(value)}
        if kind is list:
            return [self.tag(item, deeper) for item in value]
        if kind is dict:
            if all(type(key) is str and not key.startswith("$") for key in value):
                return {key: self.tag(item, deeper) for key, item in value.items()}
            return {"$dict": [[self.tag(key, deeper), self.tag(item, deeper)] for key, item in value.items()]}
        if kind in _TAGS:
            return {_TAGS[kind]: [self.tag(item, deeper) for item in value]}
        if kind is bytes:
            return {"$bytes": value.hex()}
        if kind is complex:
            return {"$complex": [self.tag(value.real, deeper), self.tag(value.imag, deeper)]}
        raise ValueError(f"a {kind.__name__} is no plain value")


_TAGS: dict[type, str] = {tuple: "$tuple", set: "$set", frozenset: "$frozenset"}
