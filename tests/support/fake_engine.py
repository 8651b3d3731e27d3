"""A fake engine of raw bytes: framing and timing are what breaks in the field, so no framework writes them here.

    fake_engine.by_model["m"] = sse(ROLE, text("hi"), finish("stop"), USAGE, DONE)
    fake_engine.default = whole(200, b"<html>", content_type="text/html")
    fake_engine.default = (whole(503, LOADING), answer("hi"))               # the first, and from the second on
    fake_engine.default = lambda call: refusal if "stop" in call.body else answer("hi")
    fake_engine.by_path["/props"] = whole(200, b"{}")

Steps of a script are bytes, or `Sleep`, `RESET`, `HANG_UP`. Every request is kept in `calls`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sleep:
    seconds: float


RESET = "reset"
HANG_UP = "hang up"
Step = bytes | Sleep | str


@dataclass(frozen=True)
class Script:
    """One reply. framing: `chunked` (each bytes step is one chunk), `length`, `close`, or `raw` (no head either)."""

    steps: tuple[Step, ...]
    status: int = 200
    content_type: str = "text/event-stream"
    framing: str = "chunked"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Call:
    """A request as it came, and whether the other side hung up before the reply was over."""

    method: str
    target: str
    headers: dict[str, str]
    raw: bytes
    nth: int = 0
    """How many requests of its method and target came before it."""
    aborted: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)


Reply = Script | tuple[Script, ...] | Callable[[Call], Script]
"""What requests are answered with: one script; scripts by turn, the last one for ever; or by the request itself."""


def script_for(reply: Reply, call: Call) -> Script:
    if isinstance(reply, Script):
        return reply
    if isinstance(reply, tuple):
        return reply[min(call.nth, len(reply) - 1)]
    return reply(call)


_CHUNK = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}


def event(document: Any) -> bytes:
    return b"data: " + json.dumps(document, ensure_ascii=False).encode() + b"\n\n"


def delta(delta: dict[str, Any] | None = None, finish: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": delta or {}, "finish_reason": finish}
    return event(
        {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice], **more}
    )


def text(content: str) -> bytes:
    return delta({"content": content})


def finish(reason: str = "stop") -> bytes:
    return delta(finish=reason)


ROLE = delta({"role": "assistant", "content": None})
_USAGE = {"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8}
USAGE = event({**_CHUNK, "choices": [], "usage": _USAGE})
DONE = b"data: [DONE]\n\n"


def sse(*steps: Step, **more: Any) -> Script:
    return Script(steps, **more)


def answer(content: str, reason: str = "stop", pieces: int = 3) -> Script:
    """A whole streamed answer, cut into pieces."""
    size = max(1, -(-len(content) // pieces))
    parts = [text(content[at : at + size]) for at in range(0, len(content), size)]
    return sse(ROLE, *parts, finish(reason), USAGE, DONE)


def whole(status: int, body: bytes, content_type: str = "application/json", **more: Any) -> Script:
    return Script((body,), status=status, content_type=content_type, framing=more.pop("framing", "length"), **more)


def completion(content: str | None, reason: str = "stop", **message: Any) -> Script:
    """A whole answer that is not streamed."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": reason}
    usage = {"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8}
    document = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": usage,
    }
    return whole(200, json.dumps(document).encode())


MODELS = whole(200, b'{"object":"list","data":[{"id":"m","object":"model"}]}')


class FakeEngine:
    """The server. `by_path` is asked first, then a GET is answered with `models`; a POST by `by_model`, else `default`.

    at: the path of the dialect in `base_url`. Every other path is answered all the same, but where `elsewhere` is set,
    with that.
    """

    def __init__(self, at: str = "/v1") -> None:
        self.at = at
        self.by_path: dict[str, Reply] = {}
        self.by_model: dict[str, Reply] = {}
        self.default: Reply = answer("hello world")
        self.models: Reply = MODELS
        self.elsewhere: Reply | None = None
        self.calls: list[Call] = []
        self.called = asyncio.Event()
        self._handlers: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> FakeEngine:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for handler in tuple(self._handlers):
            handler.cancel()
        await asyncio.gather(*self._handlers, return_exceptions=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.at}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handlers.add(task)
        try:
            await self._one(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._handlers.discard(task)
            with contextlib.suppress(Exception):
                writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        raw = await reader.readexactly(int(headers.get("content-length", 0)))
        nth = sum(before.method == method and before.target == target for before in self.calls)
        call = Call(method, target, headers, raw, nth)
        self.calls.append(call)
        self.called.set()
        script = script_for(self._reply(call), call)
        watcher = asyncio.ensure_future(self._watch(reader, call))
        try:
            await self._play(script, writer, call)
        except (ConnectionError, asyncio.CancelledError):
            call.aborted = True
            raise
        finally:
            call.over.set()
            watcher.cancel()

    def _reply(self, call: Call) -> Reply:
        if call.target in self.by_path:
            return self.by_path[call.target]
        if self.elsewhere is not None and call.target not in (f"{self.at}/models", f"{self.at}/chat/completions"):
            return self.elsewhere
        if call.method == "GET":
            return self.models
        return self.by_model.get(call.body.get("model", ""), self.default)

    async def _watch(self, reader: asyncio.StreamReader, call: Call) -> None:
        """The other side closes its end: it listens no more."""
        with contextlib.suppress(ConnectionError):
            await reader.read(1)
        if not call.over.is_set():
            call.aborted = True
            call.over.set()

    async def _play(self, script: Script, writer: asyncio.StreamWriter, call: Call) -> None:
        writer.write(_head(script))
        for step in script.steps:
            if isinstance(step, Sleep):
                await writer.drain()
                # A hang-up ends the wait, as it ends an engine's work.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(call.over.wait(), step.seconds)
                if call.aborted:
                    raise ConnectionAbortedError
            elif step == RESET:
                await writer.drain()
                await asyncio.sleep(0.02)
                sock = writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
                return
            elif step == HANG_UP:
                await writer.drain()
                return
            else:
                assert isinstance(step, bytes)
                writer.write(b"%x\r\n%s\r\n" % (len(step), step) if script.framing == "chunked" else step)
                await writer.drain()
        if script.framing == "chunked":
            writer.write(b"0\r\n\r\n")
        await writer.drain()


def _head(script: Script) -> bytes:
    if script.framing == "raw":
        return b""
    lines = [f"HTTP/1.1 {script.status} Whatever", f"Content-Type: {script.content_type}"]
    lines += [] if any(name == "Server" for name, _ in script.headers) else ["Server: fake"]
    lines += [f"{name}: {value}" for name, value in script.headers]
    if script.framing == "chunked":
        lines.append("Transfer-Encoding: chunked")
    elif script.framing == "length":
        lines.append(f"Content-Length: {sum(len(s) for s in script.steps if isinstance(s, bytes))}")
    # As llama-server does: the promise is not kept.
    lines.append("Keep-Alive: timeout=5, max=100")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
