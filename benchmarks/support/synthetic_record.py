"""Runs of any size, written straight into a journal: what the benchmarks of the record and its faces read."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from msgspec.structs import replace

from prony.journal import Ended, ExchangeSeen, Finished, Graded, Identified, JournalWriter, Started
from prony.nouns import Attempt, Contestant, Sampling

sys.path[:0] = [str(Path(__file__).parents[2] / "tests" / "support")]
import synthetic  # noqa: E402 - the parts of a run stand beside the tests that know their numbers

LANGUAGES = ("python", "javascript", "go", "rust", "sql", "typescript")
SUITE, DIGEST = "bench", "b" * 64
TESTS = 10


def write_run(
    home: Path, run: str, *, contestants: int, tasks: int, first: int = 0, repeats: int = 1, temperatures: int = 1
) -> int:
    """Write a complete run of `contestants` x `tasks` under `home`; returns the number of events. `first` numbers the
    contestants, so that runs can have different ones; so many that follow each other differ in temperature alone."""
    rng = random.Random(f"{run} {contestants} {tasks}")
    names = {f"task-{number:04}": LANGUAGES[number % len(LANGUAGES)] for number in range(tasks)}
    models = [model_of(first + number, temperatures) for number in range(contestants)]
    created_at = f"2026-01-01T00:00:00.{first % 1000:03}Z"
    with JournalWriter(home / "runs" / run) as journal:
        labels = [one.label for one in models]
        journal.append(
            synthetic.planned(
                run, suite=SUITE, tasks=names, labels=labels, digest=DIGEST, repeats=repeats, created_at=created_at
            )
        )
        for one in models:
            journal.append(Identified(label=one.label, contestant=one))
            skill = rng.random()
            for number in range(tasks * repeats):
                task, repeat = divmod(number, repeats)
                solved, wall_s = rng.random() < skill, 1 + rng.random()
                for event in attempt_events(
                    run, one, f"task-{task:04}", number, solved=solved, wall_s=wall_s, repeat=repeat
                ):
                    journal.append(event)
        journal.append(Finished(reason="complete"))
        return journal.next_seq


def model_of(number: int, temperatures: int) -> Contestant:
    """The contestant of this number: where there are several temperatures, a model at one of them."""
    if temperatures == 1:
        return synthetic.contestant(f"model-{number:04}")
    model, tenths = divmod(number, temperatures)
    one = synthetic.contestant(f"model-{model:04}", fingerprint={"sampling": Sampling(temperature=tenths / 10)})
    return replace(one, label=f"{one.label} t0.{tenths}")


def attempt_events(
    run: str, one: Contestant, task: str, number: int, *, solved: bool, wall_s: float, repeat: int = 0
) -> tuple[Started, ExchangeSeen, Ended, Graded]:
    """What one attempt leaves in the journal: about 2.5 kB. Its blobs are named, and not there."""
    key, blob = f"a{one.id[:6]}{number:05}", f"{number:064x}"
    return (
        Started(
            attempt=Attempt(id=key, run=run, contestant=one.id, label=one.label, task=f"{SUITE}/{task}", repeat=repeat)
        ),
        ExchangeSeen(exchange=synthetic.exchange(key, request=blob, reply=blob, wall_s=wall_s, completion=200)),
        Ended(end=synthetic.ended(key, reply=blob, files={"solution.py": blob}, wall_s=wall_s)),
        Graded(grade=synthetic.grade(key, solved, tests=TESTS)),
    )
