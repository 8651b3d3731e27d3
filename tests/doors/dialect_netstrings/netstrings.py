"""A made-up dialect with a framing of its own: each event is its length, a colon, JSON, and a comma."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from prony.gateway.wire import (
    ClientRequest,
    Dialect,
    Framing,
    Message,
    ReplyReader,
    RequestFacts,
    Route,
    StopReason,
    chat_messages,
    count,
    decode_anyway,
    table,
    usual_refusal,
)
from prony.nouns import Fault, FaultCode, Tokens

_LENGTH = re.compile(rb"(\d{1,9}):")


class NetstringReader:
    """Cuts a stream of netstrings into events."""

    def __init__(self, on_event: Callable[[bytes, bytes], None], on_stray: Callable[[bytes], None]) -> None:
        self._on_event = on_event
        self._on_stray = on_stray
        self._held = b""

    def feed(self, piece: bytes) -> None:
        self._held += piece
        while self._held:
            length = _LENGTH.match(self._held)
            if length is None:
                if not self._held.isdigit():
                    self._on_stray(self._held)
                    self._held = b""
                return
            end = length.end() + int(length[1])
            if len(self._held) <= end:
                return
            self._on_event(self._held[length.end() : end], b"")
            self._held = self._held[end + 1 :]

    def end(self) -> bool:
        return bool(self._held)


class NetstringsReader(ReplyReader):
    def framing(self, content_type: str, start: bytes) -> Framing | None:
        return NetstringReader if "netstrings" in content_type or _LENGTH.match(start) else None

    def event(self, data: bytes, name: bytes, now: float) -> None:
        document = decode_anyway(data)
        if not isinstance(document, dict):
            self.reading.fail_at(data)
            return
        self.reading.count_event(now)
        self._take(document, now)

    def whole(self, body: bytes, now: float) -> None:
        self._take(table(decode_anyway(body)), None)

    def tokens(self) -> Tokens:
        made = count((self.reading.usage or {}).get("made"))
        return Tokens() if made is None else Tokens(completion=made, source="usage")

    def fault(self) -> FaultCode | None:
        """An engine that drops the line after a sigh has lost its way."""
        return FaultCode.LOOP if self.reading.stop is None and self.reading.text.endswith("sigh") else None

    def flags(self, streamed: bool) -> set[str]:
        return super().flags(streamed) | ({"shouted"} if self.reading.text.isupper() else set())

    def _take(self, document: dict[str, Any], now: float | None) -> None:
        self.reading.error = self.reading.error or self.failure(document)
        self.reading.recognised |= not document.keys().isdisjoint({"t", "fin"})
        if document.get("t"):
            self.reading.answer(document["t"], now)
        if document.get("fin"):
            self.reading.end(document["fin"], StopReason.LENGTH if document["fin"] == "full" else StopReason.END)
            self.reading.usage = document


class Netstrings(Dialect):
    name = "netstrings"
    routes = ("POST /complete",)
    opaque = frozenset({"messages", "model"})
    flags = {"shouted": "the whole answer is in capital letters"}

    def matches(self, method: str, path: str, query: str) -> Route | None:
        return Route(path=path, streamed=True) if (method, path) == ("POST", "/complete") else None

    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        return RequestFacts(model=body.get("model"), streamed=True, max_tokens=count(body.get("max")))

    def messages(self, body: dict[str, Any]) -> list[Message]:
        return chat_messages(body["messages"])

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        body = {"model": conversation["model"], "messages": conversation["messages"], "max": conversation["max_tokens"]}
        return ClientRequest(path="/complete", body=body)

    def reader(self) -> NetstringsReader:
        return NetstringsReader()

    def last_event(self, fault: Fault) -> bytes:
        body = msgspec.json.encode(usual_refusal(fault))
        return b"%d:%s," % (len(body), body)


DIALECT = Netstrings()
