"""The site that a page is of, at one port of the browser's scene: files, or a server in a scene of its own."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
import posixpath
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import unquote

from prony.http1.messages import BadHttp, request_head, split_head, write_head
from prony.sandbox import Scene

MOST_CONNECTIONS = 64
_BROKEN = (OSError, TimeoutError, BadHttp, asyncio.LimitOverrunError, asyncio.IncompleteReadError)
IDLE_S = 20.0
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".webmanifest": "application/json",
}


@asynccontextmanager
async def serve_files(browser: Scene, port: int, files: Mapping[str, bytes]) -> AsyncIterator[None]:
    """Answer at a port of the browser's scene with files. Nothing in there can change them."""
    places = asyncio.Semaphore(MOST_CONNECTIONS)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with places:
            with contextlib.suppress(*_BROKEN):
                async with asyncio.timeout(IDLE_S):
                    raw = await reader.readuntil(b"\r\n\r\n")
                    cut = split_head(raw)
                    assert cut is not None
                    head = request_head(cut[0])
                    writer.write(_reply(head.method, head.target, files))
                    await writer.drain()
            writer.close()

    listener = await browser.listener(port)
    server = await asyncio.start_server(answer, sock=listener)
    try:
        yield
    finally:
        server.close()


def _reply(method: str, target: str, files: Mapping[str, bytes]) -> bytes:
    path = unquote(target.partition("?")[0].partition("#")[0]).lstrip("/")
    if path == "" or path.endswith("/"):
        path += "index.html"
    body = files.get(path)
    status = b"200 OK"
    if body is None:
        # A browser asks for an icon by itself: that there is none is no fault of the page.
        status, body = (b"204 No Content", b"") if path == "favicon.ico" else (b"404 Not Found", b"not found")
    ending = posixpath.splitext(path)[1].lower()
    kind = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    headers = [(b"Content-Type", kind.encode()), (b"Cache-Control", b"no-store"), (b"Connection", b"close")]
    headers.append((b"Content-Length", b"%d" % len(body)))
    return write_head(b"HTTP/1.1 " + status, headers) + (b"" if method == "HEAD" else body)


@asynccontextmanager
async def relay(browser: Scene, port: int, server: Scene, server_port: int) -> AsyncIterator[None]:
    """Let a port of the browser's scene be answered by one of a server's. The server has no way to the browser."""

    async def connect() -> socket.socket:
        return await server.connect(server_port)

    async with browser.relay(port, connect):
        yield
