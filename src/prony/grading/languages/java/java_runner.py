"""Run JUnit tests one after the other in a JVM, and report them on the private channel.

The classes of tests and submission come with the job, so that none lies where the submission could read it; each test
gets them anew, in a class loader of its own. This process listens on a socket, starts the JVM, and removes the socket's
name once `prony.Tests` has come, which is before any code of the submission runs. The JVM's program cannot be read, so
that its memory cannot be opened either. A JVM that ends, or is late, costs the test that it was at. One that did not
pass beside others is run once more in a JVM of its own, and that result counts.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import resource
import secrets
import select
import shlex
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from typing import Any

_PR_SET_DUMPABLE = 4
_COPY = "!"
"""How the id of a copy begins that must fail at its end."""
_LIST = "?"
_MOST_SAID = 1 << 20
_POLL_S = 0.1
_GRACE_S = 0.05
"""How long a JVM that says no more may take to end by itself."""
_START_S = 20.0
"""A JVM's own time, beyond that of its first test."""
_OWN_S = 1.0
"""What the framework takes for itself before the first test of a JVM."""
_LARGE_KIB_A_MB = 512
_VERDICTS = {"OutOfMemoryError": "oom", "OutOfMemoryError native thread": "limit"}

Record = dict[str, Any]


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    start = shlex.split(os.environ.pop("PRONY_START"))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    os.chdir(os.environ["PRONY_WORK"])
    machines = Machines(start, _classes(job["sealed"]), job)
    ids = job["tests"]
    if ids is None:
        ids = machines.record(_LIST).get("ids", [])
    lost: dict[str, Record] = {}
    for test_id in ids:
        groups = job["groups"].get(test_id, ["controls"])
        record = next((lost[group] for group in groups), None) if lost.keys() >= set(groups) else None
        if record is None:
            record = machines.record(test_id)
            if record["status"] == "timeout":
                lost.update((group, {**record, "msg": "not run: its criterion is lost already"}) for group in groups)
        _write(channel, {"test": test_id, **record})
    machines.end()
    _write(channel, {"done": job["nonce"]})


def _write(channel: int, record: Record) -> None:
    data = json.dumps(record).encode() + b"\n"
    while data:
        data = data[os.write(channel, data) :]


def _classes(sealed: dict[str, str]) -> bytes:
    """What every JVM is told first: all classes, and the names of the suite's top ones."""
    names = {path: path.partition("/")[2].removesuffix(".class").replace("/", ".") for path in sealed}
    # Of a name that both have, the tests' own counts.
    classes = {names[path]: base64.b64decode(text) for path, text in sorted(sealed.items())}
    suite = [names[path] for path in sorted(sealed) if path.startswith("tests/") and "$" not in path]
    parts = [struct.pack(">i", len(classes))]
    for name, data in classes.items():
        parts += [_text(name), struct.pack(">i", len(data)), data]
    return b"".join([*parts, struct.pack(">i", len(suite)), *map(_text, suite)])


def _text(text: str) -> bytes:
    """As Java's `readUTF` takes it, for texts without letters beyond the basic plane."""
    data = text.encode("utf-8", "replace").replace(b"\0", b"\xc0\x80")
    return struct.pack(">H", len(data)) + data


class Machines:
    """One JVM after the other, each as long as it lasts."""

    def __init__(self, start: list[str], classes: bytes, job: Record) -> None:
        self._start = start
        self._classes = classes
        self._job = job
        self._machine: Machine | None = None

    def record(self, test_id: str) -> Record:
        """The result of a test. One that does not pass beside others is asked for again, alone."""
        machine = self._machine or Machine(self._start, self._classes, self._job)
        beside = machine.asked > 0
        record = machine.ask(test_id)
        self._machine = machine if machine.alive else None
        if beside and record["status"] != "pass" and not test_id.startswith(_COPY):
            self.end()
            return self.record(test_id)
        return record

    def end(self) -> None:
        """End the JVM that is still there."""
        if self._machine is not None:
            self._machine.end()
            self._machine = None


