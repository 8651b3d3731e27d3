"""The dialect `messages`: Anthropic's Messages, as its API, llama.cpp, vLLM, Ollama and hosted gateways speak it.

`reader` reads replies, `terms` says a conversation in its terms, and shows one to people.

Source: https://docs.anthropic.com/en/api/messages and https://docs.anthropic.com/en/api/messages-streaming
"""

from __future__ import annotations

from typing import Any

import msgspec

from prony.gateway.dialects.messages.reader import MessagesReader
from prony.gateway.dialects.messages.terms import request_of, shown
from prony.gateway.wire import ClientRequest, Dialect, Headers, Message, RequestFacts, Route, own_kind
from prony.nouns import Fault

PATH, COUNT = "/v1/messages", "/v1/messages/count_tokens"
VERSION = b"2023-06-01"
_ONLY_THERE = "sk-ant-"
"""Begins the keys of Anthropic's own API, which takes one header alone."""


class AnthropicMessages(Dialect):
    """Messages: system text apart, content in blocks, named events."""

    name = "messages"
    routes = (f"POST {PATH}", f"POST {COUNT}")
    opaque = frozenset({"messages", "model", "stream", "system", "tools"})
    headers = ((b"Accept", b"text/event-stream"), (b"anthropic-version", VERSION))
    flags = {"no_message_stop": "the stream ended without message_stop; its stop reason had come"}

    def matches(self, method: str, path: str, query: str) -> Route | None:
        """Messages are measured; a count of tokens makes no model generate."""
        if method != "POST" or path not in (PATH, COUNT):
            return None
        return Route(path=path + query, measured=path == PATH)

    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        """Streamed only where the request says so."""
        model, most, tools = body.get("model"), body.get("max_tokens"), body.get("tools") or []
        if not isinstance(tools, list):
            raise TypeError("tools is no list")
        return RequestFacts(
            model=model if isinstance(model, str) else None,
            streamed=bool(body.get("stream")),
            max_tokens=most if isinstance(most, int) else None,
            tools=len(tools),
        )

    def messages(self, body: dict[str, Any]) -> list[Message]:
        """The system text, then the turns; results of tools are turns of their own."""
        return shown(body)

    def credentials(self, key: str) -> Headers:
        """`x-api-key`; beside it, for a key that is not of Anthropic's own API, the header that others want."""
        mine = (b"x-api-key", key.encode())
        return (mine,) if key.startswith(_ONLY_THERE) else (mine, *super().credentials(key))

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        """See `terms.request_of`; replies tell their counts unasked."""
        return ClientRequest(path=PATH, body=request_of(conversation))

    def reader(self) -> MessagesReader:
        """A reader for one message."""
        return MessagesReader()

    def refusal(self, fault: Fault, status: int) -> bytes:
        """An error document."""
        error = {"type": own_kind(fault), "message": f"prony gateway: {fault.detail}"}
        return msgspec.json.encode({"type": "error", "error": error})

    def last_event(self, fault: Fault) -> bytes:
        """An error event."""
        return b"\n\nevent: error\ndata: " + self.refusal(fault, 403) + b"\n\n"


DIALECT = AnthropicMessages()
