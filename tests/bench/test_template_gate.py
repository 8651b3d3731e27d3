"""What becomes of a contestant whose engine's chat template is broken: not asked, struck out, or told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from chat_templates import BROKEN, SOUND, Family, tape_with
from fake_engine import FakeEngine, whole
from habits.habit import right
from mini_suite import TASKS, write_task

from prony.bench.contestants import Request
from prony.bench.result import RunResult
from prony.bench.run import RunObserver, Wanted, resume, start
from prony.bench.stop import Stop
from prony.boards.doubt import DoubtKind
from prony.boards.fields import fields_of
from prony.boards.leaderboard import leaderboard
from prony.config import Config
from prony.journal import Ended, Event, ExchangeSeen, Identified, Noted, read_events
from prony.journal.index import Index
from prony.nouns import FaultCode, RunSettings

pytestmark = pytest.mark.real_engine


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    root = tmp_path / "mini"
    root.mkdir()
    (root / "suite.toml").write_text('id = "mini"\ntitle = "Mini"\nversion = "1"\nlicence = "Apache-2.0"\n')
    write_task(root / "double", *TASKS["double"])
    return root


async def run_with(home: Path, suite: Path, family: Family, **asks: object) -> tuple[RunResult, list[Event], str]:
    tape = tape_with(home / "model.gguf", family)
    request = Request(gguf=(str(tape),), **asks)  # type: ignore[arg-type]
    wanted = Wanted(suites=(str(suite),), contestants=request, settings=RunSettings(slots=1))
    plan, result = await start(home, wanted, Config(), RunObserver(), Stop())
    return result, list(read_events(home / "runs" / plan.id)), plan.id


def of_kind(events: list[Event], kind: type) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("last-swallowed", "leaves out the last user message"),
        ("no-generation-prompt", "does not begin the reply"),
        ("last-reversed", "another order"),
        ("said-twice", "says the user message twice"),
        ("escaped", "changes what a message says"),
    ],
)
async def test_who_would_not_get_the_task_is_not_asked(tmp_path: Path, suite: Path, fault: str, why: str) -> None:
    result, events, _ = await run_with(tmp_path, suite, BROKEN[fault][1])
    assert not of_kind(events, ExchangeSeen)
    [end] = [event.end for event in events if isinstance(event, Ended)]
    assert end.fault is not None
    assert end.fault.code is FaultCode.BROKEN_TEMPLATE
    assert why in end.fault.detail
    [reason] = result.could_not_run.values()
    assert why in reason
    assert "\n" not in reason
    assert "--chat-template-file" in reason


@pytest.mark.parametrize("fault", ["bos-three-times", "assistant-unclosed", "split", "second"])
async def test_who_is_measured_through_a_doubtful_template_is_struck_out(
    tmp_path: Path, suite: Path, fault: str
) -> None:
    result, events, run = await run_with(tmp_path, suite, BROKEN[fault][1])
    assert of_kind(events, ExchangeSeen)
    assert not result.could_not_run
    first = next(at for at, event in enumerate(events) if isinstance(event, ExchangeSeen))
    [said] = [event.text for event in events[:first] if isinstance(event, Noted) and "template" in event.text]
    assert "no conclusion is drawn about it" in said
    with Index(tmp_path) as index:
        index.update()
        page = leaderboard(index, run)
    [doubt] = [doubt for doubt in page.doubts if doubt.kind is DoubtKind.TEMPLATE]
    assert "the chat template of model" in doubt.sentence
    [contestant] = [event.contestant for event in events if isinstance(event, Identified)]
    assert doubt.contestants == (contestant.id,)
    names = {field.name: field.value for field in fields_of(contestant.fingerprint)}
    assert names[f"template_check.broken.{BROKEN[fault][0]}"]


async def test_a_date_is_told_and_strikes_nothing_out(tmp_path: Path, suite: Path) -> None:
    _, events, run = await run_with(tmp_path, suite, BROKEN["day-of-llama3"][1])
    [said] = [event.text for event in events if isinstance(event, Noted) and "template" in event.text]
    assert "writes the date of today" in said
    with Index(tmp_path) as index:
        index.update()
        assert not leaderboard(index, run).doubts


async def test_a_sound_template_is_said_nothing_of_and_recorded(tmp_path: Path, suite: Path) -> None:
    result, events, run = await run_with(tmp_path, suite, SOUND["qwen3"])
    assert not result.could_not_run
    assert not [event for event in events if isinstance(event, Noted) and "template" in event.text]
    [contestant] = [event.contestant for event in events if isinstance(event, Identified)]
    check = contestant.fingerprint.template_check
    assert check is not None
    assert "messages-kept" in check.held
    assert "system-kept" not in check.held  # the harness chat sends none
    await resume(tmp_path, run, lambda settings: settings, RunObserver(), Stop())


async def test_a_system_message_counts_where_the_harness_sends_one(tmp_path: Path, suite: Path) -> None:
    chat, _, _ = await run_with(tmp_path, suite, BROKEN["system-dropped"][1])
    assert not chat.could_not_run
    agent, _, _ = await run_with(tmp_path, suite, BROKEN["system-dropped"][1], harnesses=("loop",))
    [reason] = agent.could_not_run.values()
    assert "drops the system message" in reason


async def test_a_server_without_such_an_address_is_not_captured(tmp_path: Path, suite: Path) -> None:
    async with FakeEngine() as engine:
        engine.default = right()
        engine.by_path |= {path: whole(404, b"{}") for path in ("/apply-template", "/tokenize")}
        asked = Request(models=("m",), base_url=engine.base_url, shares_cpu=False)
        wanted = Wanted(suites=(str(suite),), contestants=asked, settings=RunSettings(slots=1))
        plan, result = await start(tmp_path, wanted, Config(), RunObserver(), Stop())
    assert not result.could_not_run
    events = read_events(tmp_path / "runs" / plan.id)
    [contestant] = [event.contestant for event in events if isinstance(event, Identified)]
    assert contestant.fingerprint.template_check is None
