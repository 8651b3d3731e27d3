"""The dialect `ollama`: Ollama's own `/api/chat`, one JSON object a line, or one for the whole reply.

Streamed unless the request says otherwise. The last line says `done`, why, and what the engine's own clock and counters
say; an error in mid-stream is a line `{"error": "..."}`. Tool calls come whole, with arguments as an object. A model
that says one token more than 30 times in a row is stopped without a last line (see `faults`).
Source: https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from prony.gateway.wire.dialect import Asked
from prony.gateway.wire.errors import error_in
from prony.gateway.wire.json import count, number, read_anyway, table
from prony.gateway.wire.reading import Reading, ToolCall
from prony.nouns import ServerTimings, Tokens

_OPTIONS = {
    "max_tokens": "num_predict",
    **{name: name for name in ("temperature", "top_p", "top_k", "min_p", "repeat_penalty", "seed", "stop")},
}
"""Fields of a chat completions request, and the option that says the same here."""
_NS_PER_MS = 1e6


class _Function(msgspec.Struct, gc=False):
    name: Any = None
    arguments: Any = None


class _Call(msgspec.Struct, gc=False):
    id: Any = None
    function: _Function | None = None


class _Message(msgspec.Struct, gc=False):
    content: Any = None
    thinking: Any = None
    tool_calls: list[_Call] | None = None


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


class Ollama:
    """Reads one reply of `/api/chat` into a `Reading`."""

    name = "ollama"
    path = "/api/chat"
    accept = b"application/x-ndjson"
    opaque = frozenset({"messages", "model", "stream", "tools"})
    """Fields of a request that are not parameters."""

    def __init__(self) -> None:
        self.reading = Reading()
        self._last_piece = ""

    @staticmethod
    def request(body: dict[str, Any]) -> dict[str, Any]:
        """What shapes the reply goes into `options`; the arguments of earlier tool calls become objects."""
        options = {mine: body[name] for name, mine in _OPTIONS.items() if body.get(name) is not None}
        tools = {"tools": body["tools"]} if body.get("tools") else {}
        messages = _messages(body.get("messages") or [])
        return {"model": body.get("model"), "messages": messages, "stream": True, "options": options, **tools}

    @staticmethod
    def asked(body: dict[str, Any]) -> Asked:
        """Streamed unless the request says `"stream": false`."""
        most = table(body.get("options")).get("num_predict")
        limit = most if isinstance(most, int) and most > 0 else None
        return Asked(streamed=body.get("stream") is not False, max_tokens=limit)

    @staticmethod
    def ask_for_usage(body: dict[str, Any]) -> bool:
        """Counts always come."""
        return False

    @staticmethod
    def credentials(key: str) -> tuple[tuple[bytes, bytes], ...]:
        """The headers that carry an API key: Ollama knows none, a proxy before it may."""
        return ((b"Authorization", b"Bearer " + key.encode()),)

    def event(self, data: bytes, name: bytes, now: float) -> None:
        """One line of a streamed reply."""
        reading = self.reading
        if (chunk := self._chunk(data)) is None:
            if reading.bad is None:
                reading.bad = data
            return
        reading.chunks += 1
        if reading.first_event is None:
            reading.first_event = now
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
        if not self.reading.done and self.reading.error is None and self.reading.recognised:
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
            self._message(chunk.message, now)
        if chunk.model and reading.model is None:
            reading.model = str(chunk.model)
        if chunk.done is True:
            reading.recognised = reading.done = True
            reading.finish_reason = str(chunk.done_reason or "stop")
            reading.timings = msgspec.structs.asdict(chunk)

    def _message(self, message: _Message, now: float | None) -> None:
        reading = self.reading
        if isinstance(message.thinking, str) and message.thinking:
            reading.reason(message.thinking, now)
        if isinstance(message.content, str) and message.content:
            reading.answer(message.content, now)
            piece = message.content.strip()
            reading.repeats = reading.repeats + 1 if piece == self._last_piece else 0
            self._last_piece = piece
        for one in message.tool_calls or ():
            call = ToolCall()
            call.id = str(one.id) if one.id else None
            if one.function is not None:
                call.name = str(one.function.name or "")
                call.add(one.function.arguments)
            # Each call comes whole, and servers number them anew in every line: their order is what counts.
            reading.calls[len(reading.calls)] = call
            if now is not None:
                reading.answered(now)


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
    name, text = call["function"]["name"], call["function"]["arguments"]
    try:
        arguments = json.loads(text)
    except (ValueError, RecursionError):
        arguments = None
    # What is no object cannot be sent back as the model wrote it: it goes as the text that it was.
    return {
        "id": call.get("id"),
        "function": {"name": name, "arguments": arguments if isinstance(arguments, dict) else {"arguments": text}},
    }


def _ms(nanoseconds: Any) -> float | None:
    value = number(nanoseconds)
    return None if value is None else value / _NS_PER_MS
