"""Streams of one JSON document a line, from bytes: a reader that never decodes, like that of server-sent events."""

from __future__ import annotations

from collections.abc import Callable

from prony.gateway.wire.sse import MAX_LINE_BYTES


class LineReader:
    """Cuts a stream into lines: `on_event(line, b"")` for those that begin as an object, `on_stray(line)` for others.

    Empty lines are dropped.
    """

    __slots__ = ("_held", "_held_bytes", "_on_event", "_on_stray")

    def __init__(self, on_event: Callable[[bytes, bytes], None], on_stray: Callable[[bytes], None]) -> None:
        self._on_event = on_event
        self._on_stray = on_stray
        self._held: list[bytes] = []
        self._held_bytes = 0

    def feed(self, piece: bytes) -> None:
        """Take the next bytes, cut anywhere."""
        if b"\n" not in piece:
            self._hold(piece)
            return
        *lines, rest = b"".join((*self._held, piece)).split(b"\n")
        self._held.clear()
        self._held_bytes = 0
        for line in lines:
            self._line(line)
        if rest:
            self._hold(rest)

    def end(self) -> bool:
        """The stream is over. True when it ended inside a line, which is then handed out as far as it came."""
        rest = b"".join(self._held).strip()
        self._held.clear()
        self._line(rest)
        return bool(rest)

    def _hold(self, piece: bytes) -> None:
        self._held.append(piece)
        self._held_bytes += len(piece)
        if self._held_bytes > MAX_LINE_BYTES:
            self._on_stray(b"".join(self._held)[:2048])
            self._held.clear()
            self._held_bytes = 0

    def _line(self, line: bytes) -> None:
        line = line.strip()
        if line.startswith(b"{"):
            self._on_event(line, b"")
        elif line:
            self._on_stray(line)
