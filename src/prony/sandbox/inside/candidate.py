"""The last steps before a candidate's first instruction: its descriptors, its limits, its environment."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from prony.sandbox.inside import calls, kernel, oracle, script
from prony.sandbox.inside.rooms import Room

STDIN, STDOUT, STDERR, CHANNEL, CALLS = range(5)
"""Where a candidate finds its descriptors. CHANNEL is also in its environment, as PRONY_CHANNEL."""

_RLIMITS = {
    name: getattr(resource, f"RLIMIT_{name}")
    for name in ("CPU", "AS", "FSIZE", "NOFILE", "NPROC", "STACK", "CORE", "MEMLOCK")
}


class Become(BaseException):
    """Raised in a fresh child to unwind the supervisor's stack: the candidate then starts from the bottom of it."""

    def __init__(self, start: Callable[[], NoReturn]) -> None:
        self.start = start


def start(job: dict[str, Any], program: dict[str, Any], room: Room, fds: dict[str, int], note: int) -> NoReturn:
    """Turn this process into the candidate. `note` takes the reason where it cannot start."""
    os.setsid()
    os.chdir(room.work)
    os.umask(0o022)
    note = _arrange(fds, note)
    kernel.set_dumpable(True)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as badness:
        badness.write("1000")
    for name, value in job["rlimits"]:
        limit = min(value, _hard(name))
        resource.setrlimit(_RLIMITS[name], (limit, limit))
    os.environ.clear()
    os.environ.update(program["env"])
    if "channel" in fds:
        os.environ["PRONY_CHANNEL"] = str(CHANNEL)
    _KINDS[program["kind"]](program, lambda reason="": _started(note, reason))


def _hard(name: str) -> int:
    hard = resource.getrlimit(_RLIMITS[name])[1]
    return sys.maxsize if hard == resource.RLIM_INFINITY else hard


def _arrange(fds: dict[str, int], note: int) -> int:
    """Put the descriptors where a candidate finds them and close every other; returns the note's new number."""
    wanted = {STDIN: fds.get("stdin"), STDOUT: fds["stdout"], STDERR: fds["stderr"]}
    wanted |= {CHANNEL: fds.get("channel"), CALLS: fds.get("calls")}
    # First out of the way of the numbers they go to, then there.
    high = {number: _above(source) for number, source in wanted.items() if source is not None}
    note = _above(note)
    if STDIN not in high:
        high[STDIN] = _above(os.open("/dev/null", os.O_RDONLY))
    for number in range(5):
        if number in high:
            os.dup2(high[number], number)
        else:
            with contextlib.suppress(OSError):
                os.close(number)
    os.dup2(note, 5, inheritable=False)
    os.closerange(6, 4096)
    return 5


def _above(descriptor: int) -> int:
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 16)


def _started(note: int, reason: str) -> None:
    if reason:
        os.write(note, reason.encode()[:400])
    os.close(note)


def _execute(program: dict[str, Any], started: Callable[..., None]) -> NoReturn:
    argv = program["argv"]
    try:
        os.execve(argv[0], argv, dict(os.environ))
    except OSError as error:
        started(f"execute {argv[0]}: {error.strerror}")
    os._exit(127)


_KINDS: dict[str, Callable[[dict[str, Any], Callable[..., None]], NoReturn]] = {
    "execute": _execute,
    "script": script.run,
    "calls": calls.serve,
    "oracle": oracle.run,
}
