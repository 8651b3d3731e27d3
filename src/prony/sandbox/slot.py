"""A slot from the host's side: start a supervisor, hand it one test after the other, learn how each ended.

Whatever a test must keep from other tests (program, inputs, hidden tests) goes in descriptors, never through the
supervisor. Nothing here blocks the event loop: one reader for the control socket, one for each outlet of a test.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from prony.errors import SandboxError
from prony.nouns import Limits
from prony.sandbox import cgroups
from prony.sandbox.artifacts import read_copies
from prony.sandbox.limits import CHANNEL_BYTES, RUNAWAY_OUTPUT, SLOT_PROCESSES, memory_bytes
from prony.sandbox.outlets import Outlet
from prony.sandbox.prepare import Prepared
from prony.sandbox.results import Execution
from prony.sandbox.slot_numbers import SlotNumber
from prony.sandbox.verdicts import Evidence, judge

START_S = 30.0
GRACE_S = 15.0
"""How long after a test's end is due a slot may be silent before it counts as broken."""


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


class Slot:
    """One long-lived supervisor. One test at a time."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self._number: SlotNumber | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._words = -1
        self._answer: asyncio.Future[dict[str, Any] | None] | None = None
        self.cgroup: cgroups.Cgroup | None = None

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
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self._process.wait, 1)
        words = self.last_words()
        await self.close()
        return self._launch.explain(words or repr(error))

    def last_words(self) -> str:
        """What the slot's own processes printed; nothing, unless something is wrong."""
        try:
            return os.read(self._words, 1 << 16).decode(errors="replace").strip()
        except OSError:
            return ""

    def begin(self, prepared: Prepared) -> Running:
        """Start one test. Raises SandboxError E404 when the slot is gone."""
        assert self._answer is None, "a slot runs one test at a time"
        if self._control is None:
            raise SandboxError("E404", "the slot is gone", hint="run again; if it stays so, see prony doctor")
        counted = self._counted(prepared.limits)
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        running = Running(self, prepared, loop)
        job = prepared.job(counted=counted) | {"op": "run", "fds": list(running.handed)}
        try:
            socket.send_fds(self._control, [json.dumps(job).encode()], list(running.handed.values()))
        except OSError:
            self._answer.set_result(None)
        running.hand_over()
        return running

    def _counted(self, limits: Limits) -> bool:
        """Whether a cgroup bounds the next test; where its limit cannot be set now, the supervisor watches."""
        if self.cgroup is None:
            return False
        try:
            self.cgroup.limit(memory_bytes(limits), limits.processes + SLOT_PROCESSES)
        except OSError:
            return False
        return True

    def kill(self, why: str) -> None:
        """End the running test; and the slot, if it does not."""
        if self._control is not None and self._answer is not None and not self._answer.done():
            with contextlib.suppress(OSError):
                self._control.send(json.dumps({"op": "kill", "why": why}).encode())
            asyncio.get_running_loop().call_later(GRACE_S, self._overdue, self._answer)

    def _overdue(self, answer: asyncio.Future[dict[str, Any] | None]) -> None:
        if not answer.done():
            self.abandon()
            answer.set_result(None)

    async def answer(self, due_s: float | None) -> dict[str, Any] | None:
        """The supervisor's report on the running test; None when the slot broke or fell silent."""
        assert self._answer is not None
        try:
            async with asyncio.timeout(due_s):
                return await self._answer
        except TimeoutError:
            self.abandon()
            return None
        except asyncio.CancelledError:
            self.abandon()
            raise
        finally:
            self._answer = None

    def abandon(self) -> None:
        """Kill the slot with whatever runs in it, now; `close` then clears up behind it."""
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()

    def _hear(self) -> None:
        assert self._control is not None
        try:
            data = self._control.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(json.loads(data) if data else None)

    async def close(self) -> None:
        """End the slot and everything in it."""
        self.abandon()
        if self._process is not None:
            await asyncio.to_thread(self._process.wait)
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


