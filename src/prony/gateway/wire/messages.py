"""A conversation as people read it: the messages of a request, whatever dialect it is in."""

from __future__ import annotations

import json
from typing import Any

from prony.gateway.wire.lenient import mended
from prony.nouns import Noun


class ToolCallText(Noun, frozen=True, kw_only=True):
    """A tool call as the model made it."""

    id: str | None = None
    name: str = ""
    arguments: str = ""
    """Raw text, which may not be JSON."""


class Message(Noun, frozen=True, kw_only=True):
    """One message of a conversation."""

    role: str
    text: str = ""
    reasoning: str = ""
    calls: tuple[ToolCallText, ...] = ()


def text_of(content: Any) -> str:
    """The text of a message's content: a string, a list of parts, or nothing."""
    if isinstance(content, list):
        return "\n".join(str(part.get("text", part)) if isinstance(part, dict) else str(part) for part in content)
    return "" if content is None else str(content)


def arguments_of(arguments: Any) -> str:
    """The arguments of a tool call as text: some dialects hold them as text, some as an object."""
    return mended(arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False))


def object_of(arguments: Any) -> dict[str, Any]:
    """The arguments of a tool call as an object; what is none goes as the text that it was, under `arguments`."""
    if isinstance(arguments, dict):
        return arguments
    try:
        read = json.loads(arguments) if arguments else {}
    except (ValueError, TypeError, RecursionError):
        read = None
    return read if isinstance(read, dict) else {"arguments": arguments}


def chat_messages(messages: list[Any]) -> list[Message]:
    """Messages in the shape of chat completions, which several dialects share.

    Raises KeyError, TypeError or AttributeError where they have another shape.
    """
    return [
        Message(
            role=str(one["role"]),
            text=text_of(one.get("content")),
            calls=tuple(map(_call, one.get("tool_calls") or ())),
        )
        for one in messages
    ]


def _call(call: Any) -> ToolCallText:
    function = call["function"]
    return ToolCallText(
        id=str(call["id"]) if call.get("id") else None,
        name=str(function.get("name")),
        arguments=arguments_of(function.get("arguments")),
    )
