"""The dialect `chat`: OpenAI-style chat completions, streamed and whole, as llama.cpp, vLLM, SGLang, Ollama,
LM Studio, llama-swap and the clouds speak it.

Reasoning comes as `reasoning_content`, `reasoning` or `thinking`, or as parts of a content list. The first role chunk
says nothing yet. Usage may come in the last chunk, in one of its own without choices, in every chunk, or never.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from prony.gateway.wire import (
    CallReader,
    ClientRequest,
    Dialect,
    Message,
    ReplyReader,
    RequestFacts,
    Route,
    WireError,
    chat_messages,
    count,
    decode_anyway,
    error_in,
    finish_of,
    is_last_word,
    llama_clock,
    read_anyway,
    repeats,
    says_nothing,
    table,
    unwrapped,
    usual_refusal,
    word,
)
from prony.gateway.wire.restated import REPEAT_CHARS
from prony.nouns import Fault, ServerTimings, Tokens

_PATH = "/v1/chat/completions"
_READABLE = re.compile(r"/v1/models(/[^/].*)?")
_LOADING_TEXT = "llama-swap loading model"

_REASONING = ("reasoning_content", "reasoning", "thinking")


class _Message(msgspec.Struct, gc=False):
    content: Any = None
    reasoning_content: Any = None
    reasoning: Any = None
    thinking: Any = None
    tool_calls: Any = None
    function_call: Any = None
    """Older servers' only call."""


class _Choice(msgspec.Struct, gc=False):
    index: Any = 0
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
    x_groq: Any = None
    """Groq's own fields, among them its counts."""


_decode = msgspec.json.Decoder(_Chunk).decode


def _in_shape(document: dict[str, Any]) -> None:
    """Put right what some languages and servers write: a choice without a list, an empty delta as a list, a delta that
    is its text."""
    choices = document.get("choices")
    if isinstance(choices, dict):
        document["choices"] = choices = [choices]
    for choice in choices if isinstance(choices, list) else ():
        for field in ("delta", "message"):
            if isinstance(choice, dict) and not isinstance(choice.get(field), dict):
                said = choice.get(field)
                choice[field] = {"content": said} if said and isinstance(said, str) else None


