"""The shim `text-for-null`: servers and templates that take no null as the content of a turn that called tools."""

from __future__ import annotations

from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, messages_of, with_messages


class TextForNull(Shim):
    """An empty text in its place."""

    name = "text-for-null"
    words = "a message without content is sent with an empty text"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """A content must be a text, or a template stumbles over one that is none."""
        if not any(map(_lacks, messages_of(body))):
            return None
        text = refusal.says(
            r"\bcontent\b",
            r"\bnull\b|none|nil|missing|required|(valid|a|type) string|got undefined|expected (a )?string|empty",
        )
        return "" if text or refusal.says(r"none-?type|null-?value|not iterable.{0,20}none") else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Put it where there is none."""
        return with_messages(
            body, [{**message, "content": ""} if _lacks(message) else message for message in messages_of(body)]
        )


def _lacks(message: dict[str, Any]) -> bool:
    return message.get("content") is None


SHIM = TextForNull()
