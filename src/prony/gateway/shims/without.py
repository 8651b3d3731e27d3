"""The shim `without`: strict servers refuse fields that they do not know, and values beside their only one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, copied

KEPT = frozenset(
    {"messages", "model", "stream", "tools", "functions", "max_tokens", "max_completion_tokens", "role", "content"}
)
"""Fields without which a request would be another one."""
_REFUSED = (
    r"unsupported|not (be )?supported|n't supported|unrecogni[sz]ed|unknown|\bextra|not permitted|not allowed|"
    r"unexpected|does(n't| not) support|deprecated|cannot both|not valid|invalid (parameter|argument|field)|"
    r"only the default|not implemented|cannot find field|no longer|must not"
)
_PLAIN = frozenset({"stop", "user", "n", "seed", "store", "metadata", "name", "type", "strict", "index", "id"})
"""Names that are words as well: they count where they are quoted, or stand where a field's name must."""


class Without(Shim):
    """The request without that one field."""

    name = "without"
    words = "FIELD is not sent"
    general = True

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """The first field of the request that is named by a refusal of fields, as a path such as `messages.name`."""
        if not refusal.says(_REFUSED):
            return None
        found = [(place, path) for path in _paths(body) if (place := _named(refusal.words, path)) is not None]
        return min(found)[1] if found else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Take the field away, in every item of a list on its path."""
        changed = copied(body)
        *way, last = field.split(".")
        tables: list[Any] = [changed]
        for key in way:
            tables = [item for table in tables for item in _items(table.get(key))]
        for table in tables:
            table.pop(last, None)
        return changed


def _paths(body: Body) -> Iterator[str]:
    """The fields of a request that may go: its own, those of its messages, and those of its tools."""
    yield from (key for key in body if key not in KEPT)
    for way in ("messages", "messages.tool_calls", "tools", "tools.function"):
        tables: list[Any] = [body]
        for key in way.split("."):
            tables = [item for table in tables for item in _items(table.get(key))]
        keys = {key: None for table in tables for key in table}
        yield from (f"{way}.{key}" for key in keys if key not in KEPT and key not in _NEEDED.get(way, ()))


_NEEDED = {
    "messages": ("tool_calls", "tool_call_id"),
    "messages.tool_calls": ("id", "type", "function"),
    "tools": ("type", "function"),
    "tools.function": ("name", "description", "parameters"),
}
"""Fields of those that say what the request says."""


def _named(words: str, path: str) -> int | None:
    """Where the words name a field as one; None where they do not. One inside a list is named with where it stands."""
    *way, last = path.split(".")
    if way and not re.search(rf"\b{way[0]}\b|\brole:", words):
        return None
    first, *others = last.split("_")
    name = rf"(?:{re.escape(last)}|{re.escape(first + ''.join(map(str.capitalize, others)))})"
    quoted = (
        rf"[`'\"\[.(]{name}[`'\"\]:.)]|\b(argument|parameter|field|property|param|name|supplied|loc)s?\W{{1,3}}{name}\b"
    )
    pattern = quoted if last in _PLAIN or way else rf"(?<![\w.]){name}(?!\w)"
    match = re.search(pattern, words)
    return match.start() if match else None


def _items(value: Any) -> list[Any]:
    """The objects of a list, or the one object itself."""
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


SHIM = Without()
