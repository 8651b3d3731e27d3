"""A WebSocket over one connection (RFC 6455), as far as a browser's debugging port needs it: text, bounded."""

from __future__ import annotations

import asyncio
import base64
import os
import socket

MOST_BYTES = 48 << 20
"""Of one message: a screenshot fits in, and not much more."""
_CHUNK_BYTES = 1 << 16
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


class BrokenSocket(Exception):
    """The connection is over, or speaks something else."""


class WebSocket:
    """The client's side of a connection that was upgraded."""

    def __init__(self, plain: socket.socket) -> None:
        self._plain = plain
        self._held = bytearray()
        self._sending = asyncio.Lock()

    @classmethod
    async def open(cls, plain: socket.socket, port: int, path: str) -> WebSocket:
        """Upgrade a connection. Raises BrokenSocket, OSError."""
        key = base64.b64encode(os.urandom(16)).decode()
        head = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(plain, head.encode())
        made = cls(plain)
        while b"\r\n\r\n" not in made._held:
            await made._more()
        answer, _, rest = bytes(made._held).partition(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 101"):
            raise BrokenSocket("it is no WebSocket")
        made._held = bytearray(rest)
        return made

    def close(self) -> None:
        """Close the connection at once."""
        self._plain.close()

    async def send(self, text: bytes) -> None:
        """Send one text message. Raises OSError."""
        await self._send(_TEXT, text)

    async def receive(self) -> bytes:
        """The next text message. Raises BrokenSocket, OSError."""
        message = bytearray()
        while True:
            last, kind, payload = await self._frame(MOST_BYTES - len(message))
            if kind == _PING:
                await self._send(_PONG, payload)
            elif kind == _CLOSE:
                raise BrokenSocket("it was closed")
            elif kind != _PONG:
                message += payload
                if last:
                    return bytes(message)

    async def _frame(self, most: int) -> tuple[bool, int, bytes]:
        first, second = await self._take(2)
        size = second & 127
        if size > 125:
            size = int.from_bytes(await self._take(2 if size == 126 else 8), "big")
        if size > most or second & 128:
            raise BrokenSocket("a message is too long")
        return bool(first & 128), first & 15, await self._take(size)

    async def _take(self, count: int) -> bytes:
        while len(self._held) < count:
            await self._more()
        taken = bytes(self._held[:count])
        del self._held[:count]
        return taken

    async def _more(self) -> None:
        data = await asyncio.get_running_loop().sock_recv(self._plain, _CHUNK_BYTES)
        if not data:
            raise BrokenSocket("the connection ended")
        self._held += data

    async def _send(self, kind: int, payload: bytes) -> None:
        mask = os.urandom(4)
        size = len(payload)
        head = bytes([128 | kind])
        head += (
            bytes([128 | size])
            if size < 126
            else bytes([254]) + size.to_bytes(2, "big")
            if size < 65536
            else (bytes([255]) + size.to_bytes(8, "big"))
        )
        pad = mask * (size // 4 + 1)
        masked = (int.from_bytes(payload, "big") ^ int.from_bytes(pad[:size], "big")).to_bytes(size, "big")
        async with self._sending:
            await asyncio.get_running_loop().sock_sendall(self._plain, head + mask + masked)
