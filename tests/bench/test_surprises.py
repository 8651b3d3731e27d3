from __future__ import annotations

from pathlib import Path

import pytest

from prony.bench.plan import make_plan
from prony.bench.remaining import Done
from prony.bench.surprises import surprises
from prony.journal import Ended, Event, Graded, Started
from prony.nouns import (
    Assurance,
    Attempt,
    AttemptEnd,
    ContestantSpec,
    CriterionResult,
    FaultCode,
    Grade,
    Mode,
    RunSettings,
    Submission,
    Verdict,
)
from prony.outcomes import fault
from prony.suites import load_suite


def made(label: str, *, fault_code: FaultCode | None = None, solved: bool | None = None) -> list[Event]:
    handed_in = Submission(mode=Mode.ANSWER, reply="r", files={"answer.py": "b"}) if solved is not None else None
    end = AttemptEnd(
        attempt="a", ended_at="", wall_s=0, submission=handed_in, fault=fault(fault_code) if fault_code else None
    )
    attempt = Attempt(id="a", run="r", contestant="c", label=label, task="mini/double")
    events: list[Event] = [Started(attempt=attempt), Ended(end=end)]
    if solved is not None:
        earned = 20.0 if solved else 0.0
        criterion = CriterionResult(id="right", points=20, earned=earned, required=True, assurance=Assurance.A)
        grade = Grade(
            attempt="a",
            graded_at="",
            grader="1",
            task_digest="d",
            solved=solved,
            score=earned,
            scale=20,
            verdict=Verdict.PASS if solved else Verdict.FAIL,
            assurance=Assurance.A,
            criteria=(criterion,),
        )
        events.append(Graded(grade=grade))
    return events


@pytest.mark.parametrize(
    ("name", "recites", "events", "expected"),
    [
        ("all-correct", {}, made("all-correct", solved=True), None),
        ("all-correct", {}, made("all-correct", solved=False), "known for solved, came out as failed, losing right"),
        ("known-flaws", {"mini/double": "wrong"}, made("known-flaws", solved=False), None),
        ("known-flaws", {"mini/double": "wrong"}, made("known-flaws", solved=True), "came out as solved"),
        ("looping", {}, made("looping", fault_code=FaultCode.LOOP), None),
        ("looping", {}, made("looping", fault_code=FaultCode.TRUNCATED), "came out as faulted/truncated"),
        ("empty", {}, made("empty", fault_code=FaultCode.EMPTY), None),
        ("empty", {}, made("empty", fault_code=FaultCode.ENGINE_CRASH), "came out as infra"),
        ("empty", {}, [], None),
    ],
)
def test_a_reference_that_is_not_what_it_is_known_for_is_a_surprise(
    mini_suite: Path, name: str, recites: dict[str, str], events: list[Event], expected: str | None
):
    suite = load_suite(mini_suite)
    spec = ContestantSpec(label=name, model=name, engine="embedded", reference=True, recites=recites)
    plan = make_plan("r", [suite], [spec], RunSettings(), ["double"])
    lines = surprises(plan, spec, {task.id: task for task in suite.tasks}, Done(events))
    assert bool(lines) == (expected is not None)
    assert expected is None or expected in lines[0]
