"""The body of a reply, whatever it turns out to be: a stream, one document, a web page, or plain text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from enum import StrEnum

from prony.gateway.wire.dialect import Dialect
from prony.gateway.wire.errors import error_in
from prony.gateway.wire.json import decode_anyway
from prony.gateway.wire.ndjson import LineReader
from prony.gateway.wire.sse import SseReader

MAX_KEPT_BYTES = 64 << 20
_MAX_INFLATED_BYTES = 16 << 20
_SSE_START = re.compile(rb"\s*(data:|event:|id:|retry:|:)")


class Kind(StrEnum):
    """What a body is."""

    SSE = "sse"
    LINES = "lines"
    """One JSON document a line."""
    JSON = "json"
    HTML = "html"
    TEXT = "text"
    OPAQUE = "opaque"
    """Encoded in a way that was not asked for and cannot be read."""


STREAMS = frozenset({Kind.SSE, Kind.LINES})
"""Kinds of body that tell as they come when what was made."""


class BodyReader:
    """Feeds a body to its dialect as it arrives, and keeps a copy of it.

    kind: None until the first byte that is not white space. kept: the body, up to `MAX_KEPT_BYTES`.
    cut_inside: the stream ended inside an event.
    """

    __slots__ = (
        "_encoding",
        "_inflate",
        "_keep",
        "_kept",
        "_kept_bytes",
        "_now",
        "_parts",
        "_stream",
        "_streamed",
        "_type",
        "cut_inside",
        "dialect",
        "kind",
    )

    def __init__(self, dialect: Dialect, content_type: str = "", encoding: str = "", *, keep: bool = True) -> None:
        self.dialect = dialect
        self.kind: Kind | None = None
        self.cut_inside = False
        self._type = content_type.lower()
        self._keep = keep
        self._parts: list[bytes] = []
        self._kept_bytes = 0
        self._now = 0.0
        self._stream: SseReader | LineReader = SseReader(self._on_event, self._on_stray)
        self._encoding = encoding.lower().strip()
        self._inflate: Callable[[bytes, int], bytes] | None = None
        if self._encoding in ("gzip", "deflate", "x-gzip"):
            self._inflate = zlib.decompressobj(wbits=47).decompress
            dialect.reading.flags.add("encoded")
        elif self._encoding not in ("", "identity"):
            self.kind = Kind.OPAQUE
        self._streamed = False
        if "event-stream" in self._type and self.kind is None:
            self._become(Kind.SSE)
        elif "ndjson" in self._type and self.kind is None:
            self._stream = LineReader(self._on_event, self._on_stray)
            self._become(Kind.LINES)

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
                self._become(Kind.OPAQUE)
                self._inflate = None
        if self.kind is None:
            self._sniff(payload)
        streamed = self._streamed
        if self._keep or not streamed:
            self._store(payload)
        if streamed:
            self._now = now
            self._stream.feed(payload)

    def end(self, now: float) -> None:
        """The body is over, complete or not."""
        self._now = now
        if self._streamed:
            bad = self.dialect.reading.bad
            self.cut_inside = self._stream.end()
            if self.cut_inside and bad is None:
                # Half an event at the end is a cut, not a broken event.
                self.dialect.reading.bad = None
        elif self.kind is Kind.JSON:
            self.dialect.whole(self.kept, now)

    def _become(self, kind: Kind) -> None:
        """Kept apart from `kind`, since it is asked of every piece of a stream."""
        self.kind, self._streamed = kind, kind in STREAMS

    def _store(self, payload: bytes) -> None:
        if self._kept_bytes + len(payload) > MAX_KEPT_BYTES:
            self.dialect.reading.flags.add("blob_cut")
            return
        self._parts.append(payload)
        self._kept_bytes += len(payload)

    def _sniff(self, payload: bytes) -> None:
        """The bytes decide over the declared type, since proxies and web servers declare wrongly."""
        start = self.kept[:64] + payload[:256] if self._parts else payload[:256]
        first = start.lstrip()[:1]
        if not first:
            return
        if _SSE_START.match(start):
            self._become(Kind.SSE)
            if self._parts:
                self._stream.feed(self.kept)
        elif first == b"<" or "html" in self._type:
            self.kind = Kind.HTML
        elif first in b"{[":
            self.kind = Kind.JSON
        else:
            self.kind = Kind.TEXT

    def _on_event(self, data: bytes, name: bytes) -> None:
        self.dialect.event(data, name, self._now)

    def _on_stray(self, line: bytes) -> None:
        reading = self.dialect.reading
        if reading.error is None and line.startswith(b"{"):
            reading.error = error_in(decode_anyway(line))
        if reading.stray is None:
            reading.stray = line[:2048]
