"""A slot from the host's side: start a supervisor, hand it programs, learn how each ended.

Whatever a test must keep from other tests (program, inputs, hidden tests) goes in descriptors, never through the
supervisor. Nothing here blocks the event loop: one reader for the control socket, one for each outlet of a program.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import marshal
import os
import socket
import struct
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from prony.errors import SandboxError
from prony.nouns import Limits
from prony.sandbox import cgroups
from prony.sandbox.limits import MIB, SLOT_PROCESSES, SPARE_PROCESSES, memory_bytes
from prony.sandbox.prepare import MARSHAL, Prepared
from prony.sandbox.running import GRACE_S, Running
from prony.sandbox.slot_numbers import SlotNumber

START_S = 30.0
END_S = 5.0
"""How long a supervisor may take to end its programs, and itself, once the host has let go of it."""
_DESCRIPTOR = socket.CMSG_SPACE(4)


class Launch(Protocol):
    """How a backend starts a supervisor."""

    name: str
    config: dict[str, Any]
    """The supervisor's first message."""
    must_be_counted: bool
    """Whether nothing but a cgroup would bound the number of processes."""

    def command(self, control: int, number: int) -> tuple[Sequence[str], Mapping[str, str], Sequence[int]]:
        """The supervisor's command line, its environment, and the descriptors to pass beside `control`."""

    def explain(self, stderr: str) -> SandboxError:
        """What a supervisor's last words mean."""


def _as_it_is(data: bytes) -> bytes:
    return data


