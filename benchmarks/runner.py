"""What a run costs beyond its engine: 656 samples, 64 at once, against replies that take 0.7 s each.

The engine is a fake in its own process, declared as not sharing the CPU; its answers are right, so that grading does
real work. ideal = ceil(656 / 64) x 0.7 s. wall_over_ideal: from the first request to the last reply, without grading;
wall_over_ideal_graded: from the first request to the last grade. start_s: from process start to the first request that
reaches the engine, the median of `LAUNCHES` runs, which are ended then. start_without_bytecode_s: the same where
Python may keep no compiled code (PYTHONDONTWRITEBYTECODE, as images of containers set it, or a folder that cannot be
written), so that every launch compiles the source anew: 0.22 s of CPU became 0.72 s. All other numbers are taken
with compiled code, which is kept in a folder of the benchmark's own.

    python benchmarks/runner.py [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

TASKS, REPEATS, PARALLEL, LATENCY_S = 164, 4, 64, 0.7
SAMPLES = TASKS * REPEATS
LAUNCHES = 5
IDEAL_S = math.ceil(SAMPLES / PARALLEL) * LATENCY_S

ENGINE = Path(__file__).parent / "support" / "slow_engine.py"


def write_suite(root: Path) -> Path:
    """A suite of `TASKS` tasks: a function that adds a number, four cases each."""
    suite = root / "adders"
    suite.mkdir()
    (suite / "suite.toml").write_text('id = "adders"\ntitle = "Adders"\nversion = "1"\nlicence = "Apache-2.0"\n')
    for number in range(TASKS):
        task = suite / f"add-{number}"
        (task / "tests").mkdir(parents=True)
        (task / "solution").mkdir()
        (task / "task.toml").write_text(
            f'schema_version = "1.4"\n[task]\nname = "adders/add-{number}"\n[prony]\ntoolchain = ["python"]\n'
            'answer = ["answer.py"]\n[[prony.criteria]]\nid = "right"\npoints = 20\ntests = ["*"]\n'
        )
        (task / "instruction.md").write_text(f"Write a Python function `add(x)` that adds {number} to its argument.\n")
        (task / "solution/answer.py").write_text(f"def add(x):\n    return x + {number}\n")
        lines = [{"id": f"c{x}", "call": "add", "args": [x], "expect": x + number} for x in (0, 1, -5, 10**9)]
        (task / "tests/cases.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return suite


def seconds(stamp: str) -> float:
    """An RFC 3339 instant as seconds since the epoch."""
    return datetime.fromisoformat(stamp).timestamp()


def environment(home: Path, *, bytecode: bool = True) -> dict[str, str]:
    """This one's, with compiled code kept under `home`, or with none at all."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if bytecode:
        return {**own, "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    return {**own, "PYTHONPYCACHEPREFIX": str(home / "empty"), "PYTHONDONTWRITEBYTECODE": "1"}


def command(suite: Path, port: int, *, grade: bool) -> list[str]:
    """The run of all samples."""
    return [
        *(sys.executable, "-c", "from prony.cli import main; main()", "-q", "run", str(suite)),
        *("--base-url", f"http://127.0.0.1:{port}/v1", "--model", "fake", "--engine-elsewhere"),
        *("--parallel", str(PARALLEL), "-k", str(REPEATS), "--events", *([] if grade else ["--no-grade"])),
    ]


def start_s(suite: Path, home: Path, port: int, first_file: Path, *, bytecode: bool) -> float:
    """From launch to first request; the median. The launch before the first one that counts compiles."""
    took = []
    for _ in range(LAUNCHES + 1):
        first_file.unlink(missing_ok=True)
        begun = time.time()
        with subprocess.Popen(
            command(suite, port, grade=False),
            cwd=home, env=environment(home, bytecode=bytecode), stdout=subprocess.DEVNULL,
        ) as run:  # fmt: skip
            while not (first_file.is_file() and first_file.read_text()):
                if run.poll() is not None:
                    raise SystemExit(f"the run ended with {run.returncode}")
                time.sleep(0.05)
            run.kill()
        took.append(float(first_file.read_text()) - begun)
    return statistics.median(took[1:])


def measure(suite: Path, home: Path, port: int, *, grade: bool) -> dict[str, float]:
    """One run of all samples."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command(suite, port, grade=grade),
        cwd=home, env=environment(home), stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"the run ended with {done.returncode}")
    run_dir = max((home / "runs").iterdir(), key=lambda path: path.stat().st_mtime)
    first, last, count = math.inf, 0.0, 0
    for line in (run_dir / "events.jsonl").read_text().splitlines():
        event = json.loads(line)
        if event["kind"] == "exchange":
            first = min(first, seconds(event["exchange"]["started_at"]))
        if event["kind"] == ("graded" if grade else "ended"):
            last, count = max(last, seconds(event["at"])), count + 1
            assert not grade or event["grade"]["solved"], "a right answer was not solved"
    assert count == SAMPLES, f"{count} of {SAMPLES} samples came through"
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "over_ideal": (last - first) / IDEAL_S,
        "cpu_ms": 1000 * cpu / SAMPLES,
        "rss_mb": after.ru_maxrss / 1024,
    }


def main() -> None:
    """Measure with and without grading, print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    with tempfile.TemporaryDirectory(prefix="prony-runner-") as folder:
        root = Path(folder)
        suite = write_suite(root)
        first_file = root / "first-request"
        fake = subprocess.Popen(
            [sys.executable, str(ENGINE), str(LATENCY_S), str(first_file)], stdout=subprocess.PIPE, text=True
        )
        assert fake.stdout is not None
        port = int(fake.stdout.readline())
        try:
            start = start_s(suite, root, port, first_file, bytecode=True)
            cold = start_s(suite, root, port, first_file, bytecode=False)
            plain = measure(suite, root, port, grade=False)
            graded = measure(suite, root, port, grade=True)
        finally:
            fake.kill()
    result = {
        "wall_over_ideal": plain["over_ideal"],
        "wall_over_ideal_graded": graded["over_ideal"],
        "start_s": start,
        "start_without_bytecode_s": cold,
        "cpu_ms_per_sample_generate": plain["cpu_ms"],
        "cpu_ms_per_sample_graded": graded["cpu_ms"],
        "rss_mb": graded["rss_mb"],
    }
    if as_json:
        print(json.dumps({name: round(value, 4) for name, value in result.items()}))
        return
    limits = {
        "wall_over_ideal": 1.03,
        "wall_over_ideal_graded": 1.05,
        "start_s": 0.6,
        "cpu_ms_per_sample_generate": 3.0,
        "rss_mb": 120.0,
    }
    print(
        f"{SAMPLES} samples, {PARALLEL} at once, {LATENCY_S} s a reply, {os.cpu_count()} cores; ideal {IDEAL_S:.1f} s"
    )
    print(f"{'':30}{'measured':>10}{'limit':>10}{'limit/us':>10}")
    for name, value in result.items():
        limit = limits.get(name)
        print(f"{name:30}{value:>10.3f}" + (f"{limit:>10.2f}{limit / value:>10.2f}" if limit else ""))


if __name__ == "__main__":
    main()
