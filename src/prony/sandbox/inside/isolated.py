"""Rooms that isolate: one that is built anew for each program, and a scene, whose disk stays."""

from __future__ import annotations

import os
import signal
from collections.abc import Container
from typing import Any

from prony.sandbox.inside import kernel, processes
from prony.sandbox.inside.networks import Network, Networks
from prony.sandbox.inside.rooms import Room

_SAFE = kernel.MS_NOSUID | kernel.MS_NODEV


class Isolated(Room):
    """Fresh process, mount and IPC namespaces, a network in which nothing ever happened, one limited tmpfs, no
    capability, a system-call filter."""

    work = "/work"
    tests = "/tests"
    stays = False

    def __init__(self, config: dict[str, Any]) -> None:
        self.filter = bytes.fromhex(config["filter"])
        self.uncounted_filter = bytes.fromhex(config["uncounted_filter"])
        self.own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self.networks = Networks()
        self.network: Network | None = None

    def prepare(self) -> None:
        """See `Room`."""
        kernel.drop_bounding_set()
        kernel.no_new_privileges()

    def fresh(self) -> Room:
        """See `Room`: it keeps nothing of a test but its network."""
        room = object.__new__(Isolated)
        vars(room).update(vars(self))
        return room

    def before_fork(self) -> None:
        """See `Room`."""
        self.network = self.networks.take()
        kernel.unshare(kernel.NEWPID)

    def after_fork(self) -> None:
        """See `Room`."""
        kernel.setns(self.own_processes, kernel.NEWPID)

    def build(self) -> None:
        """See `Room`."""
        assert self.network is not None
        kernel.setns(self.network.namespace, kernel.NEWNET)
        kernel.unshare(kernel.NEWNS | kernel.NEWIPC)
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("tmpfs", "/box", "tmpfs", _SAFE, "mode=755,size=64m,nr_inodes=4096")
        os.umask(0)
        for name, mode in (("work", 0o755), ("tests", 0o755), ("tmp", 0o1777)):
            os.mkdir(f"/box/{name}", mode)
            kernel.mount(f"/box/{name}", f"/{name}", None, kernel.MS_BIND)
        kernel.unmount("/box")
        kernel.mount("proc", "/proc", "proc", _SAFE | kernel.MS_NOEXEC)

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`."""
        kernel.mount("tmpfs", self.work, None, _SAFE | kernel.MS_REMOUNT, job["tmpfs"])

    def protect_tests(self) -> None:
        """See `Room`."""
        kernel.mount("none", self.tests, None, _SAFE | kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY)

    def seal(self, *, counted: bool = True) -> None:
        """See `Room`."""
        kernel.drop_capabilities()
        if not counted:
            kernel.install_filter(self.uncounted_filter)
        kernel.install_filter(self.filter)

    def most_processes(self, asked: int) -> int:
        """See `Room`: the slot's user namespace counts by itself."""
        return asked

    def kill_all(self) -> int:
        """See `Room`."""
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            return 0
        return _reap_all()

    def disk_full(self) -> bool:
        """See `Room`."""
        disk = os.statvfs(self.work)
        return disk.f_bavail == 0 or disk.f_ffree == 0

    def unrouted(self, pid: int | None = None) -> int | None:
        """See `Room`: of a test nobody asks, and counting takes a tenth of its time."""
        return 0

    def clear(self, spared: Container[int]) -> None:
        """See `Room`: the other namespaces went with their last process."""
        if self.network is not None:
            self.networks.give_back(self.network)
            self.network = None

    def abandon(self) -> None:
        """See `Room`: process 1 of the slot, and with it everything, ends with its only child."""


class Scene(Isolated):
    """As `Isolated`, but with one disk for all programs, which lives as long as the supervisor.

    config: `work`, where the disk is beside /tmp; `disk`, its mount options; `tools`, scripts by name in /tools;
    `network`, whether all programs share one network (and IPC) namespace, the slot's own, with nothing but loopback.
    """

    stays = True

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self.work: str = config["work"]
        self.disk: str = config["disk"]
        self.tools: dict[str, str] = config["tools"]
        self.shares_network: bool = config["network"]
        self._counters: tuple[int, ...] = ()

    def prepare(self) -> None:
        """See `Room`."""
        kernel.mount("tmpfs", "/box", "tmpfs", _SAFE, self.disk)
        os.umask(0)
        for path, mode in ((self.work, 0o755), ("/tmp", 0o1777), *((("/tools", 0o755),) if self.tools else ())):
            os.mkdir(f"/box{path}", mode)
            kernel.mount(f"/box{path}", path, None, kernel.MS_BIND)
        if self.tools:
            self._lay_tools()
        kernel.unmount("/box")
        if self.shares_network:
            kernel.loopback_up()
        super().prepare()

    def fresh(self) -> Room:
        """See `Room`: its programs have one disk."""
        return self

    def before_fork(self) -> None:
        """See `Room`."""
        kernel.unshare(kernel.NEWPID)

    def _lay_tools(self) -> None:
        for name, script in self.tools.items():
            with open(f"/tools/{name}", "w", opener=lambda path, flags: os.open(path, flags, 0o755)) as file:
                file.write(script)
        kernel.mount("none", "/tools", None, _SAFE | kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY)

    def build(self) -> None:
        """See `Room`: the disk is there already."""
        kernel.unshare(kernel.NEWNS | (0 if self.shares_network else kernel.NEWIPC | kernel.NEWNET))
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("proc", "/proc", "proc", _SAFE | kernel.MS_NOEXEC)
        if not self.shares_network:
            kernel.loopback_up()
        # Before a program runs: it may take from its reaper what opening them needs.
        self._counters = processes.open_counters("self")

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`: whatever a program made of its folder, the next one can enter it; tests are this one's alone."""
        os.chmod(self.work, 0o755)
        if has_tests:
            kernel.mount("tmpfs", self.tests, "tmpfs", _SAFE, job["tmpfs"])

    def unrouted(self, pid: int | None = None) -> int | None:
        """See `Room`: its network namespace counts what has no way out; a shared one, of all programs so far."""
        if pid is None:
            return processes.unrouted(self._counters)
        try:
            counters = processes.open_counters(str(pid))
        except OSError:
            return None
        try:
            return processes.unrouted(counters)
        finally:
            for descriptor in counters:
                os.close(descriptor)


def _reap_all() -> int:
    reaped = 0
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return reaped
        reaped += 1
