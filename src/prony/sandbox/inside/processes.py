"""What /proc says of the processes of one test, before they are killed."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Container, Sequence
from typing import Any

MOST = 200
"""Processes that are looked at; a test's limit is far below."""


def survey(reaper: int) -> dict[str, Any]:
    """How many processes a test has, the CPU they used, and how long they were ready to run without a core.

    A reaper that is killed dies without reaping the others, so the kernel adds their time to nobody's.
    """
    below = descendants(reaper)
    looked_at = below[:MOST]
    return {
        "left": len(below),
        "cpu_s": sum(_cpu_s(pid) for pid in looked_at) + _cpu_s_of_reaped(reaper),
        "waited_s": sum(_waited_s(pid) for pid in looked_at),
        "max_rss_bytes": max((_peak_bytes(pid) for pid in looked_at), default=0),
    }


def descendants(pid: int, spared: Container[int] = ()) -> list[int]:
    """Every process below `pid`, without those `spared` and what is below them."""
    found: list[int] = []
    frontier = [pid]
    while frontier:
        parent = frontier.pop()
        with contextlib.suppress(OSError), os.scandir(f"/proc/{parent}/task") as tasks:
            for task in tasks:
                children = [int(child) for child in _read(f"/proc/{parent}/task/{task.name}/children").split()]
                below = [child for child in children if child not in spared]
                found += below
                frontier += below
    return found


def first_child(pid: int) -> int | None:
    """The oldest child of a process; what it adopted comes later. None where it has none."""
    children = _read(f"/proc/{pid}/task/{pid}/children").split()
    return int(children[0]) if children else None


def held_bytes(reaper: int, socket_bytes: int, *, shares_network: bool = False) -> int:
    """Memory of a running test: its pages (of shared ones its share, where that can be read) and their tables.

    Or, where that is more, what the sockets of its network namespace hold, or may hold: `socket_bytes` each; where
    that network is the machine's, those that its processes have open.
    """
    total = 0
    below = descendants(reaper)
    for pid in below:
        rollup = _read(f"/proc/{pid}/smaps_rollup")
        share = next((line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")), None)
        total += int(share) * 1024 if share else int((_read(f"/proc/{pid}/statm").split() or "00")[1]) * 4096
        total += _kilobytes(pid, "VmPTE:")
    sockets = count_sockets(below) * socket_bytes if shares_network else _socket_bytes(reaper, socket_bytes)
    return max(total, sockets)


def count_sockets(pids: Sequence[int]) -> int:
    """Sockets that processes have open, each once."""
    found: set[str] = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    target = os.readlink(f"/proc/{pid}/fd/{name}")
                    if target.startswith("socket:"):
                        found.add(target)
    return len(found)


def count_tasks(pids: Sequence[int]) -> int:
    """Processes and threads."""
    count = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            count += len(os.listdir(f"/proc/{pid}/task"))
    return count


def kill_below(spared: Container[int]) -> int:
    """Kill and reap what descends from this process, except the trees of children that are spared; how many there were.

    All are stopped before the first is killed: who is stopped makes no more.
    """
    stopped: set[int] = set()
    while found := set(descendants(os.getpid(), spared)) - stopped:
        for pid in found:
            _signal(pid, signal.SIGSTOP)
        stopped |= found
    for pid in stopped:
        _signal(pid, signal.SIGKILL)
    # Killed children's own children come to this process, which adopts them, one generation at a time.
    while left := descendants(os.getpid(), spared):
        for pid in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)
    return len(stopped)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def tasks_of_user(uid: int) -> int:
    """Processes and threads of a user on this machine."""
    count = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if entry.stat().st_uid == uid:
                    count += len(os.listdir(f"{entry.path}/task"))
    return count


def _socket_bytes(pid: int, socket_bytes: int) -> int:
    words = _read(f"/proc/{pid}/net/sockstat").split()
    used = int(words[words.index("used") + 1]) if "used" in words else 0
    return used * socket_bytes + (sum(_queued(pid, name) for name in ("tcp", "tcp6")) if used else 0)


def _queued(pid: int, name: str) -> int:
    """Bytes in the queues of the sockets of one kind, whose buffers grow by themselves."""
    rows = [line.split() for line in _read(f"/proc/{pid}/net/{name}").splitlines()[1:]]
    return sum(int(part, 16) for row in rows if len(row) > 4 for part in row[4].split(":"))


COUNTERS = ("snmp", "snmp6")


def open_counters(pid: str) -> tuple[int, ...]:
    """Descriptors of the counters of a process's network namespace. Without IPv6, there is one. Raises OSError."""
    folder = f"/proc/{pid}/net"
    return tuple(
        os.open(f"{folder}/{name}", os.O_RDONLY | os.O_CLOEXEC)
        for name in COUNTERS
        if name == COUNTERS[0] or os.path.exists(f"{folder}/{name}")
    )


def unrouted(counters: Sequence[int]) -> int | None:
    """What a network namespace could not send for want of a route, over IPv4 and IPv6; None where nothing tells."""
    try:
        text = "".join(os.pread(descriptor, 1 << 16, 0).decode() for descriptor in counters)
        rows = [line.split() for line in text.splitlines() if line.startswith("Ip:")]
        lost = int(dict(zip(*rows, strict=True))["OutNoRoutes"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    fields = dict(line.split() for line in text.splitlines() if line.startswith("Ip6OutNoRoutes"))
    return lost + int(fields.get("Ip6OutNoRoutes", 0))


def _times(pid: int) -> list[float]:
    """User and system seconds of a process, then of the children it reaped."""
    words = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return [int(word) / os.sysconf("SC_CLK_TCK") for word in words[11:15]]


def _cpu_s(pid: int) -> float:
    return sum(_times(pid))


def _cpu_s_of_reaped(pid: int) -> float:
    return sum(_times(pid)[2:])


def _waited_s(pid: int) -> float:
    waited = 0.0
    with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/task") as tasks:
        for task in tasks:
            words = _read(f"/proc/{pid}/task/{task.name}/schedstat").split()
            waited += int(words[1]) / 1e9 if len(words) > 1 else 0.0
    return waited


def _peak_bytes(pid: int) -> int:
    return _kilobytes(pid, "VmHWM:")


def _kilobytes(pid: int, name: str) -> int:
    """What a line of a process's status says, in bytes; 0 where it is not there."""
    lines = _read(f"/proc/{pid}/status").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), 0)


def _read(path: str) -> str:
    """What a file of /proc says; names of processes in it are whatever bytes a program chose."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""
