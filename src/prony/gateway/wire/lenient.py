"""JSON as servers really write it: the strict decoder's second opinion, and values that may be anything."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec

LARGEST = 2**53
"""What no count and no time of a reply reaches; above it a float holds no whole numbers, and a database no sums."""
T = TypeVar("T", bound=msgspec.Struct)


def decode_anyway(data: bytes) -> Any:
    """Decode what is JSON but for NaN, lone surrogates or broken UTF-8 inside strings; None when it is not."""
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def read_anyway(data: bytes, shape: type[T], content: str, flags: set[str]) -> T | None:
    """An oddly written document in a typed `shape`, with the flag `odd_json`; None when it is no JSON object.

    One in a shape of its own is taken for an error; where it has something under `content`, that would be lost: None.
    """
    document = decode_anyway(data)
    if not isinstance(document, dict):
        return None
    flags.add("odd_json")
    try:
        return msgspec.convert(document, shape, strict=False)
    except msgspec.ValidationError:
        return None if document.get(content) else shape(error=document.get("error"))


def table(value: Any) -> dict[str, Any]:
    """`value` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def number(value: Any) -> float | None:
    """`value` when it is a number from 0 to `LARGEST`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LARGEST else None


def count(value: Any) -> int | None:
    """`value` when it is a whole number from 0 to `LARGEST`."""
    found = number(value)
    return None if found is None or found != int(found) else int(found)
