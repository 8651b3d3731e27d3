"""Runs of any size, written straight into a journal: what the benchmarks of the record and its faces read."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from prony.journal import Ended, ExchangeSeen, Finished, Graded, Identified, JournalWriter, Started
from prony.nouns import Attempt, Contestant

sys.path[:0] = [str(Path(__file__).parents[2] / "tests" / "support")]
import synthetic  # noqa: E402 - the parts of a run stand beside the tests that know their numbers

LANGUAGES = ("python", "javascript", "go", "rust", "sql", "typescript")
SUITE, DIGEST = "bench", "b" * 64
TESTS = 10


def write_run(home: Path, run: str, *, contestants: int, tasks: int, first: int = 0) -> int:
    """Write a complete run of `contestants` x `tasks` under `home`; returns the number of events. `first` numbers the
    contestants, so that runs can have different ones."""
    rng = random.Random(f"{run} {contestants} {tasks}")
    names = {f"task-{number:04}": LANGUAGES[number % len(LANGUAGES)] for number in range(tasks)}
    labels = [f"model-{first + number:04}" for number in range(contestants)]
    created_at = f"2026-01-01T00:00:00.{first % 1000:03}Z"
    with JournalWriter(home / "runs" / run) as journal:
        journal.append(
            synthetic.planned(run, suite=SUITE, tasks=names, labels=labels, digest=DIGEST, created_at=created_at)
        )
        for label in labels:
            one = synthetic.contestant(label)
            journal.append(Identified(label=label, contestant=one))
            skill = rng.random()
            for number, name in enumerate(names):
                solved, wall_s = rng.random() < skill, 1 + rng.random()
                for event in attempt_events(run, one, name, number, solved=solved, wall_s=wall_s):
                    journal.append(event)
        journal.append(Finished(reason="complete"))
        return journal.next_seq


def attempt_events(
    run: str, one: Contestant, task: str, number: int, *, solved: bool, wall_s: float
) -> tuple[Started, ExchangeSeen, Ended, Graded]:
    """What one attempt leaves in the journal: about 2.5 kB. Its blobs are named, and not there."""
    key, blob = f"a{one.id[:6]}{number:05}", f"{number:064x}"
    return (
        Started(attempt=Attempt(id=key, run=run, contestant=one.id, label=one.label, task=f"{SUITE}/{task}")),
        ExchangeSeen(exchange=synthetic.exchange(key, request=blob, reply=blob, wall_s=wall_s, completion=200)),
        Ended(end=synthetic.ended(key, reply=blob, files={"solution.py": blob}, wall_s=wall_s)),
        Graded(grade=synthetic.grade(key, solved, tests=TESTS)),
    )
