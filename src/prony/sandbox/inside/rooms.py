"""The rooms a program can run in: isolated, a scene, whose disk (and network) stay from one to the next, and bare.

The reaper builds one for each program and leaves it with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Container
from typing import Any, Protocol

from prony.sandbox.inside import kernel, processes


class Room(Protocol):
    """Where one test runs."""

    work: str
    tests: str
    stays: bool
    """Whether what one program left on the disk may be in the way of the next one's files."""

    def prepare(self) -> None:
        """In the supervisor, once."""

    def fresh(self) -> Room:
        """In the supervisor: the room of the next test."""

    def before_fork(self) -> None:
        """In the supervisor, before it forks a reaper."""

    def after_fork(self) -> None:
        """In the supervisor, after it forked a reaper, or could not."""

    def build(self) -> None:
        """In the reaper: everything that does not depend on the job."""

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """In the candidate-to-be: what depends on the job; `work` and `tests` are writable then."""

    def protect_tests(self) -> None:
        """In the candidate-to-be: make `tests` read-only."""

    def seal(self) -> None:
        """In the reaper and in the candidate-to-be: no way back to any privilege."""

    def most_processes(self, asked: int) -> int:
        """RLIMIT_NPROC for `asked` processes of the test: where the kernel counts others' with them, more."""

    def kill_all(self) -> int:
        """Kill and reap every process of the test but the caller; how many were still there."""

    def disk_full(self) -> bool:
        """Whether the test's disk has no space or no inode left."""

    def unrouted(self, pid: str) -> int:
        """How often the test of process `pid` (or `self`) spoke to an address that lies outside."""

    def clear(self, spared: Container[int]) -> None:
        """In the supervisor, when the reaper is gone. spared: process 1 of each test that waits or runs."""

    def abandon(self) -> None:
        """In the supervisor, when the host is gone: leave nothing behind."""


class Isolated:
    """Fresh process, mount, IPC and network namespaces, one limited tmpfs, no capability, a system-call filter."""

    work = "/work"
    tests = "/tests"
    stays = False

    def __init__(self, config: dict[str, Any]) -> None:
        self.filter = bytes.fromhex(config["filter"])
        self.own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def prepare(self) -> None:
        """See `Room`."""
        kernel.drop_bounding_set()
        kernel.no_new_privileges()

    def fresh(self) -> Room:
        """See `Room`: it keeps nothing of a test."""
        return self

    def before_fork(self) -> None:
        """See `Room`."""
        kernel.unshare(kernel.NEWPID)

    def after_fork(self) -> None:
        """See `Room`."""
        kernel.setns(self.own_processes, kernel.NEWPID)

    def build(self) -> None:
        """See `Room`."""
        kernel.unshare(kernel.NEWNS | kernel.NEWIPC | kernel.NEWNET)
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("tmpfs", "/box", "tmpfs", _SAFE, "mode=755,size=64m,nr_inodes=4096")
        os.umask(0)
        for name, mode in (("work", 0o755), ("tests", 0o755), ("tmp", 0o1777)):
            os.mkdir(f"/box/{name}", mode)
            kernel.mount(f"/box/{name}", f"/{name}", None, kernel.MS_BIND)
        kernel.unmount("/box")
        kernel.mount("proc", "/proc", "proc", _SAFE | kernel.MS_NOEXEC)
        kernel.loopback_up()

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`."""
        kernel.mount("tmpfs", self.work, None, _SAFE | kernel.MS_REMOUNT, job["tmpfs"])

    def protect_tests(self) -> None:
        """See `Room`."""
        kernel.mount("none", self.tests, None, _SAFE | kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY)

    def seal(self) -> None:
        """See `Room`."""
        kernel.drop_capabilities()
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

    def unrouted(self, pid: str) -> int:
        """See `Room`: of a test nobody asks, and counting takes a tenth of its time."""
        return 0

    def clear(self, spared: Container[int]) -> None:
        """See `Room`: the namespaces went with their last process."""

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
        self.network: bool = config["network"]

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
        if self.network:
            kernel.loopback_up()
        super().prepare()

    def _lay_tools(self) -> None:
        for name, script in self.tools.items():
            with open(f"/tools/{name}", "w", opener=lambda path, flags: os.open(path, flags, 0o755)) as file:
                file.write(script)
        kernel.mount("none", "/tools", None, _SAFE | kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY)

    def build(self) -> None:
        """See `Room`: the disk is there already."""
        kernel.unshare(kernel.NEWNS | (0 if self.network else kernel.NEWIPC | kernel.NEWNET))
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("proc", "/proc", "proc", _SAFE | kernel.MS_NOEXEC)
        if not self.network:
            kernel.loopback_up()

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`: whatever a program made of its folder, the next one can enter it; tests are this one's alone."""
        os.chmod(self.work, 0o755)
        if has_tests:
            kernel.mount("tmpfs", self.tests, "tmpfs", _SAFE, "mode=755,size=64m,nr_inodes=4096")

    def unrouted(self, pid: str) -> int:
        """See `Room`: its network namespace counts what has no way out; a shared one, of all programs so far."""
        return processes.unrouted(pid)


