"""One request, one small answer: whole or nothing, whatever the server does."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from prony.http1 import ask, connection
from prony.http1.ask import Answer, get, post

Serve = Callable[..., Any]
CERTIFICATE = Path(__file__).parents[1] / "data" / "http1" / "localhost.pem"
"""Of a test server, signed by itself, with its key."""


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts servers that send the given bytes to whoever asks, keep what they were sent, and hang up unless told not
    to."""
    servers = []

    async def start(*pieces: bytes, hang: bool = False, tls: ssl.SSLContext | None = None) -> tuple[str, list[bytes]]:
        requests: list[bytes] = []

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            lines = head.lower().split(b"\r\n")
            length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
            requests.append(head + await reader.readexactly(length))
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.01)
            if hang:
                await reader.read()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
        servers.append(server)
        return f"{'https' if tls else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}", requests

    yield start
    for server in servers:
        server.close()


def reply(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    lines = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


async def test_a_get_is_answered_with_status_headers_and_body(serve: Serve) -> None:
    url, requests = await serve(reply(b'{"a": [{"b": 1}, 2]}', b"Server: llama.cpp", status=b"404 Not Found"))
    answer = await get(f"{url}/v1/models?autoload=false", key="sk-1")
    assert isinstance(answer, Answer)
    assert (answer.status, answer.headers["server"], answer.rows("a")) == (404, "llama.cpp", [{"b": 1}])
    head = requests[0]
    assert head.startswith(b"GET /v1/models?autoload=false HTTP/1.1\r\n")
    assert b"\r\nAuthorization: Bearer sk-1\r\n" in head
    assert b"\r\nConnection: close\r\n" in head


async def test_a_post_carries_its_body_as_json(serve: Serve) -> None:
    url, requests = await serve(reply(b"{}"))
    assert (await post(url, {"model": "ä"})) is not None
    assert requests[0].startswith(b"POST / HTTP/1.1\r\n")
    assert requests[0].endswith('\r\n\r\n{"model":"ä"}'.encode())


async def test_a_body_may_come_in_chunks_or_end_with_its_connection(serve: Serve) -> None:
    chunked, _ = await serve(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n", b"abc\r\n0\r\n\r\n", hang=True
    )
    open_ended, _ = await serve(b"HTTP/1.0 200 OK\r\n\r\nab", b"c")
    for url in (chunked, open_ended):
        answer = await get(url)
        assert answer is not None
        assert answer.body == b"abc"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"gzip", gzip.compress(b"hello")),
        (b"deflate", zlib.compress(b"hello")),
        (b"deflate", zlib.compress(b"hello")[2:-4]),
        (b"identity", b"hello"),
    ],
)
async def test_a_packed_body_is_unpacked(serve: Serve, coding: bytes, body: bytes) -> None:
    url, _ = await serve(reply(body, b"Content-Encoding: " + coding))
    answer = await get(url)
    assert answer is not None
    assert answer.body == b"hello"


@pytest.mark.parametrize(
    "pieces",
    [
        (b"SSH-2.0-OpenSSH_9\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",),
        (reply(b"not gzip", b"Content-Encoding: gzip"),),
        (reply(gzip.compress(b"hello")[:-9], b"Content-Encoding: gzip"),),
        (reply(b"hello", b"Content-Encoding: br"),),
        (),
    ],
)
async def test_what_is_no_whole_answer_is_none(serve: Serve, pieces: tuple[bytes, ...]) -> None:
    url, _ = await serve(*pieces)
    assert await get(url) is None


async def test_a_small_body_that_unpacks_to_a_big_one_is_not_unpacked(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "MAX_BODY_BYTES", 10_000)
    for size, whole in ((10_000, True), (10_001, False)):
        url, _ = await serve(reply(gzip.compress(bytes(size)), b"Content-Encoding: gzip"))
        assert (await get(url) is not None) is whole


async def test_a_body_without_end_is_given_up_at_the_limit(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "MAX_BODY_BYTES", 1000)
    url, _ = await serve(b"HTTP/1.1 200 OK\r\n\r\n", bytes(1001), hang=True)
    assert await get(url) is None


async def test_a_server_that_says_nothing_is_waited_for_no_longer_than_told(serve: Serve) -> None:
    url, _ = await serve(hang=True)
    assert await get(url, timeout_s=0.05) is None


async def test_a_redirect_is_an_answer_and_not_followed(serve: Serve) -> None:
    there, asked = await serve(reply(b"there"))
    url, _ = await serve(reply(b"", b"Location: " + there.encode(), status=b"302 Found"))
    answer = await get(url)
    assert answer is not None
    assert answer.status == 302
    assert asked == []


@pytest.mark.parametrize("key", ["a\r\nHost: evil", "schlüssel\n"])
async def test_a_key_cannot_break_out_of_its_header(serve: Serve, key: str) -> None:
    url, requests = await serve(reply(b"{}"))
    assert await get(url, key=key) is None
    assert requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1",
        "nonsense",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:1/a b",
        "http://[::1",
        "https://127.0.0.1:1",
    ],
)
async def test_where_nothing_can_answer_there_is_no_answer(url: str) -> None:
    assert await get(url) is None


async def test_https_is_spoken_with_a_certificate_that_is_trusted_and_with_no_other(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    url, requests = await serve(reply(b"{}"), tls=tls)
    assert await get(url) is None
    assert requests == []
    monkeypatch.setattr(connection, "_tls", lambda: ssl.create_default_context(cafile=str(CERTIFICATE)))
    answer = await get(url)
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize("scope", ["%25lo", "%lo"])
def test_the_scope_of_an_address_is_for_this_machines_kernel_and_goes_out_in_no_header(scope: str) -> None:
    address = connection.address_of(f"http://[fe80::1{scope}]:8080/v1")
    assert (address.host, address.host_header) == ("fe80::1%lo", b"[fe80::1]:8080")
