"""One request, one small answer: the plain HTTP that servers are asked about themselves with.

No connection is reused, no redirect followed, no proxy used, nothing retried, and no body over `MAX_BODY_BYTES` read.
"""

from __future__ import annotations

import asyncio
import zlib
from typing import Any
from urllib.parse import urlsplit

import msgspec

from prony.errors import EngineError
from prony.http1.connection import Connection, address_of
from prony.http1.messages import BadHttp, write_head
from prony.http1.reply import ReplyParser

MAX_BODY_BYTES = 8 << 20
_ANTHROPICS = "sk-ant-"
"""Begins the keys of Anthropic's own API, which takes them in a header of its own."""
_ANY_ZLIB, _RAW_DEFLATE = 47, -15
"""Window sizes of `zlib`: gzip or zlib by its own header; deflate without one, which some servers send."""


class Answer(msgspec.Struct, frozen=True):
    """What a server said. `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON; None when it is not."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    @property
    def fields(self) -> dict[str, Any]:
        """The body as a JSON object; empty when it is anything else."""
        value = self.json
        return value if isinstance(value, dict) else {}

    def rows(self, key: str) -> list[dict[str, Any]]:
        """The objects in the list under `key`; empty when there is no such list."""
        value = self.fields.get(key)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    @property
    def text(self) -> str:
        """The first 500 characters of the body, for error messages."""
        return self.body[:2000].decode("utf-8", "replace")[:500].strip()


async def get(url: str, *, key: str | None = None, timeout_s: float = 5.0) -> Answer | None:
    """GET `url`; None when nothing (or nothing that speaks HTTP) answered within `timeout_s`."""
    return await _request("GET", url, None, key, timeout_s)


async def post(url: str, body: Any, *, key: str | None = None, timeout_s: float = 5.0) -> Answer | None:
    """POST `body` as JSON; None as for `get`. Adapters post to load and unload; who looks for a
    place to chat at posts nothing to it."""
    return await _request("POST", url, msgspec.json.encode(body), key, timeout_s)


async def _request(method: str, url: str, body: bytes | None, key: str | None, timeout_s: float) -> Answer | None:
    base_url, question, query = url.partition("?")
    try:
        address = address_of(base_url)
        target = (urlsplit(base_url).path or "/") + question + query
        request = _request_bytes(method, target, address.host_header, body, key)
    except (EngineError, ValueError):
        return None
    collector = _Collector()
    connection = Connection(collector, request)
    try:
        # One deadline around everything: looking up a name may take long too.
        async with asyncio.timeout(timeout_s):
            await connection.open(address)
            return await collector.answer
    except TimeoutError:
        return None
    finally:
        connection.stop()


def _request_bytes(method: str, target: str, host: bytes, body: bytes | None, key: str | None) -> bytes:
    """The bytes of a request. Raises ValueError for a key or a query that would break out of its line."""
    headers = [
        (b"Host", host),
        (b"Accept", b"application/json"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"User-Agent", b"prony"),
        (b"Connection", b"close"),
    ]
    if key and key.startswith(_ANTHROPICS):
        headers += [(b"x-api-key", key.encode("latin-1")), (b"anthropic-version", b"2023-06-01")]
    elif key:
        headers.append((b"Authorization", f"Bearer {key}".encode("latin-1")))
    if body is not None:
        headers += [(b"Content-Type", b"application/json"), (b"Content-Length", b"%d" % len(body))]
    if any(ord(c) <= 32 or ord(c) > 126 for c in target) or any(c in (key or "") for c in "\r\n\0"):
        raise ValueError("a character that no request line or header can hold")
    return write_head(f"{method} {target} HTTP/1.1".encode(), headers) + (body or b"")


class _Collector:
    """Listens to a connection until one reply is whole. `answer` becomes None where none comes, or one too long."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self._reply = ReplyParser()
        self._body = bytearray()

    def sent(self, now: float) -> None:
        """Nothing hangs on that here."""

    def received(self, data: bytes, now: float) -> None:
        """Take what came; the answer is there once the framing says so."""
        try:
            self._body += self._reply.feed(data)
        except BadHttp:
            self._settle(None)
            return
        if len(self._body) > MAX_BODY_BYTES:
            self._settle(None)
        elif self._reply.done:
            self._settle(self._whole())

    def ended(self, error: Exception | None, now: float) -> None:
        """The end of the connection ends a body without framing, and cuts any other."""
        self._settle(self._whole() if error is None and self._reply.ends_with_connection else None)

    def _whole(self) -> Answer | None:
        head = self._reply.head
        assert head is not None
        body = decode_body(bytes(self._body), head.get(b"content-encoding"))
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in head.headers}
        return None if body is None else Answer(head.status, headers, body)

    def _settle(self, answer: Answer | None) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)


def decode_body(body: bytes, coding: bytes) -> bytes | None:
    """`body` without its content coding (gzip, deflate or none). None where it is another one, broken, or unpacks to
    more than `MAX_BODY_BYTES`."""
    name = coding.strip().lower()
    if name in (b"", b"identity"):
        return body
    if name not in (b"gzip", b"x-gzip", b"deflate"):
        return None
    for window in (_ANY_ZLIB, _RAW_DEFLATE):
        unpacker = zlib.decompressobj(window)
        try:
            unpacked = unpacker.decompress(body, MAX_BODY_BYTES + 1)
        except zlib.error:
            continue
        return unpacked if unpacker.eof and len(unpacked) <= MAX_BODY_BYTES else None
    return None
