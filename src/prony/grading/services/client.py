"""One HTTP request over one fresh connection into a scene: bounded in time and bytes, whoever answers.

Nothing is reused, followed, retried or believed. A body ends as HTTP/1.1 says, or the answer is none.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Protocol

from prony.http1.messages import MAX_HEAD_BYTES, BadHttp, write_head
from prony.http1.reply import ReplyParser
from prony.nouns import Noun, Verdict

_CHUNK_BYTES = 1 << 16
CONNECTING_S = 0.05
FRAMING = 4
"""An answer may take this many times its body's limit, framing and interim heads included."""


class Network(Protocol):
    """The scene that a server is in, as far as asking it needs."""

    async def connect(self, port: int) -> socket.socket:
        """A non-blocking connection to a port of 127.0.0.1 inside. Raises OSError."""


class HttpRequest(Noun, frozen=True, kw_only=True):
    """What is sent. headers: over those of every request."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None


class HttpAnswer(Noun, frozen=True, kw_only=True):
    """What came back, whole: untrusted. headers: by lower-case name; one that is repeated is joined by `, `."""

    status: int
    headers: dict[str, str]
    body: bytes


class NoWholeAnswer(Exception):
    """No whole answer came. verdict: what that is; `why`: in words of ours alone.

    refused: nobody listens. garbled: what came is no HTTP, so that the connection's end says nothing.
    """

    def __init__(self, verdict: Verdict, why: str, *, refused: bool = False, garbled: bool = False) -> None:
        super().__init__(why)
        self.verdict = verdict
        self.why = why
        self.refused = refused
        self.garbled = garbled

    @property
    def broke_off(self) -> bool:
        """Whether the connection ended, or there was none, so that the server may have ended."""
        return self.verdict is Verdict.FAIL and not self.garbled


class Start:
    """The moment at which requests of several connections are sent. Connections are made one after the other, since
    servers let few wait to be accepted; one that takes long holds up the next ones for a moment only."""

    def __init__(self) -> None:
        self._connected = asyncio.Semaphore(0)
        self._go = asyncio.Event()

    async def ready(self) -> None:
        """Say that a connection stands, and wait for the start."""
        self._connected.release()
        await self._go.wait()

    async def next_one(self) -> None:
        """Wait until a connection stands, for a moment."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CONNECTING_S):
                await self._connected.acquire()

    def go(self) -> None:
        """Let all of them be sent."""
        self._go.set()


async def ask(
    network: Network, port: int, request: HttpRequest, *, within_s: float, most_bytes: int, start: Start | None = None
) -> HttpAnswer:
    """The answer to `request`. most_bytes: of its body. start: holds it until others are connected, too.

    Raises NoWholeAnswer.
    """
    plain: socket.socket | None = None
    try:
        async with asyncio.timeout(within_s):
            plain = await network.connect(port)
        if start is not None:
            await start.ready()
        async with asyncio.timeout(within_s):
            return await _answer(plain, port, request, most_bytes)
    except TimeoutError as error:
        raise NoWholeAnswer(Verdict.TIMEOUT_WALL, f"no whole answer within {within_s:g} s") from error
    except ConnectionRefusedError as error:
        raise NoWholeAnswer(Verdict.FAIL, "nothing listens at its port", refused=True) from error
    except BadHttp as error:
        raise NoWholeAnswer(Verdict.FAIL, "the answer is not HTTP/1.1", garbled=True) from error
    except OSError as error:
        raise NoWholeAnswer(Verdict.FAIL, "the connection broke off before an answer was whole") from error
    finally:
        if plain is not None:
            plain.close()


async def _answer(plain: socket.socket, port: int, request: HttpRequest, most_bytes: int) -> HttpAnswer:
    loop = asyncio.get_running_loop()
    sending = asyncio.ensure_future(loop.sock_sendall(plain, bytes_of(request, port)))
    try:
        return await _read(plain, request.method == "HEAD", most_bytes)
    finally:
        # A server may answer before it has read everything, and need not read the rest.
        sending.cancel()
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await sending


async def _read(plain: socket.socket, without_body: bool, most_bytes: int) -> HttpAnswer:
    loop, reply, body, total = asyncio.get_running_loop(), ReplyParser(), bytearray(), 0
    while data := await loop.sock_recv(plain, _CHUNK_BYTES):
        total += len(data)
        try:
            body += reply.feed(data)
        except BadHttp:
            if reply.head is None and total > MAX_HEAD_BYTES:
                raise NoWholeAnswer(Verdict.OUTPUT_LIMIT, f"a head of more than {MAX_HEAD_BYTES} bytes") from None
            raise
        if reply.head is not None and without_body:
            return _whole(reply, b"")
        if len(body) > most_bytes or total > FRAMING * most_bytes + MAX_HEAD_BYTES:
            raise NoWholeAnswer(Verdict.OUTPUT_LIMIT, f"an answer of more than {most_bytes} bytes")
        if reply.done:
            return _whole(reply, bytes(body))
    if reply.ends_with_connection:
        return _whole(reply, bytes(body))
    raise ConnectionResetError


def _whole(reply: ReplyParser, body: bytes) -> HttpAnswer:
    assert reply.head is not None
    headers: dict[str, str] = {}
    for raw_name, raw_value in reply.head.headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("utf-8", "replace")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return HttpAnswer(status=reply.head.status, headers=headers, body=body)


def bytes_of(request: HttpRequest, port: int, *, keep_alive: bool = False) -> bytes:
    """A request as it is sent. keep_alive: another one follows over its connection."""
    own = {
        "Host": f"127.0.0.1:{port}",
        "User-Agent": "prony",
        "Accept": "*/*",
        "Connection": "keep-alive" if keep_alive else "close",
    }
    if request.body is not None or request.method in ("POST", "PUT", "PATCH"):
        own["Content-Length"] = str(len(request.body or b""))
    said = {name.lower() for name, _ in request.headers}
    headers = [(name, value) for name, value in own.items() if name.lower() not in said]
    lines = [(name.encode(), value.encode()) for name, value in (*headers, *request.headers)]
    return write_head(f"{request.method} {request.target} HTTP/1.1".encode(), lines) + (request.body or b"")
