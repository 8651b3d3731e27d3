"""What the next contestant does while submissions of the one before are still graded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_engine import answer, whole

from prony.bench import run as running
from prony.bench.activity import Activity, Doing
from prony.bench.attempt import AttemptOrder
from prony.bench.contestants import Request
from prony.bench.local import LocalAttempts, LocalGrades
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.grading import GradeJob
from prony.journal import Event, Graded, Started
from prony.nouns import AttemptEnd, Grade, RunSettings

FIRST, SECOND = "m", "n"


class Watched(LocalGrades):
    """The real grader, which tells what happens around a grade."""

    begins: Callable[[], Any]
    ends: Callable[[], None]

    async def grade(self, job: GradeJob) -> Grade:
        await type(self).begins()
        try:
            return await super().grade(job)
        finally:
            type(self).ends()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch):
    """A function that puts a watched grader in the place of the real one."""

    def put(begins: Callable[[], Any], ends: Callable[[], None] = lambda: None) -> None:
        made = type("Watching", (Watched,), {"begins": staticmethod(begins), "ends": staticmethod(ends)})
        monkeypatch.setattr(running, "LocalGrades", made)

    return put


async def two(
    home: Path, suite: Path, engine: Any, *, shares_cpu: bool, emit: Callable[[Event], None], **observer: Any
) -> None:
    """A run of two contestants on two tasks."""
    listed = "".join(f'{{"id":"{name}","object":"model"}},' for name in (FIRST, SECOND)).rstrip(",")
    engine.models = whole(200, f'{{"object":"list","data":[{listed}]}}'.encode())
    engine.default = answer("```python\ndef double(x):\n    return 2 * x\n```\n")
    wanted = Wanted(
        suites=(str(suite),),
        tasks=("double", "square"),
        contestants=Request(models=(FIRST, SECOND), base_url=engine.base_url, shares_cpu=shares_cpu),
        settings=RunSettings(slots=1),
    )
    await start(home, wanted, Config(), RunObserver(emit=emit, **observer), Stop())


async def test_the_next_contestant_begins_while_the_one_before_is_still_graded(
    fake_engine, mini_suite: Path, tmp_path: Path, watch
):
    second_began = asyncio.Event()
    order: list[str] = []

    async def hold() -> None:
        async with asyncio.timeout(20):
            await second_began.wait()

    def note(event: Event) -> None:
        if isinstance(event, Started) and event.attempt.label == SECOND:
            second_began.set()
        order.append(type(event).__name__)

    watch(hold)
    await two(tmp_path, mini_suite, fake_engine, shares_cpu=False, emit=note)
    assert order.count("Graded") == 4
    assert order[-1] == "Finished"


async def test_nothing_is_loaded_or_generated_during_a_grade_where_the_engine_shares_the_cpu(
    fake_engine, mini_suite: Path, tmp_path: Path, watch
):
    before: list[int] = []
    during: list[int] = []

    async def begin() -> None:
        before.append(len(fake_engine.calls))
        await asyncio.sleep(0.05)

    watch(begin, lambda: during.append(len(fake_engine.calls) - before[-1]))
    await two(tmp_path, mini_suite, fake_engine, shares_cpu=True, emit=lambda event: None)
    assert during == [0, 0, 0, 0]


async def test_a_live_view_is_told_what_takes_the_time(fake_engine, mini_suite: Path, tmp_path: Path):
    seen: list[Activity] = []
    await two(tmp_path, mini_suite, fake_engine, shares_cpu=False, emit=lambda event: None, show=seen.append)
    assert [one.label for one in seen if one.doing is Doing.LOAD] == [FIRST, SECOND]


async def test_orders_and_jobs_are_plain_data_that_can_travel(
    fake_engine, mini_suite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Everything an attempt and a grade are made of goes through bytes and back, and the run comes out the same."""

    def travelled(value: Any) -> Any:
        return msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type(value))

    class Far(LocalAttempts):
        async def attempt(self, order: AttemptOrder, hand_in: Any) -> AttemptEnd:
            return travelled(await super().attempt(travelled(order), hand_in))

    class FarGrades(LocalGrades):
        async def grade(self, job: GradeJob) -> Grade:
            return travelled(await super().grade(travelled(job)))

    monkeypatch.setattr(running, "LocalAttempts", Far)
    monkeypatch.setattr(running, "LocalGrades", FarGrades)
    solved: dict[str, bool] = {}

    def note(event: Event) -> None:
        if isinstance(event, Graded):
            solved[event.grade.attempt] = event.grade.solved

    await two(tmp_path, mini_suite, fake_engine, shares_cpu=False, emit=note)
    assert sorted(solved.values()) == [False, False, True, True]
