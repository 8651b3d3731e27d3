"""What the gateway costs: its CPU per chunk, and the time it adds to each chunk on its way.

An engine that only talks, the gateway, and the harnesses' side each run in a process of their own. Each stream is 50
chunks a second in llama.cpp's shape, with the clock at which it was sent inside; streams start staggered.

    us_per_chunk      CPU of the gateway's process, user and system, per chunk, at 64 streams
    added_ms_p50_N    median time from engine to harness through the gateway, less the same without it, at N streams

`--peers` measures a plain pass-through on aiohttp (`pip install aiohttp`) the same way; it neither parses nor records.
`--litellm BIN` measures a LiteLLM proxy in an environment of its own, whose program `litellm` is BIN:

    uv venv /tmp/litellm && uv pip install --python /tmp/litellm/bin/python 'litellm[proxy]'
    .venv/bin/python benchmarks/gateway.py --litellm /tmp/litellm/bin/litellm

Where it cannot keep up with 64 streams, its added time is that of its queue. The clock stands in each chunk's text,
since not every proxy forwards what it does not know.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

CHUNKS_PER_S = 50
STREAMS = (1, 16, 64)
_SENT_AT = re.compile(rb"sent_ns:(\d+)")
START_S = 600.0
"""What a LiteLLM proxy may take to start on a busy machine."""


# --- the engine ------------------------------------------------------------------------------------------------------


def _chunk(n: int) -> bytes:
    data = (
        b'data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" token%d sent_ns:%d"}}],'
        b'"created":1795000000,"id":"chatcmpl-0123456789abcdefghijklmnopqrst","model":"some-model-7b-q4_k_m",'
        b'"system_fingerprint":"b1-0c1e570","object":"chat.completion.chunk"}\n\n'
    ) % (n, time.monotonic_ns())
    return b"%x\r\n%s\r\n" % (len(data), data)


async def _engine_stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    if not length:  # somebody looks what listens here
        writer.close()
        return
    chunks = json.loads(await reader.readexactly(int(length[1])))["max_tokens"]
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    loop = asyncio.get_running_loop()
    begin = loop.time()
    for n in range(chunks):
        await asyncio.sleep(begin + n / CHUNKS_PER_S - loop.time())
        writer.write(_chunk(n))
    last = (
        b'data: {"choices":[{"finish_reason":"length","index":0,"delta":{}}],"model":"m"}\n\n'
        b'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":%d},"timings":{"predicted_n":%d}}\n\n'
        b"data: [DONE]\n\n"
    ) % (chunks, chunks)
    writer.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(last), last))
    await writer.drain()
    writer.close()


async def _engine() -> None:
    server = await asyncio.start_server(_engine_stream, "127.0.0.1", 0, backlog=256)
    print(json.dumps({"base_url": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"}), flush=True)
    await _report_cpu()


# --- what is measured ------------------------------------------------------------------------------------------------


async def _report_cpu() -> None:
    """Answer each line on stdin with the CPU seconds of this process so far; its end is ours."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        print(json.dumps({"cpu_s": time.process_time()}), flush=True)


async def _gateway(engine_url: str) -> None:
    from prony.gateway import Gateway, Upstream

    recorded = []
    async with Gateway(record=recorded.append, put_blob=lambda body: str(len(body))) as gateway:
        path = gateway.open("a1", Upstream(base_url=engine_url, model="m"))
        print(json.dumps({"base_url": path.base_url}), flush=True)
        await _report_cpu()


