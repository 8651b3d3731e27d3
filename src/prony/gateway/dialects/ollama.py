"""The dialect `ollama`: Ollama's own `/api/chat`, one JSON object a line, or one for the whole reply.

Streamed unless the request says otherwise. The last line says `done`, why, and what the engine's own clock and counters
say; an error in mid-stream is a line `{"error": "..."}`. Tool calls come whole, with arguments as an object. A model
that says one token more than 30 times in a row is stopped without a last line.
Source: https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
"""

from __future__ import annotations

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
    chat_messages,
    count,
    error_in,
    finish_of,
    is_last_word,
    number,
    object_of,
    read_anyway,
    repeats,
    says_nothing,
    table,
    usual_refusal,
    word,
)
from prony.gateway.wire.restated import REPEAT_CHARS
from prony.nouns import Fault, FaultCode, ServerTimings, Tokens

_PATH = "/api/chat"
_OPTIONS = {
    "max_tokens": "num_predict",
    **{name: name for name in ("temperature", "top_p", "top_k", "min_p", "repeat_penalty", "seed", "stop")},
}
"""Fields of a chat completions request, and the option that says the same here."""
_NS_PER_MS = 1e6

REPEATS = 30
"""Ollama ends a stream without a last line when a token came so often again; white space is all one to it."""


class _Message(msgspec.Struct, gc=False):
    content: Any = None
    thinking: Any = None
    tool_calls: Any = None


class _Chunk(msgspec.Struct, gc=False):
    model: Any = None
    message: _Message | None = None
    done: Any = None
    done_reason: Any = None
    error: Any = None
    load_duration: Any = None
    prompt_eval_count: Any = None
    prompt_eval_duration: Any = None
    eval_count: Any = None
    eval_duration: Any = None


_decode = msgspec.json.Decoder(_Chunk).decode


class OllamaReader(ReplyReader):
    """Reads one reply of `/api/chat`."""

    __slots__ = ("_calls", "_last_piece", "_repeats", "done")

    def __init__(self) -> None:
        super().__init__()
        self.done = False
        """The last line was seen."""
        self._last_piece = ""
        self._repeats = 0
        self._calls = CallReader(self.reading.calls, self.reading.flags)

    def event(self, data: bytes, name: bytes, now: float) -> None:
        """One line of a streamed reply."""
        reading = self.reading
        if (chunk := self._chunk(data)) is None:
            if says_nothing(data) or is_last_word(data):
                reading.flags.add("odd_event")
            else:
                reading.fail_at(data)
            return
        reading.count_event(now)
        self._take(chunk, now)

    def whole(self, body: bytes, now: float) -> None:
        """A reply that was not streamed: no first times, since nothing tells when anything was made.

        Nor does anything where the lines of a stream came under another content type; they say the same.
        """
        chunks = [self._chunk(body)]
        if chunks == [None]:
            chunks = [self._chunk(line) for line in body.splitlines() if line.strip()]
        for chunk in chunks:
            if chunk is None:
                self.reading.bad = body
                return
            self._take(chunk, None)
        if not self.done and self.reading.error is None and self.reading.recognised:
            self.reading.bad = body

    def tokens(self) -> Tokens:
        """Counts of the last line. `prompt_eval_count` is the whole prompt; how much of it was cached is not told."""
        raw = self.reading.timings or {}
        prompt, completion = count(raw.get("prompt_eval_count")), count(raw.get("eval_count"))
        if prompt is None and completion is None:
            return Tokens()
        return Tokens(prompt=prompt, completion=completion, source="timings")

    def timings(self) -> ServerTimings:
        """Ollama's own clock, which counts nanoseconds. `cache_n` stays unknown: see `ServerTimings`."""
        raw = self.reading.timings or {}
        return ServerTimings(
            prompt_n=count(raw.get("prompt_eval_count")),
            prompt_ms=_ms(raw.get("prompt_eval_duration")),
            predicted_n=count(raw.get("eval_count")),
            predicted_ms=_ms(raw.get("eval_duration")),
            load_ms=_ms(raw.get("load_duration")),
        )

    def fault(self) -> FaultCode | None:
        """A stream that ends without a last line, after one token came again and again, was ended for that."""
        if self.reading.stop is not None or self._repeats < REPEATS:
            return None
        return FaultCode.LOOP if self.reading.text.strip() else FaultCode.EMPTY

    def _chunk(self, data: bytes) -> _Chunk | None:
        """The typed line; an oddly written one is read leniently and flagged; None when it is not JSON."""
        try:
            return _decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return read_anyway(data, _Chunk, "message", self.reading.flags)

    def _take(self, chunk: _Chunk, now: float | None) -> None:
        reading = self.reading
        if chunk.error and reading.error is None:
            reading.error = error_in({"error": chunk.error})
        if chunk.message is not None:
            reading.recognised = True
            self._message(chunk.message, now, last=chunk.done is True)
        if chunk.model and reading.model is None:
            reading.model = word(chunk.model)
        if chunk.done is True:
            reading.recognised = reading.over = self.done = True
            # The line says that it is the last, whatever it calls that.
            finish = finish_of(chunk.done_reason) or finish_of("stop")
            assert finish is not None
            reading.end(finish.word, finish.stop)
            if not finish.known:
                reading.flags.add("unknown_finish")
            reading.timings = msgspec.structs.asdict(chunk)

    def _message(self, message: _Message, now: float | None, last: bool) -> None:
        """last: of the last line, where a whole may come again."""
        reading = self.reading
        if isinstance(message.thinking, str) and message.thinking:
            reading.reason(message.thinking, now)
        if last and isinstance(message.content, str) and self._is_again(message.content):
            reading.flags.add("repeated_whole")
        elif isinstance(message.content, str) and message.content:
            reading.answer(message.content, now)
            piece = message.content.strip()
            self._repeats = self._repeats + 1 if piece == self._last_piece else 0
            self._last_piece = piece
        if message.tool_calls:
            characters = self._calls.take_whole(message.tool_calls, last=last)
            if now is not None and characters:
                reading.answered(now, characters)

    def _is_again(self, content: str) -> bool:
        parts = self.reading.text_parts
        return len(parts) > 1 and len(content.strip()) >= REPEAT_CHARS and repeats(content, parts)


