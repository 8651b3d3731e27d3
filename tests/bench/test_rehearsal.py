"""The rehearsal of a contestant: what its engine demands is known, and recorded, before its first task."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_engine import RESET, Call, FakeEngine, Script, answer, sse, whole
from habits.habit import error, right
from habits.making import make
from habits.refusals import HABITS, NINE, NO_PARSER, ONLY_DEFAULT, nine_letters
from mini_suite import TASKS, write_task

from prony.bench.contestants import Request
from prony.bench.rehearsal import rehearse
from prony.bench.run import RunObserver, Wanted, resume, start
from prony.bench.stop import Stop
from prony.boards.fields import fields_of
from prony.config import Config
from prony.errors import EngineError
from prony.gateway import Upstream
from prony.harnesses import Known, Needs, harness_named
from prony.harnesses.rehearsal import Rehearsal, of_agents, rehearsals_of
from prony.journal import Ended, Event, ExchangeSeen, Identified, Rehearsed, Started, read_events
from prony.nouns import (
    Artifact,
    ContestantSpec,
    EngineIdentity,
    FaultCode,
    Fingerprint,
    HarnessIdentity,
    Machine,
    RunSettings,
    Sampling,
    digest_of,
)

MAX_TOKENS = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    root = tmp_path / "mini"
    root.mkdir()
    (root / "suite.toml").write_text('id = "mini"\ntitle = "Mini"\nversion = "1"\nlicence = "Apache-2.0"\n')
    write_task(root / "double", *TASKS["double"])
    return root


def takes_new_name(call: Call) -> Script:
    return error(400, MAX_TOKENS) if "max_tokens" in call.body else right()


async def run(
    engine: FakeEngine, home: Path, suite: Path, *, stop: Stop | None = None, **asks: object
) -> tuple[str, list[Event]]:
    request = Request(models=("m",), base_url=engine.base_url, shares_cpu=False, **asks)  # type: ignore[arg-type]
    wanted = Wanted(suites=(str(suite),), contestants=request, settings=RunSettings(slots=1))
    plan, _ = await start(home, wanted, Config(), RunObserver(), stop or Stop())
    return plan.id, list(read_events(home / "runs" / plan.id))


def of(events: list[Event], kind: type) -> list:  # type: ignore[type-arg]
    return [event for event in events if isinstance(event, kind)]


async def test_what_a_rehearsal_finds_is_part_of_who_is_measured(suite: Path, tmp_path: Path) -> None:
    async with FakeEngine() as engine:
        engine.default = takes_new_name
        _, events = await run(engine, tmp_path, suite)
    [rehearsed], [identified] = of(events, Rehearsed), of(events, Identified)
    assert rehearsed.shims == identified.contestant.fingerprint.shims == ("max-completion-tokens",)
    assert rehearsed.exchanges[0].flags == ("asked_again",)
    kinds = [type(event) for event in events]
    assert kinds.index(Rehearsed) < kinds.index(Identified) < kinds.index(Started)
    shown = {field.name: field.value for field in fields_of(identified.contestant.fingerprint)}
    assert shown["shims"] == "max-completion-tokens"


async def test_a_rehearsal_is_no_attempt_and_its_words_can_be_read(suite: Path, tmp_path: Path) -> None:
    async with FakeEngine() as engine:
        engine.default = takes_new_name
        name, events = await run(engine, tmp_path, suite)
        sent = [call for call in engine.calls if call.method == "POST" and len(call.raw) and b"double(x)" in call.raw]
    assert len(of(events, Started)) == len(of(events, Ended)) == len(of(events, ExchangeSeen)) == len(sent) == 1
    assert of(events, Ended)[0].end.exchanges == 1
    [rehearsed] = of(events, Rehearsed)
    blobs = {path.name for path in (tmp_path / "runs" / name).rglob("*") if path.is_file()}
    assert all(any(exchange.request_blob in blob for blob in blobs) for exchange in rehearsed.exchanges)


async def test_an_engine_that_refuses_nothing_leaves_the_fingerprint_as_it_was(suite: Path, tmp_path: Path) -> None:
    async with FakeEngine() as engine:
        engine.default = right()
        _, events = await run(engine, tmp_path, suite)
    fingerprint = of(events, Identified)[0].contestant.fingerprint
    assert fingerprint.shims == ()
    assert of(events, Rehearsed)[0].shims == ()


def test_a_fingerprint_without_shims_has_the_digest_that_it_always_had() -> None:
    plain = Fingerprint(
        artifact=Artifact(), engine=EngineIdentity(kind="x"), sampling=Sampling(), machine=Machine(),
        harness=HarnessIdentity(name="chat", version="1", config_sha256="0"),
    )  # fmt: skip
    known = {
        "artifact": {},
        "engine": {"kind": "x"},
        "sampling": {},
        "machine": {},
        "harness": {"name": "chat", "version": "1", "config_sha256": "0"},
    }
    assert plain.digest() == digest_of(known)


@pytest.mark.parametrize(
    "answers",
    [
        lambda call: error(400, "This deployment takes no chat"),
        lambda call: error(401, "Invalid API Key"),
        lambda call: whole(404, b"<html>Not here</html>", "text/html"),
    ],
)
async def test_who_refuses_all_requests_is_asked_no_task(
    answers: Callable[[Call], Script], suite: Path, tmp_path: Path
) -> None:
    async with FakeEngine() as engine:
        engine.default, tasked = answers, 0
        engine.by_path["/v1/models"] = engine.models
        try:
            _, events = await run(engine, tmp_path, suite)
        finally:
            tasked = sum(b"double(x)" in call.raw for call in engine.calls)
    assert tasked == 0
    [ended] = of(events, Ended)
    assert ended.end.fault is not None
    assert ended.end.fault.code in (FaultCode.REQUEST_REFUSED, FaultCode.LOAD_FAILED)


@pytest.mark.parametrize(
    "answers",
    [
        error(500, "The model produced output that does not match the expected peg-native format"),
        answer("", "length"),
        sse(),
        error(400, "Could not finish the message because max_tokens or model output limit was reached."),
    ],
    ids=["a parser that stumbles", "no word in sixteen tokens", "a cut", "thoughts for all tokens"],
)
async def test_what_says_nothing_of_requests_refuses_nobody(answers: Script, suite: Path, tmp_path: Path) -> None:
    async with FakeEngine() as engine:
        loads = iter((right(),))
        engine.default = lambda call: (
            right() if b"double(x)" in call.raw else next(loads, answers)
        )  # the first small request loads
        _, events = await run(engine, tmp_path, suite)
    [ended] = of(events, Ended)
    assert ended.end.fault is None
    assert ended.end.submission is not None


async def test_a_run_that_is_resumed_asks_as_it_did(suite: Path, tmp_path: Path) -> None:
    stop = Stop()
    async with FakeEngine() as engine:

        def stopping(call: Call) -> Script:
            if b"double(x)" in call.raw:
                stop.now()
            return takes_new_name(call)

        engine.default = stopping
        name, events = await run(engine, tmp_path, suite, stop=stop)
        assert of(events, Ended) == []
        engine.default = right()  # it takes everything by now
        await resume(tmp_path, name, lambda settings: settings, RunObserver(), Stop())
        last = [call for call in engine.calls if b"double(x)" in call.raw][-1]
    events = list(read_events(tmp_path / "runs" / name))
    assert len(of(events, Identified)) == 1
    assert "max_completion_tokens" in last.body
    assert of(events, Ended)[-1].end.fault is None


async def test_a_pinned_setting_that_an_engine_refuses_is_said_with_the_option(suite: Path, tmp_path: Path) -> None:
    habit = next(habit for habit in HABITS if habit.name == "pinned-temperature")
    made = await make(habit, tmp_path, suite)
    assert "temperature, which is pinned" in made.words
    assert all(b"double(x)" not in call.raw for call in made.calls)


async def test_the_loop_rehearses_its_own_form(tmp_path: Path) -> None:
    [calls] = rehearsals_of(harness_named("loop"), Known())
    [fenced] = rehearsals_of(harness_named("loop"), Known(offers_tools=False))
    assert [message["role"] for message in calls.messages] == ["system", "user", "assistant", "tool"]
    assert calls.messages[2]["tool_calls"][0]["id"] == calls.messages[3]["tool_call_id"]
    assert "tools" in calls.offer
    assert [message["role"] for message in fenced.messages] == ["system", "user", "assistant", "user"]
    assert fenced.offer == {}
    assert "```bash" in json.dumps(fenced.messages)


async def test_an_engine_that_is_busy_is_waited_for_before_it_is_rehearsed(suite: Path, tmp_path: Path) -> None:
    replies = iter([right(), error(503, "Loading model"), error(429, "Too many requests")])
    async with FakeEngine() as engine:
        engine.default = lambda call: next(replies, None) or takes_new_name(call)
        _, events = await run(engine, tmp_path, suite)
    assert of(events, Rehearsed)[0].shims == ("max-completion-tokens",)
    assert of(events, Ended)[0].end.fault is None


async def test_an_engine_that_comes_back_is_still_the_one_with_its_shims(suite: Path, tmp_path: Path) -> None:
    cut = iter([True])

    def once_cut(call: Call) -> Script:
        if b"double(x)" in call.raw and next(cut, False):
            return sse(RESET)
        return takes_new_name(call)

    async with FakeEngine() as engine:
        engine.default = once_cut
        _, events = await run(engine, tmp_path, suite)
    assert [event.end.fault and event.end.fault.code for event in of(events, Ended)] == [FaultCode.STREAM_CUT, None]


async def test_an_engine_that_takes_no_reply_so_short_is_asked_for_a_longer_one(suite: Path, tmp_path: Path) -> None:
    few = error(400, "max_tokens must be greater than thinking.budget_tokens")
    async with FakeEngine() as engine:
        loads = iter([right()])
        engine.default = lambda call: next(loads, None) or (few if call.body["max_tokens"] < 1024 else right())
        _, events = await run(engine, tmp_path, suite)
    [rehearsed] = of(events, Rehearsed)
    assert [exchange.parameters["max_tokens"] for exchange in rehearsed.exchanges] == [16, 4096]
    assert rehearsed.shims == ()
    assert of(events, Ended)[0].end.fault is None


class AnAgent:
    """An outside agent, as far as a rehearsal knows any."""

    def rehearsals(self, known: Known) -> tuple[Rehearsal, ...]:
        return of_agents()


async def rehearsed(engine: FakeEngine, harness: object, dialect: str | None = "chat") -> tuple[Rehearsed, str]:
    """What a rehearsal finds of the contestant behind a harness with a dialect of its own."""
    lease = SimpleNamespace(
        spec=ContestantSpec(label="m", engine="openai-compatible", model="m", base_url=engine.base_url, harness="toy"),
        known=Known(),
        needs=Needs(modes=frozenset(), dialect=dialect),
        target=Upstream(base_url=engine.base_url, model="m", parameters={"temperature": 0.0}, pinned=("temperature",)),
    )
    return await rehearse(lease, harness, lambda data: "blob", ())  # type: ignore[arg-type]


async def test_an_agent_that_may_need_no_tools_is_not_lost_to_a_server_without(tmp_path: Path) -> None:
    async with FakeEngine() as engine:
        engine.default = lambda call: error(400, NO_PARSER) if "tools" in call.body else answer("Yes.")
        event, warning = await rehearsed(engine, AnAgent())
    assert event.shims == ()
    assert "--enable-auto-tool-choice" in warning


async def test_what_an_agents_turns_of_tools_need_is_found_as_well() -> None:
    async with FakeEngine() as engine:
        engine.default = lambda call: answer("Yes.") if nine_letters(call) else error(400, NINE)
        event, warning = await rehearsed(engine, AnAgent())
    assert event.shims == ("call-ids",)
    assert warning == ""


async def test_what_the_gateway_pins_for_an_agent_is_rehearsed_with_it() -> None:
    async with FakeEngine() as engine:
        engine.default = lambda call: error(400, ONLY_DEFAULT) if "temperature" in call.body else answer("Yes.")
        with pytest.raises(EngineError, match="temperature, which is pinned") as refused:
            await rehearsed(engine, AnAgent())
    assert refused.value.code == "E254"
    assert refused.value.cause is not None
    assert "Only the default (1) value is supported" in refused.value.cause


async def test_a_harness_of_another_package_is_asked_one_question() -> None:
    async with FakeEngine() as engine:
        engine.default = takes_new_name
        event, _ = await rehearsed(engine, object())
    assert event.shims == ("max-completion-tokens",)
    assert len(event.exchanges) == 2


@pytest.mark.parametrize(("dialect", "hint"), [("messages", "messages-as-chat"), ("chat", "its own log")])
async def test_an_engine_that_lacks_what_an_agent_speaks_is_refused_with_the_translation(
    dialect: str, hint: str
) -> None:
    async with FakeEngine() as engine:
        engine.default = error(404, "Not Found")
        with pytest.raises(EngineError) as refused:
            await rehearsed(engine, AnAgent(), dialect)
    assert refused.value.code == "E254"
    assert hint in (refused.value.hint or "")
