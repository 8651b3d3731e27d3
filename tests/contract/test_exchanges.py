"""What holds of a request to one engine holds of it to all, fake and real alike, so that no fake can drift."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest
from capture_wires import ANSWER, TOOLS
from contract_engines import Served
from gateway_bench import Bench, get, post, raw
from scripted_engines.scripted import LOOP, REASONING, RESULT, SUM

from prony.gateway import GatewayPath, Timeouts, chat
from prony.gateway.client import ChatReply
from prony.gateway.dialects import DIALECTS
from prony.gateway.wire import StopReason
from prony.http1.connection import address_of
from prony.nouns import FaultCode

pytestmark = pytest.mark.asyncio(loop_scope="session")

VARIES = re.compile(
    rb'"(id|created|created_at|system_fingerprint)":("[^"]*"|\d+),?|"\w+(_ms|_duration|_per_second|_per_sec|_time)":[^,}]+'
)
"""What two replies to one request differ in."""


async def path_to(bench: Bench, served: Served, url: str = "", model: str = "") -> GatewayPath:
    """A path to the engine, as a run opens it."""
    name = model or served.model
    if not url:
        await served.engine.load(name)
    said = await served.engine.describe(name) if not url else None
    return bench.open(
        base_url=url or served.engine.base_url,
        model=name,
        dialect=served.dialect,
        known_as=said.answers_as if said else (),
        parameters=said.request if said else {},
        context=said.engine.served_context if said else None,
        cuts_at=said.cuts_at if said else None,
    )


def said(served: Served, phrase: str, **more: Any) -> dict[str, Any]:
    """A conversation."""
    asked = {"messages": [{"role": "user", "content": phrase}], "max_tokens": 400, "temperature": 0}
    return {"model": served.model, **asked, **more}


async def ask(
    path: GatewayPath, served: Served, phrase: str, timeouts: Timeouts | None = None, **more: Any
) -> ChatReply:
    """The reply of our client over a path."""
    body = said(served, phrase, **more)
    return await chat(path.base_url, body, dialect=served.dialect, timeouts=timeouts or Timeouts())


def bytes_of(url: str, served: Served, phrase: str, *, stream: bool) -> bytes:
    """The bytes of a request in the engine's dialect."""
    dialect = DIALECTS[served.dialect]
    request = dialect.request(said(served, phrase))
    where = dialect.engine_path(address_of(url).prefix, request.path)
    root = url.partition("//")[2].partition("/")[0]
    headers = {"Content_Type": "application/json", "Connection": "close"}
    return post(f"http://{root}", {**request.body, "stream": stream}, where.removeprefix("/"), **headers)


