"""A made-up dialect in the manner of named events: system text apart, blocks of content, and a count of tokens."""

from __future__ import annotations

import json
from typing import Any

from prony.gateway.wire import (
    ClientRequest,
    Dialect,
    Headers,
    Message,
    ReplyReader,
    RequestFacts,
    Route,
    StopReason,
    ToolCall,
    ToolCallText,
    arguments_of,
    count,
    decode_anyway,
    own_kind,
    table,
    text_of,
)
from prony.nouns import Fault, Tokens

STOPS = {
    "end_turn": StopReason.END,
    "stop_sequence": StopReason.END,
    "max_tokens": StopReason.LENGTH,
    "tool_use": StopReason.TOOL_CALLS,
    "refusal": StopReason.FILTER,
}


class LettersReader(ReplyReader):
    def __init__(self) -> None:
        super().__init__()
        self.reading.usage = {}

    def event(self, data: bytes, name: bytes, now: float) -> None:
        document = decode_anyway(data)
        if not isinstance(document, dict):
            self.reading.fail_at(data)
            return
        self.reading.count_event(now)
        self._take(document, now)

    def whole(self, body: bytes, now: float) -> None:
        document = table(decode_anyway(body))
        self.reading.error = self.failure(document)
        self._begin(document)
        for index, block in enumerate(document.get("content") or ()):
            self._block(index, block, None)
        self._end(document, document)

    def tokens(self) -> Tokens:
        usage = self.reading.usage or {}
        if not usage:
            return Tokens()
        cached = count(usage.get("cache_read_input_tokens"))
        # Here the prompt's count is without what came from the cache.
        prompt = count(usage.get("input_tokens"))
        whole = None if prompt is None else prompt + (cached or 0)
        return Tokens(prompt=whole, cached=cached, completion=count(usage.get("output_tokens")), source="usage")

    def _take(self, event: dict[str, Any], now: float | None) -> None:
        kind, index = event.get("type"), event.get("index", 0)
        if kind == "error":
            self.reading.error = self.reading.error or self.failure(event)
        elif kind == "message_start":
            self._begin(table(event.get("message")))
        elif kind == "content_block_start":
            self._block(index, table(event.get("content_block")), now)
        elif kind == "content_block_delta":
            self._delta(index, table(event.get("delta")), now)
        elif kind == "message_delta":
            self._end(table(event.get("delta")), event)

    def _begin(self, message: dict[str, Any]) -> None:
        self.reading.recognised = message.get("type") == "message"
        self.reading.model = message.get("model")
        self.reading.usage = table(message.get("usage"))

    def _block(self, index: int, block: dict[str, Any], now: float | None) -> None:
        if block.get("type") == "tool_use":
            call = self.reading.calls.setdefault(index, ToolCall())
            call.id, call.name = block.get("id"), str(block.get("name"))
            if block.get("input"):
                call.add(block["input"])
        self._delta(index, block, now)

    def _delta(self, index: int, delta: dict[str, Any], now: float | None) -> None:
        if delta.get("text"):
            self.reading.answer(delta["text"], now)
        if delta.get("thinking"):
            self.reading.reason(delta["thinking"], now)
        if delta.get("partial_json"):
            self.reading.calls.setdefault(index, ToolCall()).add(delta["partial_json"])
            if now is not None:
                self.reading.answered(now)

    def _end(self, delta: dict[str, Any], event: dict[str, Any]) -> None:
        if delta.get("stop_reason"):
            self.reading.end(delta["stop_reason"], STOPS.get(delta["stop_reason"], StopReason.OTHER))
        self.reading.usage = {**(self.reading.usage or {}), **table(event.get("usage"))}


class Letters(Dialect):
    name = "letters"
    routes = ("POST /v1/letters", "POST /v1/letters/count_tokens")
    opaque = frozenset({"messages", "model", "stream", "system", "tools"})
    headers = ((b"Accept", b"text/event-stream"), (b"letters-version", b"1"))

    def matches(self, method: str, path: str, query: str) -> Route | None:
        if method != "POST" or path not in ("/v1/letters", "/v1/letters/count_tokens"):
            return None
        return Route(path=path + query, measured=path == "/v1/letters")

    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        return RequestFacts(
            model=body.get("model"),
            streamed=bool(body.get("stream")),
            max_tokens=count(body.get("max_tokens")),
            tools=len(body.get("tools") or ()),
        )

    def messages(self, body: dict[str, Any]) -> list[Message]:
        system = [Message(role="system", text=text_of(body["system"]))] if body.get("system") else []
        return [*system, *(_message(one["role"], one["content"]) for one in body["messages"])]

    def credentials(self, key: str) -> Headers:
        return ((b"x-letters-key", key.encode()),)

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        said = conversation["messages"]
        body = {
            "model": conversation["model"],
            "max_tokens": conversation.get("max_tokens", 1024),
            "system": "\n".join(one["content"] for one in said if one["role"] == "system"),
            "messages": [one for one in said if one["role"] != "system"],
            "stream": True,
        }
        return ClientRequest(path="/v1/letters", body=body)

    def reader(self) -> LettersReader:
        return LettersReader()

    def refusal(self, fault: Fault, status: int) -> bytes:
        return json.dumps({"type": "error", "error": {"type": own_kind(fault), "message": fault.detail}}).encode()

    def last_event(self, fault: Fault) -> bytes:
        return b"\n\nevent: error\ndata: " + self.refusal(fault, 403) + b"\n\n"


def _message(role: str, content: Any) -> Message:
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
    calls = tuple(
        ToolCallText(id=one["id"], name=one["name"], arguments=arguments_of(one["input"]))
        for one in blocks
        if one["type"] == "tool_use"
    )
    results = [text_of(one.get("content")) for one in blocks if one["type"] == "tool_result"]
    texts = [one["text"] for one in blocks if one["type"] == "text"]
    return Message(role="tool" if results else role, text="\n".join([*texts, *results]), calls=calls)


DIALECT = Letters()
