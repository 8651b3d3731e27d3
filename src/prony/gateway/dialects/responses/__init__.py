"""The dialect `responses`: OpenAI's Responses, as its API, llama.cpp, vLLM, Ollama and hosted gateways speak it.

`reader` reads replies, `terms` says a conversation in its terms, and shows one to people.

Source: https://platform.openai.com/docs/api-reference/responses and .../responses-streaming
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from prony.gateway.dialects.responses.reader import ResponsesReader
from prony.gateway.dialects.responses.terms import request_of, shown
from prony.gateway.wire import ClientRequest, Dialect, Message, RequestFacts, Route, own_kind
from prony.nouns import Fault

PATH = "/v1/responses"
_COUNT = f"{PATH}/input_tokens"
_KEPT = re.compile(rf"{PATH}/[\w-]+(/input_items)?")
"""A reply that the engine keeps, to be read once more."""


class OpenAIResponses(Dialect):
    """Responses: a list of items in, a list of items out, and an event for each step of it."""

    name = "responses"
    routes = (f"POST {PATH}", f"POST {_COUNT}")
    opaque = frozenset({"input", "instructions", "model", "stream", "tools"})
    headers = ((b"Accept", b"text/event-stream"),)

    def matches(self, method: str, path: str, query: str) -> Route | None:
        """Replies are measured; counts of tokens and kept replies make no model generate."""
        if method == "POST" and path in (PATH, _COUNT):
            return Route(path=path + query, measured=path == PATH)
        return Route(path=path + query, measured=False) if method == "GET" and _KEPT.fullmatch(path) else None

    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        """Streamed only where the request says so. What is made while nobody listens cannot be measured."""
        if body.get("background"):
            raise ValueError("a reply that is made in the background passes no gateway: ask without `background`")
        model, most, tools = body.get("model"), body.get("max_output_tokens"), body.get("tools") or []
        if not isinstance(tools, list):
            raise TypeError("tools is no list")
        return RequestFacts(
            model=model if isinstance(model, str) else None,
            streamed=bool(body.get("stream")),
            max_tokens=most if isinstance(most, int) else None,
            tools=len(tools),
        )

    def messages(self, body: dict[str, Any]) -> list[Message]:
        """The instructions, then the items; neighbouring items of the assistant's are one turn."""
        return shown(body)

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        """See `terms.request_of`; replies tell their counts unasked."""
        return ClientRequest(path=PATH, body=request_of(conversation))

    def reader(self) -> ResponsesReader:
        """A reader for one reply."""
        return ResponsesReader()

    def last_event(self, fault: Fault) -> bytes:
        """The event of a reply that failed."""
        kind, words = own_kind(fault), f"prony gateway: {fault.detail}"
        reply = {"object": "response", "status": "failed", "error": {"code": kind, "message": words}, "output": []}
        event = msgspec.json.encode({"type": "response.failed", "response": reply})
        return b"\n\nevent: response.failed\ndata: " + event + b"\n\n"


DIALECT = OpenAIResponses()
