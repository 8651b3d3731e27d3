"""What the bytes of one reply have said so far: the one place where a dialect writes and the meter reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from prony.gateway.wire.errors import WireError


class StopReason(StrEnum):
    """The reason that a reply ended, whatever word its dialect has for it."""

    END = "end"
    """The model was done, or met a stop sequence."""
    LENGTH = "length"
    """The tokens that it might make, or the context, were used."""
    TOOL_CALLS = "tool_calls"
    """It waits for the results of its calls."""
    FILTER = "filter"
    """A filter, or the model's own refusal, ended it."""
    ERROR = "error"
    """The engine gave up."""
    OTHER = "other"
    """A word that its dialect does not know."""


class ToolCall:
    """A tool call as its deltas arrive: `arguments` is the raw JSON text, which may be cut or broken."""

    __slots__ = ("_arguments", "id", "name")

    def __init__(self) -> None:
        self.id: str | None = None
        self.name = ""
        self._arguments: list[str] = []

    def add(self, arguments: Any) -> None:
        """Append a piece of the arguments; what is no text comes whole and becomes JSON."""
        self._arguments.append(arguments if isinstance(arguments, str) else msgspec.json.encode(arguments).decode())

    @property
    def arguments(self) -> str:
        """The arguments as far as they came."""
        return "".join(self._arguments)


class Reading:
    """A reply being read. Times are the caller's monotonic clock, None until it happened.

    chunks: events with something to read. first_event: the first of them; first_reasoning, first_answer: the first
    with a non-empty reasoning text, or a non-empty answer text or tool call; last: the last of either.
    stop: why it ended, None until it says so; stop_word: the engine's own word for that.
    usage, timings: the engine's counts and its clock as they came, for `ReplyReader.tokens` and `timings`.
    bad: the first event that cannot be read. stray: the first line that is part of no event.
    """

    __slots__ = (
        "bad",
        "calls",
        "chunks",
        "error",
        "first_answer",
        "first_event",
        "first_reasoning",
        "flags",
        "last",
        "model",
        "reasoning_parts",
        "recognised",
        "stop",
        "stop_word",
        "stray",
        "text_parts",
        "timings",
        "usage",
    )

    def __init__(self) -> None:
        self.chunks = 0
        self.text_parts: list[str] = []
        self.reasoning_parts: list[str] = []
        self.calls: dict[int, ToolCall] = {}
        self.stop: StopReason | None = None
        self.stop_word: str | None = None
        self.model: str | None = None
        self.usage: dict[str, Any] | None = None
        self.timings: dict[str, Any] | None = None
        self.error: WireError | None = None
        self.bad: bytes | None = None
        self.stray: bytes | None = None
        self.recognised = False
        """Whether anything in it was of the dialect at all."""
        self.first_event: float | None = None
        self.first_reasoning: float | None = None
        self.first_answer: float | None = None
        self.last: float | None = None
        self.flags: set[str] = set()

    def count_event(self, now: float) -> None:
        """An event came that can be read, whatever it says."""
        self.chunks += 1
        if self.first_event is None:
            self.first_event = now

    def fail_at(self, data: bytes) -> None:
        """An event, or a whole reply, came that cannot be read."""
        if self.bad is None:
            self.bad = data

    def end(self, word: str, stop: StopReason) -> None:
        """The reply said why it ended: in the engine's own word, and by its kind."""
        self.stop_word, self.stop = word, stop

    def answer(self, text: str, now: float | None) -> None:
        """Non-empty answer text came; `now` None where the reply was not streamed."""
        self.text_parts.append(text)
        if now is not None:
            self.answered(now)

    def answered(self, now: float) -> None:
        """Something of the answer (text or a tool call) came."""
        if self.first_answer is None:
            self.first_answer = now
        self.last = now

    def reason(self, text: str, now: float | None) -> None:
        """Non-empty reasoning text came."""
        self.reasoning_parts.append(text)
        if now is not None:
            if self.first_reasoning is None:
                self.first_reasoning = now
            self.last = now

    @property
    def text(self) -> str:
        """The answer as far as it came."""
        return _whole(self.text_parts, self.flags)

    @property
    def reasoning(self) -> str:
        """The reasoning as far as it came."""
        return _whole(self.reasoning_parts, self.flags)


def _whole(parts: list[str], flags: set[str]) -> str:
    text = "".join(parts)
    if "odd_json" in flags:
        # A character outside the basic plane that a server cut in two arrives as lone surrogates: join or replace.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
