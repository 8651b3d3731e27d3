"""Runs of any size, written straight into a journal: what the benchmarks of the record and its faces read."""

from __future__ import annotations

import random
from pathlib import Path

from prony.journal import Ended, ExchangeSeen, Finished, Graded, Identified, JournalWriter, Planned, Started
from prony.nouns import (
    Artifact,
    Assurance,
    Attempt,
    AttemptEnd,
    Contestant,
    ContestantSpec,
    CriterionResult,
    EngineIdentity,
    Exchange,
    ExchangeTimes,
    Fingerprint,
    Grade,
    HarnessIdentity,
    Machine,
    Mode,
    RunPlan,
    RunSettings,
    Sampling,
    ServerTimings,
    Submission,
    SuitePin,
    TaskPin,
    TestResult,
    TestStatus,
    Tokens,
    Verdict,
)

LANGUAGES = ("python", "javascript", "go", "rust", "sql", "typescript")
TESTS = 10


def write_run(home: Path, run: str, *, contestants: int, tasks: int, first: int = 0) -> int:
    """Write a complete run of `contestants` x `tasks` under `home`; returns the number of events. `first` numbers the
    contestants, so that runs can have different ones."""
    rng = random.Random(f"{run} {contestants} {tasks}")
    names = [f"bench/task-{number:04}" for number in range(tasks)]
    specs = [ContestantSpec(label=f"model-{first + number:04}", engine="embedded") for number in range(contestants)]
    pin = SuitePin(id="bench", version="1", digest="b" * 64, path="/nowhere", tasks=tuple(names))
    pins = tuple(
        TaskPin(id=name, digest="t" * 64, title=name, language=LANGUAGES[number % len(LANGUAGES)])
        for number, name in enumerate(names)
    )
    plan = RunPlan(
        id=run,
        created_at=f"2026-01-01T00:00:00.{first % 1000:03}Z",
        prony_version="0",
        suites=(pin,),
        contestants=tuple(specs),
        settings=RunSettings(),
    )
    with JournalWriter(home / "runs" / run) as journal:
        journal.append(Planned(plan=plan, tasks=pins))
        for spec in specs:
            one = _contestant(spec.label)
            journal.append(Identified(label=spec.label, contestant=one))
            skill = rng.random()
            for number, name in enumerate(names):
                for event in attempt_events(
                    run, one, name, number, solved=rng.random() < skill, wall_s=1 + rng.random()
                ):
                    journal.append(event)
        journal.append(Finished(reason="complete"))
        return journal.next_seq


def attempt_events(
    run: str, one: Contestant, task: str, number: int, *, solved: bool, wall_s: float
) -> tuple[Started, ExchangeSeen, Ended, Graded]:
    """What one attempt leaves in the journal: about 2.5 kB."""
    key = f"a{one.id[:6]}{number:05}"
    blob = f"{number:064x}"
    exchange = Exchange(
        id=f"{key}.0",
        attempt=key,
        number=0,
        dialect="chat",
        started_at="2026-01-01T00:00:00.000Z",
        streamed=True,
        http_status=200,
        request_blob=blob,
        reply_blob=blob,
        model_asked=one.label,
        model_answered=one.label,
        parameters={"max_tokens": 1024, "temperature": 0.0},
        times=ExchangeTimes(headers_s=0.01, first_event_s=0.1, first_answer_s=0.1, last_s=wall_s, end_s=wall_s),
        tokens=Tokens(prompt=300, completion=200, cached=0, source="usage"),
        timings=ServerTimings(prompt_n=300, prompt_ms=90.0, predicted_n=200, predicted_ms=wall_s * 900, cache_n=0),
        finish_reason="stop",
        chunks=200,
        content_chars=800,
    )
    end = AttemptEnd(
        attempt=key,
        ended_at="2026-01-01T00:00:01.000Z",
        wall_s=wall_s,
        submission=Submission(mode=Mode.ANSWER, reply=blob, files={"solution.py": blob}),
        exchanges=1,
    )
    status, verdict = (TestStatus.PASS, Verdict.PASS) if solved else (TestStatus.FAIL, Verdict.FAIL)
    grade = Grade(
        attempt=key,
        graded_at="2026-01-01T00:00:02.000Z",
        grader="1",
        task_digest="t" * 64,
        solved=solved,
        score=20.0 if solved else 8.0,
        scale=20.0,
        verdict=verdict,
        assurance=Assurance.A,
        criteria=(
            CriterionResult(
                id="works", points=20.0, earned=20.0 if solved else 8.0, required=True, assurance=Assurance.A
            ),
        ),
        tests=tuple(
            TestResult(id=f"case-{test}", status=status, verdict=verdict, cpu_s=0.001, wall_s=0.002)
            for test in range(TESTS)
        ),
        judged_by={"python": "3.11"},
        sandbox="bubblewrap",
    )
    attempt = Attempt(id=key, run=run, contestant=one.id, label=one.label, task=task)
    return Started(attempt=attempt), ExchangeSeen(exchange=exchange), Ended(end=end), Graded(grade=grade)


def _contestant(label: str) -> Contestant:
    fingerprint = Fingerprint(
        artifact=Artifact(sha256="a" * 64, name=label, quantization="Q4_K_M", bits_per_weight=4.85, size_bytes=1 << 30),
        engine=EngineIdentity(kind="embedded", version="1"),
        sampling=Sampling(temperature=0.0),
        harness=HarnessIdentity(name="chat", version="1", config_sha256="c" * 64),
        machine=Machine(cpu="a CPU", cores=2),
        model_id=label,
    )
    return Contestant(id=fingerprint.digest()[:12], label=label, fingerprint=fingerprint)