class Slot:
    """One long-lived supervisor.

    budget: what all its programs may have together, memory and processes; then several may run at once. Without one,
    each program brings its own limits and has the slot to itself.
    """

    def __init__(self, launch: Launch, budget: Limits | None = None) -> None:
        self._launch = launch
        self._budget = budget
        self._number: SlotNumber | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._words = -1
        self._asked: dict[int, asyncio.Future[dict[str, Any] | None]] = {}
        self._serial = itertools.count(1)
        self.cgroup: cgroups.Cgroup | None = None
        self.shown: Callable[[bytes], bytes] = getattr(launch, "shown", _as_it_is)
        """Gives what a program printed with the names that paths have in a slot, where a backend has others."""

    @property
    def alive(self) -> bool:
        """Whether it can take a test."""
        return self._control is not None

    async def start(self) -> None:
        """Start the supervisor. Raises SandboxError when it does not come up."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._number = SlotNumber()
        self._words, words = os.pipe()
        os.set_blocking(self._words, False)
        command, env, passed = self._launch.command(theirs.fileno(), self._number.value)
        try:
            # Not asyncio's: that needs a child watcher, and starting a process does not block for long.
            self._process = subprocess.Popen(  # noqa: ASYNC220
                command,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                env=dict(env),
                cwd="/",
                pass_fds=(theirs.fileno(), *passed),
                # Ctrl-C in a terminal goes to the bench, which decides what becomes of its slots.
                start_new_session=True,
            )
        finally:
            theirs.close()
            for descriptor in (words, *passed):
                os.close(descriptor)
        self._control = ours
        try:
            ours.send(json.dumps(self._launch.config).encode())
            async with asyncio.timeout(START_S):
                await self._ready(loop, ours)
            if self._launch.must_be_counted and self.cgroup is None:
                raise EOFError("no cgroup")
        except (OSError, EOFError, TimeoutError) as error:
            raise await self._stillborn(error) from error
        except asyncio.CancelledError:
            self.abandon()
            raise
        # Only now does it fork: what is forked before it is in the cgroup is not counted there.
        ours.send(json.dumps({"op": "ahead"}).encode())
        loop.add_reader(ours.fileno(), self._hear)

    async def _ready(self, loop: asyncio.AbstractEventLoop, control: socket.socket) -> None:
        """Wait for the supervisor's word; its process id, as this side sees it, comes with it."""
        ready = asyncio.Event()
        loop.add_reader(control.fileno(), ready.set)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(control.fileno())
        data, ancillary, _, _ = control.recvmsg(1 << 16, socket.CMSG_SPACE(12))
        if not data:
            raise EOFError("the supervisor ended before it was ready")
        for _level, kind, payload in ancillary:
            if kind == 2:  # SCM_CREDENTIALS
                self.cgroup = cgroups.open_cgroup(struct.unpack("iii", payload[:12])[0])
        control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)

    async def _stillborn(self, error: BaseException) -> SandboxError:
        words = await self.words_at_its_end()
        await self.close()
        return self._launch.explain(words or repr(error))

    async def words_at_its_end(self) -> str:
        """What the slot's own processes printed, once they have ended."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self._process.wait, 1)
        return self.last_words()

    def last_words(self) -> str:
        """What the slot's own processes printed; nothing, unless something is wrong."""
        try:
            return os.read(self._words, 1 << 16).decode(errors="replace").strip()
        except OSError:
            return ""

    def begin(self, prepared: Prepared) -> Running:
        """Start a program. Raises SandboxError E404 when the slot is gone."""
        assert self._budget is not None or not self._asked, "a slot without a budget runs one program at a time"
        number = next(self._serial)
        running = Running(self, number, prepared, asyncio.get_running_loop())
        names = list(running.handed)
        message, job = self._job(prepared)
        message["op"] = "run"
        message["copies"] = [names.index("program"), names.index("artifacts")] if "artifacts" in names else []
        job["fds"] = names
        try:
            self._ask(number, message, list(running.handed.values()), marshal.dumps(job, MARSHAL))
        finally:
            running.hand_over()
        return running

    def _job(self, prepared: Prepared) -> tuple[dict[str, Any], dict[str, Any]]:
        message, job = prepared.job(counted=self._counted(self._budget or prepared.limits))
        if self._budget is not None:
            # The kernel counts the processes of all programs here against the limit of each.
            job["rlimits"]["NPROC"] = self._budget.processes + SPARE_PROCESSES
            message["together_bytes"] = self._budget.memory_mb * MIB
        return message, job

    def _counted(self, limits: Limits) -> bool:
        """Whether a cgroup bounds what runs; where its limit cannot be set now, the supervisor watches."""
        if self.cgroup is None:
            return False
        try:
            self.cgroup.limit(memory_bytes(limits), limits.processes + SLOT_PROCESSES)
        except OSError:
            return False
        return True

    def _ask(self, number: int, message: dict[str, Any], descriptors: Sequence[int] = (), behind: bytes = b"") -> None:
        """Send a message that will be answered. Raises SandboxError E404 when the slot is gone."""
        if self._control is None:
            raise SandboxError("E404", "the slot is gone", hint="run again; if it stays so, see prony doctor")
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        try:
            data = json.dumps({"id": number, **message}).encode()
            socket.send_fds(self._control, [data, b"\n", behind], list(descriptors))
        except OSError:
            answer.set_result(None)

    async def tcp_socket(self) -> socket.socket:
        """A TCP socket of the slot's own network, not connected. Raises SandboxError E404 when the slot is gone."""
        made: socket.socket = (await self._answered({"op": "socket"}))["socket"]
        return made

    async def listener(self, port: int) -> socket.socket:
        """A socket that listens on 127.0.0.1 in the slot's own network. Raises SandboxError E404, E434."""
        answer = await self._answered({"op": "listen", "port": port})
        if "error" in answer:
            raise SandboxError("E434", f"port {port} cannot be had inside a slot", cause=answer["error"])
        made: socket.socket = answer["socket"]
        return made

    async def _answered(self, message: dict[str, Any]) -> dict[str, Any]:
        number = next(self._serial)
        self._ask(number, message)
        answer = await self.answer(number, START_S)
        if answer is None:
            raise SandboxError("E404", "the slot is gone", hint="run again; if it stays so, see prony doctor")
        return answer

    def kill(self, number: int, why: str) -> None:
        """End a running program; and the slot, if it does not."""
        answer = self._asked.get(number)
        if self._control is not None and answer is not None and not answer.done():
            with contextlib.suppress(OSError):
                self._control.send(json.dumps({"op": "kill", "id": number, "why": why}).encode())
            asyncio.get_running_loop().call_later(GRACE_S, self._overdue, answer)

    def signal(self, number: int, signal_number: int) -> None:
        """Signal the first process of a running program."""
        answer = self._asked.get(number)
        if self._control is not None and answer is not None and not answer.done():
            with contextlib.suppress(OSError):
                message = {"op": "signal", "id": number, "number": signal_number}
                self._control.send(json.dumps(message).encode())

    def _overdue(self, answer: asyncio.Future[dict[str, Any] | None]) -> None:
        if not answer.done():
            self.abandon()

    async def answer(self, number: int, due_s: float | None) -> dict[str, Any] | None:
        """The supervisor's answer to a message; None when the slot broke or fell silent."""
        try:
            async with asyncio.timeout(due_s):
                return await self._asked[number]
        except TimeoutError:
            self.abandon()
            return None
        except asyncio.CancelledError:
            if self._budget is None:
                self.abandon()
            elif self._control is not None:
                with contextlib.suppress(OSError):
                    self._control.send(json.dumps({"op": "kill", "id": number, "why": "host"}).encode())
            raise
        finally:
            del self._asked[number]

    def abandon(self) -> None:
        """Let go of the supervisor, which then ends with whatever runs in it; `close` sees to that.

        Nothing that was asked is answered any more.
        """
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None
        for answer in self._asked.values():
            if not answer.done():
                answer.set_result(None)

    def _hear(self) -> None:
        assert self._control is not None
        try:
            data, ancillary, _, _ = self._control.recvmsg(1 << 16, _DESCRIPTOR, socket.MSG_CMSG_CLOEXEC)
        except BlockingIOError:
            return
        except OSError:
            data, ancillary = b"", []
        if not data:
            self.abandon()
            return
        message = json.loads(data)
        for _level, _kind, payload in ancillary:
            message["socket"] = socket.socket(fileno=struct.unpack("i", payload[:4])[0])
            message["socket"].setblocking(False)
        answer = self._asked.get(message["id"])
        if answer is not None and not answer.done():
            answer.set_result(message)

    async def close(self) -> None:
        """End the slot and everything in it."""
        self.abandon()
        if self._process is not None:
            late = asyncio.get_running_loop().call_later(END_S, self._process.kill)
            await asyncio.to_thread(self._process.wait)
            late.cancel()
            self._process = None
        if self._words >= 0:
            os.close(self._words)
            self._words = -1
        if self.cgroup is not None:
            await _closed(self.cgroup)
            self.cgroup = None
        if self._number is not None:
            self._number.release()
            self._number = None


async def _closed(cgroup: cgroups.Cgroup) -> None:
    """Remove a cgroup whose last processes are still on their way out."""
    for _ in range(50):
        if cgroup.close():
            return
        await asyncio.sleep(0.02)
