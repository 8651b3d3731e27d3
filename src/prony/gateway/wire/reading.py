"""What the bytes of one reply have said so far: the one place where a dialect writes and the meter reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from prony.gateway.wire.calls import ToolCall
from prony.gateway.wire.errors import WireError
from prony.gateway.wire.lenient import mended
from prony.gateway.wire.restated import doubled, ends_with_all, grows


class StopReason(StrEnum):
    """The reason that a reply ended, whatever word its engine has for it (`prony.gateway.wire.stops`)."""

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
    """A word that says nothing of this."""


class Reading:
    """A reply being read. Times are the caller's monotonic clock, None until it happened.

    chunks: events with something to read. first_event: the first of them; first_reasoning, first_answer: the first
    with a non-empty reasoning text, or a non-empty answer text or tool call; last: the last of either.
    pieces, characters: what came with a time; moments: the different times that it came at; most_at_once: the
    characters that came at one of them.
    stop: why it ended, None until it says so; stop_word: the engine's own word for that; finished: when it said so.
    went_on: it said more after it had said that it was finished.
    usage, timings: the engine's counts and its clock as they came, for `ReplyReader.tokens` and `timings`.
    bad: the first event that cannot be read. stray: the first line that is part of no event.
    """

    __slots__ = (
        "_at_once",
        "_most_at_once",
        "_pieces_at_end",
        "bad",
        "calls",
        "characters",
        "chunks",
        "error",
        "finished",
        "first_answer",
        "first_event",
        "first_reasoning",
        "flags",
        "last",
        "model",
        "moments",
        "over",
        "pieces",
        "reasoning_parts",
        "recognised",
        "stop",
        "stop_word",
        "stray",
        "text_parts",
        "timings",
        "usage",
        "went_on",
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
        self.over = False
        """Whether its very last word came, such as `[DONE]`: nothing but the end of the connection can follow."""
        self.recognised = False
        """Whether anything in it was of the dialect at all."""
        self.first_event: float | None = None
        self.first_reasoning: float | None = None
        self.first_answer: float | None = None
        self.last: float | None = None
        self.finished: float | None = None
        self.went_on = False
        self.pieces = 0
        self.moments = 0
        self.characters = 0
        self.flags: set[str] = set()
        self._pieces_at_end = 0
        self._at_once = 0
        self._most_at_once = 0

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
        """The reply said why it ended: in the engine's own word, and by its kind.

        Said twice, the first stands, unless more of the reply came in between.
        """
        if self.stop is None or self.pieces != self._pieces_at_end:
            self.stop_word, self.stop = word, stop
        elif stop is not self.stop:
            self.flags.add("two_finish_reasons")
        self._pieces_at_end = self.pieces

    def answer(self, text: str, now: float | None) -> None:
        """Non-empty answer text came; `now` None where the reply was not streamed."""
        self.text_parts.append(text)
        if now is not None:
            self.answered(now, len(text))

    def answered(self, now: float, characters: int = 1) -> None:
        """Something of the answer (text or a tool call) came."""
        if self.first_answer is None:
            self.first_answer = now
        self._came(now, characters)

    def reason(self, text: str, now: float | None) -> None:
        """Non-empty reasoning text came."""
        self.reasoning_parts.append(text)
        if now is not None:
            if self.first_reasoning is None:
                self.first_reasoning = now
            self._came(now, len(text))

    def _came(self, now: float, characters: int) -> None:
        self.pieces += 1
        self.characters += characters
        if now == self.last:
            self._at_once += characters
            return
        self.last = now
        self.moments += 1
        if self._at_once > self._most_at_once:
            self._most_at_once = self._at_once
        self._at_once = characters

    @property
    def most_at_once(self) -> int:
        """The most characters that came at one time."""
        return max(self._at_once, self._most_at_once)

    @property
    def text(self) -> str:
        """The answer as far as it came."""
        return _whole(self.text_parts, self.flags)

    @property
    def reasoning(self) -> str:
        """The reasoning as far as it came."""
        return _whole(self.reasoning_parts, self.flags)


def _whole(parts: list[str], flags: set[str]) -> str:
    if grows(parts):
        flags.add("cumulative")
        return mended(parts[-1])
    text = "".join(parts)
    if parts and ends_with_all(parts, text):
        flags.add("repeated_whole")
        text = text[: len(text) - len(parts[-1])]
    elif doubled(parts):
        flags.add("doubled_pieces")
    # A character outside the basic plane that a server cut in two arrives as lone surrogates.
    return mended(text)
