"""The dialect `chat`: OpenAI-style chat completions, streamed and whole, as llama.cpp, vLLM, SGLang, Ollama,
LM Studio, llama-swap and the clouds speak it.

Reasoning comes as `reasoning_content`, `reasoning` or `thinking`, or as parts of a content list. The first role chunk
says nothing yet. Usage may come in the last chunk, in one of its own without choices, in every chunk, or never.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from prony.gateway.wire import (
    ClientRequest,
    Dialect,
    Message,
    ReplyReader,
    RequestFacts,
    Route,
    StopReason,
    ToolCall,
    chat_messages,
    count,
    decode_anyway,
    error_in,
    number,
    read_anyway,
    table,
    usual_refusal,
)
from prony.nouns import Fault, ServerTimings, Tokens

_PATH = "/v1/chat/completions"
_READABLE = re.compile(r"/v1/models(/[^/].*)?")
_LOADING_TEXT = "llama-swap loading model"

_STOPS = {
    "stop": StopReason.END,
    "length": StopReason.LENGTH,
    "tool_calls": StopReason.TOOL_CALLS,
    "function_call": StopReason.TOOL_CALLS,
    "content_filter": StopReason.FILTER,
    "error": StopReason.ERROR,
    "abort": StopReason.ERROR,
    "cancelled": StopReason.ERROR,
}
"""Finish reasons; with the last three, engines report that they gave up."""


class _Function(msgspec.Struct, gc=False):
    name: Any = None
    arguments: Any = None


class _Call(msgspec.Struct, gc=False):
    index: int | None = None
    id: Any = None
    function: _Function | None = None


class _Message(msgspec.Struct, gc=False):
    content: Any = None
    reasoning_content: Any = None
    reasoning: Any = None
    thinking: Any = None
    tool_calls: list[_Call] | None = None


class _Choice(msgspec.Struct, gc=False):
    index: int | None = 0
    delta: _Message | None = None
    message: _Message | None = None
    finish_reason: Any = None
    error: Any = None


class _Chunk(msgspec.Struct, gc=False):
    choices: list[_Choice] | None = None
    model: Any = None
    usage: Any = None
    timings: Any = None
    error: Any = None


_decode = msgspec.json.Decoder(_Chunk).decode


class ChatReader(ReplyReader):
    """Reads one chat completion."""

    __slots__ = ("done",)

    def __init__(self) -> None:
        super().__init__()
        self.done = False
        """`[DONE]` was seen."""

    def event(self, data: bytes, name: bytes, now: float) -> None:
        """One server-sent event."""
        reading = self.reading
        if data == b"[DONE]":
            self.done = True
            return
        if (chunk := self._chunk(data)) is None:
            reading.fail_at(data)
            return
        reading.count_event(now)
        self._take(chunk, now)
        if (chunk.error is not None or name == b"error") and reading.error is None:
            document = decode_anyway(data)
            reading.error = error_in(document) or error_in({"error": document})

    def whole(self, body: bytes, now: float) -> None:
        """A reply that was not streamed: no first times, since nothing tells when anything was made."""
        reading = self.reading
        if (chunk := self._chunk(body)) is None:
            reading.bad = body
            return
        self._take(chunk, None)
        reading.error = reading.error or error_in(decode_anyway(body))

    def tokens(self) -> Tokens:
        """Counts from `usage`, else from llama.cpp's `timings`; prompt includes the cached part."""
        usage, timings = self.reading.usage, self.timings()
        if usage is not None:
            prompt_details = table(usage.get("prompt_tokens_details"))
            cached = count(prompt_details.get("cached_tokens"))
            if cached is None:
                cached = count(usage.get("prompt_cache_hit_tokens"))
            return Tokens(
                prompt=count(usage.get("prompt_tokens")),
                completion=count(usage.get("completion_tokens")),
                cached=timings.cache_n if cached is None else cached,
                reasoning=count(table(usage.get("completion_tokens_details")).get("reasoning_tokens")),
                source="usage",
            )
        if timings.predicted_n is None:
            return Tokens()
        prompt = None if timings.prompt_n is None else timings.prompt_n + (timings.cache_n or 0)
        return Tokens(prompt=prompt, completion=timings.predicted_n, cached=timings.cache_n, source="timings")

    def timings(self) -> ServerTimings:
        """llama.cpp's own clock; empty where the engine gives none."""
        raw = self.reading.timings or {}
        return ServerTimings(
            prompt_n=count(raw.get("prompt_n")),
            prompt_ms=number(raw.get("prompt_ms")),
            predicted_n=count(raw.get("predicted_n")),
            predicted_ms=number(raw.get("predicted_ms")),
            cache_n=count(raw.get("cache_n")),
        )

    def flags(self, streamed: bool) -> set[str]:
        """See `ChatCompletions.flags`."""
        flags = super().flags(streamed)
        if streamed and not self.done:
            flags.add("no_done")
        if _LOADING_TEXT in self.reading.reasoning[:4096]:
            flags.add("loading_text")
        return flags

    def _chunk(self, data: bytes) -> _Chunk | None:
        """The typed chunk; an oddly written one is read leniently and flagged; None when it is not JSON."""
        try:
            return _decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return read_anyway(data, _Chunk, "choices", self.reading.flags)

    def _take(self, chunk: _Chunk, now: float | None) -> None:
        reading = self.reading
        if chunk.choices:
            reading.recognised = True
            for choice in chunk.choices:
                if choice.index:
                    reading.flags.add("many_choices")
                    continue
                message = choice.delta or choice.message
                if message is not None:
                    self._message(message, now)
                if choice.finish_reason:
                    word = str(choice.finish_reason)
                    reading.end(word, _STOPS.get(word, StopReason.OTHER))
                if choice.error and reading.error is None:
                    reading.error = error_in({"error": choice.error})
        if chunk.model and reading.model is None:
            reading.model = str(chunk.model)
        if chunk.usage:
            reading.usage = table(chunk.usage)
        if chunk.timings:
            reading.timings = table(chunk.timings)

    def _message(self, message: _Message, now: float | None) -> None:
        reading = self.reading
        content = message.content
        if content:
            if isinstance(content, str):
                reading.answer(content, now)
            else:
                self._parts(content, now)
        reasoning = message.reasoning_content or message.reasoning or message.thinking
        if reasoning and isinstance(reasoning, str):
            reading.reason(reasoning, now)
        if message.tool_calls:
            self._calls(message.tool_calls, now)

    def _parts(self, parts: Any, now: float | None) -> None:
        """Content as a list of typed parts; parts that are thinking hold their text in a list of their own."""
        for part in parts if isinstance(parts, list) else ():
            if not isinstance(part, dict):
                continue
            if isinstance(part.get("text"), str) and part["text"]:
                self.reading.answer(part["text"], now)
            thinking = part.get("thinking")
            pieces = thinking if isinstance(thinking, list) else [{"text": thinking}]
            for piece in pieces:
                if isinstance(piece, dict) and isinstance(piece.get("text"), str) and piece["text"]:
                    self.reading.reason(piece["text"], now)

    def _calls(self, deltas: list[_Call], now: float | None) -> None:
        reading = self.reading
        for position, delta in enumerate(deltas):
            key = delta.index if delta.index is not None else position
            call = reading.calls.setdefault(key, ToolCall())
            call.id = call.id or (str(delta.id) if delta.id else None)
            if delta.function is not None:
                call.name = call.name or str(delta.function.name or "")
                arguments = delta.function.arguments
                if arguments is not None:
                    call.add(arguments)
            if now is not None:
                reading.answered(now)


