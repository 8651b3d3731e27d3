"""The body of a reply, whatever it turns out to be: a stream, one document, a web page, or plain text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from enum import StrEnum

from prony.gateway.wire.dialect import Framing, ReplyReader, StreamReader
from prony.gateway.wire.lenient import decode_anyway
from prony.gateway.wire.sse import SseReader

MAX_KEPT_BYTES = 64 << 20
_MAX_INFLATED_BYTES = 16 << 20
_BOM = b"\xef\xbb\xbf"
_MARGIN = re.compile(rb"(?:\xef\xbb\xbf|\s)+")
_LOOK_BYTES = 256
_ENOUGH_BYTES = 16
"""From so many on, what begins neither as a stream nor as a document is plain text."""


class BodyKind(StrEnum):
    """What a body is."""

    STREAM = "stream"
    """Events, which tell as they come when what was made."""
    JSON = "json"
    HTML = "html"
    TEXT = "text"
    OPAQUE = "opaque"
    """Encoded in a way that was not asked for and cannot be read."""


class BodyReader:
    """Feeds a body to the reader of its dialect as it arrives, and keeps a copy of it.

    kind: None until the first byte that is not white space. kept: the body, up to `MAX_KEPT_BYTES`.
    stream: what cuts it into events, where it is a stream. cut_inside: the stream ended inside an event.

    What comes after the reply has said that it is finished cannot spoil it (`trouble_after_finish`), unless the reply
    itself went on.
    """

    __slots__ = (
        "_declared",
        "_encoding",
        "_inflate",
        "_keep",
        "_kept",
        "_kept_bytes",
        "_now",
        "_parts",
        "_start",
        "_type",
        "cut_inside",
        "kind",
        "reader",
        "stream",
    )

    def __init__(self, reader: ReplyReader, content_type: str = "", encoding: str = "", *, keep: bool = True) -> None:
        self.reader = reader
        self.kind: BodyKind | None = None
        self.cut_inside = False
        self._type = content_type.lower()
        self._keep = keep
        self._start = b""
        self._parts: list[bytes] = []
        self._kept_bytes = 0
        self._now = 0.0
        self.stream: StreamReader | None = None
        self._encoding = encoding.lower().strip()
        self._inflate: Callable[[bytes, int], bytes] | None = None
        if self._encoding in ("gzip", "deflate", "x-gzip"):
            self._inflate = zlib.decompressobj(wbits=47).decompress
            reader.reading.flags.add("encoded")
        elif self._encoding not in ("", "identity"):
            self.kind = BodyKind.OPAQUE
        self._declared = reader.framing(self._type, b"")

    @property
    def kept(self) -> bytes:
        """The body as far as it was kept."""
        return b"".join(self._parts)

    def feed(self, payload: bytes, now: float) -> None:
        """Take the next bytes of the body, at the monotonic time `now`."""
        if not payload:
            return
        if self._inflate is not None:
            try:
                payload = self._inflate(payload, _MAX_INFLATED_BYTES)
            except zlib.error:
                self._inflate = None
                if self.reader.reading.stop is not None:
                    self.reader.reading.flags.add("trouble_after_finish")
                    payload = b""
                else:
                    self.kind, self.stream = BodyKind.OPAQUE, None
        if self.kind is None:
            self._sniff(payload)
        stream = self.stream
        if self._keep or stream is None:
            self._kept_bytes += len(payload)
            if self._kept_bytes <= MAX_KEPT_BYTES:
                self._parts.append(payload)
            else:
                self.reader.reading.flags.add("blob_cut")
        if stream is not None:
            self._now = now
            stream.feed(payload)

    def end(self, now: float) -> None:
        """The body is over, complete or not."""
        self._now = now
        if self.kind is None and self._parts:
            self._sniff(b"", last=True)
        if self.kind is None and self._declared is not None:
            self._begin_stream(self._declared)
        if self.stream is not None:
            bad = self.reader.reading.bad
            self.cut_inside = self.stream.end()
            if self.cut_inside and bad is None:
                # Half an event at the end is a cut, not a broken event.
                self.reader.reading.bad = None
        elif self.kind is BodyKind.JSON:
            self.reader.whole(self.kept, now)

    def _begin_stream(self, framing: Framing) -> None:
        self.kind = BodyKind.STREAM
        self.stream = framing(self._on_event, self._on_stray)

    def _sniff(self, payload: bytes, *, last: bool = False) -> None:
        """The bytes decide over the declared type, since proxies and web servers declare wrongly."""
        start = self._start + payload
        margin = _MARGIN.match(start)
        begin = margin.end() if margin else 0
        self._start = start = start[begin : begin + _LOOK_BYTES]
        enough = last or len(start) >= _ENOUGH_BYTES
        if not start or (_BOM.startswith(start) and not last):
            return
        first = start[:1]
        if (framing := self._framing(start, first, enough)) is not None:
            self._begin_stream(framing)
            if self._parts and self.stream is not None:
                self.stream.feed(self.kept)
        elif first == b"<" or ("html" in self._type and (enough or first in b"{[")):
            self.kind = BodyKind.HTML
        elif first in b"{[":
            self.kind = BodyKind.JSON
        elif enough:
            self.kind = BodyKind.TEXT

    def _framing(self, start: bytes, first: bytes, enough: bool) -> Framing | None:
        """What cuts this body into events: as it begins, else as it was declared; None where it is no stream, or where
        its first bytes do not tell yet."""
        by_start = self.reader.framing("", start)
        if by_start is not None or self._declared is None or first == b"<":
            return by_start
        if self._declared is SseReader:
            return None if first == b"{" else SseReader
        return self._declared if first in b"{[" or enough else None

    def _on_event(self, data: bytes, name: bytes) -> None:
        reader = self.reader
        reading = reader.reading
        before = reading.stop
        if before is not None:
            self._after_finish(data, name)
            return
        reader.event(data, name, self._now)
        if reading.stop is not None:
            reading.finished = self._now

    def _after_finish(self, data: bytes, name: bytes) -> None:
        reading, now = self.reader.reading, self._now
        before, pieces = (reading.error, reading.bad), reading.pieces
        self.reader.event(data, name, now)
        if reading.pieces != pieces:
            reading.went_on, reading.finished = True, now
            reading.flags.add("said_after_finish")
        elif (reading.error, reading.bad) != before and not reading.went_on:
            reading.error, reading.bad = before
            reading.flags.add("trouble_after_finish")

    def _on_stray(self, line: bytes) -> None:
        reading = self.reader.reading
        if line[:6].lower() == b"error:":
            # Older llama.cpp's name for an event that is an error.
            line = line[6:].strip()
        if reading.error is None and line.startswith(b"{") and (reading.stop is None or reading.went_on):
            reading.error = self.reader.failure(decode_anyway(line))
        if reading.stray is None:
            reading.stray = line[:2048]
