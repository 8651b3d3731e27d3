"""How long one fully isolated execution takes, from the host's call to its result, beside starting Python plainly.

    python benchmarks/exec.py [--json] [--runs 300]

The program is `pass`. `plain` is the same real interpreter (no shim) started with `-c pass`, no isolation; `bwrap` is
bubblewrap with that interpreter, a fresh one each time. All three are measured in turns, so that a busy machine is busy
for all.
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
from prony.sandbox.bubblewrap import find_bwrap

PROGRAM = Program(argv=("python3", "main.py"), files={"main.py": b"pass"})


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
    times: dict[str, list[float]] = {"exec": [], "plain": [], "bwrap": []}
    async with open_sandbox(slots=1) as sandbox:
        for _ in range(20):
            await isolated(sandbox)
        host_s, rounds = 0.0, 10
        for _ in range(rounds):
            began = time.process_time()
            times["exec"] += [await isolated(sandbox) for _ in range(runs // rounds)]
            host_s += time.process_time() - began
            times["plain"] += [plain(python.binary) for _ in range(max(1, runs // rounds // 6))]
            times["bwrap"] += [bwrap(python.binary, prefix) for _ in range(max(1, runs // rounds // 6))]
        supervisor = max(psutil.Process().children(recursive=True), key=lambda one: one.memory_info().rss)
        rss = supervisor.memory_info().rss
    exec_ms = sorted(times["exec"])
    return {
        "exec_ms_p50": round(statistics.median(exec_ms), 2),
        "exec_ms_p99": round(exec_ms[int(len(exec_ms) * 0.99)], 2),
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
    print(
        f"fully isolated `pass`, host's call to result   {found['exec_ms_p50']:7.2f} ms  p99 {found['exec_ms_p99']:.2f}"
    )
    print(f"plain `python -c pass`, no isolation           {found['plain_start_ms_p50']:7.2f} ms")
    print(f"bubblewrap + python, fresh each time           {found['bwrap_python_ms_p50']:7.2f} ms")
    ratio = found["plain_start_ms_p50"] / found["exec_ms_p50"]
    print(
        f"isolated is {ratio:.1f}x as fast as a plain start; host CPU {found['host_cpu_ms_per_exec']} ms an execution"
    )


if __name__ == "__main__":
    main()