class ChatCompletions(Dialect):
    """Chat completions: the terms that our own harnesses speak in."""

    name = "chat"
    routes = (f"POST {_PATH}", "GET /v1/models")
    opaque = frozenset({"messages", "model", "stream", "stream_options", "tools", "functions"})
    headers = ((b"Accept", b"text/event-stream"),)
    flags = {
        "loading_text": "a proxy put words about loading a model into the reasoning: first times are not the model's",
        "many_choices": "the reply holds more than one choice; the first is measured",
        "no_done": "the stream ended without [DONE], which is optional",
    }

    def matches(self, method: str, path: str, query: str) -> Route | None:
        """Completions are measured; the list of models can be read."""
        if method == "POST" and path == _PATH:
            return Route(path=path + query)
        return Route(path=path + query, measured=False) if method == "GET" and _READABLE.fullmatch(path) else None

    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        """Streamed only where the request says so."""
        model, tools = body.get("model"), body.get("tools")
        most = body.get("max_completion_tokens", body.get("max_tokens"))
        return RequestFacts(
            model=model if isinstance(model, str) else None,
            streamed=bool(body.get("stream")),
            max_tokens=most if isinstance(most, int) else None,
            tools=len(tools) if isinstance(tools, list) else 0,
        )

    def messages(self, body: dict[str, Any]) -> list[Message]:
        """The messages as they are."""
        return chat_messages(body["messages"])

    def ask_for_usage(self, body: dict[str, Any]) -> bool:
        """Make a streamed request ask for token counts; True when it did not already."""
        options = body.get("stream_options") or {}
        if not body.get("stream") or not isinstance(options, dict) or options.get("include_usage"):
            return False
        body["stream_options"] = {**options, "include_usage": True}
        return True

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        """Nearly the conversation as it is."""
        body = {**conversation, "stream": True}
        self.ask_for_usage(body)
        return ClientRequest(path=_PATH, body=body)

    def reader(self) -> ChatReader:
        """A reader for one completion."""
        return ChatReader()

    def last_event(self, fault: Fault) -> bytes:
        """An error event."""
        return b"\n\ndata: " + msgspec.json.encode(usual_refusal(fault)) + b"\n\n"


DIALECT = ChatCompletions()
