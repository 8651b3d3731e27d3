"""Replies that end in thinking: they get room, and where that is not enough, the run says so and names the setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_engine import DONE, ROLE, FakeEngine, answer, delta, finish, sse

from prony.bench.contestants import Request
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.schedule import RunResult
from prony.bench.stop import Stop
from prony.config import Config
from prony.journal import Noted, read_events
from prony.nouns import AttemptLimits, RunSettings

THINKS_ON = sse(ROLE, delta({"reasoning_content": "hm, and then"}), finish("length"), DONE)


async def run(
    home: Path, suite: Path, engine: FakeEngine, *, tasks: tuple[str, ...] = (), **limits: float
) -> tuple[RunResult, list[str]]:
    """How a run ended, and the warnings in its record."""
    request = Request(models=("m",), base_url=engine.base_url, shares_cpu=False, attempt=AttemptLimits(**limits))
    wanted = Wanted(suites=(str(suite),), tasks=tasks, contestants=request, settings=RunSettings(slots=1))
    plan, result = await start(home, wanted, Config(), RunObserver(), Stop())
    noted = [event.text for event in read_events(home / "runs" / plan.id) if isinstance(event, Noted)]
    return result, noted


async def test_many_replies_that_end_in_thinking_are_said_with_the_setting(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path
) -> None:
    fake_engine.default = THINKS_ON
    result, noted = await run(tmp_path, mini_suite, fake_engine)
    [line] = result.warnings
    assert "m: 4 of 4 attempts ended in thinking" in line
    assert "--thinking-tokens" in line
    assert line in noted


async def test_a_few_of_them_are_not_said(fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path) -> None:
    fake_engine.default = THINKS_ON
    result, _ = await run(tmp_path, mini_suite, fake_engine, tasks=("double", "negate"))
    assert result.warnings == ()


@pytest.mark.parametrize(
    ("limits", "sent"), [({}, 200 + 8192), ({"thinking_tokens": 0}, 200), ({"max_tokens": 77}, 77)]
)
async def test_where_nobody_knows_whether_a_model_thinks_its_reply_has_room_to(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, limits: dict[str, float], sent: int
) -> None:
    fake_engine.default = answer("No idea.")
    await run(tmp_path, mini_suite, fake_engine, tasks=("double",), **limits)
    asked = [call for call in fake_engine.calls if call.raw]
    assert asked[-1].body["max_tokens"] == sent
