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

from prony.sandbox.inside import kernel, processes, reaper, wire
from prony.sandbox.inside.rooms import Room


class Standby:
    """A reaper with its candidate-to-be, from the supervisor's side. Raises Become in the candidate's process."""

    def __init__(self, room: Room, control: socket.socket) -> None:
        self._room = room
        self.told, status = os.pipe()
        self._ear, reaper_ear = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._voice, candidate_ear = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        room.before_fork()
        try:
            self.pid = kernel.fork()
        except OSError:
            room.after_fork()
            raise
        if self.pid == 0:
            for ours in (control, self._ear, self._voice):
                ours.close()
            os.close(self.told)
            try:
                reaper.run(room, reaper_ear, candidate_ear, status)
            except Exception:  # noqa: BLE001 - nobody is left to be told, and it must not go on as a second supervisor
                os._exit(1)
        room.after_fork()
        os.close(status)
        reaper_ear.close()
        candidate_ear.close()

    def healthy(self) -> bool:
        """Whether it still waits; it may have been killed, or have failed to build its room."""
        return not select.select([self.told], [], [], 0)[0]

    def begin(self, job: dict[str, Any], descriptors: list[int]) -> None:
        """Hand it its job; the descriptors are closed here."""
        self.id: int = job["id"]
        self._began = time.monotonic()
        self._job = job
        self.memory_bytes: int | None = job["watch_bytes"]
        self._socket_bytes: int = job["socket_bytes"]
        self.together_bytes: int | None = job.get("together_bytes")
        self.deadline = None if job["wall_s"] is None else self._began + job["wall_s"]
        if "artifacts" in job["fds"]:
            kept = [descriptors[job["fds"].index(name)] for name in ("program", "artifacts")]
            wire.send(self._ear, {"artifact_bytes": job["artifact_bytes"]}, kept)
        with contextlib.suppress(BrokenPipeError):  # it died in this moment, and its report will say so
            wire.send(self._voice, job, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)

    def held_bytes(self) -> int:
        """The memory that it has now."""
        return self._room.held_bytes(self.pid, self._socket_bytes)

    @property
    def watched(self) -> bool:
        """Whether what it takes must be looked at while it runs."""
        return self.memory_bytes is not None or self._room.watched

    def beyond(self) -> str:
        """The limit that it is beyond, where only looking tells."""
        return self._room.beyond(self.pid, self._job)

    def report(self) -> dict[str, Any]:
        """The reaper's word; without one, whether something killed it or it failed by itself."""
        report = os.read(self.told, 4096)
        if report:
            told = json.loads(report)
            if self._room.watched and self._room.beyond(0, self._job):
                told["disk_full"] = True
            return self._with_times(told)
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

    def kill(self, why: str) -> dict[str, Any]:
        """End it; what was to be seen of it before."""
        seen = processes.survey(self.pid) | {"unrouted": self._room.unrouted(self.pid)}
        self._room.end(self.pid)
        return self._with_times({"killed": why, **seen})

    def _with_times(self, report: dict[str, Any]) -> dict[str, Any]:
        return {"id": self.id, "wall_s": time.monotonic() - self._began, "cpu_s": 0.0, "max_rss_bytes": 0, **report}

    def clear(self, spared: Container[int] = ()) -> None:
        """Wait until nothing of it is left. spared: the reapers of other programs, which are not to be touched."""
        os.close(self.told)
        self._ear.close()
        self._voice.close()
        if self.pid:
            os.waitpid(self.pid, 0)
        self._room.clear(spared)

    def discard(self, spared: Container[int] = ()) -> None:
        """End one that was never used."""
        self._room.end(self.pid)
        self.clear(spared)
