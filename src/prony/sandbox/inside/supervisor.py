"""The long-lived process of a slot: forks one test after the other, keeps the wall clock, tells the host the end.

Programs, inputs and hidden tests never pass through this process: everything it forks inherits its memory. They come
in descriptors that only a test's own processes read, and what a program writes goes straight to the host.

Messages on the control socket (one JSON object a datagram):
    host: {"room", ...}                                          once; answered {"ready": true}
    host: {"op": "run", "fds": [names], "wall_s", ...} + descriptors; answered {"cpu_s", "wall_s", ...}
    host: {"op": "kill", "why"}                                  ends the running test
"""

from __future__ import annotations

import array
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from typing import Any

from prony.sandbox.inside import kernel, reaper
from prony.sandbox.inside.candidate import Become
from prony.sandbox.inside.rooms import ROOMS, Room

# fmt: off
PRELOADED = (
    "abc", "argparse", "array", "ast", "asyncio", "base64", "bisect", "calendar", "cmath", "collections",
    "collections.abc", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "heapq", "inspect", "io", "itertools", "json", "math", "numbers", "operator", "os.path",
    "pathlib", "pprint", "queue", "random", "re", "secrets", "shlex", "statistics", "string", "struct",
    "subprocess", "tempfile", "textwrap", "threading", "time", "traceback", "types", "typing", "unicodedata",
    "unittest", "urllib.parse", "uuid", "weakref", "zlib",
)
# fmt: on
"""What solutions commonly import: loaded once, inherited by every test."""
WATCH_S = 0.1
"""How often memory is looked at where no cgroup bounds it."""


def main() -> None:
    """Serve one host until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    config = json.loads(control.recv(1 << 20))
    kernel.set_dumpable(False)
    room: Room = ROOMS[config["room"]](config)
    room.prepare()
    for name in PRELOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": True, "python": sys.version}).encode())
    while True:
        message, descriptors = _receive(control)
        if message is None:
            return
        if message["op"] == "run":
            control.send(json.dumps(_perform(message, descriptors, room, control)).encode())


def _receive(control: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and the descriptors that came with it; None when the host is gone."""
    data, ancillary, _, _ = control.recvmsg(1 << 16, socket.CMSG_SPACE(16 * 4), socket.MSG_CMSG_CLOEXEC)
    descriptors = array.array("i")
    for _level, _kind, payload in ancillary:
        descriptors.frombytes(payload[: len(payload) - len(payload) % descriptors.itemsize])
    return (json.loads(data) if data else None), list(descriptors)


def _perform(job: dict[str, Any], descriptors: list[int], room: Room, control: socket.socket) -> dict[str, Any]:
    """Run one test; what the host is told of it."""
    fds = dict(zip(job["fds"], descriptors, strict=True))
    told, status = os.pipe()
    began = time.monotonic()
    room.before_fork()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        control.close()
        reaper.run(job, room, fds, status)
    room.after_fork()
    os.close(status)
    for descriptor in descriptors:
        os.close(descriptor)
    try:
        ended = _watch(pid, told, control, began, job)
    finally:
        os.close(told)
    _, _, used = os.wait4(pid, 0)
    room.clear()
    spent = {"cpu_s": used.ru_utime + used.ru_stime, "max_rss_bytes": used.ru_maxrss * 1024}
    return {**spent, **ended, "wall_s": time.monotonic() - began}


def _watch(pid: int, told: int, control: socket.socket, began: float, job: dict[str, Any]) -> dict[str, Any]:
    """Wait for the reaper's word, the wall clock, the host, or too much memory, whichever is first."""
    poller = select.poll()
    poller.register(told, select.POLLIN)
    poller.register(control, select.POLLIN)
    deadline = None if job["wall_s"] is None else began + job["wall_s"]
    memory = job["watch_bytes"]
    while True:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return _kill(pid, "wall")
        wait = left if memory is None else min(WATCH_S, left or WATCH_S)
        ready = {descriptor for descriptor, _ in poller.poll(None if wait is None else wait * 1000 + 1)}
        if told in ready:
            report = os.read(told, 4096)
            return json.loads(report) if report else {"vanished": True}
        if control.fileno() in ready:
            message, _ = _receive(control)
            if message is None:
                _kill(pid, "host")
                os._exit(0)
            return _kill(pid, message["why"])
        if memory is not None and _resident_bytes(pid) > memory:
            return _kill(pid, "memory")


def _kill(pid: int, why: str) -> dict[str, Any]:
    """End a test, and tell how many processes it had and how long they had waited for a core."""
    processes = _processes(pid)
    waited = sum(_waited_s(process) for process in processes[:200])
    os.kill(pid, signal.SIGKILL)
    return {"killed": why, "left": len(processes), "waited_s": waited}


def _processes(reaper_pid: int) -> list[int]:
    """Every process of the running test but its reaper."""
    found = []
    frontier = [reaper_pid]
    while frontier:
        parent = frontier.pop()
        with contextlib.suppress(OSError), os.scandir(f"/proc/{parent}/task") as tasks:
            for task in tasks:
                children = _read(f"/proc/{parent}/task/{task.name}/children").split()
                found += [int(child) for child in children]
                frontier += [int(child) for child in children]
    return found


def _waited_s(pid: int) -> float:
    """Seconds that the tasks of a process were ready to run and had no core."""
    waited = 0.0
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/task") as tasks:
        for task in tasks:
            words = _read(f"/proc/{pid}/task/{task.name}/schedstat").split()
            waited += int(words[1]) / 1e9 if len(words) > 1 else 0.0
    return waited


def _resident_bytes(reaper_pid: int) -> int:
    """Memory of the running test: its share of shared pages, where that can be read."""
    total = 0
    for pid in _processes(reaper_pid):
        rollup = _read(f"/proc/{pid}/smaps_rollup")
        share = next((line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")), None)
        total += int(share) * 1024 if share else int((_read(f"/proc/{pid}/statm").split() or "00")[1]) * 4096
    return total


def _read(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    try:
        main()
    except Become as become:
        start = become.start
    else:
        sys.exit(0)
    start()
