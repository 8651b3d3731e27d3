"""A reply written as Messages."""

from __future__ import annotations

from typing import Any

import msgspec

from prony.gateway.translate.writing import ReplyWriter, SpokenCall, event, new_id
from prony.gateway.wire import StopReason, WireError, object_of
from prony.nouns import Tokens

SIGNATURE = "translated"
"""Of thinking blocks: clients send a block back only where it is signed."""
_STOPS = {
    StopReason.END: "end_turn",
    StopReason.LENGTH: "max_tokens",
    StopReason.TOOL_CALLS: "tool_use",
    StopReason.FILTER: "refusal",
}


class MessageWriter(ReplyWriter):
    """Writes one message; blocks follow each other, and one is open at a time."""

    def __init__(self) -> None:
        self._index = -1
        self._open = ""
        self._called = False

    def begin(self, model: str) -> bytes:
        """`message_start`: nothing is counted yet."""
        return event("message_start", message=_message(model, [], None, Tokens()))

    def reason(self, text: str) -> bytes:
        """A piece of a thinking block."""
        opened = self._block("thinking", {"type": "thinking", "thinking": "", "signature": ""})
        return opened + self._delta({"type": "thinking_delta", "thinking": text})

    def answer(self, text: str) -> bytes:
        """A piece of a text block."""
        opened = self._block("text", {"type": "text", "text": ""})
        return opened + self._delta({"type": "text_delta", "text": text})

    def call(self, identifier: str, name: str) -> bytes:
        """A block of its own."""
        self._called = True
        return self._block("", {"type": "tool_use", "id": identifier, "name": name, "input": {}})

    def arguments(self, piece: str) -> bytes:
        """A piece of the block's JSON."""
        return self._delta({"type": "input_json_delta", "partial_json": piece})

    def end(self, stop: StopReason, tokens: Tokens) -> bytes:
        """`message_delta` and `message_stop`."""
        delta = {"stop_reason": _reason(stop, called=self._called), "stop_sequence": None}
        return self._close() + event("message_delta", delta=delta, usage=_usage(tokens)) + event("message_stop")

    def failed(self, error: WireError) -> bytes:
        """`error`."""
        return event("error", error=_error(error))

    def whole(
        self, model: str, reasoning: str, text: str, calls: list[SpokenCall], stop: StopReason, tokens: Tokens
    ) -> bytes:
        """A message in one piece."""
        content: list[dict[str, Any]] = []
        if reasoning:
            content.append({"type": "thinking", "thinking": reasoning, "signature": SIGNATURE})
        if text:
            content.append({"type": "text", "text": text})
        for call in calls:
            given = object_of(call.arguments)
            content.append({"type": "tool_use", "id": call.id, "name": call.name, "input": given})
        return msgspec.json.encode(_message(model, content, _reason(stop, called=bool(calls)), tokens))

    def refusal(self, error: WireError) -> bytes:
        """An error document."""
        return msgspec.json.encode({"type": "error", "error": _error(error)})

    def _block(self, kind: str, start: dict[str, Any]) -> bytes:
        """Open a block, unless one of this kind is open. An empty kind: always a new one."""
        if kind and self._open == kind:
            return b""
        closed = self._close()
        self._index += 1
        self._open = kind or "call"
        return closed + event("content_block_start", index=self._index, content_block=start)

    def _delta(self, delta: dict[str, Any]) -> bytes:
        return event("content_block_delta", index=self._index, delta=delta)

    def _close(self) -> bytes:
        if not self._open:
            return b""
        signed = self._delta({"type": "signature_delta", "signature": SIGNATURE}) if self._open == "thinking" else b""
        self._open = ""
        return signed + event("content_block_stop", index=self._index)


def _reason(stop: StopReason, *, called: bool) -> str:
    if called and stop not in (StopReason.LENGTH, StopReason.FILTER):
        return "tool_use"
    return _STOPS.get(stop, "end_turn")


def _usage(tokens: Tokens) -> dict[str, int]:
    """Counts; the shape has no place for what nobody counted, which is 0 here."""
    cached = tokens.cached or 0
    return {
        "input_tokens": max(0, (tokens.prompt or 0) - cached),
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": cached,
        "output_tokens": tokens.completion or 0,
    }


def _message(model: str, content: list[Any], reason: str | None, tokens: Tokens) -> dict[str, Any]:
    return {
        "id": new_id("msg"),
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": content,
        "stop_reason": reason,
        "stop_sequence": None,
        "usage": _usage(tokens),
    }


def _error(error: WireError) -> dict[str, str]:
    return {"type": error.kind.partition(" ")[0] or "api_error", "message": error.message}
