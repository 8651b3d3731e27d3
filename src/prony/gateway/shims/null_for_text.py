"""The shim `null-for-text`: servers that take no empty text as the content of a turn that called tools."""

from __future__ import annotations

from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, messages_of, text_in, with_messages


class NullForText(Shim):
    """Nothing in its place."""

    name = "null-for-text"
    words = "an empty text beside tool calls is sent as null"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """A content must not be empty."""
        empty = r"(non-?empty|not (be )?empty|can ?not be empty|is empty|must have .{0,20}content|be blank)"
        return "" if refusal.says(r"content|text|message", empty) and any(map(_empty, messages_of(body))) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Take it away where tools are called."""
        return with_messages(
            body, [{**message, "content": None} if _empty(message) else message for message in messages_of(body)]
        )


def _empty(message: dict[str, Any]) -> bool:
    content = message.get("content")
    return bool(message.get("tool_calls")) and content is not None and not text_in(content).strip()


SHIM = NullForText()
