"""What the record costs: appending, keeping blobs, indexing, and reading a board.

append_us_cpu, append_events_per_s: one event of an attempt (about 0.6 kB), one process, durable on the disk at the end.
attempt_us_cpu: all that one attempt writes, four events and three blobs of 2 kB. read_us: one event read and verified.
index_attempts_per_s: from journals to an up-to-date index. update_ms: taking up one more attempt at the end of it all.
board_query_ms: the queries of a board over all runs. board_ms: the whole board with its intervals. index_mb, rss_mb.
`--attempts` (default 100 000) shapes the index: contestants x 500 tasks, one run for each contestant.

    python benchmarks/journal.py [--attempts N] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "support")]

TASKS = 500
APPENDED = 20_000


def appending(home: Path) -> dict[str, float]:
    from synthetic_record import attempt_events, synthetic

    from prony.journal import JournalWriter, read_events

    one = synthetic.contestant("m")
    rounds = APPENDED // 4
    events = [attempt_events("r", one, "t", n, solved=True, wall_s=1.0) for n in range(rounds)]
    replies = [os.urandom(512) * 4 for _ in range(3 * 500)]
    run = home / "runs" / "append"
    cpu, wall = time.process_time(), time.perf_counter()
    with JournalWriter(run) as journal:
        for attempt in events:
            for event in attempt:
                journal.append(event)
        journal.sync()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        blobs = time.process_time()
        for data in replies:
            journal.blobs.put(data)
        blobs = time.process_time() - blobs
    reading = time.process_time()
    count = sum(1 for _ in read_events(run))
    reading = time.process_time() - reading
    return {
        "append_us_cpu": 1e6 * cpu / APPENDED,
        "append_events_per_s": APPENDED / wall,
        "attempt_us_cpu": 1e6 * (4 * cpu / APPENDED + 3 * blobs / len(replies)),
        "read_us": 1e6 * reading / count,
    }


def indexing(home: Path, attempts: int) -> dict[str, float]:
    from synthetic_record import attempt_events, synthetic, write_run

    from prony.boards import leaderboard
    from prony.journal import JournalWriter, queries
    from prony.journal.index import Index
    from prony.journal.rollup import ALL_RUNS

    for number in range(attempts // TASKS):
        write_run(home, f"r{number:05}", contestants=1, tasks=TASKS, first=number)
    with Index(home) as index:
        begun = time.perf_counter()
        index.update()
        per_s = attempts / (time.perf_counter() - begun)
        with JournalWriter(home / "runs" / "r00000") as journal:
            one = synthetic.contestant("model-0000")
            for event in attempt_events("r00000", one, "task-0000", 0, solved=True, wall_s=1.0):
                journal.append(event)
        update = _ms(index.update)
        names = [run.run for run in queries.runs(index)]

        def ask() -> None:
            queries.counted_of(index, ALL_RUNS, "b" * 64)
            queries.tasks(index, names, "b" * 64)
            queries.entries(index, names)
            queries.contestants(index, names)

        leaderboard(index)
        return {
            "index_attempts_per_s": per_s,
            "update_ms": update,
            "board_query_ms": _ms(ask),
            "board_ms": _ms(lambda: leaderboard(index)),
            "index_mb": index.path.stat().st_size / 1e6,
            "attempts": attempts,
        }


def _ms(work: object) -> float:
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attempts", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="one flat object of numbers")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = appending(Path(folder) / "a") | indexing(Path(folder) / "b", asked.attempts)
    told["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {name: round(value, 1) for name, value in told.items()}
    if asked.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:<22} {value:>12,.1f}")


if __name__ == "__main__":
    main()
