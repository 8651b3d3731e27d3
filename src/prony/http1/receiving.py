"""Receiving without a fresh buffer each time: asyncio's plain protocols have 256 KiB mapped and unmapped per read."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod

RECEIVE_BYTES = 16 * 1024


class Receiving(asyncio.BufferedProtocol, ABC):
    """A protocol that reads into a buffer of its own, and hands on what came as `data_received(bytes)`."""

    __slots__ = ("_buffer", "_view")

    def __init__(self) -> None:
        self._buffer = bytearray(RECEIVE_BYTES)
        self._view = memoryview(self._buffer)

    def get_buffer(self, sizehint: int) -> bytearray:
        """Where the next bytes go."""
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """They came."""
        self.data_received(bytes(self._view[:nbytes]))

    @abstractmethod
    def data_received(self, data: bytes) -> None:
        """What came, as bytes that nothing else will touch."""
