"""JSON as servers really write it: the strict decoder's second opinion, and values that may be anything."""

from __future__ import annotations

import json
from typing import Any


def decode_anyway(data: bytes) -> Any:
    """Decode what is JSON but for NaN, lone surrogates or broken UTF-8 inside strings; None when it is not."""
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def table(value: Any) -> dict[str, Any]:
    """`value` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def number(value: Any) -> float | None:
    """`value` when it is a number from 0 up, and finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < float("inf") else None


def count(value: Any) -> int | None:
    """`value` when it is a whole number from 0 up."""
    found = number(value)
    return None if found is None or found != int(found) else int(found)
