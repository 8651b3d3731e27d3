"""What a page of a run costs: time, size and memory of `prony report` as a fresh process.

report_cpu_ms: user and system time for a run of 6 contestants x 12 tasks (72 attempts, replies of 1 kB), the least of
`RUNS`; report_mb its size. report_ms_per_attempt and report_rss_mb: of one of 20 x 100 (2000 attempts), whose page is
written attempt by attempt. report_capped_mb: of one attempt whose reply and file have 4 MB each; 64 KB are shown.
With --home FOLDER: only the newest run of that folder.

    python benchmarks/report.py [--json] [--home FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "support")]

RUNS = 5
CALL = "import sys; from prony.cli import main; sys.argv[1:] = ['report', '-q', '-o', 'page.html']; main()"
REPLY = "Here is the function:\n\n```python\n" + "def answer(value):\n    return value  # <as asked>\n" * 20 + "```\n"


def written(home: Path) -> tuple[float, float, float]:
    """CPU milliseconds, megabytes of the page, and megabytes of memory at most, of one fresh process."""
    process = subprocess.Popen([sys.executable, "-c", CALL], cwd=home, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "prony report failed"
    return 1000 * (used.ru_utime + used.ru_stime), (home / "page.html").stat().st_size / 1e6, used.ru_maxrss / 1e3


def make_run(home: Path, contestants: int, tasks: int, reply: str = REPLY) -> None:
    """A finished run with the same reply and file everywhere."""
    from synthetic_run import RunBuilder

    labels = [f"model-{number}" for number in range(contestants)]
    builder = RunBuilder(home, tasks={f"task-{number}": "python" for number in range(tasks)}, contestants=labels)
    for skill, label in enumerate(labels):
        builder.identify(label)
        for number in range(tasks):
            one = builder.start(label, f"task-{number}")
            builder.exchange(one, reply=reply)
            builder.end(one, reply=reply, files={"solution.py": reply.encode()})
            builder.grade(one, number % (skill + 2) == 0, message="expected 1, got 2")
    builder.finish()


def measure(home: Path | None) -> dict[str, float]:
    if home is not None:
        taken = [written(home) for _ in range(RUNS)]
        return {"report_cpu_ms": min(one[0] for one in taken), "report_mb": taken[0][1], "report_rss_mb": taken[0][2]}
    with tempfile.TemporaryDirectory() as folder:
        small, large, long = (Path(folder, name) for name in ("small", "large", "long"))
        for place, contestants, tasks, reply in (
            (small, 6, 12, REPLY),
            (large, 20, 100, REPLY),
            (long, 1, 1, "<b>" * 1_400_000),
        ):
            place.mkdir()
            make_run(place, contestants, tasks, reply)
        quick = [written(small) for _ in range(RUNS)]
        many = written(large)
        return {
            "report_cpu_ms": min(one[0] for one in quick),
            "report_mb": quick[0][1],
            "report_ms_per_attempt": many[0] / 2000,
            "report_rss_mb": many[2],
            "report_capped_mb": written(long)[1],
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    parser.add_argument("--home", type=Path, help="measure the newest run of this folder instead")
    options = parser.parse_args()
    told = {name: round(value, 2) for name, value in measure(options.home).items()}
    if options.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:<22} {value:>9.2f}")


if __name__ == "__main__":
    main()
