"""The door of a workspace: the gateway answers inside at its own URL, and nothing else does, whoever asks how."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from fake_engine import FakeEngine, completion
from gateway_bench import Bench

from prony.errors import SandboxError
from prony.gateway import Gateway
from prony.nouns import Verdict
from prony.sandbox import Execution, Workspace, Workspaces
from prony.sandbox.door import BUFFER_BYTES, MOST_CONNECTIONS

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

ASK = """
import json, sys, urllib.request
body = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
request = urllib.request.Request(
    sys.argv[1] + "/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"})
print(json.loads(urllib.request.urlopen(request).read())["choices"][0]["message"]["content"])
"""


@asynccontextmanager
async def service(serve: Serve) -> AsyncIterator[int]:
    """Something that listens on this machine's loopback; its port."""

    async def to_its_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            await serve(reader, writer)
        writer.close()

    server = await asyncio.start_server(to_its_end, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1 << 16):
        writer.write(data)
        await writer.drain()


async def python(workspace: Workspace, code: str, *words: str, **more: object) -> Execution:
    """Run a program whose source is laid beside the files of the workspace."""
    await workspace.lay({"program.py": code.encode()})
    return await workspace.run(" ".join(["python3", "program.py", *words]), **more)  # type: ignore[arg-type]


async def said(workspace: Workspace, code: str, *words: str) -> str:
    ended = await python(workspace, code, *words)
    assert ended.verdict is Verdict.PASS, ended.stdout.decode()
    return ended.stdout.decode().strip()


@asynccontextmanager
async def reaching(serve: Serve) -> AsyncIterator[tuple[Workspace, int]]:
    """A workspace whose door leads to a service."""
    async with service(serve) as port, Workspaces().open({}, reach=("127.0.0.1", port)) as workspace:
        yield workspace, port


async def test_the_gateway_answers_inside_at_the_url_that_it_has_outside(fake_engine: FakeEngine) -> None:
    fake_engine.default = completion("from the engine")
    bench: list[Bench] = []
    gateway = Gateway(
        record=lambda exchange: bench[0].exchanges.append(exchange), put_blob=lambda data: bench[0].put_blob(data)
    )
    bench.append(Bench(gateway, fake_engine))
    async with gateway:
        path = bench[0].open()
        async with Workspaces().open({}, reach=path.base_url) as workspace:
            assert await said(workspace, ASK, path.base_url) == "from the engine"
    assert len(bench[0].exchanges) == 1


async def test_a_workspace_without_a_door_reaches_nothing() -> None:
    async with service(echo) as port, Workspaces().open({}) as workspace:
        ended = await python(workspace, f"import socket; socket.create_connection(('127.0.0.1', {port}))")
    assert b"ConnectionRefusedError" in ended.stdout


async def test_nothing_but_the_one_port_answers() -> None:
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind("\0prony-test-door")
    abstract.listen()
    code = """
import errno, socket
def met(attempt):
    try: return attempt() or "connected"
    except OSError as error: return errno.errorcode.get(error.errno, type(error).__name__)
tcp = lambda host, port: met(lambda: socket.create_connection((host, port), 2).close())
print(tcp("127.0.0.1", {open}), tcp("127.0.0.1", {other}), tcp("127.0.0.2", {open}), tcp("192.0.2.1", {open}),
      met(lambda: socket.socket(1).connect(chr(0) + "prony-test-door")),
      met(lambda: socket.socket(2, 2).sendto(b"x", ("192.0.2.1", 53)) and None),
      met(lambda: socket.socket(40, 1)), [name for _, name in socket.if_nameindex()])
"""
    with contextlib.closing(abstract):
        async with service(echo) as other, reaching(echo) as (workspace, port):
            heard = await said(workspace, code.format(open=port, other=other))
            unrouted = workspace.unrouted
            named = await python(workspace, "import socket; socket.gethostbyname('example.com')")
            assert b"gaierror" in named.stdout
            assert workspace.unrouted > unrouted > 0, "attempts to reach the network are counted beside the door"
            unrouted = workspace.unrouted
            await said(workspace, f"import socket; socket.create_connection(('127.0.0.1', {port}))")
            assert workspace.unrouted == unrouted, "the door is no such attempt"
    assert heard == "connected ECONNREFUSED ECONNREFUSED ENETUNREACH ECONNREFUSED ENETUNREACH EAFNOSUPPORT ['lo']"


