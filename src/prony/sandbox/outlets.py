"""Read what a program writes, without blocking the loop: all of it up to a limit, then its head and its tail."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

_CHUNK = 1 << 16


class Outlet:
    """The read end of one pipe. `full` is called once, when `kill_at` bytes have come."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, descriptor: int, limit: int, kill_at: int, full: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._descriptor = descriptor
        self._limit = limit
        self._kill_at = kill_at
        self._full = full
        self._head = bytearray()
        self._tail = bytearray()
        self.total = 0
        self.listener: Callable[[bytes], None] | None = None
        """Is given each piece as it comes."""
        os.set_blocking(descriptor, False)
        loop.add_reader(descriptor, self._read)

    @property
    def overflowed(self) -> bool:
        """Whether more came than is kept."""
        return self.total > self._limit

    def finish(self) -> bytes:
        """Drain what is left, close, and give what was kept."""
        while self._descriptor >= 0 and self._read():
            pass
        self.close()
        if not self.overflowed:
            return bytes(self._head + self._tail)
        half = self._limit // 2
        left_out = self.total - 2 * half
        return b"%b\n[... %d bytes left out ...]\n%b" % (bytes(self._head[:half]), left_out, bytes(self._tail[-half:]))

    def peek(self) -> bytes:
        """The output that is kept so far, head and tail."""
        return bytes(self._head + self._tail)

    def close(self) -> None:
        """Stop reading."""
        if self._descriptor >= 0:
            self._loop.remove_reader(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1

    def _read(self) -> bool:
        """Take one chunk; whether there may be more."""
        try:
            data = os.read(self._descriptor, _CHUNK)
        except BlockingIOError:
            return False
        if not data:
            self.close()
            return False
        before = self.total
        self.total += len(data)
        self._keep(data)
        if self.listener is not None:
            self.listener(data)
        if before < self._kill_at <= self.total:
            self._full()
        return self.total < self._kill_at + (1 << 22)

    def _keep(self, data: bytes) -> None:
        half = self._limit // 2
        room = max(0, half - len(self._head))
        self._head += data[:room]
        self._tail += data[room:]
        if len(self._tail) > self._limit + _CHUNK:
            del self._tail[: -self._limit]
