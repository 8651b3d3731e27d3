"""Streams of server-sent events that name their type, in the event's name and in its document: Messages, Responses."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import msgspec

from prony.gateway.wire.dialect import ReplyReader
from prony.gateway.wire.errors import WireError
from prony.gateway.wire.lenient import decode_anyway, is_last_word, says_nothing, table, unwrapped, word

_LONGEST_TYPE = 64


class TypedReader(ReplyReader):
    """Reads a reply whose events say what they are; what says nothing, or is of no type that is known, is passed over.

    hosted: whether the engine ran tools of its own. sealed: whether there is reasoning that only the engine can read.
    """

    __slots__ = ("hosted", "sealed")

    def __init__(self) -> None:
        super().__init__()
        self.hosted = self.sealed = False

    @abstractmethod
    def take(self, document: dict[str, Any], kind: str, now: float) -> None:
        """Read one event of the type `kind`."""

    @abstractmethod
    def take_whole(self, document: dict[str, Any]) -> None:
        """Read a reply that came in one piece, and reports no error."""

    def event(self, data: bytes, name: bytes, now: float) -> None:
        """One server-sent event."""
        reading = self.reading
        if (document := self._document(data)) is None:
            if is_last_word(data) or says_nothing(data):
                reading.flags.add("odd_event")
            elif (inner := unwrapped(data)) is not None:
                reading.flags.add("odd_event")
                self.event(inner, name, now)
            else:
                reading.fail_at(data)
            return
        reading.count_event(now)
        if timings := table(document.get("timings")):
            reading.timings = timings
        kind = word(document.get("type"), _LONGEST_TYPE) or name[:_LONGEST_TYPE].decode("latin-1")
        self.take(document, kind, now)
        if reading.error is None and (kind == "error" or document.get("error")):
            reading.error = self.failure(document) or WireError("an error without words")

    def whole(self, body: bytes, now: float) -> None:
        """A reply that was not streamed: no first times, since nothing tells when anything was made."""
        if (document := self._document(body)) is None:
            self.reading.bad = body
            return
        if timings := table(document.get("timings")):
            self.reading.timings = timings
        self.reading.error = self.failure(document)
        if self.reading.error is None:
            self.take_whole(document)

    def flags(self, streamed: bool) -> set[str]:
        """Beside the usual ones, what the engine kept to itself."""
        flags = super().flags(streamed)
        if self.hosted:
            flags.add("hosted_tools")
        if self.sealed and not self.reading.reasoning_parts:
            flags.add("hidden_reasoning")
        return flags

    def _document(self, data: bytes) -> dict[str, Any] | None:
        """The document; an oddly written one is read leniently and flagged; None where it is no JSON object."""
        try:
            document = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            document = decode_anyway(data)
            if isinstance(document, dict):
                self.reading.flags.add("odd_json")
        return document if isinstance(document, dict) else None
