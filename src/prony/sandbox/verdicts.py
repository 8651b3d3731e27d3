"""From evidence to a verdict: what kernel and slot saw decides; a program's words only choose among failures."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass

from prony.nouns import Limits, Verdict

Marks = tuple[tuple[str, Verdict, str], ...]
"""Patterns of a failed program's last words, the verdict each means, and the limit it met."""

STARVED_SHARE = 0.2
"""A test is starved where it waited for a core, ready to run, at least this share of its wall time ..."""
IDLE_SHARE = 0.5
"""... and used less than this share of its CPU limit."""
KILLED_SHARE = 0.8
"""RLIMIT_CPU counts ticks, rusage counts time: a program killed at its limit may show this share of it."""


@dataclass(frozen=True)
class Evidence:
    """What is known of an ended test.

    exit_code, signal: of its first process, where it ended by itself. note: why it never started. killed: who ended it
    (wall, output, channel, memory, processes, disk, call, stop). left: processes alive at the end. waited_s: ready to
    run, but without a core. broken: the slot's own failure. vanished: its first process was killed from inside.
    """

    exit_code: int | None
    signal: int | None
    cpu_s: float
    wall_s: float
    note: str = ""
    killed: str = ""
    left: int = 0
    waited_s: float = 0.0
    disk_full: bool = False
    ooms: int = 0
    refused_processes: int = 0
    overflowed: bool = False
    broken: str = ""
    vanished: bool = False
    stderr: bytes = b""


def judge(seen: Evidence, limits: Limits, marks: Marks = ()) -> tuple[Verdict, str]:
    """The verdict, and one line that says why."""
    if seen.broken and seen.ooms:  # such as while its files were laid, which count as memory
        return Verdict.OOM, f"more than {limits.memory_mb} MB: {seen.broken}"
    if seen.broken:
        return Verdict.GRADER_ERROR, seen.broken
    if seen.note.startswith("execute"):
        return Verdict.LOAD_ERROR, seen.note
    if seen.overflowed or seen.killed in ("output", "channel"):
        return Verdict.OUTPUT_LIMIT, f"more than {limits.output_bytes} bytes"
    clean = seen.exit_code == 0 and not seen.killed
    if not clean and (seen.ooms or seen.killed == "memory"):
        return Verdict.OOM, f"more than {limits.memory_mb} MB"
    if seen.killed == "processes":
        return Verdict.LIMIT, f"pids: more than {limits.processes} processes and threads"
    if seen.killed == "disk":
        return Verdict.LIMIT, f"disk: {limits.disk_mb} MB are full"
    if _spent(seen, limits):
        return _crowded(seen, limits) or (Verdict.TIMEOUT_CPU, f"{seen.cpu_s:.2f} s of CPU, limit {limits.cpu_s:g} s")
    if seen.killed == "stop":
        return Verdict.PASS, "it was still there, and was ended"
    if seen.killed:
        return _crowded(seen, limits) or _late(seen, limits)
    if clean:
        return Verdict.PASS, ""
    return _failed(seen, limits, marks)


def _spent(seen: Evidence, limits: Limits) -> bool:
    """A test that used up its CPU time."""
    killed = seen.signal == signal.SIGKILL and seen.cpu_s >= limits.cpu_s * KILLED_SHARE
    return seen.cpu_s >= limits.cpu_s or seen.signal == signal.SIGXCPU or killed


def _crowded(seen: Evidence, limits: Limits) -> tuple[Verdict, str] | None:
    """A test that ran into its number of processes."""
    if seen.refused_processes or seen.left >= limits.processes - 1:
        return Verdict.LIMIT, f"pids: more than {limits.processes} processes and threads"
    return None


def _late(seen: Evidence, limits: Limits) -> tuple[Verdict, str]:
    """A test that its wall clock, or a call's, ended."""
    idle = seen.cpu_s < limits.cpu_s * IDLE_SHARE
    if idle and seen.waited_s >= seen.wall_s * STARVED_SHARE:
        return Verdict.STARVED, f"{seen.waited_s:.1f} of {seen.wall_s:.1f} s without a core"
    return Verdict.TIMEOUT_WALL, f"{seen.wall_s:.1f} s, with {seen.cpu_s:.2f} s of CPU"


def _failed(seen: Evidence, limits: Limits, marks: Marks) -> tuple[Verdict, str]:
    """A test that ended by itself, not well."""
    if seen.vanished:
        return Verdict.CRASH, "the program took its own slot's process away"
    if seen.signal == signal.SIGXFSZ:
        return Verdict.LIMIT, f"disk: a file beyond {limits.disk_mb} MB"
    crowded = _crowded(seen, limits)
    if crowded:
        return crowded
    if seen.disk_full:
        return Verdict.LIMIT, f"disk: {limits.disk_mb} MB are full"
    marked = named_limit(seen.stderr[-2000:].decode(errors="replace"), marks)
    if marked:
        return marked
    if seen.signal is not None:
        return Verdict.CRASH, f"killed by {_signal_name(seen.signal)}"
    if seen.note == "load":
        return Verdict.LOAD_ERROR, "it does not compile"
    return Verdict.FAIL, f"exit status {seen.exit_code}"


def named_limit(text: str, marks: Marks) -> tuple[Verdict, str] | None:
    """The limit that a failure's own words name, if one of a toolchain's `marks` is in its last lines."""
    for pattern, verdict, what in marks:
        found = re.search(pattern, "\n".join(text.strip().splitlines()[-12:]), re.MULTILINE)
        if found:
            return verdict, f"{what}: {found[0][:200]}"
    return None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
