"""Calls into a candidate that lives for many of them: lock-step, bounded, and never trusting a byte of the answers."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Mapping, Sequence
from typing import Any

from prony.nouns import Verdict
from prony.sandbox import values
from prony.sandbox.prepare import Prepared
from prony.sandbox.results import Execution, Reply
from prony.sandbox.running import Running
from prony.sandbox.verdicts import named_limit

LARGE_BYTES = 1 << 18
"""A frame from here on is read beside the event loop, which has other streams and clocks to look after."""
MOST_ANCESTORS = 50
_BROKEN = Execution(verdict=Verdict.GRADER_ERROR, detail="the slot broke")
_NO_VALUE = object()


class Session:
    """One candidate's module, loaded once, whose functions are called one by one.

    Limits hold for the whole session: CPU by the kernel, the wall clock over the time that calls (and loading) take.
    When the candidate ends, for whatever reason, that call and all later ones are answered with the verdict on it.
    """

    def __init__(self, running: Running, prepared: Prepared) -> None:
        assert running.calls is not None
        self._running = running
        self._prepared = prepared
        self._frames = Frames(running.calls)
        self._left_s = prepared.limits.wall_s
        self._number = 0
        self._loaded = False
        self._execution: Execution | None = None
        self._over: Reply | None = None

    async def call(
        self,
        name: str,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        timeout_s: float | None = None,
        want_arguments: bool = False,
        awaits: bool = False,
    ) -> Reply:
        """Call an exported function. Raises `values.Unmarshallable` when the *arguments* are not plain values.

        timeout_s: wall clock for this call; None = what is left of the limits' wall clock. awaits: whether a coroutine
        or a promise that comes back is waited for; else it is no plain value.
        """
        self._number += 1
        message = {
            "n": self._number,
            "name": name,
            "args": values.encode(list(args)),
            "kwargs": values.encode(dict(kwargs or {})),
            "want": want_arguments,
            "await": awaits,
        }
        frame = values.pack(message)
        over = await self.load()
        return over or await self._asked(frame, timeout_s)

    @property
    def alive(self) -> bool:
        """Whether the candidate is still there for another call."""
        return self._over is None

    async def load(self) -> Reply | None:
        """Wait until the module is loaded; a reply says why it could not be, or how the session ended since."""
        if self._loaded or not self.alive:
            return self._over
        answer = await self._exchange(b"", None)
        if answer is None:
            return self._over
        self._loaded = True
        if answer.get("ready") is True:
            return None
        kind, text, _ = self._error(answer.get("load"))
        named = named_limit(f"{kind}: {text}", self._prepared.marks)
        verdict, detail = named or (Verdict.LOAD_ERROR, f"{kind}: {text}")
        return await self._finish(Reply(verdict=verdict, error=(kind, text), detail=detail))

    async def _asked(self, frame: bytes, timeout_s: float | None) -> Reply:
        answer = await self._exchange(frame, timeout_s)
        if answer is None:
            return self._over or Reply(verdict=Verdict.GRADER_ERROR)
        if answer.get("n") != self._number:
            return await self._break("the program answered what was not asked")
        if self._frames.size < LARGE_BYTES:
            return self._read(answer)
        return await asyncio.to_thread(self._read, answer)

    def _read(self, answer: dict[str, Any]) -> Reply:
        if "missing" in answer:
            return Reply(verdict=Verdict.LOAD_ERROR, detail=f"there is no function {str(answer['missing'])[:200]}")
        if "unmarshallable" in answer:
            return Reply(verdict=Verdict.FAIL, detail=f"unmarshallable: {str(answer['unmarshallable'])[:400]}")
        try:
            arguments = values.decode(answer["arguments"]) if "arguments" in answer else None
            value = values.decode(answer["value"]) if "value" in answer else _NO_VALUE
        except (values.Garbled, RecursionError) as error:
            return Reply(verdict=Verdict.FAIL, detail=f"unmarshallable: {str(error)[:400]}")
        if arguments is not None and type(arguments) is not list:
            return Reply(verdict=Verdict.FAIL, detail="unmarshallable: arguments")
        if value is not _NO_VALUE:
            return Reply(value=value, arguments=arguments)
        *raised, ancestors = self._error(answer.get("error"))
        named = named_limit(f"{raised[0]}: {raised[1]}", self._prepared.marks)
        if named:
            return Reply(verdict=named[0], error=(raised[0], raised[1]), detail=named[1])
        return Reply(error=(raised[0], raised[1]), ancestors=ancestors, arguments=arguments)

    def _error(self, described: Any) -> tuple[str, str, tuple[str, ...]]:
        kind, message, ancestors = _error(described)
        return kind, self._running.shown(message), ancestors

    async def _exchange(self, frame: bytes, timeout_s: float | None) -> dict[str, Any] | None:
        """Send a frame and read the next; None, with `_over` set, where the candidate ends, is late, or garbles."""
        began = time.monotonic()
        due_s = self._left_s if timeout_s is None else min(timeout_s, self._left_s)
        try:
            await self._frames.send(frame, due_s)
            answer = await self._frames.receive(due_s - (time.monotonic() - began))
        except TimeoutError:
            self._running.kill("call")
            answer = None
        except values.Garbled as error:
            await self._break(f"the program wrote to the call channel: {error}")
            return None
        self._left_s -= time.monotonic() - began
        if answer is None:
            await self._gone()
        return answer

    async def _gone(self) -> None:
        """The candidate ended, or was ended, without an answer."""
        execution = await self._ended()
        verdict, detail = execution.verdict, execution.detail
        if verdict in (Verdict.PASS, Verdict.FAIL):
            verdict = Verdict.CRASH if self._loaded else Verdict.LOAD_ERROR
            detail = f"ended with status {execution.exit_code} before it answered"
        self._over = Reply(verdict=verdict, detail=detail)

    async def _break(self, why: str) -> Reply:
        self._running.kill("call")
        return await self._finish(Reply(verdict=Verdict.CRASH, detail=why))

    async def _finish(self, reply: Reply) -> Reply:
        await self._ended()
        self._over = reply
        return reply

    async def _ended(self) -> Execution:
        if self._execution is None:
            self._frames.close()
            self._execution = await self._running.ended() or _BROKEN
        return self._execution

    async def end(self) -> Execution:
        """End the candidate; what it wrote and used. PASS where it was still there and left when asked to."""
        if self._execution is None:
            late = asyncio.get_running_loop().call_later(1.0, self._running.kill, "call")
            await self._ended()
            late.cancel()
        assert self._execution is not None
        return self._execution


class Frames:
    """Frames over a non-blocking socket, one reader, one writer. `size`: bytes of the frame that was read last.

    The loop watches the socket as long as frames are awaited one after the other: to begin and end that for each costs
    more than most calls. What comes when nobody waits stays in the socket.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self._buffer = bytearray()
        self._waiter: asyncio.Future[None] | None = None
        self._watched = self._ended = False
        self.size = 0

    async def send(self, frame: bytes, due_s: float | None = None) -> None:
        """Write a frame; an end that is closed shows when the answer is read. Raises TimeoutError."""
        try:
            sent = self._sock.send(frame) if frame else 0
            if sent < len(frame):
                async with asyncio.timeout(due_s):
                    await self._loop.sock_sendall(self._sock, memoryview(frame)[sent:])
        except BlockingIOError:
            async with asyncio.timeout(due_s):
                await self._loop.sock_sendall(self._sock, frame)
        except (BrokenPipeError, ConnectionResetError):
            return

    async def receive(self, due_s: float | None = None) -> dict[str, Any] | None:
        """The next frame; None at the end. Raises `values.Garbled`, TimeoutError."""
        late = None if due_s is None else self._loop.call_later(due_s, self._expire)
        try:
            if not await self._fill(4):
                return None
            length = values.frame_length(bytes(self._buffer[:4]))
            if not await self._fill(4 + length):
                return None
        finally:
            if late is not None:
                late.cancel()
        body = bytes(self._buffer[4 : 4 + length])
        del self._buffer[: 4 + length]
        self.size = length
        return values.unpack(body) if length < LARGE_BYTES else await asyncio.to_thread(values.unpack, body)

    def close(self) -> None:
        """Let the other end see that no more comes."""
        self._unwatch()
        self._sock.close()

    async def _fill(self, count: int) -> bool:
        while len(self._buffer) < count:
            if self._ended:
                return False
            if not self._watched:
                self._loop.add_reader(self._sock.fileno(), self._readable)
                self._watched = True
            self._waiter = self._loop.create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        return True

    def _readable(self) -> None:
        if self._waiter is None or self._waiter.done():
            self._unwatch()
            return
        try:
            data = self._sock.recv(1 << 18)
        except BlockingIOError:
            return
        except ConnectionResetError:
            data = b""
        self._buffer += data
        self._ended = not data
        self._waiter.set_result(None)

    def _expire(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(TimeoutError())

    def _unwatch(self) -> None:
        if self._watched and self._sock.fileno() >= 0:
            self._loop.remove_reader(self._sock.fileno())
        self._watched = False


def _error(described: Any) -> tuple[str, str, tuple[str, ...]]:
    """Type name, message and ancestors, from what the candidate's process wrote: untrusted, bounded, valid UTF-8."""
    if type(described) is not list or len(described) != 3 or type(described[2]) is not list:
        return ("", "", ())
    texts = [*described[:2], *described[2][:MOST_ANCESTORS]]
    if not all(type(text) is str for text in texts):
        return ("", "", ())
    kind, message, *ancestors = (text[:2000].encode(errors="replace").decode() for text in texts)
    return kind[:200], message, tuple(name[:200] for name in ancestors)
