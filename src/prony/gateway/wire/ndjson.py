"""Streams of one JSON document a line, from bytes: a reader that never decodes, like that of server-sent events."""

from __future__ import annotations

from collections.abc import Callable

from prony.gateway.wire.held import HeldLine


class LineReader(HeldLine):
    """Cuts a stream into lines: `on_event(line, b"")` for those that begin as an object, `on_stray(line)` for others.

    Empty lines are dropped.
    """

    __slots__ = ("_on_event",)

    def __init__(self, on_event: Callable[[bytes, bytes], None], on_stray: Callable[[bytes], None]) -> None:
        super().__init__(on_stray)
        self._on_event = on_event

    def feed(self, piece: bytes) -> None:
        """Take the next bytes, cut anywhere."""
        if b"\n" not in piece:
            self._hold(piece)
            return
        *lines, rest = (self._release() + piece).split(b"\n")
        for line in lines:
            self._line(line)
        if rest:
            self._hold(rest)

    def end(self) -> bool:
        """The stream is over. True when it ended inside a line, which is then handed out as far as it came."""
        rest = self._release().strip()
        self._line(rest)
        return bool(rest)

    def _line(self, line: bytes) -> None:
        line = line.strip()
        if line.startswith(b"{"):
            self._on_event(line, b"")
        elif line:
            self._on_stray(line)
