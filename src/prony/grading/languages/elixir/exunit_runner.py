"""Run ExUnit tests in a virtual machine that is watched from here, and report them on the private channel.

One machine (`exunit_driver.exs`) loads the submission, is told the tests then, and runs them one after the other. What
it says of a test is believed when the next thing that it says comes: a machine that ends, hangs or uses too much while
a test runs has lost that test, and another machine runs the others. Files of tests are nowhere on the disk.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import select
import shlex
import signal
import sys
import time
from typing import Any

Record = dict[str, Any]
_PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER = 4, 36
_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_S = 0.1
"""How often the CPU time of a machine is looked at."""
_START_S = 10.0
"""Wall time, and the CPU time, that a machine may take to start and to load, beside the limits of a test."""
_MOST_SAID = 1 << 20
_STATUSES = ("pass", "fail", "skip", "error")
_SUFFIXES = (".ex", ".exs")
_LATE = {
    "timeout_cpu": {"status": "timeout", "verdict": "timeout_cpu", "msg": "ran out of time"},
    "timeout_wall": {"status": "timeout", "verdict": "timeout_wall", "msg": "ran out of time"},
    "oom": {"status": "error", "verdict": "oom", "msg": "took more memory than a test may"},
}
_LARGE_KIB_A_MB = 512
"""A machine that the kernel killed ran out of memory if it had half of what a test may: KiB for each MB of that."""
_CRASH = {"status": "error", "verdict": "crash", "msg": "the virtual machine ended before the test did"}
_FORGED = {"status": "error", "verdict": "tampered", "msg": "something else spoke for the test"}


def main() -> None:
    """Read the job, run its tests, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    start = shlex.split(os.environ.pop("PRONY_START"))
    tests = os.environ.pop("PRONY_TESTS")
    os.chdir(os.environ.pop("PRONY_WORK"))
    Run(job, channel, [*start, f"{tests}/exunit_driver.exs"]).all()
    _write(channel, {"done": job["nonce"]})


def _write(channel: int, record: Record) -> None:
    data = json.dumps(record).encode() + b"\n"
    while data:
        data = data[os.write(channel, data) :]


