"""The client: deadlines, one request only, and a reply that keeps what came."""

from __future__ import annotations

import asyncio

import pytest
from fake_engine import DONE, ROLE, USAGE, Script, Sleep, answer, completion, delta, finish, sse, text
from gateway_bench import Bench, ask

from prony.errors import EngineError
from prony.gateway import Timeouts, chat
from prony.nouns import FaultCode, Tokens

LONG = Sleep(30)


@pytest.mark.parametrize(
    ("script", "timeouts", "code"),
    [
        (sse(ROLE, text("a"), LONG), Timeouts(total_s=0.2), FaultCode.TIMEOUT_TOTAL),
        (Script((LONG,), framing="raw"), Timeouts(total_s=0.2), FaultCode.TIMEOUT_TOTAL),
        (sse(ROLE, b": ping\n\n", LONG), Timeouts(first_s=0.2, total_s=20), FaultCode.TIMEOUT_FIRST),
        (Script((LONG,), framing="raw"), Timeouts(first_s=0.2), FaultCode.TIMEOUT_FIRST),
        (sse(ROLE, text("a"), LONG), Timeouts(stall_s=0.2, first_s=20, total_s=20), FaultCode.TIMEOUT_STALL),
    ],
)
async def test_each_deadline_has_its_name(bench: Bench, script: Script, timeouts: Timeouts, code: FaultCode) -> None:
    bench.engine.default = script
    reply = await chat(bench.engine.base_url, ask(), timeouts=timeouts)
    assert reply.fault is not None
    assert reply.fault.code is code
    await asyncio.wait_for(bench.engine.calls[0].over.wait(), 10)
    assert bench.engine.calls[0].aborted


async def test_a_stream_that_keeps_coming_does_not_stall(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, *[step for _ in range(8) for step in (text("a"), Sleep(0.1))], finish(), DONE)
    reply = await chat(bench.engine.base_url, ask(), timeouts=Timeouts(first_s=0.6, stall_s=0.6))
    assert reply.fault is None
    assert reply.text == "a" * 8


async def test_it_asks_for_a_stream_and_for_token_counts(bench: Bench) -> None:
    reply = await chat(bench.engine.base_url, ask(temperature=0))
    sent = bench.engine.calls[0].body
    assert sent["stream"] is True
    assert sent["stream_options"] == {"include_usage": True}
    assert sent["temperature"] == 0
    assert reply.tokens == Tokens(prompt=5, completion=3, source="usage")


async def test_the_callers_body_is_left_alone(bench: Bench) -> None:
    body = ask()
    await chat(bench.engine.base_url, body)
    assert body == ask()


async def test_text_reasoning_and_tool_calls_come_back_apart(bench: Bench) -> None:
    call = {"index": 0, "id": "c1", "function": {"name": "ls", "arguments": '{"p":'}}
    more = {"index": 0, "function": {"arguments": '"."}'}}
    bench.engine.default = sse(
        delta({"reasoning_content": "hm"}),
        text("so"),
        delta({"tool_calls": [call]}),
        delta({"tool_calls": [more]}),
        finish("tool_calls"),
        USAGE,
        DONE,
    )
    reply = await chat(bench.open().base_url, ask())
    assert (reply.reasoning, reply.text, reply.finish_reason) == ("hm", "so", "tool_calls")
    [made] = reply.tool_calls
    assert (made.id, made.name, made.arguments) == ("c1", "ls", '{"p":"."}')


async def test_an_engine_that_does_not_stream_is_understood(bench: Bench) -> None:
    bench.engine.default = completion("hello")
    reply = await chat(bench.engine.base_url, ask())
    assert (reply.text, reply.fault) == ("hello", None)


async def test_cancelling_it_stops_the_engine(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), LONG)
    asking = asyncio.ensure_future(chat(bench.open().base_url, ask()))
    await asyncio.wait_for(bench.engine.called.wait(), 10)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await asyncio.wait_for(bench.engine.calls[0].over.wait(), 10)
    assert bench.engine.calls[0].aborted


async def test_an_unusable_address_is_said_at_once() -> None:
    with pytest.raises(EngineError):
        await chat("localhost:8080", ask())


async def test_a_long_reply_comes_whole(bench: Bench) -> None:
    bench.engine.default = answer("0123456789" * 50_000, pieces=500)
    reply = await chat(bench.open().base_url, ask())
    assert reply.text == "0123456789" * 50_000
    assert bench.last.content_chars == 500_000
