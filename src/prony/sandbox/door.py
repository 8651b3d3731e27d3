"""The one door of a scene's network: connections to a port inside, relayed to one loopback port of this machine.

The socket that listens was made inside, by the supervisor, and handed out: it belongs to the scene's network, and no
program in there holds it. Here its connections are accepted, and bytes are carried both ways, unread and unchanged,
with one small buffer a direction: who does not read stops whoever writes. A door carries a bounded number of
connections at a time; the next ones wait until the kernel's own queue is full. When it closes, what it carries is cut.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from prony.addresses import is_loopback
from prony.errors import SandboxError

MOST_CONNECTIONS = 16
"""Of one door. Each costs this process three descriptors, the gateway's among them, and all doors share what it has."""
BUFFER_BYTES = 1 << 16
_PAUSE_S = 0.1
_RESET = struct.pack("ii", 1, 0)


def loopback_address(reach: str | tuple[str, int]) -> tuple[str, int]:
    """Host and port of a URL (or of a pair) on this machine's loopback. Raises SandboxError E434 for any other."""
    if isinstance(reach, tuple):
        host, port = reach
        reach = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    if not is_loopback(reach):
        raise SandboxError(
            "E434",
            f"a workspace reaches loopback ports of this machine only, not {reach}",
            hint="let it reach the gateway, which goes to the engine",
        )
    parts = urlsplit(reach)
    assert parts.hostname is not None
    return parts.hostname, parts.port or 80


class Door:
    """Relays from a listening socket inside a scene, until it is closed: each connection to what `connect` gives."""

    def __init__(self, listener: socket.socket, connect: Callable[[], Awaitable[socket.socket]]) -> None:
        self._listener = listener
        self._connect = connect
        self._places = asyncio.Semaphore(MOST_CONNECTIONS)
        self._carrying: set[asyncio.Task[None]] = set()
        self._accepting = asyncio.create_task(self._accept())

    async def close(self) -> None:
        """Accept no more, and cut what is carried."""
        tasks = (self._accepting, *self._carrying)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._listener.close()

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._places.acquire()
            try:
                inner, _ = await loop.sock_accept(self._listener)
            except OSError:  # out of descriptors, or the connection was given up before it was accepted
                self._places.release()
                await asyncio.sleep(_PAUSE_S)
                continue
            task = asyncio.create_task(self._carry(inner))
            self._carrying.add(task)
            task.add_done_callback(self._let_go)

    def _let_go(self, task: asyncio.Task[None]) -> None:
        self._carrying.discard(task)
        self._places.release()

    async def _carry(self, inner: socket.socket) -> None:
        """Carry one connection to its end; broken off on one side, it is broken off on the other."""
        whole = False
        with contextlib.ExitStack() as stack:
            stack.callback(lambda: _close(inner, whole=whole))
            with contextlib.suppress(OSError, ExceptionGroup):
                inner.setblocking(False)
                outer = await self._connect()
                stack.callback(lambda: _close(outer, whole=whole))
                for side in (inner, outer):
                    side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                async with asyncio.TaskGroup() as both:
                    both.create_task(_pump(inner, outer))
                    both.create_task(_pump(outer, inner))
                whole = True


async def connect_to(host: str, port: int) -> socket.socket:
    """A non-blocking connection to a port out here. Raises OSError."""
    outer = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    outer.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(outer, (host, port))
    except BaseException:
        outer.close()
        raise
    return outer


async def _pump(source: socket.socket, sink: socket.socket) -> None:
    """Carry one direction to its end, and say the end. Raises OSError."""
    loop = asyncio.get_running_loop()
    while data := await loop.sock_recv(source, BUFFER_BYTES):
        await loop.sock_sendall(sink, data)
    sink.shutdown(socket.SHUT_WR)


def _close(side: socket.socket, *, whole: bool) -> None:
    if not whole:
        with contextlib.suppress(OSError):
            side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    side.close()