class Run:
    """The tests of a job, in as many machines as it takes."""

    def __init__(self, job: Record, channel: int, argv: list[str]) -> None:
        self._job, self._channel, self._argv = job, channel, argv
        self._paths = sorted(_sources_below("."))
        self._left: list[str] | None = job["tests"]
        self._lost: dict[str, Record] = {}

    def all(self) -> None:
        """Run all tests. Without ids, whatever tests there are, in one machine."""
        if self._left is None:
            self._machine()
            return
        while self._left:
            before = len(self._left)
            self._machine()
            self._pass_over_lost()
            if len(self._left) == before:  # it said nothing of any test
                for test_id in list(self._left):
                    self._tell(test_id, {"status": "error", "msg": "no such test in its file"})

    def _tell(self, test_id: str, record: Record) -> None:
        _write(self._channel, {"test": test_id, **record})
        if self._left is not None and test_id in self._left:
            self._left.remove(test_id)

    def _tell_all(self, record: Record, among: str = "") -> None:
        for test_id in [one for one in self._left or () if one.startswith(among)]:
            self._tell(test_id, record)

    def _pass_over_lost(self) -> None:
        """Tests whose criteria are all lost by time need not run."""
        for test_id in list(self._left or ()):
            groups = self._job["groups"].get(test_id, ["controls"])
            if self._lost.keys() >= set(groups):
                record = self._lost[groups[0]]
                self._tell(test_id, {**record, "msg": "not run: its criterion is lost already"})

    def _machine(self) -> None:
        machine = Machine(self._argv, self._job)
        try:
            machine.send("\n".join([machine.word, *self._paths]))
            said = machine.hear(_START_S)
            if said[:1] != ["loaded"]:
                self._unloadable(machine, said)
                return
            files = [(path, self._job["sources"][path]) for path in self._job["files"] if path in self._job["sources"]]
            machine.send("\n".join(_told(path, source) for path, source in files))
            machine.send("*" if self._left is None else "\n".join(map(_encoded, self._left)))
            self._follow(machine)
        finally:
            machine.end()

    def _unloadable(self, machine: Machine, said: list[str]) -> None:
        """What is handed in does not load: every test says so."""
        if said[:1] == ["broken"] and len(said) == 2:
            text = _decoded(said[1])[:800]
            record = {"status": "error", "verdict": "load_error", "msg": text}
        elif machine.why in _LATE:
            record = {"status": "error", "verdict": machine.why, "msg": "did not load in time"}
        else:
            record = {"status": "error", "verdict": "load_error", "msg": "leaves while it is loaded"}
        if self._left is None:
            sys.stderr.write(record["msg"])
        self._tell_all(record)

    def _follow(self, machine: Machine) -> None:
        """Believe what a machine says of tests, each when the next thing is said."""
        current, ended = "", ("", Record())
        while True:
            kind, *fields = machine.hear(0.0 if current else _START_S) or ("",)
            test_id = _decoded(fields[0]) if fields else ""
            if not self._fits(kind, fields, current, ended[0]):
                self._lose(ended[0] or current, _FORGED if kind else _LATE.get(machine.why, _CRASH))
                return
            if ended[0]:
                self._tell(*ended)
                ended = ("", {})
            if kind == "begun":
                current = test_id
                machine.began()
            elif kind == "ended":
                current, ended = "", (test_id, {"status": fields[1], "msg": _decoded(fields[2])[:100]})
            elif kind == "unfit":
                self._unfit(test_id, _decoded(fields[1]))
            else:
                return

    def _fits(self, kind: str, fields: list[str], current: str, before: str) -> bool:
        """Whether something can be said while `current` runs, or after the test `before` has ended."""
        if kind == "ended" and len(fields) == 3 and fields[1] in _STATUSES:
            test_id = _decoded(fields[0])
            # What was never begun can be lost, by what is set up for all, and cannot pass.
            in_turn = test_id == current or (not current and fields[1] != "pass")
            return in_turn and test_id != before and self._awaits(test_id)
        if kind == "begun" and len(fields) == 1:
            return not current and _decoded(fields[0]) != before and self._awaits(_decoded(fields[0]))
        return not current and ((kind == "done" and not fields) or (kind == "unfit" and len(fields) == 2))

    def _unfit(self, file: str, kind: str) -> None:
        """A file of tests does not compile with the submission, as when that lacks a struct or a macro."""
        self._tell_all(
            {"status": "error", "verdict": "load_error", "msg": "the tests do not compile with it"}, f"{file} > "
        )
        if self._left is None:
            sys.stderr.write(f"{file} does not compile: {kind}")

    def _awaits(self, test_id: str) -> bool:
        return self._left is None or test_id in self._left

    def _lose(self, test_id: str, record: Record) -> None:
        if not test_id:
            self._tell_all(record)
            return
        if record["status"] == "timeout":
            self._lost.update((group, record) for group in self._job["groups"].get(test_id, ["controls"]))
        self._tell(test_id, record)


def _sources_below(folder: str) -> list[str]:
    """The files of a submission that are compiled: not its own tests, nor what configures a project."""
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            if (
                name.endswith(_SUFFIXES)
                and not name.endswith("_test.exs")
                and name not in ("mix.exs", "test_helper.exs")
            ):
                found.append(os.path.relpath(os.path.join(place, name), folder))
    return found


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode()


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError:
        return ""


def _told(path: str, source: str) -> str:
    """A file of tests as a machine is told of it; its first line says in which comparison its tests end."""
    first, _, rest = source.partition("\n")
    words = first.split()
    number, other = (words[1:3]) if words[:1] == ["#prony"] and len(words) == 3 else ("1", "1")
    return " ".join((_encoded(path), _encoded(f"\n{rest}" if words[:1] == ["#prony"] else source), number, other))


