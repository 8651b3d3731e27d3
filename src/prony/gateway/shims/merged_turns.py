"""The shim `merged-turns`: many templates demand that user and assistant take turns, and raise where two are alike."""

from __future__ import annotations

import itertools
from typing import Any

from prony.gateway.shims.shim import (
    Body,
    EngineRefusal,
    Replies,
    Shim,
    joined,
    listed,
    messages_of,
    roles,
    with_messages,
)

ALTERNATE = (
    r"\balternat(e|es|ing|ion)\b|consecutive (messages|roles|user|assistant)|same role|"
    r"(two|multiple|several) .?(user|assistant).? (messages|roles)"
)
"""What is said where turns do not alternate."""
_MERGED = ("user", "assistant", "system")


class MergedTurns(Shim):
    """Neighbours of one role as one message."""

    name = "merged-turns"
    words = "neighbouring messages of one role are sent as one message"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """Roles must alternate, and do not."""
        return "" if refusal.says(ALTERNATE) and neighbours(body) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Merge their contents, and their tool calls; results of tools stay apart."""
        merged: list[dict[str, Any]] = []
        for message in messages_of(body):
            before = merged[-1] if merged else {}
            if message.get("role") in _MERGED and message.get("role") == before.get("role"):
                merged[-1] = _together(before, message)
            else:
                merged.append(message)
        return with_messages(body, merged)


def neighbours(body: Body) -> bool:
    """Whether two neighbouring messages are of one role that a template takes turns of."""
    return any(first == second and first in _MERGED for first, second in itertools.pairwise(roles(body)))


def _together(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    both = {**first, **second, "content": joined(first.get("content"), second.get("content"))}
    calls = [*listed(first.get("tool_calls")), *listed(second.get("tool_calls"))]
    return {**both, "tool_calls": calls} if calls else both


SHIM = MergedTurns()
