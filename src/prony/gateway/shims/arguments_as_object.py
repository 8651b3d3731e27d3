"""The shim `arguments-as-object`: templates that read the arguments of an earlier tool call as a mapping."""

from __future__ import annotations

import json
from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, calls_of, copied


class ArgumentsAsObject(Shim):
    """What chat completions carry as JSON in a text."""

    name = "arguments-as-object"
    words = "the arguments of earlier tool calls are sent as an object, not as its text"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """A template cannot take a text apart, or arguments must be an object."""
        stumbles = refusal.says(r"item pairs from a mapping|has no (attribute|element) .{0,3}items\b|\.items\(\)")
        asked = refusal.says(
            r"\barguments\b.{0,60}(object|dict(ionary)?|mapping|map)\b", r"must|expected|valid|should|not"
        )
        return "" if (stumbles or asked) and any(_objects(body)) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Read each text that is an object; any other stays as the model wrote it."""
        changed = copied(body)
        for function in _functions(changed):
            if (read := _object(function.get("arguments"))) is not None:
                function["arguments"] = read
        return changed


def _functions(body: Body) -> list[dict[str, Any]]:
    return [call["function"] for call in calls_of(body) if isinstance(call.get("function"), dict)]


def _objects(body: Body) -> list[bool]:
    return [_object(function.get("arguments")) is not None for function in _functions(body)]


def _object(arguments: Any) -> dict[str, Any] | None:
    """The object that a text holds; None where it holds none."""
    if not isinstance(arguments, str):
        return None
    try:
        read = json.loads(arguments)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


SHIM = ArgumentsAsObject()
