"""One program, forked ahead of its job: its namespaces made and its processes waiting, so that a job starts at once."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import time
from collections.abc import Container
from typing import Any

from prony.sandbox.inside import kernel, processes, wire
from prony.sandbox.inside.rooms import Room


class Standby:
    """A reaper with its candidate-to-be, from the supervisor's side; in the forked process, `forked` is set."""

    def __init__(self, room: Room, control: socket.socket) -> None:
        self.room = room
        self.told, self.status = os.pipe()
        self._voice, self.ear = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        room.before_fork()
        try:
            self.pid = kernel.fork()
        except OSError:
            room.after_fork()
            raise
        self.forked = self.pid == 0
        if self.forked:
            # Not by the objects' own `close`, each of which takes pages: in this process nobody asks them any more.
            os.close(control.fileno())
            os.close(self._voice.fileno())
            os.close(self.told)
            return
        room.after_fork()
        os.close(self.status)
        self.ear.close()

    def healthy(self) -> bool:
        """Whether it still waits; it may have been killed, or have failed to build its room."""
        return not select.select([self.told], [], [], 0)[0]

    def begin(self, message: dict[str, Any], job: bytes, descriptors: list[int]) -> None:
        """Hand it its job; the descriptors are closed here."""
        self.id: int = message["id"]
        self._began = time.monotonic()
        self._job = message
        self.memory_bytes: int | None = message["watch_bytes"]
        self._socket_bytes: int = message["socket_bytes"]
        self.together_bytes: int | None = message["together_bytes"]
        self.deadline = None if message["wall_s"] is None else self._began + message["wall_s"]
        with contextlib.suppress(BrokenPipeError):  # it died in this moment, and its report will say so
            wire.send(self._voice, job, descriptors)
            if message["copies"]:  # the reaper's, who reads it when the candidate has read the first
                kept = [descriptors[place] for place in message["copies"]]
                wire.send(self._voice, b"%d" % message["artifact_bytes"], kept)
        for descriptor in descriptors:
            os.close(descriptor)

    def held_bytes(self) -> int:
        """The memory that it has now."""
        return self.room.held_bytes(self.pid, self._socket_bytes)

    @property
    def watched(self) -> bool:
        """Whether what it takes must be looked at while it runs."""
        return self.memory_bytes is not None or self.room.watched

    def beyond(self) -> str:
        """The limit that it is beyond, where only looking tells."""
        return self.room.beyond(self.pid, self._job)

    def report(self) -> bytes:
        """The reaper's word; without one, whether something killed it or it failed by itself."""
        report = os.read(self.told, 4096)
        if report:
            if self.room.watched and self.room.beyond(0, self._job):
                return self._with_times({**json.loads(report), "disk_full": True})
            return b'{"id":%d,"wall_s":%.6f,%b' % (self.id, time.monotonic() - self._began, report[1:])
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.pid = 0
        gone = {"vanished": True} if code < 0 else {"broken": f"the reaper ended with status {code}"}
        return self._with_times(gone)

    def signal(self, number: int) -> None:
        """Signal its first process, the one that was started; nobody where that has ended."""
        first = processes.first_child(self.pid)
        if first is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(first, number)

    def kill(self, why: str) -> bytes:
        """End it; what was to be seen of it before."""
        seen = processes.survey(self.pid) | {"unrouted": self.room.unrouted(self.pid)}
        self.room.end(self.pid)
        return self._with_times({"killed": why, **seen})

    def _with_times(self, report: dict[str, Any]) -> bytes:
        times = {"id": self.id, "wall_s": time.monotonic() - self._began, "cpu_s": 0.0, "max_rss_bytes": 0}
        return json.dumps({**times, **report}).encode()

    def clear(self, spared: Container[int] = ()) -> None:
        """Wait until nothing of it is left. spared: the reapers of other programs, which are not to be touched."""
        os.close(self.told)
        self._voice.close()
        if self.pid:
            os.waitpid(self.pid, 0)
        self.room.clear(spared)

    def discard(self, spared: Container[int] = ()) -> None:
        """End one that was never used."""
        self.room.end(self.pid)
        self.clear(spared)
