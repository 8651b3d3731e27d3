"""A small, complete run as events, for every test of this room."""

from __future__ import annotations

import pytest

from prony.journal import Ended, Event, Graded, Planned, Started
from prony.nouns import (
    Assurance,
    Attempt,
    AttemptEnd,
    ContestantSpec,
    Grade,
    Mode,
    RunPlan,
    RunSettings,
    Submission,
    SuitePin,
    Verdict,
)


def make_plan(run: str = "r1") -> RunPlan:
    pin = SuitePin(id="quick", version="1", digest="d" * 64, path="/suites/quick", tasks=("quick/one", "quick/two"))
    return RunPlan(
        id=run,
        created_at="2026-01-01T00:00:00.000Z",
        prony_version="0.1.0",
        suites=(pin,),
        contestants=(ContestantSpec(label="m", engine="embedded"),),
        settings=RunSettings(),
    )


def make_events(run: str = "r1") -> list[Event]:
    attempt = Attempt(id="a1", run=run, contestant="c1", label="m", task="quick/one")
    end = AttemptEnd(attempt="a1", ended_at="2026-01-01T00:00:01Z", wall_s=1.0, submission=Submission(mode=Mode.ANSWER))
    grade = Grade(
        attempt="a1",
        graded_at="2026-01-01T00:00:02Z",
        grader="1",
        task_digest="t" * 64,
        solved=True,
        score=20.0,
        scale=20.0,
        verdict=Verdict.PASS,
        assurance=Assurance.A,
    )
    return [Planned(plan=make_plan(run)), Started(attempt=attempt), Ended(end=end), Graded(grade=grade)]


@pytest.fixture
def events() -> list[Event]:
    return make_events()
