"""Run unittest tests, each in a process of its own, and report them on the private channel.

This process never imports the submission. It forks a child for each test; the child imports, runs that one test and
says one line on a pipe of its own, signed with a word that only this run knows. What the child says is believed of
that test alone, so a crash or an early exit costs one test, and a child cannot speak for another. A test that runs out
of time has lost its criterion, whose other tests are then not run.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import os
import resource
import select
import signal
import sys
import time
import unittest
from collections.abc import Callable
from typing import Any, NoReturn

_PR_SET_DUMPABLE = 4
_MOST_SAID = 1 << 16

Record = dict[str, Any]


def main() -> None:
    """Read the job, run its tests in the order given, report each, and end with the completion record."""
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    tests, work = os.environ["PRONY_TESTS"], os.environ["PRONY_WORK"]
    sys.path[:] = [tests, work, *(path for path in sys.path if path not in (tests, work))]
    sys.dont_write_bytecode = True
    sys.argv = ["unittest"]
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no child may look into this process
    ids = job["tests"]
    if ids is None:
        ids = _discover(job, channel)
    lost: dict[str, Record] = {}
    for test_id in ids:
        groups = job["groups"].get(test_id, ["controls"])
        record = next((lost[group] for group in groups), None) if lost.keys() >= set(groups) else None
        if record is None:
            record = _run(test_id, channel, job)
            if record["status"] == "timeout":
                lost.update((group, {**record, "msg": "not run: its criterion is lost already"}) for group in groups)
        _write(channel, {"test": test_id, **record})
    _write(channel, {"done": job["nonce"]})


def _write(channel: int, record: Record) -> None:
    data = json.dumps(record).encode() + b"\n"
    while data:
        data = data[os.write(channel, data) :]


def _run(test_id: str, channel: int, job: Record) -> Record:
    """The record of one test."""
    said, how = _child(channel, job, lambda: _one(test_id))
    if how == "ended" and said is not None:
        return said
    if how == "ended":
        return {"status": "error", "verdict": "crash", "msg": "the process ended before its test did"}
    if how == "forged":
        return {"status": "error", "verdict": "tampered", "msg": "something else spoke for the test"}
    if how in ("timeout_cpu", "timeout_wall"):
        return {"status": "timeout", "verdict": how, "msg": "ran out of time"}
    return {"status": "error", "verdict": "crash", "msg": how}


def _discover(job: Record, channel: int) -> list[str]:
    """All ids of the suite's files, as unittest names them."""
    said, how = _child(channel, job, lambda: {"ids": _names(job["files"])})
    return list(said["ids"]) if how == "ended" and said and "ids" in said else []


def _names(files: list[str]) -> list[str]:
    ids: list[str] = []

    def walk(suite: unittest.TestSuite) -> None:
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                walk(test)
            else:
                ids.append(test.id())

    for path in files:
        walk(unittest.defaultTestLoader.loadTestsFromName(path.removesuffix(".py").replace("/", ".")))
    return ids


def _one(test_id: str) -> Record:
    """Import and run one test; what became of it. An exit of any kind is a failure to load."""
    try:
        test = unittest.defaultTestLoader.loadTestsFromName(test_id)
    except BaseException as error:  # noqa: BLE001  (SystemExit at import is the submission's doing)
        return {"status": "error", "verdict": "load_error", "msg": f"{type(error).__name__} at import"}
    result = unittest.TestResult()
    test.run(result)
    problems = result.failures + result.errors
    if problems:
        broken = any(type(one).__name__ == "_FailedTest" for one, _ in problems)
        return {
            "status": "fail" if result.failures and not broken else "error",
            "verdict": "load_error" if broken else "fail",
            "msg": _kind(str(problems[0][1])),
        }
    if result.skipped:
        return {"status": "skip", "msg": "skipped"}
    if result.expectedFailures or result.unexpectedSuccesses or result.testsRun != 1:
        return {"status": "error", "msg": "the test did not run as one plain test"}
    return {"status": "pass"}


def _kind(report: str) -> str:
    """The exception's name in a report, without its words: those may quote a hidden input."""
    last = (report.strip().splitlines() or [""])[-1]
    return last.partition(":")[0][:100]


def _child(channel: int, job: Record, work: Callable[[], Record]) -> tuple[Record | None, str]:
    """Run `work` in a child, within the job's limits.

    What it said, or None; and `ended`, `forged`, the verdict of a timeout, or the signal that killed it.
    """
    word = os.urandom(16).hex()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.close(channel)
        os.setsid()
        cpu_s = math.ceil(job["cpu_s"])
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
        _speak(writer, word, work)
    os.close(writer)
    heard, late = _listen(pid, reader, job["wall_s"])
    if late or len(heard) > _MOST_SAID:
        os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    os.close(reader)
    return _understood(heard, word, status, late)


def _listen(pid: int, reader: int, wall_s: float) -> tuple[bytes, bool]:
    """What came over the pipe until the child ended or said too much; whether it was late instead."""
    handle = os.pidfd_open(pid)
    os.set_blocking(reader, False)
    poller = select.poll()
    poller.register(handle, select.POLLIN)
    poller.register(reader, select.POLLIN)
    deadline = time.monotonic() + wall_s
    heard = b""
    try:
        while (left := deadline - time.monotonic()) > 0:
            ready = {descriptor for descriptor, _ in poller.poll(left * 1000 + 1)}
            said = _read(reader)
            heard += said
            if len(heard) > _MOST_SAID or (handle in ready and not said):
                return heard, False
            if reader in ready and not said:
                poller.unregister(reader)  # every writer is gone; the child itself may still be there
        return heard, True
    finally:
        os.close(handle)


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, _MOST_SAID)
    except BlockingIOError:
        return b""


def _speak(writer: int, word: str, work: Callable[[], Record]) -> NoReturn:
    """In the child: do the work and say its result. Never returns."""
    write, leave, dumps = os.write, os._exit, json.dumps
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        said = work()
    except BaseException as error:  # noqa: BLE001  (whatever ends a test is its result)
        said = {"status": "error", "msg": f"{type(error).__name__} ended the test"}
    write(writer, dumps({"word": word, "said": said}).encode())
    leave(0)


def _understood(heard: bytes, word: str, status: int, late: bool) -> tuple[Record | None, str]:
    if late:
        return None, "timeout_wall"
    if len(heard) > _MOST_SAID:
        return None, "forged"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return None, "timeout_cpu" if number in (signal.SIGXCPU, signal.SIGKILL) else f"killed by signal {number}"
    if not heard:
        return None, "ended"
    try:
        message = json.loads(heard)
        said = message["said"] if message["word"] == word else None
    except (ValueError, TypeError, KeyError):
        said = None
    return (said, "ended") if isinstance(said, dict) else (None, "forged")


if __name__ == "__main__":
    main()
