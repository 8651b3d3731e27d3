"""From a task's limits to what the kernel is told: pure arithmetic, one place."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from prony.nouns import Limits

MIB = 1 << 20
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
NODES_A_MB = 64
"""Inodes of a test's disk for each MiB of it."""
SLOT_PROCESSES = 4
"""What a slot has in its pids cgroup beside a test's own: the supervisor, a reaper, and the next test's two."""
SPARE_PROCESSES = 8
"""What a slot itself counts towards RLIMIT_NPROC, and room for a pids cgroup to be met first."""
RESERVED_MB = 64 << 10
"""What a program may reserve beyond its memory without using it (threads and their stacks, maps, libraries), where a
cgroup bounds what is used."""
RESERVED_UNCOUNTED_MB = 4 << 10
"""The same where only the watcher does, which looks ten times a second: a machine must bear what is used in between."""
SLOT_MEMORY_MB = 48
"""What a slot's own processes need in its memory cgroup."""
OPEN_FILES = 256
STACK_MB = 64
RUNAWAY_OUTPUT = 8
"""A program that writes this many times its output limit is killed; until then the rest is drained and counted."""
RESIDENT_RUNAWAY_OUTPUT = 256
"""As `RUNAWAY_OUTPUT`, of a resident, which writes its log for as long as its scene lasts."""
CHANNEL_BYTES = 4 * MIB
SOCKET_SPARE_BYTES = 64 << 10


@functools.cache
def socket_bytes() -> int:
    """What a socket of this machine may hold at most, as it is made, with what the kernel adds to the last message."""
    try:
        default = int(Path("/proc/sys/net/core/wmem_default").read_text())
    except (OSError, ValueError):
        default = 212_992
    return default + SOCKET_SPARE_BYTES


def heap_mb(limits: Limits) -> int:
    """The heap of a runtime that takes its size as an option, so that its own report comes before the kernel's kill."""
    return max(16, limits.memory_mb - min(64, limits.memory_mb // 4))


def memory_bytes(limits: Limits) -> int:
    """What a slot's memory cgroup allows while this runs."""
    return (limits.memory_mb + SLOT_MEMORY_MB) * MIB


def disk_options(limits: Limits, files: Iterable[tuple[str, int]] = ()) -> str:
    """The mount options of a disk of that size beside `files` (path, bytes), which are laid on it beforehand."""
    size_bytes, nodes = disk_size(limits, files)
    return f"mode=755,size={size_bytes // 1024}k,nr_inodes={nodes}"


def disk_size(limits: Limits, files: Iterable[tuple[str, int]] = ()) -> tuple[int, int]:
    """Bytes and inodes of such a disk."""
    pages = nodes = 0
    for path, size in files:
        pages += -(-size // PAGE_BYTES)
        nodes += path.count("/") + 1
    return limits.disk_mb * MIB + pages * PAGE_BYTES, max(256, limits.disk_mb * NODES_A_MB) + nodes


def job(
    limits: Limits,
    *,
    bounded_by_address_space: bool,
    counted: bool,
    clock: bool,
    files: Iterable[tuple[str, int]] = (),
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the supervisor is told, and what the candidate is.

    counted: a cgroup bounds memory. clock: the slot keeps the wall clock.

    files: path and bytes of what the program is handed; its disk is as large beside them.
    """
    rlimits = {
        "CPU": max(1, math.ceil(limits.cpu_s)),
        "FSIZE": limits.disk_mb * MIB,
        "NOFILE": OPEN_FILES,
        "NPROC": limits.processes + SPARE_PROCESSES,
        "STACK": min(STACK_MB, max(8, limits.memory_mb // 8)) * MIB,
        # 1, not 0: a limit of 0 does not stop a core dump that the kernel pipes into a collector.
        "CORE": 1,
        "MEMLOCK": MIB,
    }
    if bounded_by_address_space:
        rlimits["AS"] = (limits.memory_mb + (RESERVED_MB if counted else RESERVED_UNCOUNTED_MB)) * MIB
    files = list(files)
    disk_bytes, disk_nodes = disk_size(limits, files)
    watched = {
        "disk_bytes": disk_bytes,
        "disk_nodes": disk_nodes,
        "processes": limits.processes,
        "wall_s": limits.wall_s if clock else None,
        "watch_bytes": None if counted else limits.memory_mb * MIB,
        "together_bytes": None,
        "socket_bytes": socket_bytes(),
        "artifact_bytes": limits.disk_mb * MIB,
    }
    return watched, {"rlimits": rlimits, "tmpfs": disk_options(limits, files), "counted": counted}
