"""What boards of many attempts cost, in-process and after indexing, with nothing read that was computed before.

leaderboard_ms_1m, compare_ms_1m, factors_ms_1m: `prony.boards` on an open index that is up to date, the estimators
imported; CPU time of this process, the least of `ROUNDS`. compare: two named contestants, among all. factors: every two
that differ in temperature alone. index_s_1m: from journals to that index, CPU time. update_ms_1m: taking up one more
attempt at the end of it all. index_attempts_per_s, index_mb, rss_mb.
`--attempts` (default 1 000 000): 50 contestants x 1,000 tasks, ten contestants to a run, as many repeats as that makes.
The journals of a million take 3 GB; --home FOLDER keeps them there, or reads those that an earlier call left.

    python benchmarks/boards.py [--attempts N] [--home FOLDER] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "support")]

CONTESTANTS, TASKS, OF_A_RUN = 50, 1_000, 10
ROUNDS = 3


def write(home: Path, attempts: int) -> None:
    """The runs, unless they are there."""
    from synthetic_record import write_run

    for first in range(0, CONTESTANTS, OF_A_RUN):
        if not (home / "runs" / f"r{first:05}").exists():
            repeats = max(1, attempts // (CONTESTANTS * TASKS))
            write_run(
                home, f"r{first:05}", contestants=OF_A_RUN, tasks=TASKS, first=first, repeats=repeats, temperatures=2
            )


def measure(home: Path, attempts: int) -> dict[str, float]:
    from synthetic_record import attempt_events, model_of

    import prony.stats  # noqa: F401 - its import is no part of what a board costs
    from prony.boards.comparison.compare import compare
    from prony.boards.factors.factors import factors
    from prony.boards.leaderboard import leaderboard
    from prony.journal import JournalWriter
    from prony.journal.index import Index

    write(home, attempts)
    with Index(home) as index:
        begun = time.process_time()
        index.rebuild()
        indexed = time.process_time() - begun
        count = index.query("SELECT count(*) FROM attempt")[0][0]
        one = model_of(0, 2)
        with JournalWriter(home / "runs" / "r00000") as journal:
            for event in attempt_events("r00000", one, "task-0000", journal.next_seq, solved=True, wall_s=1.0):
                journal.append(event)
        update = _ms(index.update, rounds=1)
        board = leaderboard(index)
        a, b = (row.contestant for row in board.models[:2])
        return {
            "leaderboard_ms_1m": _ms(lambda: leaderboard(index)),
            "compare_ms_1m": _ms(lambda: compare(index, a, b)),
            "factors_ms_1m": _ms(lambda: factors(index, "temperature"), rounds=1),
            "index_s_1m": indexed,
            "update_ms_1m": update,
            "index_attempts_per_s": count / indexed,
            "index_mb": index.path.stat().st_size / 1e6,
            "attempts": count,
        }


def _ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return 1000 * min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attempts", type=int, default=1_000_000, help="how many; a million takes minutes and 3 GB")
    parser.add_argument("--home", type=Path, help="keep the runs there, or read those that are there")
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = measure(asked.home or Path(folder), asked.attempts)
    told["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {name: round(value, 1) for name, value in told.items()}
    if asked.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:<22} {value:>12,.1f}")


if __name__ == "__main__":
    main()
