"""HTTP/1.1 over bytes, without any input or output: heads, and the framing of bodies.

Bodies end in one of three ways: after a length, with a last chunk, or with the connection. Each is a small class
with `feed(data) -> payload` and `done`; the caller keeps the raw bytes, so forwarding never depends on parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

MAX_HEAD_BYTES = 64 * 1024
_HEX = re.compile(rb"[0-9a-fA-F]{1,15}")
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"upgrade",
    }
)
"""Headers that belong to one connection only (RFC 9110, section 7.6.1), less those that frame the body."""

Headers = tuple[tuple[bytes, bytes], ...]
"""Names as they were written, values without the white space around them, in order."""


class BadHttp(ValueError):
    """Bytes that are not HTTP/1.1."""


class Body(Protocol):
    """Takes the framing off a body."""

    done: bool
    ends_with_connection: bool

    def feed(self, data: bytes) -> bytes:
        """The payload inside `data`; raises BadHttp where the framing is broken."""
        ...

    def framed(self, payload: bytes) -> bytes | None:
        """`payload` as one more piece of the body; None where none fits at this point."""
        ...


class LengthBody:
    """A body of a declared number of bytes."""

    __slots__ = ("_left", "done")
    ends_with_connection = False

    def __init__(self, length: int) -> None:
        self._left = length
        self.done = length == 0

    def feed(self, data: bytes) -> bytes:
        """At most what is left of the declared length."""
        if len(data) > self._left:
            data = data[: self._left]
        self._left -= len(data)
        self.done = self._left == 0
        return data

    def framed(self, payload: bytes) -> bytes | None:
        """Nothing fits into a length that others declared."""
        return None


class ConnectionBody:
    """A body that ends when its connection does."""

    __slots__ = ("done",)
    ends_with_connection = True

    def __init__(self) -> None:
        self.done = False

    def feed(self, data: bytes) -> bytes:
        """Everything."""
        return data

    def framed(self, payload: bytes) -> bytes | None:
        """As it is."""
        return payload


class ChunkedBody:
    """A body in chunks (RFC 9112, section 7.1). Extensions and trailers are skipped."""

    __slots__ = ("_held", "_left", "_step", "done")
    ends_with_connection = False
    _SIZE, _DATA, _AFTER, _TRAILER = range(4)

    def __init__(self) -> None:
        self._step = self._SIZE
        self._left = 0
        self._held = b""
        self.done = False

    def feed(self, data: bytes) -> bytes:
        """The payload of all chunks, or pieces of chunks, in `data`."""
        if self._held:
            data, self._held = self._held + data, b""
        elif self._step == self._SIZE and (only := _only_chunk(data)) is not None:
            return only
        out: list[bytes] = []
        at, end = 0, len(data)
        while at < end and not self.done:
            if self._step == self._DATA:
                piece = data[at : at + self._left]
                out.append(piece)
                at += len(piece)
                self._left -= len(piece)
                if not self._left:
                    self._step = self._AFTER
                continue
            line_end = data.find(b"\r\n", at)
            if line_end < 0:
                self._hold(data[at:])
                break
            self._line(data[at:line_end])
            at = line_end + 2
        return out[0] if len(out) == 1 else b"".join(out)

    def framed(self, payload: bytes) -> bytes | None:
        """A chunk, if the last one is complete."""
        if self._step != self._SIZE or self._held:
            return None
        return b"%x\r\n%s\r\n" % (len(payload), payload)

    def _line(self, line: bytes) -> None:
        if self._step == self._AFTER:
            if line:
                raise BadHttp("a chunk is longer than it said")
            self._step = self._SIZE
        elif self._step == self._TRAILER:
            self.done = not line
        else:
            size = line.partition(b";")[0].strip()
            if not _HEX.fullmatch(size):
                raise BadHttp(f"not a chunk size: {line[:40]!r}")
            self._left = int(size, 16)
            self._step = self._DATA if self._left else self._TRAILER

    def _hold(self, rest: bytes) -> None:
        if len(rest) > MAX_HEAD_BYTES or (self._step == self._AFTER and rest != b"\r"):
            raise BadHttp("a chunk is longer than it said, or its size line has no end")
        self._held = rest


def _only_chunk(data: bytes) -> bytes | None:
    """The payload of `data` where it is exactly one whole chunk, as most pieces of a stream are; else None."""
    end = data.find(b"\r\n", 0, 16)
    if end < 0 or not data.endswith(b"\r\n") or not _HEX.fullmatch(data, 0, end):
        return None
    size = int(data[:end], 16)
    return data[end + 2 : -2] if size and size == len(data) - end - 4 else None


class Head:
    """The head of a message: its start line in three parts, and its headers."""

    __slots__ = ("_by_name", "headers", "start")

    def __init__(self, start: tuple[bytes, bytes, bytes], headers: Headers) -> None:
        self.start = start
        self.headers = headers
        self._by_name: dict[bytes, bytes] = {}
        for name, value in headers:
            key = name.lower()
            if key in (b"content-length", b"transfer-encoding") and self._by_name.get(key, value) != value:
                raise BadHttp(f"two different {key.decode()} headers")
            self._by_name[key] = value

    def get(self, name: bytes, default: bytes = b"") -> bytes:
        """The value of the header `name` (lower case); the last one where it is repeated."""
        return self._by_name.get(name, default)

    def _body(self, otherwise: Body) -> Body:
        coding, length = self.get(b"transfer-encoding").lower(), self.get(b"content-length")
        if coding:
            if coding != b"chunked":
                raise BadHttp(f"transfer-encoding {coding.decode('latin-1')} is not supported")
            if length:
                raise BadHttp("both content-length and transfer-encoding")
            return ChunkedBody()
        if not length:
            return otherwise
        if not length.isdigit() or len(length) > 15:
            raise BadHttp(f"not a content-length: {length[:40]!r}")
        return LengthBody(int(length))


class RequestHead(Head):
    """The head of a request: `method`, `target` (path and query, as sent)."""

    __slots__ = ()

    @property
    def method(self) -> str:
        """GET, POST ..."""
        return self.start[0].decode("latin-1")

    @property
    def target(self) -> str:
        """Path and query."""
        return self.start[1].decode("latin-1")

    def body(self) -> Body:
        """How the body is framed; a request without framing has none."""
        return self._body(LengthBody(0))


class ResponseHead(Head):
    """The head of a reply: `status`."""

    __slots__ = ()

    @property
    def status(self) -> int:
        """The status code."""
        return int(self.start[1])

    def body(self) -> Body:
        """How the body is framed; without any framing it ends with the connection."""
        if self.status in (204, 304):
            return LengthBody(0)
        return self._body(ConnectionBody())


def split_head(data: bytes) -> tuple[bytes, bytes] | None:
    """The head's bytes (with the empty line) and what follows; None while it is incomplete."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        if len(data) > MAX_HEAD_BYTES:
            raise BadHttp("the head has no end")
        return None
    if end > MAX_HEAD_BYTES:
        raise BadHttp("the head is too long")
    return data[: end + 4], data[end + 4 :]


