"""Runs against an engine that misbehaves to order: what is tried again, what is given up, what a stop leaves."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_engine import MODELS, USAGE, Script, Sleep, answer, sse, text, whole

from prony.bench.contestants import Request
from prony.bench.plan import cells
from prony.bench.remaining import Done
from prony.bench.run import RunObserver, Wanted, resume, start
from prony.bench.schedule import RunResult
from prony.bench.stop import Stop
from prony.config import Config
from prony.journal import Ended, Event, Graded, JournalWriter, Started, read_events
from prony.nouns import GradeLimits, Outcome, RunPlan, RunSettings

RIGHT = {
    "add-one": "def add_one(x):\n    return x + 1\n",
    "double": "def double(x):\n    return 2 * x\n",
    "negate": "def negate(x):\n    return -x\n",
    "square": "def square(x):\n    return x * x\n",
}


def fenced(code: str) -> Script:
    return answer(f"Here it is:\n\n```python\n{code}```\n")


async def bench(
    home: Path,
    suite: Path,
    engine: Any,
    *,
    emit: Any = lambda event: None,
    stop: Stop | None = None,
    tasks: tuple[str, ...] = ("double",),
    shares_cpu: bool = False,
    **settings: Any,
) -> tuple[RunPlan, RunResult, Done]:
    wanted = Wanted(
        suites=(str(suite),),
        tasks=tasks,
        contestants=Request(models=("m",), base_url=engine.base_url, shares_cpu=shares_cpu),
        settings=RunSettings(slots=1, **settings),
    )
    plan, summary = await start(home, wanted, Config(), RunObserver(emit=emit), stop or Stop())
    return plan, summary, Done(read_events(home / "runs" / plan.id))


def outcomes(plan: RunPlan, done: Done) -> Counter[Outcome | None]:
    return Counter(done.state(cell) for spec in plan.contestants for cell in cells(plan, spec))


async def test_a_right_answer_is_solved(fake_engine, mini_suite: Path, tmp_path: Path):
    fake_engine.default = fenced(RIGHT["double"])
    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine)
    assert outcomes(plan, done) == {Outcome.SOLVED: 1}
    assert (summary.reason, summary.infra) == ("complete", 0)


async def test_a_cut_stream_is_tried_three_times_each_in_the_journal_and_never_scored(
    fake_engine, mini_suite: Path, tmp_path: Path
):
    fake_engine.default = sse(text("```python\ndef dou"), USAGE)
    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine)
    assert outcomes(plan, done) == {Outcome.INFRA: 1}
    assert [attempt.try_no for attempt in done.attempts.values()] == [0, 1, 2]
    assert all(end.fault is not None and end.fault.code == "stream_cut" for end in done.ends.values())
    assert summary.infra == 1


async def test_a_fault_that_passes_leaves_the_later_try_to_count(fake_engine, mini_suite: Path, tmp_path: Path):
    def mend(event: Event) -> None:
        if isinstance(event, Ended):
            fake_engine.default = fenced(RIGHT["double"])

    fake_engine.default = fenced(RIGHT["double"])

    def break_it(event: Event) -> None:
        if isinstance(event, Started) and event.attempt.try_no == 0:
            fake_engine.default = whole(503, b'{"error":{"message":"Loading model"}}')
        mend(event)

    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine, emit=break_it)
    assert outcomes(plan, done) == {Outcome.SOLVED: 1}
    assert len(done.ends) == 2
    assert summary.infra == 0


async def test_a_setup_that_never_works_is_given_up_and_said(fake_engine, mini_suite: Path, tmp_path: Path):
    fake_engine.default = fenced(RIGHT["double"])

    def lock(event: Event) -> None:
        if isinstance(event, Started):
            fake_engine.default = whole(401, b'{"error":{"message":"Invalid API Key"}}')

    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine, emit=lock, tasks=())
    counted = outcomes(plan, done)
    assert counted[Outcome.INFRA] == 1
    assert counted[Outcome.MISSING] == 3
    assert summary.could_not_run.keys() == {"m"}
    assert "(auth)" in summary.could_not_run["m"]
    assert f"prony run --resume {plan.id}" in summary.could_not_run["m"]


async def test_a_spent_time_budget_ends_what_is_in_flight_and_leaves_the_rest_missing(
    fake_engine, mini_suite: Path, tmp_path: Path
):
    fake_engine.default = fenced(RIGHT["double"])

    def stall(event: Event) -> None:
        if isinstance(event, Started):
            fake_engine.default = sse(text("thinking"), Sleep(60))

    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine, emit=stall, tasks=(), max_minutes=2.5 / 60)
    assert summary.reason == "budget"
    assert outcomes(plan, done) == {Outcome.MISSING: 4}
    in_flight = [call for call in fake_engine.calls if call.method == "POST"][-1]
    assert in_flight.aborted, "the request in flight went on"


async def test_stopped_once_it_finishes_what_is_in_flight_and_resume_does_the_rest(
    fake_engine, mini_suite: Path, tmp_path: Path
):
    fake_engine.default = sse(text("```python\n" + RIGHT["double"] + "```\n"), Sleep(0.2), *fenced("x").steps[-3:])
    stop = Stop()

    def ask(event: Event) -> None:
        if isinstance(event, Started):
            stop.ask()

    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine, emit=ask, stop=stop, tasks=())
    assert summary.reason == "stopped"
    assert len(done.ends) == 1
    assert len(done.grades) == 1
    plan, summary = await resume(tmp_path, plan.id, lambda settings: settings, RunObserver(), Stop())
    assert summary.reason == "complete"
    done = Done(read_events(tmp_path / "runs" / plan.id))
    assert len(done.ends) == 4


async def test_stopped_twice_it_ends_at_once_and_nothing_is_charged(fake_engine, mini_suite: Path, tmp_path: Path):
    fake_engine.default = fenced(RIGHT["double"])
    stop = Stop()

    def ask(event: Event) -> None:
        if isinstance(event, Started):
            fake_engine.default = sse(text("endless"), Sleep(60))
            asyncio.get_running_loop().call_later(0.3, stop.now)

    plan, summary, done = await bench(tmp_path, mini_suite, fake_engine, emit=ask, stop=stop, tasks=())
    assert summary.reason == "stopped"
    assert done.ends == {}
    assert outcomes(plan, done) == {None: 4}


async def test_attempts_run_beside_each_other_where_the_engine_can(fake_engine, mini_suite: Path, tmp_path: Path):
    fake_engine.default = sse(text("```python\n" + RIGHT["double"] + "```\n"), Sleep(0.3), *fenced("x").steps[-3:])
    open_now = 0
    most = 0

    def count(event: Event) -> None:
        nonlocal open_now, most
        open_now += isinstance(event, Started) - isinstance(event, Ended)
        most = max(most, open_now)

    await bench(tmp_path, mini_suite, fake_engine, emit=count, tasks=(), parallel=4)
    assert most == 4


async def test_where_the_engine_shares_the_cpu_each_reply_is_graded_before_the_next_comes(
    fake_engine, mini_suite: Path, tmp_path: Path
):
    fake_engine.default = fenced(RIGHT["double"])
    order: list[type[Event]] = []

    def note(event: Event) -> None:
        if isinstance(event, Ended | Graded):
            order.append(type(event))

    await bench(tmp_path, mini_suite, fake_engine, emit=note, shares_cpu=True, repeats=4, parallel=1)
    assert order == [Ended, Graded] * 4


async def test_without_grading_submissions_wait_and_regrade_grades_them(fake_engine, mini_suite: Path, tmp_path: Path):
    from prony.bench.regrade import regrade

    fake_engine.default = fenced(RIGHT["double"])
    plan, _, done = await bench(tmp_path, mini_suite, fake_engine, grade=False)
    assert outcomes(plan, done) == {None: 1}
    regraded = await regrade(tmp_path, plan.id)
    assert regraded.grades == 1
    done = Done(read_events(tmp_path / "runs" / plan.id))
    assert outcomes(plan, done) == {Outcome.SOLVED: 1}


async def test_a_regrade_adds_a_grade_and_keeps_the_old_one(fake_engine, mini_suite: Path, tmp_path: Path):
    from prony.bench.regrade import regrade

    fake_engine.default = fenced(RIGHT["double"])
    plan, _, _ = await bench(tmp_path, mini_suite, fake_engine)
    regraded = await regrade(tmp_path, plan.id, again=True)
    assert (regraded.grades, regraded.changed) == (1, ())
    grades = [event for event in read_events(tmp_path / "runs" / plan.id) if isinstance(event, Graded)]
    assert len(grades) == 2


async def test_a_regrade_takes_the_time_limits_of_the_grade_that_stands_unless_it_is_to_measure(
    fake_engine, mini_suite: Path, tmp_path: Path
):
    from prony.bench.regrade import regrade

    fake_engine.default = fenced(RIGHT["double"])
    plan, _, _ = await bench(tmp_path, mini_suite, fake_engine)
    run_dir = tmp_path / "runs" / plan.id
    [first] = [event.grade for event in read_events(run_dir) if isinstance(event, Graded)]
    assert first.limits is not None
    assert first.limits.reference_cpu_s is not None
    recorded = GradeLimits(cpu_s=77, wall_s=99)
    with JournalWriter(run_dir) as journal:
        journal.append(Graded(grade=msgspec.structs.replace(first, limits=recorded)))
    await regrade(tmp_path, plan.id)
    await regrade(tmp_path, plan.id, measured=True)
    *_, again, measured = [event.grade for event in read_events(run_dir) if isinstance(event, Graded)]
    assert (again.limits, measured.limits) == (recorded, first.limits)


async def test_an_absent_toolchain_makes_its_tasks_missing_and_never_failed(
    fake_engine, mini_suite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("prony.grading.toolchains.find", lambda requirement, overrides=None: None)
    fake_engine.default = fenced(RIGHT["double"])
    plan, _, done = await bench(tmp_path, mini_suite, fake_engine)
    assert outcomes(plan, done) == {Outcome.MISSING: 1}
    (end,) = done.ends.values()
    assert end.fault is not None
    assert end.fault.detail == "no toolchain for python"


async def test_a_contestant_that_changed_since_is_not_resumed(fake_engine, mini_suite: Path, tmp_path: Path):
    fake_engine.default = fenced(RIGHT["double"])
    stop = Stop()
    plan, _, _ = await bench(
        tmp_path,
        mini_suite,
        fake_engine,
        stop=stop,
        tasks=(),
        emit=lambda event: isinstance(event, Started) and stop.ask(),
    )
    fake_engine.models = whole(
        200, MODELS.steps[0].replace(b'"object":"model"', b'"object":"model","max_model_len":777')
    )
    said: list[Event] = []
    _, summary = await resume(tmp_path, plan.id, lambda settings: settings, RunObserver(emit=said.append), Stop())
    assert "is not what it was" in summary.could_not_run["m"]
    assert "start a new run" in summary.could_not_run["m"], "and what to do about it"