class Bare:
    """A folder of its own and nothing else: for people who accept to run untrusted code unprotected.

    config: `stays`, whether all programs have the same folder, as in a scene.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.stays: bool = config["stays"]
        self.home = self.work = self.tests = ""

    def prepare(self) -> None:
        """See `Room`."""
        kernel.adopt_orphans()

    def fresh(self) -> Room:
        """See `Room`."""
        return Bare(self.config)

    def before_fork(self) -> None:
        """See `Room`."""
        folder = self.config["folder"]
        self.home = f"{folder}/scene" if self.stays else tempfile.mkdtemp(prefix="prony-bare-", dir=folder)
        self.work = os.path.join(self.home, "work")
        self.tests = os.path.join(self.home, "tests")

    def after_fork(self) -> None:
        """See `Room`."""

    def build(self) -> None:
        """See `Room`."""
        kernel.adopt_orphans()
        for folder in (self.work, self.tests):
            os.makedirs(folder, exist_ok=True)

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`: its disk is the machine's."""

    def protect_tests(self) -> None:
        """See `Room`: nothing would hold."""

    def seal(self) -> None:
        """See `Room`: there is nothing to close."""

    def most_processes(self, asked: int) -> int:
        """See `Room`: without a user namespace, everything that this user runs counts."""
        return asked + _tasks_of_user(os.getuid())

    def kill_all(self) -> int:
        """See `Room`."""
        return _kill_below(())

    def disk_full(self) -> bool:
        """See `Room`."""
        return False

    def unrouted(self, pid: str) -> int:
        """See `Room`: the machine's own network counts for everybody."""
        return 0

    def clear(self, spared: Container[int]) -> None:
        """See `Room`. What a killed reaper left behind is the supervisor's now, beside the next test."""
        _kill_below(spared)
        if not self.stays:
            shutil.rmtree(self.home, ignore_errors=True)

    def abandon(self) -> None:
        """See `Room`."""
        _kill_below(())
        shutil.rmtree(self.config["folder"], ignore_errors=True)


_SAFE = kernel.MS_NOSUID | kernel.MS_NODEV

ROOMS: dict[str, type[Isolated] | type[Bare]] = {"isolated": Isolated, "scene": Scene, "bare": Bare}


def _reap_all() -> int:
    reaped = 0
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return reaped
        reaped += 1


def _kill_below(spared: Container[int]) -> int:
    """Kill and reap what descends from this process, except the trees of children that are spared; how many there were.

    All are stopped before the first is killed: who is stopped makes no more.
    """
    stopped: set[int] = set()
    while found := set(processes.descendants(os.getpid(), spared)) - stopped:
        for pid in found:
            _signal(pid, signal.SIGSTOP)
        stopped |= found
    for pid in stopped:
        _signal(pid, signal.SIGKILL)
    # Killed children's own children come to this process, which adopts them, one generation at a time.
    while left := processes.descendants(os.getpid(), spared):
        for pid in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)
    return len(stopped)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _tasks_of_user(uid: int) -> int:
    """Processes and threads of a user on this machine."""
    count = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if entry.stat().st_uid == uid:
                    count += len(os.listdir(f"{entry.path}/task"))
    return count
