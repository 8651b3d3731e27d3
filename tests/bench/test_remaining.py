from __future__ import annotations

from prony.bench.plan import Cell, cells
from prony.bench.remaining import Done
from prony.journal import Ended, Event, Graded, Started
from prony.nouns import (
    Assurance,
    Attempt,
    AttemptEnd,
    ContestantSpec,
    FaultCode,
    Grade,
    Mode,
    Outcome,
    RunPlan,
    RunSettings,
    Submission,
    SuitePin,
    Verdict,
)
from prony.outcomes import MAX_TRIES, fault

SPEC = ContestantSpec(label="m", engine="embedded")
PLAN = RunPlan(
    id="r",
    created_at="2026-11-21T00:00:00Z",
    prony_version="0",
    suites=(SuitePin(id="s", version="1", digest="d", path="/nowhere", tasks=("s/a", "s/b")),),
    contestants=(SPEC,),
    settings=RunSettings(repeats=2),
)
CELL = Cell(label="m", task="s/a", repeat=0)


def started(name: str, cell: Cell = CELL) -> Event:
    return Started(attempt=Attempt(id=name, run="r", contestant="c", label="m", task=cell.task, repeat=cell.repeat))


def ended(name: str, code: FaultCode | None = None) -> Event:
    handed_in = Submission(mode=Mode.ANSWER, reply="x", files={"f.py": "y"}) if code is None else None
    return Ended(
        end=AttemptEnd(attempt=name, ended_at="", wall_s=1.0, submission=handed_in, fault=fault(code) if code else None)
    )


def graded(name: str, *, solved: bool = True, verdict: Verdict = Verdict.PASS) -> Event:
    return Graded(
        grade=Grade(
            attempt=name,
            graded_at="",
            grader="1",
            task_digest="d",
            solved=solved,
            score=20.0,
            scale=20.0,
            verdict=verdict,
            assurance=Assurance.A,
        )
    )


def test_an_empty_record_leaves_every_cell():
    assert Done().todo(SPEC, PLAN) == cells(PLAN, SPEC)
    assert len(cells(PLAN, SPEC)) == 4


def test_every_task_comes_once_before_any_task_comes_twice():
    assert [cell.repeat for cell in cells(PLAN, SPEC)] == [0, 0, 1, 1]


def test_a_finished_attempt_is_never_repeated():
    assert CELL not in Done([started("a1"), ended("a1"), graded("a1", solved=False)]).todo(SPEC, PLAN)


def test_an_attempt_that_a_crash_left_without_an_end_is_made_again_under_another_id():
    done = Done([started("a1")])
    assert CELL in done.todo(SPEC, PLAN)
    assert (done.tries(CELL), done.starts(CELL)) == (0, 1)


def test_a_submission_that_was_never_graded_is_graded_and_not_made_again():
    done = Done([started("a1"), ended("a1")])
    assert CELL not in done.todo(SPEC, PLAN)
    assert done.ungraded(SPEC, PLAN) == ["a1"]


def test_infra_is_tried_again_at_most_twice():
    events: list[Event] = []
    for number in range(MAX_TRIES):
        assert CELL in Done(events).todo(SPEC, PLAN)
        events += [started(f"a{number}"), ended(f"a{number}", FaultCode.ENGINE_CRASH)]
    assert CELL not in Done(events).todo(SPEC, PLAN)
    assert Done(events).state(CELL) is Outcome.INFRA


def test_what_a_budget_left_undone_is_taken_up_again():
    done = Done([started("a1"), ended("a1", FaultCode.RUN_BUDGET)])
    assert done.state(CELL) is Outcome.MISSING
    assert CELL in done.todo(SPEC, PLAN)
    assert done.tries(CELL) == 0


def test_the_newest_grade_decides():
    done = Done([started("a1"), ended("a1"), graded("a1", solved=False), graded("a1", solved=True)])
    assert done.state(CELL) is Outcome.SOLVED


def test_a_fault_of_the_contestant_is_final():
    done = Done([started("a1"), ended("a1", FaultCode.EMPTY)])
    assert done.state(CELL) is Outcome.FAULTED
    assert CELL not in done.todo(SPEC, PLAN)
