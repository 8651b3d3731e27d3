"""Values as a task's files write them: JSON, and one tagged object for each plain type that JSON cannot say.

{"$tuple": [..]}  {"$set": [..]}  {"$frozenset": [..]}  {"$bytes": "hex"}  {"$complex": [re, im]}
{"$float": "nan" | "inf" | "-inf"}  {"$dict": [[key, value], ..]}
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prony.errors import GradingError

_FLOATS = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}

_TAGS: dict[str, Callable[[Any], Any]] = {
    "$tuple": lambda items: tuple(untag(item) for item in items),
    "$set": lambda items: {untag(item) for item in items},
    "$frozenset": lambda items: frozenset(untag(item) for item in items),
    "$bytes": bytes.fromhex,
    "$complex": lambda parts: complex(*parts),
    "$float": _FLOATS.__getitem__,
    "$dict": lambda pairs: {untag(key): untag(value) for key, value in pairs},
}


def untag(value: Any) -> Any:
    """`value` (decoded JSON) with its tagged objects made into what they stand for. Raises GradingError E515."""
    if type(value) is list:
        return [untag(item) for item in value]
    if type(value) is not dict:
        return value
    if len(value) == 1:
        tag, inner = next(iter(value.items()))
        if tag in _TAGS:
            try:
                return _TAGS[tag](inner)
            except (TypeError, ValueError, KeyError) as error:
                raise GradingError(
                    "E515",
                    f"a {tag} value cannot be read",
                    cause=f"{type(error).__name__}: {error}",
                    hint='for example {"$tuple": [1, 2]}, {"$float": "nan"}, {"$dict": [[1, "one"]]}',
                ) from error
    return {key: untag(item) for key, item in value.items()}