async def test_a_program_can_neither_take_the_port_nor_listen_in() -> None:
    code = """
import errno, socket
for host in ("127.0.0.1", "0.0.0.0"):
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        sock = socket.socket(); sock.setsockopt(socket.SOL_SOCKET, option, 1)
        try: sock.bind((host, {port})); sock.listen(); print("bound")
        except OSError as error: print(errno.errorcode[error.errno])
"""
    async with reaching(echo) as (workspace, port):
        assert set((await said(workspace, code.format(port=port))).split()) == {"EADDRINUSE"}


async def test_bytes_go_both_ways_unchanged_and_each_end_says_its_own() -> None:
    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"%d" % len(await reader.read(-1)))  # answers once the other end has said that no more comes

    code = """
import socket
sock = socket.create_connection(("127.0.0.1", {port}))
sock.sendall(bytes(5_000_000)); sock.shutdown(socket.SHUT_WR)
print(sock.makefile("rb").read().decode())
"""
    async with reaching(count) as (workspace, port):
        assert await said(workspace, code.format(port=port)) == "5000000"


async def test_who_does_not_read_stops_whoever_writes() -> None:
    written = 0
    stalled = asyncio.Event()

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        writer.transport.set_write_buffer_limits(0)
        try:
            while True:
                writer.write(bytes(BUFFER_BYTES))
                async with asyncio.timeout(1):
                    await writer.drain()
                written += BUFFER_BYTES
        except TimeoutError:
            stalled.set()

    code = "import socket, time; sock = socket.create_connection(('127.0.0.1', {port})); time.sleep(60)"
    async with reaching(flood) as (workspace, port):
        running = asyncio.create_task(python(workspace, code.format(port=port)))
        await asyncio.wait_for(stalled.wait(), 30)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert 0 < written < 64 << 20, "what the kernel buffers, and no more"


@pytest.mark.slow
async def test_many_connections_hold_up_their_own_workspace_and_nothing_else() -> None:
    held = 0
    full = asyncio.Event()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal held
        held += 1
        if held == MOST_CONNECTIONS:
            full.set()
        await reader.read()

    code = """
import socket
socks = []
for _ in range(180):
    sock = socket.socket(); sock.setblocking(False); sock.connect_ex(("127.0.0.1", {port})); socks.append(sock)
import time; time.sleep(60)
"""
    async with reaching(hold) as (workspace, port):
        running = asyncio.create_task(python(workspace, code.format(port=port), wall_s=4))
        await asyncio.wait_for(full.wait(), 30)
        await asyncio.sleep(0.5)
        assert held == MOST_CONNECTIONS
        await running
        ended = await python(
            workspace, f"import socket; socket.create_connection(('127.0.0.1', {port}), 20); print('in')"
        )
        assert ended.stdout == b"in\n", "those of an ended program are let go"


async def test_a_connection_that_is_broken_off_inside_is_broken_off_outside() -> None:
    broken = asyncio.Event()

    async def write(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(b"x" * 1024)
                await writer.drain()
                await asyncio.sleep(0.01)
        except ConnectionError:
            broken.set()
            raise

    async with reaching(write) as (workspace, port):
        await said(workspace, f"import socket; socket.create_connection(('127.0.0.1', {port})).recv(10)")
        await asyncio.wait_for(broken.wait(), 10)


async def test_a_door_to_a_service_that_is_gone_breaks_connections_off() -> None:
    async with service(echo) as port:
        pass
    async with Workspaces().open({}, reach=("127.0.0.1", port)) as workspace:
        code = f"import socket; print(socket.create_connection(('127.0.0.1', {port})).recv(1))"
        assert b"ConnectionResetError" in (await python(workspace, code)).stdout


async def test_the_end_of_the_workspace_cuts_what_its_door_carries() -> None:
    cut = asyncio.Event()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"here")
        with contextlib.suppress(ConnectionError):
            await reader.read()
        cut.set()

    async with reaching(hold) as (workspace, port):
        code = f"import socket, time; print(socket.create_connection(('127.0.0.1', {port})).recv(4)); time.sleep(60)"
        running = asyncio.create_task(python(workspace, code))
        await asyncio.sleep(0.5)
    await asyncio.wait_for(cut.wait(), 10)
    with contextlib.suppress(SandboxError):
        await running


@pytest.mark.parametrize("reach", ["http://192.0.2.1:80/v1", "http://example.com/v1", ("0.0.0.0", 80)])
async def test_nothing_but_loopback_can_be_reached(reach: str | tuple[str, int]) -> None:
    with pytest.raises(SandboxError) as refused:
        async with Workspaces().open({}, reach=reach):
            pass
    assert refused.value.code == "E434"