def request_head(raw: bytes) -> RequestHead:
    """Parse the head of a request."""
    start, headers = _lines(raw)
    parts = start.split(b" ")
    if len(parts) != 3 or not _TOKEN.fullmatch(parts[0]) or not parts[2].startswith(b"HTTP/"):
        raise BadHttp(f"not a request line: {start[:60]!r}")
    return RequestHead((parts[0], parts[1], parts[2]), headers)


def response_head(raw: bytes) -> ResponseHead:
    """Parse the head of a reply."""
    start, headers = _lines(raw)
    version, _, rest = start.partition(b" ")
    status, _, reason = rest.partition(b" ")
    if not version.startswith(b"HTTP/1.") or len(status) != 3 or not status.isdigit():
        raise BadHttp(f"not a status line: {start[:60]!r}")
    return ResponseHead((version, status, reason), headers)


def _lines(raw: bytes) -> tuple[bytes, Headers]:
    start, *rest = raw[:-4].split(b"\r\n")
    headers = []
    for line in rest:
        name, colon, value = line.partition(b":")
        if not colon or not _TOKEN.fullmatch(name) or b"\n" in value or b"\r" in value or b"\0" in value:
            raise BadHttp(f"not a header: {line[:60]!r}")
        headers.append((name, value.strip(b" \t")))
    if b"\n" in start or b"\r" in start:
        raise BadHttp("a line break inside the start line")
    return start, tuple(headers)


def write_head(start: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The bytes of a head."""
    lines = [start]
    lines.extend(name + b": " + value for name, value in headers)
    return b"\r\n".join(lines) + b"\r\n\r\n"
