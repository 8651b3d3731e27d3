"""One test, forked ahead of its job: its namespaces are made and its processes wait, so that a job starts at once."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from typing import Any

from prony.sandbox.inside import processes, reaper, wire
from prony.sandbox.inside.rooms import Room

WATCH_S = 0.1
"""How often memory is looked at where no cgroup bounds it."""


class Standby:
    """A reaper with its candidate-to-be, from the supervisor's side. Raises Become in the candidate's process."""

    def __init__(self, room: Room, control: socket.socket) -> None:
        self._room = room
        self._told, status = os.pipe()
        self._ear, reaper_ear = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._voice, candidate_ear = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        room.before_fork()
        try:
            self.pid = os.fork()
        except OSError:
            room.after_fork()
            raise
        if self.pid == 0:
            for ours in (control, self._ear, self._voice):
                ours.close()
            os.close(self._told)
            reaper.run(room, reaper_ear, candidate_ear, status)
        room.after_fork()
        os.close(status)
        reaper_ear.close()
        candidate_ear.close()

    def healthy(self) -> bool:
        """Whether it still waits; it may have been killed, or have failed to build its room."""
        return not select.select([self._told], [], [], 0)[0]

    def begin(self, job: dict[str, Any], descriptors: list[int]) -> None:
        """Hand it its job; the descriptors are closed here."""
        self._job = job
        self._began = time.monotonic()
        if "artifacts" in job["fds"]:
            kept = [descriptors[job["fds"].index(name)] for name in ("program", "artifacts")]
            wire.send(self._ear, {"artifact_bytes": job["artifact_bytes"]}, kept)
        with contextlib.suppress(BrokenPipeError):  # it died in this moment, and `ended` will say so
            wire.send(self._voice, job, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)

    def ended(self, control: socket.socket) -> dict[str, Any]:
        """Wait for the reaper's word, the wall clock, the host, or too much memory, whichever is first."""
        report = self._watch(control)
        return {"wall_s": time.monotonic() - self._began, "cpu_s": 0.0, "max_rss_bytes": 0, **report}

    def _watch(self, control: socket.socket) -> dict[str, Any]:
        poller = select.poll()
        poller.register(self._told, select.POLLIN)
        poller.register(control, select.POLLIN)
        wall_s, memory = self._job["wall_s"], self._job["watch_bytes"]
        deadline = None if wall_s is None else self._began + wall_s
        while True:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return self._kill("wall")
            wait = left if memory is None else min(WATCH_S, left or WATCH_S)
            ready = {descriptor for descriptor, _ in poller.poll(None if wait is None else wait * 1000 + 1)}
            if self._told in ready:
                return self._report()
            if control.fileno() in ready:
                message, _ = wire.receive(control)
                if message is None:
                    self._kill("host")
                    os._exit(0)
                return self._kill(message["why"])
            if memory is not None and processes.resident_bytes(self.pid) > memory:
                return self._kill("memory")

    def _report(self) -> dict[str, Any]:
        """The reaper's word; without one, whether something killed it or it failed by itself."""
        report = os.read(self._told, 4096)
        if report:
            return dict(json.loads(report))
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.pid = 0
        return {"vanished": True} if code < 0 else {"broken": f"the reaper ended with status {code}"}

    def _kill(self, why: str) -> dict[str, Any]:
        seen = processes.survey(self.pid) | {"unrouted": self._room.unrouted(str(self.pid))}
        os.kill(self.pid, signal.SIGKILL)
        return {"killed": why, **seen}

    def clear(self, following: Standby | None = None) -> None:
        """Wait until nothing of it is left; `following` is not to be touched."""
        os.close(self._told)
        self._ear.close()
        self._voice.close()
        if self.pid:
            os.waitpid(self.pid, 0)
        self._room.clear(following.pid if following else 0)

    def discard(self) -> None:
        """End one that was never used."""
        os.kill(self.pid, signal.SIGKILL)
        self.clear()
