"""The shim `reasoning-back`: DeepSeek, Kimi and their kin demand the reasoning of a turn that called tools back."""

from __future__ import annotations

from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, messages_of, with_messages

UNKNOWN = " "
"""Sent where a reply had none: some accept an empty text, some do not."""


class ReasoningBack(Shim):
    """The model's own reasoning, as the gateway read it in the reply."""

    name = "reasoning-back"
    words = "the reasoning of a turn that called tools is sent back with it, as `reasoning_content`"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """It is missing, or must be passed back, and some turn of the assistant's has none."""
        asked = refusal.says(r"reasoning_content", r"missing|must|required?|passed back|pass back|need|include|empty")
        return "" if asked and any(map(_lacks, messages_of(body))) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Put it into each turn of the assistant's that has none."""
        return with_messages(
            body, [_with(message, replies) if _lacks(message) else message for message in messages_of(body)]
        )


def _lacks(message: dict[str, Any]) -> bool:
    return message.get("role") == "assistant" and not message.get("reasoning_content")


def _with(message: dict[str, Any], replies: Replies) -> dict[str, Any]:
    return {**message, "reasoning_content": replies.reasoning(message) or UNKNOWN}


SHIM = ReasoningBack()