class Running:
    """One test in a slot. `handed` are the descriptors it is given, by name; closed here once they are sent."""

    def __init__(self, slot: Slot, prepared: Prepared, loop: asyncio.AbstractEventLoop) -> None:
        self._slot = slot
        self._prepared = prepared
        self._outlets: dict[str, Outlet] = {}
        self._began = time.monotonic()
        self.calls: socket.socket | None = None
        limits = prepared.limits
        output = (limits.output_bytes, limits.output_bytes * RUNAWAY_OUTPUT)
        self.handed = {"program": prepared.memory()}
        if prepared.stdin:
            self.handed["stdin"] = _memory(prepared.stdin)
        for name, (limit, kill_at) in {"stdout": output, "stderr": output, "channel": (CHANNEL_BYTES,) * 2}.items():
            if name != "channel" or prepared.channel:
                self.handed[name] = self._outlet(loop, name, limit, kill_at)
        if prepared.calls:
            self.calls, theirs = socket.socketpair()
            self.calls.setblocking(False)
            self.handed["calls"] = theirs.detach()
        self._artifacts = -1
        if prepared.collects:
            self._artifacts = os.memfd_create("artifacts", os.MFD_CLOEXEC)
            self.handed["artifacts"] = os.dup(self._artifacts)
        cgroup = slot.cgroup
        self._ooms, self._refused = (cgroup.ooms(), cgroup.refused_processes()) if cgroup else (0, 0)

    def _outlet(self, loop: asyncio.AbstractEventLoop, name: str, limit: int, kill_at: int) -> int:
        source, sink = os.pipe()
        why = "channel" if name == "channel" else "output"
        self._outlets[name] = Outlet(loop, source, limit, kill_at, lambda: self._slot.kill(why))
        return sink

    def hand_over(self) -> None:
        """Close our copies of what was sent."""
        for descriptor in self.handed.values():
            os.close(descriptor)

    def kill(self, why: str) -> None:
        """End the test."""
        self._slot.kill(why)

    async def ended(self) -> Execution | None:
        """How it ended; None when the slot broke with it."""
        wall_s = self._prepared.limits.wall_s
        try:
            answer = await self._slot.answer(wall_s + GRACE_S if self._prepared.clock else None)
        finally:
            kept = {name: outlet.finish() for name, outlet in self._outlets.items()}
            if self.calls is not None:
                self.calls.close()
            copied = self._copied()
        if answer is None:
            return None
        seen = self._evidence(answer, kept["stderr"])
        verdict, detail = judge(seen, self._prepared.limits, self._prepared.marks)
        return Execution(
            verdict=verdict,
            exit_code=seen.exit_code,
            signal=seen.signal,
            stdout=kept["stdout"],
            stderr=kept["stderr"],
            truncated=any(outlet.overflowed for outlet in self._outlets.values()),
            cpu_s=seen.cpu_s,
            wall_s=seen.wall_s,
            max_rss_bytes=answer["max_rss_bytes"],
            channel=kept.get("channel", b""),
            artifacts=copied[0],
            notes=copied[1],
            unrouted=answer.get("unrouted", 0),
            detail=detail,
        )

    def _evidence(self, answer: dict[str, Any], stderr: bytes) -> Evidence:
        status = answer.get("status")
        code = None if status is None else os.waitstatus_to_exitcode(status)
        cgroup = self._slot.cgroup
        return Evidence(
            exit_code=code if code is not None and code >= 0 else None,
            signal=-code if code is not None and code < 0 else None,
            cpu_s=answer["cpu_s"],
            wall_s=answer["wall_s"],
            note=answer.get("note", ""),
            killed=answer.get("killed", ""),
            left=answer.get("left", 0),
            waited_s=answer.get("waited_s", 0.0),
            disk_full=answer.get("disk_full", False),
            ooms=cgroup.ooms() - self._ooms if cgroup else 0,
            refused_processes=cgroup.refused_processes() - self._refused if cgroup else 0,
            overflowed=any(outlet.overflowed for outlet in self._outlets.values()),
            broken=answer.get("broken", ""),
            vanished=answer.get("vanished", False),
            stderr=stderr,
        )

    def _copied(self) -> tuple[dict[str, bytes], tuple[str, ...]]:
        if self._artifacts < 0:
            return {}, ()
        with open(self._artifacts, "rb") as copies:
            copies.seek(0)
            return read_copies(copies.read())


def _memory(data: bytes) -> int:
    """A descriptor that reads as `data`, from its start."""
    descriptor = os.memfd_create("prony", os.MFD_CLOEXEC)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
