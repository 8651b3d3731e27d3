"""The parts of a synthetic run, as nouns whose every number is known beforehand: no clock, no chance, no file.

Two front ends put them together: `synthetic_run.RunBuilder` event by event for tests, and `synthetic_record.write_run`
of the benchmarks, in bulk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from prony.journal import Planned
from prony.nouns import (
    Artifact,
    Assurance,
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
    Purpose,
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

BEGAN = "2026-01-01T00:00:00.000Z"


def planned(
    run: str,
    *,
    suite: str,
    tasks: Mapping[str, str],
    labels: Sequence[str],
    references: Sequence[str] = (),
    digest: str = "d" * 64,
    repeats: int = 1,
    created_at: str = BEGAN,
    specs: Mapping[str, Mapping[str, Any]] = {},
    axes: Mapping[str, Sequence[str]] = {},
    difficulty: Mapping[str, str] = {},
    pins: Mapping[str, Mapping[str, Any]] = {},
    pinned: Mapping[str, Any] = {},
) -> Planned:
    """The first event of a run of `labels` on `tasks` (name -> language) of one suite. `specs`: label -> more fields of
    what was asked for. axes, difficulty: of tasks, by name. pins: task -> more fields of what is kept of it; pinned: of
    the suite."""
    pin = SuitePin(
        id=suite,
        version="1",
        digest=digest,
        path=f"/nowhere/{suite}",
        tasks=tuple(f"{suite}/{name}" for name in tasks),
        **pinned,
    )
    asked = (
        ContestantSpec(
            **{"label": label, "engine": "embedded", "reference": label in references, **specs.get(label, {})}
        )
        for label in labels
    )
    plan = RunPlan(
        id=run,
        created_at=created_at,
        prony_version="0.1.0",
        suites=(pin,),
        contestants=tuple(asked),
        settings=RunSettings(repeats=repeats),
    )
    told = (
        TaskPin(
            **{
                "id": f"{suite}/{name}",
                "digest": "t" * 64,
                "title": f"Task {name}",
                "language": language,
                "axes": tuple(axes.get(name, ())),
                **({"difficulty": difficulty[name]} if name in difficulty else {}),
                **pins.get(name, {}),
            }
        )
        for name, language in tasks.items()
    )
    return Planned(plan=plan, tasks=tuple(told))


def contestant(
    label: str, *, reference: bool = False, fingerprint: Mapping[str, Any] | None = None, **artifact: Any
) -> Contestant:
    """Who `label` turned out to be; `artifact` replaces fields of the fingerprint's artifact, `fingerprint` its own."""
    file = {
        "sha256": hashlib.sha256(label.encode()).hexdigest(),
        "name": label,
        "quantization": "Q4_K_M",
        "bits_per_weight": 4.85,
        "size_bytes": 491_400_032,
    }
    found = Fingerprint(
        artifact=Artifact(**file | artifact),
        engine=EngineIdentity(kind="embedded", version="9.9", served_context=4096),
        sampling=Sampling(temperature=0.0),
        thinking=Thinking.NONE,
        harness=HarnessIdentity(name="chat", version="1", config_sha256="c" * 64),
        machine=Machine(cpu="Some CPU", cores=2),
        model_id=label,
    )
    found = msgspec.structs.replace(found, **fingerprint or {})
    return Contestant(id=found.digest()[:12], label=label, fingerprint=found, reference=reference)


def exchange(
    attempt: str,
    *,
    request: str,
    reply: str,
    number: int = 0,
    wall_s: float = 2.0,
    purpose: Purpose = Purpose.ATTEMPT,
    flags: tuple[str, ...] = (),
    **tokens: Any,
) -> Exchange:
    """One streamed request (blob ids `request` and `reply`): first answer after 0.5 s, last token 0.5 s before the end.

    `tokens` replace fields of its counts: 100 prompt tokens of which 50 cached, 21 completion tokens.
    """
    count = Tokens(**{"prompt": 100, "cached": 50, "completion": 21, "source": "usage"} | tokens)
    return Exchange(
        id=f"{attempt}.{number}",
        attempt=attempt,
        number=number,
        dialect="chat",
        started_at="2026-01-01T00:00:01.000Z",
        streamed=True,
        http_status=200,
        request_blob=request,
        reply_blob=reply,
        tokens=count,
        times=ExchangeTimes(first_event_s=0.1, first_answer_s=0.5, last_s=wall_s - 0.5, end_s=wall_s),
        timings=ServerTimings(predicted_n=count.completion, predicted_ms=(wall_s - 1) * 500),
        finish_reason="stop",
        flags=flags,
        purpose=purpose,
    )


def ended(
    attempt: str,
    *,
    reply: str,
    files: Mapping[str, str],
    code: FaultCode | None = None,
    detail: str = "",
    handed_in: bool = True,
    wall_s: float = 2.0,
    labels: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    text_calls: int | None = None,
    step: int = 0,
) -> AttemptEnd:
    """How an attempt ended: with these blobs handed in, or (`handed_in` false) with nothing; with a fault `code`."""
    submission = Submission(mode=Mode.ANSWER, reply=reply, files=dict(files), notes=notes, step=step)
    return AttemptEnd(
        attempt=attempt,
        ended_at="2026-01-01T00:00:03.000Z",
        wall_s=wall_s,
        submission=submission if handed_in else None,
        fault=fault(code, detail) if code else None,
        exchanges=1,
        labels=labels,
        text_calls=text_calls,
    )


def grade(
    attempt: str,
    solved: bool,
    *,
    score: float | None = None,
    verdict: Verdict | None = None,
    assurance: Assurance = Assurance.A,
    grader: str = "1",
    message: str = "",
    tests: int = 2,
    step: int = 0,
    notes: tuple[str, ...] = (),
    judged_by: dict[str, str] | None = None,
) -> Grade:
    """A grade of 20 points in one criterion, with as many `tests`, of which the first says what became of it."""
    said = verdict or (Verdict.PASS if solved else Verdict.FAIL)
    status = TestStatus.PASS if solved else TestStatus.FAIL
    first = TestResult(id="t1", status=status, verdict=said, message=message, assurance=assurance)
    passed = (TestResult(id=f"t{n}", status=TestStatus.PASS, verdict=Verdict.PASS) for n in range(2, tests + 1))
    works = CriterionResult(
        id="works",
        points=20.0,
        earned=20.0 if solved else 0.0,
        required=True,
        assurance=assurance,
        failed=() if solved else ("t1",),
    )
    return Grade(
        notes=notes,
        attempt=attempt,
        graded_at="2026-01-01T00:00:04.000Z",
        grader=grader,
        task_digest="t" * 64,
        solved=solved,
        score=(20.0 if solved else 0.0) if score is None else score,
        scale=20.0,
        verdict=said,
        assurance=assurance,
        criteria=(works,),
        tests=(first, *passed),
        judged_by={"python": "3.11"} if judged_by is None else judged_by,
        sandbox="bubblewrap",
        step=step,
    )
