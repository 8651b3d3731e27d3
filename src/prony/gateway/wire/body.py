"""The body of a reply, whatever it turns out to be: a stream, one document, a web page, or plain text."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from enum import StrEnum

from prony.gateway.wire.dialect import Framing, ReplyReader, StreamReader
from prony.gateway.wire.lenient import decode_anyway

MAX_KEPT_BYTES = 64 << 20
_MAX_INFLATED_BYTES = 16 << 20
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
    """

    __slots__ = (
        "_encoding",
        "_inflate",
        "_keep",
        "_kept",
        "_kept_bytes",
        "_now",
        "_parts",
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
        if self.kind is None and (framing := reader.framing(self._type, b"")) is not None:
            self._begin_stream(framing)

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
                self.kind, self.stream = BodyKind.OPAQUE, None
                self._inflate = None
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
        start = self.kept[:64] + payload[:256] if self._parts else payload[:256]
        first = start.lstrip()[:1]
        if not first:
            return
        if (framing := self.reader.framing("", start)) is not None:
            self._begin_stream(framing)
            if self._parts and self.stream is not None:
                self.stream.feed(self.kept)
        elif first == b"<" or "html" in self._type:
            self.kind = BodyKind.HTML
        elif first in b"{[":
            self.kind = BodyKind.JSON
        elif last or len(start) >= _ENOUGH_BYTES:
            self.kind = BodyKind.TEXT

    def _on_event(self, data: bytes, name: bytes) -> None:
        self.reader.event(data, name, self._now)

    def _on_stray(self, line: bytes) -> None:
        reading = self.reader.reading
        if reading.error is None and line.startswith(b"{"):
            reading.error = self.reader.failure(decode_anyway(line))
        if reading.stray is None:
            reading.stray = line[:2048]
