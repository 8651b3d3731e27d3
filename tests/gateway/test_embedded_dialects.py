"""The real embedded engine speaks Messages and Responses itself, and says the same through a translation."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from capture_wires import ANSWER, SCRIPTS, THINKS, TOOLS
from fake_engine import FakeEngine
from gateway_bench import Bench, post, raw

from prony.engines import Embedded
from prony.gateway import Gateway, chat
from prony.gateway.dialects import DIALECTS
from prony.gateway.wire import StopReason
from prony.nouns import FaultCode
from prony.references.tapes import TEMPLATE, build_tape
from prony.references.tapes import Script as TapeScript

pytestmark = [pytest.mark.real_engine, pytest.mark.asyncio(loop_scope="module")]

WAYS = pytest.mark.parametrize(
    ("dialect", "translation"),
    [("messages", ""), ("responses", ""), ("messages", "messages-as-chat"), ("responses", "responses-as-chat")],
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engines(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[bool, str]]:
    """Base URLs: of a model that thinks, and of one that does not."""
    folder = tmp_path_factory.mktemp("tapes")
    for name, template in (("plain", TEMPLATE), ("thinks", THINKS)):
        build_tape(folder / f"{name}.gguf", SCRIPTS, default=TapeScript(phrase="", text="hello\n"), template=template)

    def started(path: Path) -> Embedded:
        return Embedded(path, threads=1, alias="m", key="")

    async with started(folder / "plain.gguf") as plain, started(folder / "thinks.gguf") as thinks:
        yield {False: plain.base_url, True: thinks.base_url}


@pytest_asyncio.fixture(loop_scope="module")
async def bench() -> AsyncIterator[Bench]:
    made: list[Bench] = []
    async with Gateway(record=lambda e: made[0].exchanges.append(e), put_blob=lambda d: made[0].put_blob(d)) as gateway:
        made.append(Bench(gateway, FakeEngine()))
        yield made[0]


def asked(phrase: str, **more: Any) -> dict[str, Any]:
    return {
        "model": "m",
        "messages": [{"role": "user", "content": phrase}],
        "max_tokens": 400,
        "temperature": 0,
        **more,
    }


@WAYS
async def test_an_answer_is_whole_and_counted(
    bench: Bench, engines: dict[bool, str], dialect: str, translation: str
) -> None:
    path = bench.open(base_url=engines[False], translation=translation)
    reply = await chat(path.base_url, asked("tape:answer"), dialect=dialect)
    assert (reply.text, reply.fault, reply.stop, reply.reasoning) == (ANSWER, None, StopReason.END, "")
    assert (reply.tokens.prompt, reply.tokens.completion, reply.tokens.cached) == (20, 6, 0)
    one = bench.last
    assert one.tokens == reply.tokens or translation
    assert (one.dialect, one.streamed, one.fault) == ("chat" if translation else dialect, True, None)
    assert ("translated" in one.flags) is bool(translation)
    times = [one.times.headers_s, one.times.first_answer_s, one.times.finish_s, one.times.end_s]
    assert times == sorted(times, key=float)  # type: ignore[arg-type]


@WAYS
async def test_thoughts_and_calls_arrive(
    bench: Bench, engines: dict[bool, str], dialect: str, translation: str
) -> None:
    path = bench.open(base_url=engines[True], translation=translation)
    reply = await chat(path.base_url, asked("tape:thought"), dialect=dialect)
    assert (reply.reasoning, reply.text) == ("Two numbers,\none sum.\n", "The sum, naïvely:\na + b = 世界\n")
    path = bench.open(base_url=engines[False], translation=translation)
    reply = await chat(path.base_url, asked("tape:call", tools=TOOLS), dialect=dialect)
    ((call),) = reply.tool_calls
    assert (call.name, json.loads(call.arguments)) == ("read_file", {"path": "src/main.py"})
    assert (reply.stop, reply.fault, bool(call.id)) == (StopReason.TOOL_CALLS, None, True)


@WAYS
async def test_a_turn_with_a_call_and_its_result_is_taken(
    bench: Bench, engines: dict[bool, str], dialect: str, translation: str
) -> None:
    function = {"name": "read_file", "arguments": '{"path": "a"}'}
    said = [
        {"role": "system", "content": "be good"},
        {"role": "user", "content": "go"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "c1", "type": "function", "function": function}]},
        {"role": "tool", "tool_call_id": "c1", "content": "tape:answer"},
    ]
    path = bench.open(base_url=engines[False], translation=translation)
    reply = await chat(path.base_url, asked("", messages=said, tools=TOOLS), dialect=dialect)
    assert (reply.text, reply.fault) == (ANSWER, None)


@WAYS
@pytest.mark.parametrize("streamed", [False, True])
async def test_a_cut_reply_is_truncated_whatever_the_server_calls_it(
    bench: Bench, engines: dict[bool, str], dialect: str, translation: str, streamed: bool
) -> None:
    path = bench.open(base_url=engines[False], translation=translation)
    body = {**DIALECTS[dialect].request(asked("tape:answer", max_tokens=3)).body, "stream": streamed}
    reply = await raw(path.base_url, post(path.base_url, body, f"/{dialect}"))
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.TRUNCATED
    says = {"messages": b'"stop_reason":"max_tokens"', "responses": b'"reason":"max_output_tokens"'}[dialect]
    assert (says in reply) is (dialect == "messages" or bool(translation))


@WAYS
async def test_a_prompt_that_does_not_fit_is_refused(
    bench: Bench, engines: dict[bool, str], dialect: str, translation: str
) -> None:
    path = bench.open(base_url=engines[False], translation=translation)
    reply = await chat(path.base_url, asked("x " * 6000), dialect=dialect)
    assert reply.fault is not None
    assert bench.last.fault is not None
    assert (reply.fault.code, bench.last.fault.code) == (FaultCode.CONTEXT_EXCEEDED, FaultCode.CONTEXT_EXCEEDED)
    assert "exceeds the available context size" in reply.fault.detail
