"""One program in a slot, from the host's side: what it is handed, what it writes, how it ended."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Callable
from typing import Any, Protocol

from prony.nouns import Verdict
from prony.sandbox.artifacts import read_copies
from prony.sandbox.cgroups import Cgroup
from prony.sandbox.limits import CHANNEL_BYTES
from prony.sandbox.meter import Use, note_use
from prony.sandbox.outlets import Outlet
from prony.sandbox.prepare import Prepared
from prony.sandbox.results import Execution
from prony.sandbox.verdicts import Evidence, judge

GRACE_S = 15.0
"""How long after a program's end is due a slot may be silent before it counts as broken."""


class Keeper(Protocol):
    """The slot that a program runs in, as the program needs it."""

    cgroup: Cgroup | None
    shown: Callable[[bytes], bytes]
    """See `prony.sandbox.slot.Slot`."""

    def kill(self, number: int, why: str) -> None:
        """End the program of that number."""

    def signal(self, number: int, signal_number: int) -> None:
        """Signal the first process of the program of that number."""

    async def answer(self, number: int, due_s: float | None) -> dict[str, Any] | None:
        """The supervisor's report on the program of that number; None when the slot broke or fell silent."""


class Running:
    """One program in a slot. `handed` are the descriptors it is given, by name; closed here once they are sent."""

    def __init__(self, slot: Keeper, number: int, prepared: Prepared, loop: asyncio.AbstractEventLoop) -> None:
        self._slot = slot
        self._number = number
        self._prepared = prepared
        self.outlets: dict[str, Outlet] = {}
        self._began = time.monotonic()
        self.calls: socket.socket | None = None
        limits = prepared.limits
        output = (limits.output_bytes, limits.output_bytes * prepared.runaway)
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
        self.outlets[name] = Outlet(loop, source, limit, kill_at, lambda: self.kill(why))
        return sink

    def hand_over(self) -> None:
        """Close our copies of what was sent."""
        for descriptor in self.handed.values():
            os.close(descriptor)

    def shown(self, text: str) -> str:
        """A text of the program's with the names that paths have in a slot."""
        return self._slot.shown(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def kill(self, why: str) -> None:
        """End the program."""
        self._slot.kill(self._number, why)

    def signal(self, signal_number: int) -> None:
        """Signal the program's first process."""
        self._slot.signal(self._number, signal_number)

    async def ended(self) -> Execution | None:
        """How it ended; None when the slot broke with it, and no limit of the program says why."""
        wall_s = self._prepared.limits.wall_s
        try:
            answer = await self._slot.answer(self._number, wall_s + GRACE_S if self._prepared.clock else None)
        finally:
            kept = {name: self._slot.shown(outlet.finish()) for name, outlet in self.outlets.items()}
            if self.calls is not None and self.calls.fileno() >= 0:
                # Whoever still reads from it would be left in the way of the next socket of that number.
                asyncio.get_running_loop().remove_reader(self.calls.fileno())
                self.calls.close()
            copied = self._copied()
        if answer is None:
            return self._broke_by_memory()
        seen = self._evidence(answer, kept["stderr"])
        note_use(Use(cpu_s=seen.cpu_s, wall_s=seen.wall_s, limits=self._prepared.limits))
        verdict, detail = judge(seen, self._prepared.limits, self._prepared.marks)
        return Execution(
            verdict=verdict,
            exit_code=seen.exit_code,
            signal=seen.signal,
            stdout=kept["stdout"],
            stderr=kept["stderr"],
            truncated=any(outlet.overflowed for outlet in self.outlets.values()),
            cpu_s=seen.cpu_s,
            wall_s=seen.wall_s,
            max_rss_bytes=answer["max_rss_bytes"],
            channel=kept.get("channel", b""),
            artifacts=copied[0],
            notes=copied[1],
            unrouted=answer.get("unrouted"),
            detail=detail,
        )

    def _broke_by_memory(self) -> Execution | None:
        """OOM where the kernel killed something in the slot for want of memory, which may be the slot's own process."""
        if self._slot.cgroup is None or self._slot.cgroup.ooms() == self._ooms:
            return None
        detail = f"more than {self._prepared.limits.memory_mb} MB, and the slot was lost with it"
        return Execution(verdict=Verdict.OOM, detail=detail)

    def _evidence(self, answer: dict[str, Any], stderr: bytes) -> Evidence:
        status = answer.get("status")
        code = None if status is None else os.waitstatus_to_exitcode(status)
        cgroup = self._slot.cgroup
        return Evidence(
            exit_code=code if code is not None and code >= 0 else None,
            signal=-code if code is not None and code < 0 else None,
            cpu_s=answer["cpu_s"],
            wall_s=answer["wall_s"],
            note=self.shown(answer.get("note", "")),
            killed=answer.get("killed", ""),
            left=answer.get("left", 0),
            waited_s=answer.get("waited_s", 0.0),
            disk_full=answer.get("disk_full", False),
            ooms=cgroup.ooms() - self._ooms if cgroup else 0,
            refused_processes=cgroup.refused_processes() - self._refused if cgroup else 0,
            overflowed=any(outlet.overflowed for outlet in self.outlets.values()),
            broken=self.shown(answer.get("broken", "")),
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
