"""The room without namespaces: Landlock and filters keep a program to folders of its own.

What a namespace would do for nothing is done here by hand. The supervisor counts processes and bytes of the disk ten
times a second. The reaper lays a domain of Landlock on itself before it forks the program: signals then stay within,
so that a signal to all reaches what the program started, and nothing else. Older kernels' Landlock has no such scopes;
there the reaper hunts down what descends from it, and a program's own signals go through the broker.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Container
from typing import Any

from prony.sandbox.inside import disk, kernel, landlock, processes, wire
from prony.sandbox.inside.broker import Broker
from prony.sandbox.inside.rooms import Room

_DEVICES = (("null", True), ("zero", True), ("full", True), ("random", False), ("urandom", False))
_OF_PROC = ("meminfo", "cpuinfo", "stat", "version", "uptime", "loadavg", "filesystems", "sys/kernel/osrelease")
_END_S = 3.0


class Confined:
    """One test's folders, below the slot's own, which the supervisor's command line names.

    config: `stays`, whether all programs have the same folders, as in a scene; `version` of
    Landlock; `read`, paths that programs may read and start; `listed`, folders of which they may read the names;
    `filters`: `seccomp`'s two, `seccomp_shared`'s two; `names` of the calls that are handed over; `spare_processes`.
    """

    watched = True

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.folder = sys.argv[2]
        self.stays: bool = config["stays"]
        self.home = self.work = self.tests = self.tmp = ""
        self._scoped: bool = config["version"] >= landlock.SCOPED
        self._reaper = self._others = 0
        self._broker: Broker | None = None

    @property
    def places(self) -> dict[str, str]:
        """See `Room`."""
        return {"work": self.work, "tests": self.tests, "tmp": self.tmp}

    def prepare(self) -> None:
        """See `Room`: the supervisor itself needs nothing but its folder, and what its programs read."""
        if os.geteuid() == 0:
            raise PermissionError("a confined supervisor does not run as root")
        kernel.adopt_orphans()
        kernel.drop_bounding_set()
        kernel.no_new_privileges()
        everything = landlock.READ | landlock.WRITE_FILE
        rules = [(folder, landlock.WRITE) for folder in self.own_folders()]
        rules += [("/proc", everything), *self._read_rules()]
        self._restrict(rules)

    def _restrict(self, rules: list[tuple[str, int]]) -> None:
        if self.config["version"]:
            landlock.restrict(self.config["version"], rules, tcp=self.config["tcp"])

    def own_folders(self) -> tuple[str, ...]:
        """The folders that hold all that its programs write."""
        return (self.folder,)

    def used(self, pids: list[int]) -> disk.Usage:
        """What is used of its disk."""
        return disk.usage(self.home, pids)

    def _read_rules(self) -> list[tuple[str, int]]:
        rules = [(path, landlock.READ) for path in self.config["read"]]
        rules += [(path, landlock.READ_DIR) for path in self.config["listed"]]
        both = landlock.READ_FILE | landlock.WRITE_FILE
        rules += [(f"/dev/{name}", both if writes else landlock.READ_FILE) for name, writes in _DEVICES]
        return rules

    def fresh(self) -> Room:
        """See `Room`."""
        return Confined(self.config)

    def before_fork(self) -> None:
        """See `Room`."""
        name = "scene" if self.stays else f"{time.monotonic_ns():x}"
        self.home = f"{self.folder}/{name}"
        self.work, self.tests, self.tmp = (f"{self.home}/{part}" for part in ("work", "tests", "tmp"))

    def after_fork(self) -> None:
        """See `Room`."""

    def build(self) -> None:
        """See `Room`."""
        self._reaper = os.getpid()
        kernel.adopt_orphans()
        for folder in (self.work, self.tests, self.tmp):
            os.makedirs(folder, 0o755, exist_ok=True)
        self._post, self._candidate_post = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        signal.signal(signal.SIGTERM, self._end)
        if self._scoped:
            landlock.restrict(self.config["version"], (), paths=False)
            _assert_scoped(os.getppid())

    def _end(self, *_: object) -> None:
        """In the reaper, when the supervisor ends the test."""
        self.kill_all()
        os._exit(1)

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`: its disk is watched, not made. Nobody is counted any more once it is sealed."""
        self._others = processes.tasks_of_user(os.getuid())

    def protect_tests(self) -> None:
        """See `Room`: they are read-only as soon as it is sealed."""

    def seal(self, *, counted: bool = True) -> None:
        """See `Room`: the reaper keeps the supervisor's domain, and needs what its program must not have."""
        if os.getpid() == self._reaper:
            self._candidate_post.close()
            return
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        kernel.drop_capabilities()
        rules = [
            *self._read_rules(),
            (self.work, landlock.WRITE),
            (self.tmp, landlock.WRITE),
            (self.tests, landlock.READ),
        ]
        rules += [("/proc/self", landlock.READ_FILE | landlock.READ_DIR | landlock.WRITE_FILE)]
        rules += [(f"/proc/{name}", landlock.READ_FILE) for name in _OF_PROC]
        self._restrict(rules)
        filters = {name: bytes.fromhex(words) for name, words in self.config["filters"].items()}
        listener = kernel.install_notifying_filter(filters["mediated"])
        wire.send(self._candidate_post, b"listener", [listener])
        os.close(listener)
        self._post.close()
        self._candidate_post.close()
        if not counted:
            kernel.install_filter(filters["uncounted"])
        kernel.install_filter(filters["plain"])
        kernel.install_filter(filters["shared"])

    def most_processes(self, asked: int) -> int:
        """See `Room`: all that this user runs counts here, too; the supervisor counts those of the test itself."""
        return asked + self._others + int(self.config["spare_processes"])

    def wait(self, pid: int) -> int:
        """See `Room`: meanwhile it answers what the program's calls hand over."""
        self._meet_program()
        ended, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        while (status := _reaped(pid)) is None:
            asked = [self._broker.listener] if self._broker is not None else []
            ready = select.select([ended, *asked], [], [])[0]
            if ended in ready:
                os.read(ended, 1 << 12)
            if self._broker is not None and self._broker.listener in ready and not self._broker.answer():
                self._broker = None
        return status

    def _meet_program(self) -> None:
        """Take over the listener of a program that was started."""
        with contextlib.suppress(BlockingIOError):
            data, descriptors = wire.receive(self._post, socket.MSG_DONTWAIT)
            if data:
                names = {int(number): name for number, name in self.config["names"].items()}
                self._broker = Broker(descriptors[0], names, (self.work, self.tmp), scoped=self._scoped)

    def kill_all(self) -> int:
        """See `Room`."""
        if not self._scoped:
            return processes.kill_below(())
        try:
            os.kill(-1, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return _reap_all()
        return _reap_all()

    def end(self, pid: int) -> None:
        """See `Room`: its reaper is asked, since it has the domain in which all can be killed at once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        reaper = os.pidfd_open(pid)
        if not select.select([reaper], [], [], _END_S)[0]:
            os.kill(pid, signal.SIGKILL)
        os.close(reaper)

    def disk_full(self) -> bool:
        """See `Room`: the supervisor looks."""
        return False

    def beyond(self, pid: int, job: dict[str, Any]) -> str:
        """See `Room`."""
        below = processes.descendants(pid) if pid else []
        if pid and processes.count_tasks(below) > job["processes"]:
            return "processes"
        return "disk" if self.used(below).exceeds(job["disk_bytes"], job["disk_nodes"]) else ""

    def held_bytes(self, pid: int, socket_bytes: int) -> int:
        """See `Room`."""
        return processes.held_bytes(pid, socket_bytes, shares_network=True)

    def unrouted(self, pid: int | None = None) -> int | None:
        """See `Room`: it can make no socket that could speak to anybody."""
        return 0

    def clear(self, spared: Container[int]) -> None:
        """See `Room`."""
        processes.kill_below(spared)
        if not self.stays:
            disk.remove(self.home)

    def abandon(self) -> None:
        """See `Room`."""
        processes.kill_below(())
        disk.remove(self.folder)


def _assert_scoped(supervisor: int) -> None:
    """Raise unless the kernel really holds this process's signals back: whoever kills all must be sure."""
    try:
        os.kill(supervisor, 0)
    except PermissionError:
        return
    raise OSError("signals are not held back by Landlock")


def _reaped(pid: int) -> int | None:
    """Reap what has ended; the wait status of `pid` where it is among them."""
    while True:
        try:
            ended, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return None
        if ended == pid:
            return status
        if ended == 0:
            return None


def _reap_all() -> int:
    reaped = 0
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return reaped
        reaped += 1