async def _aiohttp_peer(engine_url: str) -> None:
    from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

    session = ClientSession(
        connector=TCPConnector(limit=0, force_close=True), timeout=ClientTimeout(total=None), auto_decompress=False
    )

    async def forward(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        async with session.post(engine_url + "/chat/completions", data=body) as upstream:
            reply = web.StreamResponse(status=upstream.status, headers={"Content-Type": upstream.content_type})
            await reply.prepare(request)
            async for piece in upstream.content.iter_any():
                await reply.write(piece)
            await reply.write_eof()
        return reply

    app = web.Application()
    app.router.add_post("/v1/chat/completions", forward)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    print(json.dumps({"base_url": f"http://127.0.0.1:{port}/v1"}), flush=True)
    await _report_cpu()


# --- the harnesses' side ---------------------------------------------------------------------------------------------


class _Stream(asyncio.Protocol):
    """Reads one stream as cheaply as can be, and keeps how long each chunk was on its way."""

    def __init__(self, request: bytes, lags_ns: list[int]) -> None:
        self._request = request
        self._lags = lags_ns
        self._tail = b""
        self.head = b""
        self.whole = False
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic_ns()
        self._lags.extend(now - int(sent) for sent in _SENT_AT.findall(data))
        self.head = self.head or data[:400]
        self._tail = (self._tail + data)[-64:]

    def connection_lost(self, exc: Exception | None) -> None:
        self.whole = b"[DONE]" in self._tail
        self.over.set_result(None)


async def _streams(base_url: str, count: int, seconds: float, key: str = "") -> list[int]:
    """Run `count` staggered streams; returns the nanoseconds that each chunk took. What LiteLLM loses is said, and no
    end of it all."""
    chunks = int(seconds * CHUNKS_PER_S)
    body = json.dumps(
        {"model": "m", "stream": True, "max_tokens": chunks, "messages": [{"role": "user", "content": "go on"}]}
    ).encode()
    host, _, path = base_url.removeprefix("http://").partition("/")
    address, _, port = host.partition(":")
    head = f"POST /{path}/chat/completions HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {key}\r\n" if key else ""
    request = f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
    loop = asyncio.get_running_loop()
    lags: list[int] = []
    streams = []
    for _ in range(count):
        _, stream = await loop.create_connection(lambda: _Stream(request, lags), address, int(port))
        streams.append(stream)
        await asyncio.sleep(1 / CHUNKS_PER_S / count)
    await asyncio.gather(*(stream.over for stream in streams))
    if not all(stream.whole for stream in streams) or len(lags) != chunks * count:
        odd = next((stream.head for stream in streams if not stream.whole), b"")
        what = f"{base_url}: {len(lags)} of {chunks * count} chunks arrived; a reply began {odd!r}"
        if not key:
            raise SystemExit(f"lost chunks at {what}")
        print(what, file=sys.stderr)
    return lags


# --- the measurement -------------------------------------------------------------------------------------------------


class _Process:
    """One of the processes, and what it says about itself."""

    key = ""

    def __init__(self, role: str, *more: str) -> None:
        command = [sys.executable, str(Path(__file__).resolve()), "--role", role, *more]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.base_url = self._line()["base_url"]

    def cpu_s(self) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._line()["cpu_s"])

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("a process of the benchmark died")
        return dict(json.loads(line))

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


class _LiteLLM:
    """A LiteLLM proxy before the engine, with one worker and its log off, as its own program starts it."""

    def __init__(self, program: str, engine_url: str) -> None:
        import psutil

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._folder = tempfile.TemporaryDirectory(prefix="prony-litellm-")
        config = Path(self._folder.name) / "config.yaml"
        model = {"model_name": "m", "litellm_params": {"model": "openai/m", "api_base": engine_url, "api_key": "none"}}
        config.write_text(json.dumps({"model_list": [model], "litellm_settings": {"num_retries": 0}}))
        command = [program, "--config", str(config), "--host", "127.0.0.1", "--port", str(port), "--num_workers", "1"]
        self.key = f"sk-{secrets.token_hex(32)}"
        quiet = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR", "LITELLM_TELEMETRY": "False"}
        self._process = subprocess.Popen(
            [*command, "--telemetry", "False"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env={**os.environ, **quiet, "LITELLM_MASTER_KEY": self.key},
        )
        self._seen = psutil.Process(self._process.pid)
        self.base_url = f"http://127.0.0.1:{port}/v1"
        self._wait(f"http://127.0.0.1:{port}/health/liveliness")

    def _wait(self, url: str) -> None:
        until = time.monotonic() + START_S
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.5)
        self.end()
        raise SystemExit("the LiteLLM proxy did not start: try its program by hand")

    def cpu_s(self) -> float:
        spent = [one.cpu_times() for one in (self._seen, *self._seen.children(recursive=True))]
        return sum(one.user + one.system for one in spent)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()


