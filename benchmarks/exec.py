"""How long one fully isolated execution takes, from the host's call to its result, beside starting Python plainly.

    python benchmarks/exec.py [--json] [--runs 300]

The program is `pass`. Beside it stand three floors with the same real interpreter (no shim), fresh each time:

floor   `python -I -S -c pass`, no isolation: what slots run, too, without this machine's site-packages
plain   `python -c pass`, no isolation: what starts where nobody thought of it
bwrap   bubblewrap with `python -c pass`

All are measured in turns, so that a busy machine is busy for all. `vs_floor` says how many times as fast as the floor
the isolated execution is.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import time

import psutil

from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox
from prony.sandbox.backends.bubblewrap import find_bwrap

PROGRAM = Program(argv=("python3", "main.py"), files={"main.py": b"pass"})


def floor(python: str) -> float:
    return _timed([python, "-I", "-S", "-c", "pass"])


def plain(python: str) -> float:
    return _timed([python, "-c", "pass"])


def bwrap(python: str, prefix: str) -> float:
    system = ["--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib"]
    system += ["--symlink", "usr/lib64", "/lib64", "--ro-bind", prefix, prefix, "--proc", "/proc", "--tmpfs", "/tmp"]
    return _timed([str(find_bwrap()), "--unshare-all", "--die-with-parent", *system, python, "-c", "pass"])


def _timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return (time.perf_counter() - began) * 1000


async def isolated(sandbox: Sandbox) -> float:
    began = time.perf_counter()
    ended = await sandbox.run(PROGRAM)
    took = (time.perf_counter() - began) * 1000
    assert ended.verdict == "pass", ended
    return took


async def measure(runs: int) -> dict[str, float]:
    python = find_toolchain("python")
    assert python is not None
    prefix = python.binds[0][0] if python.binds else "/usr"
    times: dict[str, list[float]] = {"exec": [], "floor": [], "plain": [], "bwrap": []}
    async with open_sandbox(slots=1) as sandbox:
        for _ in range(20):
            await isolated(sandbox)
        host_s, rounds = 0.0, 10
        for _ in range(rounds):
            began = time.process_time()
            times["exec"] += [await isolated(sandbox) for _ in range(runs // rounds)]
            host_s += time.process_time() - began
            times["floor"] += [floor(python.binary) for _ in range(max(1, runs // rounds // 3))]
            times["plain"] += [plain(python.binary) for _ in range(max(1, runs // rounds // 6))]
            times["bwrap"] += [bwrap(python.binary, prefix) for _ in range(max(1, runs // rounds // 6))]
        supervisor = max(psutil.Process().children(recursive=True), key=lambda one: one.memory_info().rss)
        rss = supervisor.memory_info().rss
    exec_ms = sorted(times["exec"])
    exec_p50, floor_p50 = statistics.median(exec_ms), statistics.median(times["floor"])
    return {
        "exec_ms_p50": round(exec_p50, 2),
        "exec_ms_p99": round(exec_ms[int(len(exec_ms) * 0.99)], 2),
        "floor_start_ms_p50": round(floor_p50, 2),
        "vs_floor": round(floor_p50 / exec_p50, 2),
        "plain_start_ms_p50": round(statistics.median(times["plain"]), 2),
        "bwrap_python_ms_p50": round(statistics.median(times["bwrap"]), 2),
        "host_cpu_ms_per_exec": round(host_s / len(exec_ms) * 1000, 2),
        "supervisor_rss_mb": round(rss / 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=300)
    options = parser.parse_args()
    found = asyncio.run(measure(options.runs))
    if options.json:
        print(json.dumps(found))
        return
    exec_ms = found["exec_ms_p50"]
    rows = [
        ("fully isolated `pass`, host's call to result", exec_ms),
        ("floor: `python -I -S -c pass`, no isolation", found["floor_start_ms_p50"]),
        ("plain `python -c pass`, no isolation", found["plain_start_ms_p50"]),
        ("bubblewrap + python, fresh each time", found["bwrap_python_ms_p50"]),
    ]
    for name, ms in rows:
        print(f"{name:46} {ms:7.2f} ms  {ms / exec_ms:5.2f} times the isolated one")
    print(f"p99 {found['exec_ms_p99']} ms; host CPU {found['host_cpu_ms_per_exec']} ms an execution")


if __name__ == "__main__":
    main()