async def test_an_answer_is_whole_counted_and_timed(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    reply = await ask(path, served, "tape:answer")
    exchange, times = bench.last, bench.last.times
    assert (reply.text, reply.fault, reply.stop) == (ANSWER, None, StopReason.END)
    assert (exchange.tokens == reply.tokens, exchange.dialect) == (True, served.dialect)
    assert (exchange.tokens.source is not None) is served.counts
    # A real one may have loaded the model, or have met the prompt before, and tells so.
    assert set(exchange.flags) <= {"loaded_first", "queued", "burst", "parameters_pinned", "cache_hit"}
    order = [times.headers_s, times.first_event_s, times.first_answer_s, times.last_s, times.finish_s, times.end_s]
    assert None not in order
    assert order == sorted(order, key=float)


async def test_what_the_engine_took_fits_into_what_the_client_waited(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    await ask(path, served, "tape:answer")
    exchange = bench.last
    decode_ms, prompt_ms = exchange.timings.predicted_ms, exchange.timings.prompt_ms
    if not served.clocks:
        assert (decode_ms, prompt_ms) == (None, None), "a clock that nobody tells is not captured"
        return
    assert decode_ms is not None
    assert exchange.times.end_s is not None
    assert served.recorded or (decode_ms + (prompt_ms or 0)) / 1e3 <= exchange.times.end_s + 0.005
    assert exchange.timings.predicted_n == exchange.tokens.completion


@pytest.mark.parametrize("stream", [True, False])
async def test_bytes_are_those_that_the_engine_sends_without_a_gateway(
    bench: Bench, served: Served, stream: bool
) -> None:
    path = await path_to(bench, served)
    direct, through = [
        _body(await raw(url, bytes_of(url, served, "tape:answer", stream=stream)))
        for url in (served.engine.base_url, path.base_url)
    ]
    assert VARIES.sub(b"", through) == VARIES.sub(b"", direct)
    if served.fake is not None:
        assert through == direct, "a scripted engine says the same twice"


async def test_an_answer_that_is_not_streamed_says_the_same(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    await raw(path.base_url, bytes_of(path.base_url, served, "tape:answer", stream=False))
    exchange = bench.last
    assert not exchange.streamed
    assert (exchange.content_chars, exchange.fault) == (len(ANSWER), None)
    assert exchange.finish_reason in ("stop", "end_turn")
    assert exchange.times.first_answer_s is None


async def test_reasoning_is_apart_under_whatever_name(bench: Bench, served: Served) -> None:
    if served.thinks is None:
        pytest.skip("no model of it thinks")
    url, model = served.thinks
    path = await path_to(bench, served, url, model)
    reply = await ask(path, served, "tape:thought", model=model)
    assert (reply.reasoning, reply.text) == (REASONING, SUM)
    times = bench.last.times
    assert times.first_reasoning_s is not None
    assert times.first_answer_s is not None
    assert times.first_reasoning_s <= times.first_answer_s


WRONGS = (
    ("tape:answer", 3, FaultCode.TRUNCATED),
    ("tape:loop", 64, FaultCode.LOOP),
    ("tape:blank", 100, FaultCode.EMPTY),
)


@pytest.mark.parametrize(("phrase", "most", "code"), WRONGS)
async def test_what_the_model_does_wrong_has_its_name(
    bench: Bench, served: Served, phrase: str, most: int, code: FaultCode
) -> None:
    path = await path_to(bench, served)
    reply = await ask(path, served, phrase, max_tokens=most)
    assert reply.fault is not None
    assert bench.last.fault is not None
    assert reply.fault.code is bench.last.fault.code is code


async def test_thoughts_that_used_all_tokens_are_no_answer(bench: Bench, served: Served) -> None:
    if served.thinks is None:
        pytest.skip("no model of it thinks")
    url, model = served.thinks
    reply = await ask(await path_to(bench, served, url, model), served, "tape:thought", model=model, max_tokens=2)
    assert reply.fault is not None
    assert reply.fault.code is FaultCode.EMPTY_BUDGET


async def test_a_prompt_that_does_not_fit_is_named_whether_it_is_refused_or_cut(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    reply = await ask(path, served, "x " * 6000)
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.CONTEXT_EXCEEDED
    if served.refuses_too_long:
        assert reply.fault is not None
        assert reply.fault.code is FaultCode.CONTEXT_EXCEEDED


async def test_a_tool_call_comes_whole_and_its_result_goes_back(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    reply = await ask(path, served, "tape:call", tools=TOOLS)
    assert reply.fault is None
    (call,) = reply.tool_calls
    assert (call.name, json.loads(call.arguments)) == ("read_file", {"path": "src/main.py"})
    function = {"name": call.name, "arguments": call.arguments}
    messages = [
        {"role": "user", "content": "tape:call"},
        {"role": "assistant", "content": "", "tool_calls": [{"id": call.id, "type": "function", "function": function}]},
        {"role": "tool", "tool_call_id": call.id, "content": "tape:result"},
    ]
    after = await ask(path, served, "", tools=TOOLS, messages=messages)
    assert (after.text, after.fault) == (RESULT, None)


async def test_hanging_up_frees_it_for_the_next(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    cut = await ask(path, served, "tape:loop", Timeouts(total_s=0.3), max_tokens=100_000)
    assert cut.fault is not None
    assert cut.fault.code in (FaultCode.TIMEOUT_TOTAL, FaultCode.TRUNCATED, FaultCode.LOOP), "or it ended before that"
    after = await ask(path, served, "tape:answer", Timeouts(total_s=20))
    assert after.text == ANSWER
    if served.fake is not None and cut.fault.code is FaultCode.TIMEOUT_TOTAL:
        assert any(call.aborted for call in served.fake.calls), "it was not told that nobody listens"


async def test_streams_one_after_the_other_never_meet_a_closed_connection(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    replies = [await ask(path, served, "tape:answer") for _ in range(20)]
    faults = [reply.fault for reply in replies if reply.fault is not None]
    if served.kind == "llama-swap" and served.fake is None:
        # It sends requests into connections that a llama-server has closed, and answers 502 where one was.
        assert {fault.code for fault in faults} <= {FaultCode.UNREACHABLE}
        assert len(faults) < 10
        return
    assert not faults


async def test_requests_at_once_do_not_mix(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    # llama-swap answers 429 to more than ten.
    phrases = ("tape:answer", "tape:blank", "what?") * 3
    replies = await asyncio.gather(*(ask(path, served, phrase) for phrase in phrases))
    answers = {phrase: reply.text for phrase, reply in zip(phrases, replies, strict=True)}
    assert answers["tape:answer"] == ANSWER
    assert answers["tape:blank"].strip() == ""
    assert answers["what?"].startswith("hello")
    assert [reply.text for reply in replies] == [answers[phrase] for phrase in phrases]
    assert path.exchanges == len(phrases)


async def test_a_stream_that_is_cut_is_never_a_shorter_answer(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    if served.fake is not None:
        reply = await ask(path, served, "tape:cut")
        assert reply.fault is not None
        assert reply.fault.code is FaultCode.STREAM_CUT
        assert ANSWER.startswith(reply.text)
        assert bench.last.fault is not None
        assert bench.last.fault.code is FaultCode.STREAM_CUT
        return
    assert served.die is not None
    assert served.revive is not None
    asking = asyncio.ensure_future(ask(path, served, "tape:loop", max_tokens=3000))
    await _begun(path)
    await asyncio.to_thread(served.die)
    reply = await asking
    revived = served.revive()
    if asyncio.iscoroutine(revived):
        await revived
    broken = (FaultCode.STREAM_CUT, FaultCode.ENGINE_CRASH, FaultCode.UNREACHABLE)
    assert reply.fault is not None
    assert reply.fault.code in (*broken, FaultCode.LOOP), "or it was done before it was killed"
    if reply.fault.code in broken:
        assert reply.finish_reason is None
        assert set(reply.text) <= set(LOOP)


async def test_it_lists_its_models(bench: Bench, served: Served) -> None:
    path = await path_to(bench, served)
    reply = await raw(path.base_url, get(path.base_url, "/models"))
    assert reply.startswith(b"HTTP/1.1 200")
    assert b'"data"' in reply


async def _begun(path: GatewayPath) -> None:
    """Wait until the engine is at work for a path."""
    await asyncio.sleep(0.05)


def _body(reply: bytes) -> bytes:
    """The body of a reply without its framing."""
    head, _, body = reply.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    whole, rest = b"", body
    while True:
        size, _, rest = rest.partition(b"\r\n")
        if not int(size, 16):
            return whole
        whole, rest = whole + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