def measure(
    roles: tuple[str, ...], rounds: int, seconds: float, litellm: str | None = None
) -> dict[str, dict[str, float]]:
    """Streams straight from the engine, then through each of `roles`, in turns, so that all see the same machine."""
    engine = _Process("engine")
    between: dict[str, _Process | _LiteLLM] = {role: _Process(role, "--engine", engine.base_url) for role in roles}
    if litellm is not None:
        between["litellm"] = _LiteLLM(litellm, engine.base_url)
        roles = (*roles, "litellm")
    numbers: dict[str, dict[str, float]] = {role: {} for role in roles}
    try:
        for process in between.values():
            asyncio.run(_streams(process.base_url, 4, 0.5, process.key))
        for count in STREAMS:
            direct: list[int] = []
            through: dict[str, list[int]] = {role: [] for role in roles}
            cpu_s = dict.fromkeys(roles, 0.0)
            for _ in range(rounds):
                direct += asyncio.run(_streams(engine.base_url, count, seconds))
                for role, process in between.items():
                    before = process.cpu_s()
                    through[role] += asyncio.run(_streams(process.base_url, count, seconds, process.key))
                    cpu_s[role] += process.cpu_s() - before
            for role, row in numbers.items():
                row["us_per_chunk"] = round(cpu_s[role] / len(through[role]) * 1e6, 2)
                added_ns = statistics.median(through[role]) - statistics.median(direct)
                row[f"added_ms_p50_{count}"] = round(added_ns / 1e6, 4)
    finally:
        for process in (*between.values(), engine):
            process.end()
    return numbers


_NAMES = {"gateway": "prony gateway", "aiohttp": "aiohttp, bare", "litellm": "LiteLLM proxy"}


def _table(rows: dict[str, dict[str, float]]) -> str:
    lines = [f"{'':<18}{'us CPU/chunk':>13}" + "".join(f"{f'+ms p50 @{n}':>14}" for n in STREAMS)]
    for name, row in rows.items():
        cells = "".join(f"{row[f'added_ms_p50_{n}']:>14.3f}" for n in STREAMS)
        lines.append(f"{_NAMES[name]:<18}{row['us_per_chunk']:>13.1f}{cells}")
    return "\n".join(lines)


def _of_litellm(key: str) -> str:
    """`us_per_chunk_litellm`, `added_ms_p50_64_litellm`."""
    return f"{key}_litellm"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--peers", action="store_true", help="also a pass-through on aiohttp, where that is installed")
    parser.add_argument("--litellm", metavar="BIN", help="also a LiteLLM proxy: the path of its program")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of each round")
    parser.add_argument("--role", choices=["engine", "gateway", "aiohttp"], help=argparse.SUPPRESS)
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role == "engine":
        asyncio.run(_engine())
    elif options.role:
        asyncio.run({"gateway": _gateway, "aiohttp": _aiohttp_peer}[options.role](options.engine))
    if options.role:
        return
    roles = ("gateway", "aiohttp") if options.peers else ("gateway",)
    rows = measure(roles, options.rounds, options.seconds, options.litellm)
    if options.json:
        flat = dict(rows["gateway"])
        flat.update({f"aiohttp_{key}": value for key, value in rows.get("aiohttp", {}).items()})
        flat.update({_of_litellm(key): value for key, value in rows.get("litellm", {}).items()})
        print(json.dumps(flat))
    else:
        print(_table(rows))
        print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; neighbours make every number larger")


if __name__ == "__main__":
    main()