class Machine:
    """One virtual machine, and what it says."""

    def __init__(self, argv: list[str], job: Record) -> None:
        self.word = os.urandom(16).hex()
        self.why = ""
        self._cpu_s, self._wall_s, self._memory_mb = job["cpu_s"], job["wall_s"], job["memory_mb"]
        theirs, self._order = os.pipe()
        self._answers, written = os.pipe()
        high = [os.dup2(fd, 64 + index, inheritable=False) for index, fd in enumerate((theirs, written))]
        null = os.open(os.devnull, os.O_RDWR)
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PRONY_", "PYTHON"))}
        actions = [
            (os.POSIX_SPAWN_DUP2, source, target)
            for source, target in zip((null, null, null, *high), range(5), strict=True)
        ]
        self._pid = os.posix_spawn(argv[0], argv, env, file_actions=actions, setsid=True)
        for descriptor in (theirs, written, null, *high):
            os.close(descriptor)
        self._heard = b""
        self._began, self._base_s = time.monotonic(), 0.0

    def send(self, text: str) -> None:
        """Tell it something; a machine that is gone is not told."""
        data = text.encode("utf-8", "surrogateescape")
        data = len(data).to_bytes(4, "big") + data
        with contextlib.suppress(BrokenPipeError):
            while data:
                data = data[os.write(self._order, data) :]

    def began(self) -> None:
        """A test begins now: its limits count from here."""
        self._began, self._base_s = time.monotonic(), self._used_s()

    def hear(self, more_s: float) -> list[str]:
        """The next thing that it says, without the word; ["forged"] where the word is another.

        Nothing where it ended or met a limit (`why`), with `more_s` of room beside that of a test.
        """
        while True:
            frame = self._frame()
            if frame is not None:
                word, *rest = frame.decode("utf-8", "replace").split("\n")
                return rest if word == self.word and rest else ["forged"]
            if time.monotonic() - self._began > self._wall_s + more_s:
                self.why = "timeout_wall"
                return []
            if self._used_s() - self._base_s > self._cpu_s + more_s:
                self.why = "timeout_cpu"
                return []
            if select.select([self._answers], [], [], _LOOK_S)[0]:
                data = os.read(self._answers, 1 << 16)
                if not data or len(self._heard) > _MOST_SAID:
                    self._reap()
                    return []
                self._heard += data

    def _frame(self) -> bytes | None:
        size = int.from_bytes(self._heard[:4], "big")
        if len(self._heard) < 4 or len(self._heard) < 4 + size:
            return None
        frame, self._heard = self._heard[4 : 4 + size], self._heard[4 + size :]
        return frame

    def _used_s(self) -> float:
        """The CPU time that it has used."""
        try:
            with open(f"/proc/{self._pid}/stat", encoding="ascii", errors="replace") as file:
                words = file.read().rpartition(")")[2].split()
        except OSError:
            return self._base_s
        return sum(map(int, words[11:15])) / _TICKS

    def _reap(self) -> None:
        """Learn how it ended, where it did; one that only closed what it speaks by is ended."""
        deadline = time.monotonic() + 1
        while self._pid and time.monotonic() < deadline:
            pid, status, used = os.wait4(self._pid, os.WNOHANG)
            if pid:
                self._pid = 0
                if status == signal.SIGKILL and used.ru_maxrss >= self._memory_mb * _LARGE_KIB_A_MB:
                    self.why = "oom"
            else:
                time.sleep(0.01)

    def end(self) -> None:
        """End it, and everything that it started."""
        if self._pid:
            with contextlib.suppress(OSError):
                os.kill(self._pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.waitpid(self._pid, 0)
        for descriptor in (self._order, self._answers):
            os.close(descriptor)
        _end_children()


def _end_children() -> None:
    """End all processes that a machine left behind, which have come to this one as theirs ended."""
    own = f"/proc/self/task/{os.getpid()}/children"
    while True:
        try:
            with open(own, encoding="ascii") as file:
                left = [int(word) for word in file.read().split()]
        except OSError:  # a kernel without that list
            return
        if not left:
            return
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
