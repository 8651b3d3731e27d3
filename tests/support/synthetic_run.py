"""A builder of synthetic runs, whose every number a test can know beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prony.journal import (
    Ended,
    Event,
    ExchangeSeen,
    Finished,
    Graded,
    Identified,
    JournalWriter,
    Loaded,
    Planned,
    Started,
)
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
    FaultCode,
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
    Thinking,
    Tokens,
    Verdict,
)
from prony.outcomes import fault


class RunBuilder:
    """Writes a run event by event. `tasks` maps a task's name to its language."""

    def __init__(
        self,
        home: Path,
        run: str = "r1",
        *,
        tasks: dict[str, str] | None = None,
        suite: str = "quick",
        digest: str = "d" * 64,
        contestants: Sequence[str] = ("m",),
        references: Sequence[str] = (),
        repeats: int = 1,
        created_at: str = "2026-01-01T00:00:00.000Z",
    ) -> None:
        self.home, self.run, self.suite = home, run, suite
        self.tasks = tasks or {"one": "python", "two": "javascript"}
        self.dir = home / "runs" / run
        self.journal = JournalWriter(self.dir)
        self.events: list[Event] = []
        self.contestants: dict[str, str] = {}
        self.count = 0
        specs = [ContestantSpec(label=label, engine="embedded", reference=label in references) for label in contestants]
        pin = SuitePin(
            id=suite,
            version="1",
            digest=digest,
            path="/nowhere/quick",
            tasks=tuple(f"{suite}/{name}" for name in self.tasks),
        )
        plan = RunPlan(
            id=run,
            created_at=created_at,
            prony_version="0.1.0",
            suites=(pin,),
            contestants=tuple(specs),
            settings=RunSettings(repeats=repeats),
        )
        pins = tuple(
            TaskPin(id=f"{suite}/{name}", digest="t" * 64, title=f"Task {name}", language=language)
            for name, language in self.tasks.items()
        )
        self.put(Planned(plan=plan, tasks=pins))

    def put(self, event: Event) -> None:
        self.journal.append(event)
        self.events.append(event)

    def identify(self, label: str, *, reference: bool = False, **fields: Any) -> str:
        """Tell what `label` is; returns the contestant's id. `fields` replace those of the fingerprint's artifact."""
        artifact = {
            "sha256": hashlib.sha256(label.encode()).hexdigest(),
            "name": label,
            "quantization": "Q4_K_M",
            "bits_per_weight": 4.85,
            "size_bytes": 491_400_032,
        } | fields
        fingerprint = Fingerprint(
            artifact=Artifact(**artifact),
            engine=EngineIdentity(kind="embedded", version="9.9", served_context=4096),
            sampling=Sampling(temperature=0.0),
            thinking=Thinking.NONE,
            harness=HarnessIdentity(name="chat", version="1", config_sha256="c" * 64),
            machine=Machine(cpu="Some CPU", cores=2),
            model_id=label,
        )
        one = Contestant(id=fingerprint.digest()[:12], label=label, fingerprint=fingerprint, reference=reference)
        self.contestants[label] = one.id
        self.put(Identified(label=label, contestant=one))
        self.put(Loaded(label=label, load_s=1.5, cold=True, base_url="http://127.0.0.1:9/v1"))
        return one.id

    def start(self, label: str, task: str, repeat: int = 0, try_no: int = 0) -> str:
        self.count += 1
        attempt = "a" + hashlib.sha256(f"{self.run}{self.count}".encode()).hexdigest()[:11]
        self.put(
            Started(
                attempt=Attempt(
                    id=attempt,
                    run=self.run,
                    contestant=self.contestants.get(label, ""),
                    label=label,
                    task=f"{self.suite}/{task}",
                    repeat=repeat,
                    try_no=try_no,
                )
            )
        )
        return attempt

    def exchange(self, attempt: str, *, number: int = 0, wall_s: float = 2.0, reply: str = "", **tokens: Any) -> None:
        count = {"prompt": 100, "cached": 50, "completion": 21, "source": "usage"} | tokens
        self.put(
            ExchangeSeen(
                exchange=Exchange(
                    id=f"{attempt}.{number}",
                    attempt=attempt,
                    number=number,
                    dialect="chat",
                    started_at="2026-01-01T00:00:01.000Z",
                    streamed=True,
                    http_status=200,
                    request_blob=self.journal.blobs.put(b'{"messages":[{"role":"user","content":"do it"}]}'),
                    reply_blob=self.journal.blobs.put(reply.encode()),
                    tokens=Tokens(**count),
                    times=ExchangeTimes(first_event_s=0.1, first_answer_s=0.5, last_s=wall_s - 0.5, end_s=wall_s),
                    timings=ServerTimings(predicted_n=count["completion"], predicted_ms=(wall_s - 1) * 500),
                    finish_reason="stop",
                )
            )
        )

    def end(
        self,
        attempt: str,
        *,
        code: FaultCode | None = None,
        detail: str = "",
        wall_s: float = 2.0,
        reply: str = "ok",
        files: dict[str, bytes] | None = None,
        labels: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> None:
        gradable = code is None or files
        submission = Submission(
            mode=Mode.ANSWER,
            reply=self.journal.blobs.put(reply.encode("utf-8", "replace")),
            files={path: self.journal.blobs.put(data) for path, data in (files or {"solution.py": b"x = 1\n"}).items()},
            notes=notes,
        )
        self.put(
            Ended(
                end=AttemptEnd(
                    attempt=attempt,
                    ended_at="2026-01-01T00:00:03.000Z",
                    wall_s=wall_s,
                    submission=submission if gradable else None,
                    fault=fault(code, detail) if code else None,
                    exchanges=1,
                    labels=labels,
                )
            )
        )

    def grade(
        self,
        attempt: str,
        solved: bool,
        *,
        score: float | None = None,
        verdict: Verdict | None = None,
        assurance: Assurance = Assurance.A,
        grader: str = "1",
        message: str = "",
    ) -> None:
        passed = TestStatus.PASS if solved else TestStatus.FAIL
        said = verdict or (Verdict.PASS if solved else Verdict.FAIL)
        self.put(
            Graded(
                grade=Grade(
                    attempt=attempt,
                    graded_at="2026-01-01T00:00:04.000Z",
                    grader=grader,
                    task_digest="t" * 64,
                    solved=solved,
                    score=(20.0 if solved else 0.0) if score is None else score,
                    scale=20.0,
                    verdict=said,
                    assurance=assurance,
                    criteria=(
                        CriterionResult(
                            id="works",
                            points=20.0,
                            earned=20.0 if solved else 0.0,
                            required=True,
                            assurance=assurance,
                            failed=() if solved else ("t1",),
                        ),
                    ),
                    tests=(
                        TestResult(id="t1", status=passed, verdict=said, message=message, assurance=assurance),
                        TestResult(id="t2", status=TestStatus.PASS, verdict=Verdict.PASS),
                    ),
                    judged_by={"python": "3.11"},
                    sandbox="bubblewrap",
                )
            )
        )

    def attempt(
        self,
        label: str,
        task: str,
        solved: bool | FaultCode,
        *,
        repeat: int = 0,
        try_no: int = 0,
        wall_s: float = 2.0,
        score: float | None = None,
        **tokens: Any,
    ) -> str:
        """One whole attempt: solved, failed, or ended by a fault without anything to grade."""
        one = self.start(label, task, repeat, try_no)
        self.exchange(one, wall_s=wall_s, reply="```python\nx = 1\n```", **tokens)
        if isinstance(solved, FaultCode):
            self.end(one, code=solved, wall_s=wall_s)
        else:
            self.end(one, wall_s=wall_s)
            self.grade(one, solved, score=score)
        return one

    def finish(self, reason: str = "complete") -> None:
        self.put(Finished(reason=reason))
        self.journal.close()