class Machine:
    """A JVM that runs tests, and how it ended."""

    def __init__(self, start: list[str], classes: bytes, job: Record) -> None:
        self._job = job
        self.asked = 0
        self.alive = True
        self._usage: resource.struct_rusage | None = None
        self._status = 0
        path = f"{tempfile.gettempdir()}/{secrets.token_hex(16)}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(path)
            listener.listen(1)
            env = {key: value for key, value in os.environ.items() if not key.startswith(("PRONY_", "PYTHON"))}
            null = subprocess.DEVNULL
            self._process = subprocess.Popen(
                [*start, path], stdin=null, stdout=null, stderr=null, env=env, start_new_session=True
            )
            self._exit = os.pidfd_open(self._process.pid)
            try:
                ready, _, _ = select.select([listener.fileno(), self._exit], [], [], _START_S)
                self._socket = listener.accept()[0] if listener.fileno() in ready else None
            finally:
                with contextlib.suppress(OSError):
                    os.unlink(path)
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendall(classes)

    def ask(self, test_id: str) -> Record:
        """Have a test run; its record. Where there is none, the JVM is over, and the record says how it ended."""
        number = secrets.randbelow(10**9)
        copy = test_id.startswith(_COPY)
        end = f"{number} {number + copy}"
        self.asked += 1
        line, late = b"", ""
        used_s = self._cpu_s() if self.alive else 0.0
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendall(_text(test_id.removeprefix(_COPY)) + _text(end))
                line, late = self._answer(self._socket)
        record = _record(line.decode("utf-8", "replace")) if line.endswith(b"\n") else None
        if record is not None:
            own_s = _OWN_S if self.asked == 1 else 0.0
            return {**record, "cpu_s": round(max(0.0, self._cpu_s() - used_s - own_s), 3)}
        self.end()
        if late:
            return {"status": "timeout", "verdict": late, "msg": "ran out of time"}
        return self._ended()

    def _answer(self, channel: socket.socket) -> tuple[bytes, str]:
        """The line that comes; or the verdict where the test takes too long."""
        own_s = _OWN_S if self.asked == 1 else 0.0
        cpu_s = self._cpu_s() + self._job["cpu_s"] + own_s
        wall_s = time.monotonic() + self._job["wall_s"] + own_s
        heard = b""
        while len(heard) < _MOST_SAID:
            ready, _, _ = select.select([channel], [], [], _POLL_S)
            if ready:
                more = channel.recv(1 << 16)
                heard += more
                if not more or heard.endswith(b"\n"):
                    break
            elif self._cpu_s() >= cpu_s:
                return b"", "timeout_cpu"
            elif time.monotonic() >= wall_s:
                return b"", "timeout_wall"
        return heard, ""

    def _cpu_s(self) -> float:
        """CPU that the JVM used so far, of all its threads."""
        with open(f"/proc/{self._process.pid}/stat", encoding="utf-8", errors="replace") as file:
            words = file.read().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Kill whatever is left of it."""
        if not self.alive:
            return
        self.alive = False
        if self._socket is not None:
            self._socket.close()
        if not select.select([self._exit], [], [], _GRACE_S)[0]:
            os.kill(self._process.pid, signal.SIGKILL)
        # Not by the process's own methods, which would reap it and leave nothing to learn.
        _, status, self._usage = os.wait4(self._process.pid, 0)
        self._process.returncode = 0
        self._status = os.waitstatus_to_exitcode(status)
        os.close(self._exit)
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _ended(self) -> Record:
        """What an end means that nobody asked for."""
        large = self._usage is not None and self._usage.ru_maxrss >= self._job["memory_mb"] * _LARGE_KIB_A_MB
        if self._status == -signal.SIGKILL and large:
            return {"status": "error", "verdict": "oom", "msg": "took more memory than a test may"}
        how = f"killed by signal {-self._status}" if self._status < 0 else "the process ended before its test did"
        return {"status": "error", "verdict": "crash", "msg": how}


def _record(line: str) -> Record | None:
    status, _, rest = line.rstrip("\n").partition(" ")
    if status == "listed":
        return {"status": "pass", "ids": rest.split()}
    if status == "pass":
        return {"status": "pass"}
    if status == "skip":
        return {"status": "skip", "msg": "skipped, or an assumption did not hold"}
    if status not in ("fail", "error"):
        return None
    record: Record = {"status": status, "msg": rest}
    return {**record, "verdict": _VERDICTS[rest]} if rest in _VERDICTS else record


if __name__ == "__main__":
    main()
