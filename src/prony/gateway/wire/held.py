"""The line that a stream is in the middle of: what both readers of streams hold until its end comes."""

from __future__ import annotations

from collections.abc import Callable

MAX_LINE_BYTES = 32 << 20


class HeldLine:
    """Pieces of one line. An endless one is handed to `on_stray` as far as it came, to be called what it is."""

    __slots__ = ("_held", "_held_bytes", "_on_stray")

    def __init__(self, on_stray: Callable[[bytes], None]) -> None:
        self._on_stray = on_stray
        self._held: list[bytes] = []
        self._held_bytes = 0

    def _hold(self, piece: bytes) -> None:
        self._held.append(piece)
        self._held_bytes += len(piece)
        if self._held_bytes > MAX_LINE_BYTES:
            self._on_stray(self._release()[:2048])

    def _release(self) -> bytes:
        """What is held, which is held no longer."""
        line = b"".join(self._held)
        self._held.clear()
        self._held_bytes = 0
        return line