class OllamaChat(Dialect):
    """Ollama's own chat."""

    name = "ollama"
    routes = (f"POST {_PATH}",)
    opaque = frozenset({"messages", "model", "stream", "tools"})
    headers = ((b"Accept", b"application/x-ndjson"),)

    def matches(self, method: str, path: str, query: str) -> Route | None:
        """Chats are measured."""
        return Route(path=path + query) if method == "POST" and path == _PATH else None

    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        """Streamed unless the request says `"stream": false`."""
        model, tools = body.get("model"), body.get("tools")
        most = table(body.get("options")).get("num_predict")
        return RequestFacts(
            model=model if isinstance(model, str) else None,
            streamed=body.get("stream") is not False,
            max_tokens=most if isinstance(most, int) and most > 0 else None,
            tools=len(tools) if isinstance(tools, list) else 0,
        )

    def messages(self, body: dict[str, Any]) -> list[Message]:
        """The messages as they are."""
        return chat_messages(body["messages"])

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        """What shapes the reply goes into `options`; the arguments of earlier tool calls become objects."""
        options = {mine: conversation[name] for name, mine in _OPTIONS.items() if conversation.get(name) is not None}
        tools = {"tools": conversation["tools"]} if conversation.get("tools") else {}
        messages = _messages(conversation.get("messages") or [])
        model = conversation.get("model")
        body = {"model": model, "messages": messages, "stream": True, "options": options, **tools}
        return ClientRequest(path=_PATH, body=body)

    def reader(self) -> OllamaReader:
        """A reader for one reply."""
        return OllamaReader()

    def last_event(self, fault: Fault) -> bytes:
        """A line with an error."""
        return b"\n" + msgspec.json.encode(usual_refusal(fault)) + b"\n"


DIALECT = OllamaChat()


def _messages(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A conversation in OpenAI's form, in Ollama's: tool results name their tool, calls hold objects."""
    found, names = [], {}
    for message in messages:
        mine = {"role": message["role"], "content": message.get("content") or ""}
        if calls := message.get("tool_calls"):
            names.update({call.get("id"): call["function"]["name"] for call in calls})
            mine["tool_calls"] = [_call(call) for call in calls]
        if identifier := message.get("tool_call_id"):
            mine.update({"tool_call_id": identifier, "tool_name": names.get(identifier, "")})
        found.append(mine)
    return found


def _call(call: dict[str, Any]) -> dict[str, Any]:
    # What is no object cannot be sent back as the model wrote it.
    function = call["function"]
    return {"id": call.get("id"), "function": {"name": function["name"], "arguments": object_of(function["arguments"])}}


def _ms(nanoseconds: Any) -> float | None:
    value = number(nanoseconds)
    return None if value is None else value / _NS_PER_MS
