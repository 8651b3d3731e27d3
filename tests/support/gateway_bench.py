"""What tests of the gateway share: a gateway with a memory, requests as raw bytes, and captured replies."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
from pathlib import Path
from typing import Any

from fake_engine import FakeEngine

from prony.gateway import Budget, Gateway, GatewayPath, Upstream
from prony.nouns import Exchange

WIRES = Path(__file__).parents[1] / "data" / "gateway" / "wires"
"""Replies of the real embedded engine; `tests/support/capture_wires.py` captures them anew."""


class Bench:
    """A gateway, every exchange that it recorded, and the blobs that it put away."""

    def __init__(self, gateway: Gateway, engine: FakeEngine) -> None:
        self.gateway = gateway
        self.engine = engine
        self.exchanges: list[Exchange] = []
        self.blobs: dict[str, bytes] = {}

    def put_blob(self, data: bytes) -> str:
        blob = hashlib.sha256(data).hexdigest()
        self.blobs[blob] = data
        return blob

    def open(self, attempt: str = "a1", budget: Budget | None = None, **target: Any) -> GatewayPath:
        base_url = target.pop("base_url") if "base_url" in target else self.engine.base_url
        return self.gateway.open(attempt, Upstream(base_url=base_url, **target), budget)

    @property
    def last(self) -> Exchange:
        return self.exchanges[-1]


async def raw(base_url: str, request: bytes) -> bytes:
    """Send bytes to the host of `base_url`, and return every byte that comes back."""
    host, _, port = base_url.removeprefix("http://").partition("/")[0].partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        return await asyncio.wait_for(reader.read(-1), 20)
    finally:
        writer.close()


def post(base_url: str, body: Any, where: str = "/chat/completions", **headers: str) -> bytes:
    """The bytes of a POST request to `base_url` + `where`."""
    path = "/" + base_url.removeprefix("http://").partition("/")[2]
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"POST {path}{where} HTTP/1.1", "Host: localhost", f"Content-Length: {len(data)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + data


def get(base_url: str, where: str, **headers: str) -> bytes:
    """The bytes of a GET request."""
    path = "/" + base_url.removeprefix("http://").partition("/")[2]
    lines = [f"GET {path}{where} HTTP/1.1", "Host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def ask(model: str = "m", **more: Any) -> dict[str, Any]:
    """A chat request's body."""
    return {"model": model, "messages": [{"role": "user", "content": "hi"}], "max_tokens": 100, **more}


def golden(name: str) -> bytes:
    """A captured reply of the real engine: head, framing and all."""
    return (WIRES / f"{name}.http").read_bytes()


def body_of(reply: bytes) -> bytes:
    """What follows the head."""
    return reply.partition(b"\r\n\r\n")[2]


def cut(data: bytes, at: list[int]) -> list[bytes]:
    """`data` in pieces, cut at `at` (taken modulo its length)."""
    points = sorted({0, len(data), *(point % (len(data) + 1) for point in at)})
    return [data[a:b] for a, b in itertools.pairwise(points)]
