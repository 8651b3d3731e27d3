"""The two rooms a test can run in: isolated, and bare. The reaper builds one for each test and leaves it with it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from typing import Any, Protocol

from prony.sandbox.inside import kernel


class Room(Protocol):
    """Where one test runs."""

    work: str
    tests: str

    def prepare(self) -> None:
        """In the supervisor, once."""

    def before_fork(self) -> None:
        """In the supervisor, before it forks a reaper."""

    def after_fork(self) -> None:
        """In the supervisor, after it forked a reaper."""

    def build(self, job: dict[str, Any], with_tests: bool) -> None:
        """In the reaper: make `work` and `tests`, writable."""

    def seal(self, with_tests: bool) -> None:
        """In the reaper, when the files lie: no way back to any privilege."""

    def kill_all(self) -> int:
        """Kill and reap every process of the test but the caller; how many were still there."""

    def disk_full(self) -> bool:
        """Whether the test's disk has no space or no inode left."""

    def clear(self) -> None:
        """In the supervisor, when the reaper is gone."""


class Isolated:
    """Fresh process, mount, IPC and network namespaces, one limited tmpfs, no capability, a system-call filter."""

    work = "/work"
    tests = "/tests"

    def __init__(self, config: dict[str, Any]) -> None:
        self.filter = bytes.fromhex(config["filter"])
        self.own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def prepare(self) -> None:
        """See `Room`."""
        kernel.drop_bounding_set()
        kernel.no_new_privileges()

    def before_fork(self) -> None:
        """See `Room`."""
        kernel.unshare(kernel.NEWPID)

    def after_fork(self) -> None:
        """See `Room`."""
        kernel.setns(self.own_processes, kernel.NEWPID)

    def build(self, job: dict[str, Any], with_tests: bool) -> None:
        """See `Room`."""
        safe = kernel.MS_NOSUID | kernel.MS_NODEV
        kernel.unshare(kernel.NEWNS | kernel.NEWIPC | kernel.NEWNET)
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("tmpfs", "/box", "tmpfs", safe, job["tmpfs"])
        for name, mode in (("work", 0o755), ("tmp", 0o1777), *((("tests", 0o755),) if with_tests else ())):
            os.mkdir(f"/box/{name}")
            os.chmod(f"/box/{name}", mode)
            kernel.mount(f"/box/{name}", f"/{name}", None, kernel.MS_BIND)
        kernel.unmount("/box")
        kernel.mount("proc", "/proc", "proc", safe | kernel.MS_NOEXEC)
        kernel.loopback_up()

    def seal(self, with_tests: bool) -> None:
        """See `Room`."""
        if with_tests:
            read_only = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV
            kernel.mount("none", self.tests, None, read_only)
        kernel.drop_capabilities()
        kernel.install_filter(self.filter)

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

    def clear(self) -> None:
        """The namespaces went with their last process."""


class Bare:
    """A folder of its own and nothing else: for people who accept to run untrusted code unprotected."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.base = config["folder"]
        self.home = self.work = self.tests = ""

    def prepare(self) -> None:
        """See `Room`."""
        kernel.adopt_orphans()

    def before_fork(self) -> None:
        """See `Room`."""
        self.home = tempfile.mkdtemp(prefix="prony-bare-", dir=self.base)
        self.work = os.path.join(self.home, "work")
        self.tests = os.path.join(self.home, "tests")

    def after_fork(self) -> None:
        """Nothing to undo."""

    def build(self, job: dict[str, Any], with_tests: bool) -> None:
        """See `Room`."""
        kernel.adopt_orphans()
        for folder in (self.work, self.tests):
            os.mkdir(folder)

    def seal(self, with_tests: bool) -> None:
        """There is nothing to close."""

    def kill_all(self) -> int:
        """See `Room`."""
        killed = 0
        while children := _children():
            for child in children:
                os.kill(child, signal.SIGKILL)
            killed += _reap_all()
        return killed

    def disk_full(self) -> bool:
        """See `Room`."""
        return False

    def clear(self) -> None:
        """See `Room`."""
        self.kill_all()
        shutil.rmtree(self.home, ignore_errors=True)


ROOMS: dict[str, type[Isolated] | type[Bare]] = {"isolated": Isolated, "bare": Bare}


def _reap_all() -> int:
    reaped = 0
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return reaped
        reaped += 1


def _children() -> list[int]:
    """Direct children; orphaned grandchildren are among them, since this process adopts those."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as listing:
            return [int(word) for word in listing.read().split()]
    except OSError:
        return []
