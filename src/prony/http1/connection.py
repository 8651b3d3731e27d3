"""One HTTP request over one fresh connection: opened, sent, read to its end, never used again and never retried."""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from functools import cache
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from prony.errors import EngineError
from prony.http1.receiving import Receiving

CONNECT_S = 15.0


class Address(NamedTuple):
    """Where requests under a base URL go. `prefix` is the URL's path without a slash at its end."""

    host: str
    port: int
    tls: bool
    host_header: bytes
    prefix: str


def address_of(base_url: str) -> Address:
    """Take a base URL apart. Raises EngineError E252 unless it is http(s)://HOST[:PORT][/PATH]."""
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as error:
        raise _unusable(base_url, str(error)) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _unusable(base_url, "it does not begin with http://HOST or https://HOST")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _unusable(base_url, "it carries a user, a query or a fragment")
    if any(ord(c) <= 32 or ord(c) > 126 for c in base_url):
        raise _unusable(base_url, "it holds a space or a character outside ASCII")
    tls = parts.scheme == "https"
    # The scope of an address (fe80::1%eth0, in URLs with %25) says something to this machine's kernel alone.
    host, header = unquote(parts.hostname), re.sub(r"%[^\]]*", "", parts.netloc)
    return Address(host, port or (443 if tls else 80), tls, header.encode(), parts.path.rstrip("/"))


def _unusable(base_url: str, cause: str) -> EngineError:
    return EngineError(
        "E252",
        "this is no base URL of an engine",
        where=base_url,
        cause=cause,
        hint="name the address that ends before /chat/completions, as in http://127.0.0.1:8080/v1",
    )


class Listener(Protocol):
    """Who hears what becomes of a request. `now` is `time.monotonic()`; `ended` comes exactly once, and last."""

    def sent(self, now: float) -> None:
        """The whole request is with the kernel."""

    def received(self, data: bytes, now: float) -> None:
        """Bytes of the reply, head included, as they came."""

    def ended(self, error: Exception | None, now: float) -> None:
        """The connection is over: closed by the other side (None), or broken."""


class Connection(Receiving):
    """Sends `request` as soon as the connection stands, and tells `listener` what comes back."""

    __slots__ = ("_listener", "_over", "_request", "_sent", "_transport", "connected")

    def __init__(self, listener: Listener, request: bytes) -> None:
        super().__init__()
        self._listener = listener
        self._request = request
        self._transport: asyncio.Transport | None = None
        self._sent = False
        self._over = False
        self.connected = False

    async def open(self, address: Address) -> None:
        """Connect; what fails goes to the listener's `ended`, with `connected` still False."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_S):
                await loop.create_connection(
                    lambda: self, address.host, address.port, ssl=_tls() if address.tls else None
                )
        except (OSError, TimeoutError) as error:
            self._end(error if str(error) else TimeoutError(f"no connection within {CONNECT_S:g} s"))

    def stop(self) -> None:
        """Close at once; the listener hears nothing more."""
        self._over = True
        if self._transport is not None:
            self._transport.abort()

    def pause(self) -> None:
        """Read no more for now."""
        if self._transport is not None and not self._over:
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read on."""
        if self._transport is not None and not self._over:
            self._transport.resume_reading()

    # asyncio.BufferedProtocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the request."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.connected = True
        if self._over:
            transport.abort()
            return
        transport.set_write_buffer_limits(high=0)
        # The clock is read before: on a busy machine the engine may answer before this process goes on.
        now = time.monotonic()
        transport.write(self._request)
        self._request = b""
        if transport.get_write_buffer_size() == 0:
            self._mark_sent(now)

    def resume_writing(self) -> None:
        """The last of the request left the buffer."""
        self._mark_sent(time.monotonic())

    def data_received(self, data: bytes) -> None:
        """Hand on what came."""
        if not self._over:
            self._listener.received(data, time.monotonic())

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the listener, unless it knows."""
        self._end(exc)

    def _mark_sent(self, now: float) -> None:
        if not self._sent and not self._over:
            self._sent = True
            self._listener.sent(now)

    def _end(self, error: Exception | None) -> None:
        if not self._over:
            self._over = True
            self._listener.ended(error, time.monotonic())


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
