"""What the command line costs: CPU milliseconds of whole fresh processes.

help_cpu_ms: `prony --help`. board_cpu_ms: `prony board` of a finished run of 4 contestants x 12 tasks, asked for again;
board_first_cpu_ms: the same asked for the first time, which computes the intervals. bare_cpu_ms: the interpreter alone.
The least of `RUNS` processes each, user and system time of the child. demo_s alone is wall seconds, of all that
`prony demo` does, its grading included; the median of `DEMOS`.

    python benchmarks/cli.py [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "support")]

RUNS = 9
DEMOS = 3
CALL = "import sys; from prony.cli import main; sys.argv[1:] = {args!r}; main()"


def cpu_ms(code: str, cwd: Path) -> float:
    """User and system milliseconds of one fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def demo_s(cwd: Path, number: int) -> float:
    """Seconds of one `prony demo` into a fresh folder."""
    begun = time.perf_counter()
    code = CALL.format(args=["demo", "--keep", f"demo-{number}"])
    subprocess.run([sys.executable, "-c", code], cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - begun


def measure() -> dict[str, float]:
    from synthetic_record import write_run

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_run(home, "r1", contestants=4, tasks=12)
        board = CALL.format(args=["board"])
        return {
            "bare_cpu_ms": min(cpu_ms("pass", home) for _ in range(RUNS)),
            "help_cpu_ms": min(cpu_ms(CALL.format(args=["--help"]), home) for _ in range(RUNS)),
            "board_first_cpu_ms": cpu_ms(board, home),
            "board_cpu_ms": min(cpu_ms(board, home) for _ in range(RUNS)),
            "demo_s": statistics.median(demo_s(home, number) for number in range(DEMOS)),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    told = {name: round(value, 1) for name, value in measure().items()}
    if parser.parse_args().json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:<20} {value:>8.1f}")


if __name__ == "__main__":
    main()