class ChatReader(ReplyReader):
    """Reads one chat completion."""

    __slots__ = ("_calls", "_whole_pieces", "done")

    def __init__(self) -> None:
        super().__init__()
        self.done = False
        """`[DONE]` was seen."""
        self._calls = CallReader(self.reading.calls, self.reading.flags)
        self._whole_pieces = 0
        """Pieces that came as a `message`, where others come as a `delta`."""

    def event(self, data: bytes, name: bytes, now: float) -> None:
        """One server-sent event."""
        reading = self.reading
        if data == b"[DONE]":
            self.done = self.reading.over = True
            return
        if (chunk := self._chunk(data)) is None:
            self._no_chunk(data, now)
            return
        reading.count_event(now)
        self._take(chunk, now)
        if chunk.choices is None and chunk.usage is None and reading.error is None:
            # Some servers report an error without a field of that name.
            reading.error = error_in(decode_anyway(data))
        if (chunk.error is not None or name == b"error") and reading.error is None:
            document = decode_anyway(data)
            reading.error = error_in(document) or error_in({"error": document}) or WireError("an error without words")

    def _no_chunk(self, data: bytes, now: float) -> None:
        """An event that is no chunk: the last word in another spelling, one that says nothing, or a broken one."""
        if is_last_word(data):
            self.done = self.reading.over = True
        elif says_nothing(data):
            self.reading.flags.add("odd_event")
        elif (inner := unwrapped(data)) is not None:
            self.reading.flags.add("odd_event")
            self.event(inner, b"", now)
        else:
            self.reading.fail_at(data)

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
        return llama_clock(self.reading.timings)

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
            return read_anyway(data, _Chunk, "choices", self.reading.flags, _in_shape)

    def _take(self, chunk: _Chunk, now: float | None) -> None:
        reading = self.reading
        if chunk.choices:
            reading.recognised = True
            for choice in chunk.choices:
                if choice.index and choice.index != "0":
                    reading.flags.add("many_choices")
                    continue
                if choice.message is None and choice.finish_reason is None and reading.stop is None:
                    if choice.delta is not None:
                        self._message(choice.delta, now)
                else:
                    self._ending(choice, now)
                if choice.error and reading.error is None:
                    reading.error = error_in({"error": choice.error})
        if chunk.model and reading.model is None:
            reading.model = word(chunk.model)
        if usage := chunk.usage or (table(chunk.x_groq).get("usage") if chunk.x_groq else None):
            reading.usage = table(usage)
        if chunk.timings:
            reading.timings = table(chunk.timings)

    def _ending(self, choice: _Choice, now: float | None) -> None:
        """A choice that says why the reply ends, comes after that, or holds a whole message: here wholes come again."""
        reading = self.reading
        if choice.delta is not None:
            self._message(self._unrepeated(choice.delta), now)
        if choice.message is not None:
            if reading.pieces == self._whole_pieces:
                self._message(self._unrepeated(choice.message), now)
                self._whole_pieces = reading.pieces
            else:
                self._again(choice.message, now)
        if choice.finish_reason is not None and (finish := finish_of(choice.finish_reason)) is not None:
            reading.end(finish.word, finish.stop)
            if not finish.known:
                reading.flags.add("unknown_finish")

    def _unrepeated(self, message: _Message) -> _Message:
        """A last piece without what is the whole text, or the whole reasoning, once more."""
        reading = self.reading
        for field, parts in (
            ("content", reading.text_parts),
            *((name, reading.reasoning_parts) for name in _REASONING),
        ):
            piece = getattr(message, field)
            if isinstance(piece, str) and len(parts) > 1 and piece.strip() and repeats(piece, parts):
                if len(piece.strip()) < REPEAT_CHARS:
                    reading.flags.add("maybe_repeated")
                    continue
                reading.flags.add("repeated_whole")
                setattr(message, field, None)
        return message

    def _again(self, message: _Message, now: float | None) -> None:
        """A whole message after the pieces of it: what it says beyond them was lost on the way, and is added."""
        reading = self.reading
        once = ChatReader()
        once._message(message, None)
        text, whole = reading.text, once.reading.text
        if whole.strip() and whole.strip() == text.strip():
            reading.flags.add("repeated_whole")
        elif whole.strip() and whole.startswith(text):
            reading.flags.add("repeat_differs")
            reading.answer(whole[len(text) :], now)
        elif whole.strip():
            reading.flags.add("repeat_differs")
        if once.reading.reasoning and not reading.reasoning_parts:
            reading.reason(once.reading.reasoning, None)
        if message.tool_calls:
            self._calls.again(message.tool_calls)

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
        if message.tool_calls or message.function_call:
            characters = self._calls.take(message.tool_calls or [{"function": message.function_call, "index": 0}])
            if now is not None and reading.calls:
                reading.answered(now, characters)

    def _parts(self, parts: Any, now: float | None) -> None:
        """Content as a list of typed parts, or one; parts that are thinking hold their text in a list of their own."""
        if not isinstance(parts, list):
            parts = [parts]
        for part in parts:
            if isinstance(part, int | float) and not isinstance(part, bool):
                self.reading.flags.add("odd_content")
                part = json.dumps(part)
            if isinstance(part, str) and part:
                self.reading.answer(part, now)
            if not isinstance(part, dict):
                if not isinstance(part, str):
                    self.reading.flags.add("odd_content")
                continue
            if isinstance(part.get("text"), str) and part["text"]:
                self.reading.answer(part["text"], now)
            thinking = part.get("thinking")
            pieces = thinking if isinstance(thinking, list) else [{"text": thinking}]
            for piece in pieces:
                if isinstance(piece, dict) and isinstance(piece.get("text"), str) and piece["text"]:
                    self.reading.reason(piece["text"], now)


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
