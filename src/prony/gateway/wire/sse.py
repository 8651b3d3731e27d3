"""Server-sent events from bytes: one reader that never decodes, so that no split can break a character.

Format: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

from __future__ import annotations

import re
from collections.abc import Callable

from prony.gateway.wire.held import HeldLine

_BOM = b"\xef\xbb\xbf"
_BOMS = re.compile(rb"(?:\xef\xbb\xbf)+")
_FIELDS = (b"data", b"event", b"id", b"retry")
"""Without a colon a field is empty."""
_LINE_END = re.compile(rb"\r\n|\n|\r")


class SseReader(HeldLine):
    """Cuts a stream into events: `on_event(data, name)` for each, `on_stray(line)` for lines that are not SSE.

    Comments, ids and retry times are dropped. Several data lines of one event are joined with a line feed, unless each
    is a document of its own: some servers leave out the empty line between two events.
    """

    __slots__ = ("_data", "_name", "_on_event")

    def __init__(self, on_event: Callable[[bytes, bytes], None], on_stray: Callable[[bytes], None]) -> None:
        super().__init__(on_stray)
        self._on_event = on_event
        self._data: list[bytes] = []
        self._name = b""

    def feed(self, piece: bytes) -> None:
        """Take the next bytes, cut anywhere."""
        if not self._held and not self._data and piece.startswith(b"data: ") and _is_one_event(piece):
            self._on_event(piece[6:-2], self._name)
            self._name = b""
            return
        if b"\n" not in piece and b"\r" not in piece:
            self._hold(piece)
            return
        if self._held:
            piece = self._release() + piece
        if b"\r" not in piece:
            *lines, rest = piece.split(b"\n")
        else:
            # A carriage return at the very end may be half of a CRLF: it waits for the next byte.
            tail = b"\r" if piece.endswith(b"\r") else b""
            *lines, rest = _LINE_END.split(piece[: len(piece) - len(tail)])
            rest += tail
        for line in lines:
            self._line(line)
        if rest:
            self._hold(rest)

    def end(self) -> bool:
        """The stream is over. True when it ended inside an event, which is then handed out as far as it came."""
        if rest := self._release().rstrip(b"\r"):
            self._line(rest)
        unfinished = bool(self._data)
        self._dispatch()
        return unfinished

    def _line(self, line: bytes) -> None:
        if line.startswith(b"data:"):
            data = line[6:] if line.startswith(b"data: ") else line[5:]
            if self._data and _begins_anew(self._data[-1], data):
                self._dispatch()
            self._data.append(data)
        elif not line:
            self._dispatch()
        elif line.startswith(b"event:"):
            self._name = line[6:].strip()
        elif line.startswith(_BOM):
            self._line(_BOMS.sub(b"", line, count=1))
        elif line[:1] in (b" ", b"\t") and line.lstrip().startswith((b"data:", b"event:", b":")):
            self._line(line.lstrip())
        elif not line.startswith((b":", b"id:", b"retry:")) and line not in _FIELDS:
            self._on_stray(line)

    def _dispatch(self) -> None:
        data, name = self._data, self._name
        if data:
            self._data = []
            self._on_event(data[0] if len(data) == 1 else b"\n".join(data), name)
        self._name = b""


def _is_one_event(piece: bytes) -> bool:
    """Whether `piece` is exactly one line and the empty line that ends its event, as most pieces of a stream are."""
    return piece.endswith(b"\n\n") and piece.find(b"\n") == len(piece) - 2 and b"\r" not in piece


def _begins_anew(before: bytes, data: bytes) -> bool:
    """Whether two data lines cannot be parts of one JSON document."""
    return before.rstrip().endswith(b"}") and data.lstrip().startswith((b"{", b"[DONE]"))
