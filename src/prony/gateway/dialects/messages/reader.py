"""Reads one message of the dialect `messages`, streamed and whole.

A stream is `message_start`, blocks (`content_block_start`, `_delta`, `_stop`), `message_delta` with the stop reason and
`message_stop`. Counts stand in the first and in the last of them, and are cumulative.
"""

from __future__ import annotations

from typing import Any

from prony.gateway.wire import CallReader, TypedReader, count, finish_of, llama_clock, table, word
from prony.nouns import ServerTimings, Tokens

_PROMPT = ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
_REASONING = ("thinking", "reasoning", "reasoning_content")


class MessagesReader(TypedReader):
    """Reads one message."""

    __slots__ = ("_calls", "_closed", "_given", "_last", "_passed_over")

    def __init__(self) -> None:
        super().__init__()
        self._calls = CallReader(self.reading.calls, self.reading.flags)
        self._closed = False
        """`message_stop` was seen."""
        self._last = 0
        """The block that an event without a number belongs to."""
        self._given: set[int] = set()
        """Calls whose arguments came with the beginning of their block."""
        self._passed_over: set[int] = set()
        """Blocks of tools that the engine runs itself."""

    def take(self, document: dict[str, Any], kind: str, now: float) -> None:
        """One event; a ping, and any that is not known, says nothing."""
        reading = self.reading
        match kind:
            case "message_start":
                message = table(document.get("message"))
                self._begin(message)
                self._blocks(message.get("content"), now)
            case "content_block_start":
                reading.recognised = True
                self._block(self._at(document), table(document.get("content_block")), now)
            case "content_block_delta":
                reading.recognised = True
                self._delta(self._at(document), table(document.get("delta")), now)
            case "content_block_stop":
                self._block_ends(self._at(document))
            case "message_delta":
                reading.recognised = True
                self._count(document.get("usage"))
                self._end(table(document.get("delta")))
            case "message_stop":
                self._closed = reading.over = True
                if reading.stop is None and (finish := finish_of("message_stop")) is not None:
                    # It is whole, and does not say why it ended.
                    reading.flags.add("unknown_finish")
                    reading.end(finish.word, finish.stop)

    def take_whole(self, document: dict[str, Any]) -> None:
        """A message in one piece."""
        if document.get("type") != "message" and not isinstance(document.get("content"), list):
            return
        self._begin(document)
        self._blocks(document.get("content"), None)
        self._end(document)

    def tokens(self) -> Tokens:
        """Counts from `usage`: `input_tokens` is what came from no cache, so the prompt is all three together."""
        usage = self.reading.usage or {}
        fresh, read, made = (count(usage.get(name)) for name in _PROMPT)
        completion = count(usage.get("output_tokens"))
        if fresh is None and completion is None:
            return Tokens()
        details = table(usage.get("output_tokens_details"))
        return Tokens(
            prompt=None if fresh is None else fresh + (read or 0) + (made or 0),
            completion=completion,
            cached=read,
            reasoning=count(details.get("thinking_tokens", details.get("reasoning_tokens"))),
            source="usage",
        )

    def timings(self) -> ServerTimings:
        """llama.cpp's own clock, where a server tells it here too."""
        return llama_clock(self.reading.timings)

    def flags(self, streamed: bool) -> set[str]:
        """See `AnthropicMessages.flags`."""
        flags = super().flags(streamed)
        if streamed and not self._closed:
            flags.add("no_message_stop")
        return flags

    def _at(self, document: dict[str, Any]) -> int:
        number = count(document.get("index"))
        self._last = self._last if number is None else number
        return self._last

    def _begin(self, message: dict[str, Any]) -> None:
        self.reading.recognised = True
        self.reading.model = self.reading.model or word(message.get("model"))
        self._count(message.get("usage"))

    def _blocks(self, content: Any, now: float | None) -> None:
        if isinstance(content, str):
            content = [{"type": "text", "text": content}]
        for index, block in enumerate(content if isinstance(content, list) else ()):
            if isinstance(block, dict):
                self._block(index, block, now)
                self._block_ends(index)
            else:
                self.reading.flags.add("odd_content")

    def _block(self, index: int, block: dict[str, Any], now: float | None) -> None:
        kind = word(block.get("type")) or ""
        if kind == "tool_use":
            given = block.get("input") or None
            if given is not None:
                self._given.add(index)
            self._call({"index": index, "id": block.get("id"), "name": block.get("name"), "arguments": given}, now)
        elif kind.endswith(("_tool_use", "_tool_result")):
            self.hosted = True
            self._passed_over.add(index)
        else:
            if kind == "redacted_thinking" and block.get("data"):
                self.sealed = True
            self._delta(index, block, now)

    def _delta(self, index: int, delta: dict[str, Any], now: float | None) -> None:
        reading = self.reading
        if index in self._passed_over:
            return
        if isinstance(text := delta.get("text"), str) and text:
            reading.answer(text, now)
        for name in _REASONING:
            if isinstance(thought := delta.get(name), str) and thought:
                reading.reason(thought, now)
                break
        if delta.get("signature"):
            self.sealed = True
        if piece := delta.get("partial_json"):
            if index in self._given and index in reading.calls:
                # Its arguments came with the beginning, and come again in pieces.
                self._given.discard(index)
                reading.calls[index].replace("")
            self._call({"index": index, "arguments": piece}, now)

    def _call(self, entry: dict[str, Any], now: float | None) -> None:
        characters = self._calls.take([entry])
        if now is not None and self.reading.calls:
            self.reading.answered(now, characters)

    def _block_ends(self, index: int) -> None:
        """A call without arguments has none to send in pieces."""
        call = self.reading.calls.get(index)
        if call is not None and not call.begun and index not in self._passed_over:
            call.add("{}")

    def _end(self, delta: dict[str, Any]) -> None:
        if (finish := finish_of(delta.get("stop_reason"))) is not None:
            self.reading.end(finish.word, finish.stop)
            if not finish.known:
                self.reading.flags.add("unknown_finish")

    def _count(self, usage: Any) -> None:
        """Lay counts over those before. Some servers give those of the prompt first, and zeros for them at the end."""
        new = table(usage)
        if not new:
            return
        before = self.reading.usage or {}
        silent = not any(count(new.get(name)) for name in _PROMPT)
        kept = {name: before[name] for name in _PROMPT if silent and count(before.get(name))}
        self.reading.usage = {**before, **{name: value for name, value in new.items() if value is not None}, **kept}
