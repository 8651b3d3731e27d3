"""Run tests each in a process of its own, hear its one signed line, and report it on the private channel.

What a child says is believed of its one test alone, so a crash or an early exit costs one test, and a child cannot
speak for another. A test that runs out of time has lost its criterion, whose other tests are then not run.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import resource
import select
import signal
import time
from _blake2 import blake2b  # not by hashlib, which loads a library of megabytes that every fork would copy
from collections.abc import Callable
from typing import Any, NoReturn

_MOST_SAID = 1 << 16
_LARGE_KIB_A_MB = 512
"""A process that the kernel killed ran out of memory if it had half of what a test may: KiB for each MB of that."""

Record = dict[str, Any]
Begin = Callable[[int, str], NoReturn]
"""In a child: becomes the test, which says its record on a descriptor and exits with status 0.

It says {"word": WORD, "said": RECORD}, or {"signed": SUM, "text": TEXT}, where TEXT is the record as JSON and SUM its
hash with the word as its key.
"""


def report_all(channel: int, job: Record, ids: list[str], begin: Callable[[str], Begin]) -> None:
    """Run `ids` in their order, report each, and end with the completion record."""
    lost: dict[str, Record] = {}
    for test_id in ids:
        groups = job["groups"].get(test_id, ["controls"])
        record = next((lost[group] for group in groups), None) if lost.keys() >= set(groups) else None
        if record is None:
            record = _record(channel, job, begin(test_id))
            if record["status"] == "timeout":
                lost.update((group, {**record, "msg": "not run: its criterion is lost already"}) for group in groups)
        _write(channel, {"test": test_id, **record})
    _write(channel, {"done": job["nonce"]})


def _write(channel: int, record: Record) -> None:
    data = json.dumps(record).encode() + b"\n"
    while data:
        data = data[os.write(channel, data) :]


def _record(channel: int, job: Record, begin: Begin) -> Record:
    """The record of one test."""
    said, how = ask(channel, job, begin)
    if how == "ended" and said is not None:
        return said
    if how == "ended":
        return {"status": "error", "verdict": "crash", "msg": "the process ended before its test did"}
    if how == "forged":
        return {"status": "error", "verdict": "tampered", "msg": "something else spoke for the test"}
    if how in ("timeout_cpu", "timeout_wall"):
        return {"status": "timeout", "verdict": how, "msg": "ran out of time"}
    if how == "oom":
        return {"status": "error", "verdict": "oom", "msg": "took more memory than a test may"}
    return {"status": "error", "verdict": "crash", "msg": how}


def ask(channel: int, job: Record, begin: Begin) -> tuple[Record | None, str]:
    """Run `begin` in a child, within the job's limits.

    What it said with the CPU that it used, or None; and `ended`, `forged`, the verdict of a timeout, or the signal that
    killed it.
    """
    word = os.urandom(16).hex()
    reader, writer = os.pipe()
    cpu_s = math.ceil(job["cpu_s"])
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.close(channel)
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
        begin(writer, word)
    os.close(writer)
    heard, late = _listen(pid, reader, job["wall_s"])
    if late or len(heard) > _MOST_SAID:
        os.kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(pid, 0)
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    os.close(reader)
    if late:
        return None, "timeout_wall"
    # A runtime may catch the signal of its CPU limit, and end in its own way; the kernel follows with a harder one.
    if not heard and used.ru_utime + used.ru_stime >= cpu_s:
        return None, "timeout_cpu"
    if status == signal.SIGKILL and used.ru_maxrss >= job["memory_mb"] * _LARGE_KIB_A_MB:
        return None, "oom"
    said, how = _understood(heard, word, status)
    return said and {**said, "cpu_s": round(used.ru_utime + used.ru_stime, 3)}, how


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


def _signed(message: Record, word: str) -> Record | None:
    """The record of a signed message; None where another hand signed."""
    text = message["text"].encode()
    right = blake2b(text, key=word.encode()).hexdigest() == message["signed"]
    return json.loads(text) if right else None


def _understood(heard: bytes, word: str, status: int) -> tuple[Record | None, str]:
    if len(heard) > _MOST_SAID:
        return None, "forged"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return None, "timeout_cpu" if number == signal.SIGXCPU else f"killed by signal {number}"
    if not heard:
        return None, "ended"
    try:
        message = json.loads(heard)
        said = _signed(message, word) if "signed" in message else message["said"] if message["word"] == word else None
    except (ValueError, TypeError, KeyError, AttributeError):
        said = None
    return (said, "ended") if isinstance(said, dict) else (None, "forged")
