"""Ollama's own dialect: read from recordings cut anywhere, spoken by our client, and held to a real server.

The server is the one that PRONY_OLLAMA names, and a fake that plays what such a one said.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from capture_wires import ANSWER, TOOLS
from fake_engine import HANG_UP, FakeEngine, Script, whole
from gateway_bench import Bench, ask, body_of, cut, post, raw
from hypothesis import given, settings
from hypothesis import strategies as st
from ollama_server import RECORDED, an_ollama, build

from prony.gateway import Gateway, chat
from prony.gateway.dialects import DIALECTS
from prony.gateway.dialects.ollama import OllamaReader
from prony.gateway.requests import Upstream, read_request
from prony.gateway.wire import BodyKind, BodyReader, LineReader, Route, StopReason
from prony.gateway.wire.dialect import engine_path
from prony.nouns import FaultCode, ServerTimings, Tokens

C = FaultCode


def line(**fields: Any) -> bytes:
    return json.dumps({"model": "m", "created_at": "2026-01-01T00:00:00Z", **fields}).encode() + b"\n"


def says(text: str, **message: Any) -> bytes:
    return line(message={"role": "assistant", "content": text, **message}, done=False)


LAST = {"done": True, "done_reason": "stop", "prompt_eval_count": 5, "eval_count": 3}
END = line(message={"role": "assistant", "content": ""}, **LAST)
COUNTED = {"load_duration": 2_000_000, "prompt_eval_count": 9, "prompt_eval_duration": 5_000_000}


def stream(*lines: bytes, **more: Any) -> Script:
    return Script(lines, content_type="application/x-ndjson", **more)


def read(body: bytes, cuts: list[int] | None = None, content_type: str = "application/x-ndjson") -> BodyReader:
    reader = BodyReader(OllamaReader(), content_type)
    for now, piece in enumerate(cut(body, cuts or [])):
        reader.feed(piece, float(now))
    reader.end(99.0)
    return reader


def lines_of(name: str) -> bytes:
    """The body of a recording, without its chunked framing."""
    framed = body_of((RECORDED / f"{name}.http").read_bytes())
    return b"".join(one + b"\n" for one in framed.split(b"\n") if one.startswith(b"{"))


# reading


@settings(max_examples=60)
@given(cuts=st.lists(st.integers(0, 5000), max_size=40))
def test_what_a_recorded_stream_says_does_not_depend_on_where_it_was_cut(cuts: list[int]) -> None:
    reader = read(lines_of("answer-streamed"), cuts)
    reading = reader.reader.reading
    assert (reader.kind, type(reader.stream)) == (BodyKind.STREAM, LineReader)
    assert (reading.text, reading.stop_word, reading.bad, reading.stray) == (ANSWER, "stop", None, None)
    assert (reading.stop, reader.reader.done) == (StopReason.END, True)
    assert reading.chunks == 6


def test_nanoseconds_become_milliseconds_and_what_came_from_a_cache_stays_unknown() -> None:
    reader = read(says("a") + line(done=True, done_reason="stop", eval_count=4, eval_duration=1_500_000, **COUNTED))
    expected = ServerTimings(prompt_n=9, prompt_ms=5.0, predicted_n=4, predicted_ms=1.5, load_ms=2.0)
    assert reader.reader.timings() == expected
    assert reader.reader.tokens() == Tokens(prompt=9, completion=4, source="timings")


def test_counts_that_are_not_told_are_not_captured() -> None:
    assert read(says("a") + line(done=True)).reader.tokens() == Tokens()
    odd = read(line(done=True, eval_count=-1, eval_duration="x", prompt_eval_count=1.5, load_duration=True))
    assert (odd.reader.tokens(), odd.reader.timings()) == (Tokens(), ServerTimings())


def test_a_reply_without_a_reason_has_stopped() -> None:
    assert read(line(done=True)).reader.reading.stop_word == "stop"


def test_thinking_is_apart_and_first_times_are_told_apart() -> None:
    body = says("", thinking="hm") + says("", thinking="...") + says("So.") + END
    at = len(says("", thinking="hm"))
    reading = read(body, [at, 2 * at + 1, len(body) - len(END)]).reader.reading
    assert (reading.reasoning, reading.text) == ("hm...", "So.")
    assert reading.first_reasoning is not None
    assert reading.first_answer is not None
    assert reading.first_reasoning < reading.first_answer


def test_calls_of_several_lines_are_several_whatever_their_index() -> None:
    call = {"function": {"index": 0, "name": "bash", "arguments": {"command": "ls"}}}
    reading = read(says("", tool_calls=[call, call]) + says("", tool_calls=[call]) + END).reader.reading
    assert [one.arguments for one in reading.calls.values()] == ['{"command":"ls"}'] * 3


def test_a_stream_under_another_content_type_says_the_same_but_no_times() -> None:
    reading = read(lines_of("answer-streamed"), content_type="application/json").reader.reading
    assert (reading.text, reading.stop_word, reading.first_answer) == (ANSWER, "stop", None)
    half = read(says("a") + says("b"), content_type="application/json").reader.reading
    assert half.bad is not None


def test_an_oddly_written_line_is_read_and_flagged() -> None:
    reading = read(b'{"message":{"content":"a\xff"},"done":false,"x":NaN}\n' + END).reader.reading
    assert reading.text == "a\ufffd"
    assert "odd_json" in reading.flags


async def test_a_reply_that_waited_for_the_model_to_be_loaded_is_flagged(bench: Bench) -> None:
    for ms, flagged in ((590, True), (6, False)):
        bench.engine.default = stream(says("a"), line(**LAST, load_duration=ms * 1_000_000))
        await chat(bench.open().base_url, ask(), dialect="ollama")
        assert ("loaded_first" in bench.last.flags) is flagged
        assert bench.last.timings.load_ms == ms


# failing


SHAPES: dict[str, tuple[Script, FaultCode | None]] = {
    "whole stream": (stream(says("a"), END), None),
    "not streamed": (whole(200, says("a")[:-1].replace(b"false", b"true")), None),
    "an error in mid-stream": (stream(says("a"), b'{"error":"an error was encountered"}\n'), C.ENGINE_ERROR),
    "the runner died": (stream(says("a"), b'{"error":"llama runner process no longer running: 2"}\n'), C.ENGINE_CRASH),
    "a line that is no JSON": (stream(says("a"), b"proxy error: gone\n"), C.ENGINE_CRASH),
    "a broken line": (stream(says("a"), b'{"message":\n', END), C.BAD_CHUNK),
    "one token again and again, until it gives up": (stream(*[says("ha ")] * 31), C.LOOP),
    "nothing but blanks, until it gives up": (stream(*[says(" "), says("\n")] * 15, says("\t")), C.EMPTY),
    "one token again and again, and cut": (stream(*[says("ha ")] * 31, HANG_UP), C.STREAM_CUT),
    "no last line": (stream(says("a")), C.STREAM_CUT),
    "half a line": (stream(says("a"), END[:40]), C.STREAM_CUT),
    "nothing": (stream(), C.STREAM_CUT),
    "another shape": (whole(200, b'{"choices":[]}'), C.NOT_AN_ENGINE),
    "said nothing": (stream(END), C.EMPTY),
    "cut for length": (stream(says("a"), END.replace(b"stop", b"length")), C.TRUNCATED),
    "no such model": (whole(404, b'{"error":"model \\"m\\" not found, try pulling it first"}'), C.BAD_REQUEST),
    "no memory": (whole(500, b'{"error":"model requires more system memory (9 GiB) than is left"}'), C.ENGINE_OOM),
    "too long": (whole(400, b'{"error":"the input length exceeds the context length"}'), C.CONTEXT_EXCEEDED),
    "queue full": (whole(503, b'{"error":"server busy, please try again.  maximum pending requests"}'), C.OVERLOADED),
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_client_and_meter_name_a_failure_alike(bench: Bench, shape: str) -> None:
    script, code = SHAPES[shape]
    bench.engine.default = script
    reply = await chat(bench.open().base_url, ask(), dialect="ollama")
    named = [one.code if one else None for one in (reply.fault, bench.last.fault)]
    assert named == [code, code]


async def test_a_budget_that_ends_a_stream_is_told_in_a_line_of_its_own(bench: Bench) -> None:
    from fake_engine import Sleep

    from prony.gateway import Budget

    bench.engine.default = stream(says("a"), Sleep(5), END)
    path = bench.open(budget=Budget(wall_s=0.2))
    reply = await chat(path.base_url, ask(), dialect="ollama")
    assert (reply.text, reply.fault and reply.fault.code) == ("a", C.TIMEOUT_TOTAL)


# asking


async def test_the_same_request_is_said_in_its_terms(bench: Bench) -> None:
    bench.engine.default = stream(says("a"), END)
    call = {"id": "c1", "type": "function", "function": {"name": "bash", "arguments": '{"command": "ls"}'}}
    odd = {"id": "c2", "type": "function", "function": {"name": "bash", "arguments": "[1"}}
    messages = [
        {"role": "user", "content": "hi"},
        {"role": "assistant", "content": None, "tool_calls": [call, odd]},
        {"role": "tool", "tool_call_id": "c1", "content": "a.py"},
    ]
    body = {**ask(messages=messages, max_tokens=7, temperature=0.5, seed=1, tools=TOOLS)}
    await chat(bench.open().base_url, body, dialect="ollama")
    (sent,) = bench.engine.calls
    assert sent.target == "/api/chat"
    assert sent.body == {
        "model": "m",
        "stream": True,
        "options": {"num_predict": 7, "temperature": 0.5, "seed": 1},
        "tools": TOOLS,
        "messages": [
            {"role": "user", "content": "hi"},
            {
                "role": "assistant",
                "content": "",
                "tool_calls": [
                    {"id": "c1", "function": {"name": "bash", "arguments": {"command": "ls"}}},
                    {"id": "c2", "function": {"name": "bash", "arguments": {"arguments": "[1"}}},
                ],
            },
            {"role": "tool", "content": "a.py", "tool_call_id": "c1", "tool_name": "bash"},
        ],
    }


def test_what_a_plan_pins_is_laid_over_the_options_of_a_request() -> None:
    pinned = Upstream(base_url="http://x/v1", dialect="ollama", parameters={"options": {"num_ctx": 8}, "shift": False})
    body = b'{"model":"m","messages":[],"options":{"num_predict":3,"num_ctx":4}}'
    request = read_request(DIALECTS["ollama"], Route(path="/api/chat"), body, "", pinned)
    assert json.loads(request.body)["options"] == {"num_predict": 3, "num_ctx": 8}
    assert (request.flags, request.streamed, request.max_tokens) == (("parameters_pinned",), True, 3)
    assert request.parameters == {"options": {"num_predict": 3, "num_ctx": 8}, "shift": False}


def test_what_is_pinned_in_another_dialect_is_not_set_and_that_is_flagged() -> None:
    pinned = Upstream(base_url="http://x/v1", dialect="ollama", parameters={"options": {"num_ctx": 8}})
    body = b'{"model":"m","messages":[]}'
    request = read_request(DIALECTS["chat"], Route(path="/v1/chat/completions"), body, "", pinned)
    assert (request.body, request.flags) == (body, ("unpinned",))


@pytest.mark.parametrize(
    ("prefix", "path", "where"),
    [
        ("/v1", "/v1/chat/completions", "/v1/chat/completions"),
        ("/openai/v4", "/v1/chat/completions", "/openai/v4/chat/completions"),
        ("", "/v1/models", "/models"),
        ("/v1", "/api/chat", "/api/chat"),
        ("/ollama/v1", "/api/chat", "/ollama/api/chat"),
    ],
)
def test_where_a_path_leads_at_an_engine(prefix: str, path: str, where: str) -> None:
    assert engine_path(prefix, path) == where


async def test_only_the_chat_of_an_ollama_is_forwarded(bench: Bench) -> None:
    path = bench.open()
    for where in ("/api/generate", "/api/delete", "/api/pull", "/api/chat/../delete"):
        url = path.base_url.removesuffix("/v1")
        assert (await raw(url, post(url, ask(), where))).startswith(b"HTTP/1.1 404")
    assert bench.engine.calls == []


# fitting


def counted(prompt: int, completion: int = 3) -> Script:
    last = line(done=True, done_reason="stop", prompt_eval_count=prompt, eval_count=completion)
    return stream(says("a"), last)


async def test_a_prompt_that_fills_the_whole_context_was_cut_and_is_named_as_elsewhere(bench: Bench) -> None:
    bench.engine.default = counted(2048)
    path = bench.open(cuts_at=2048)
    await chat(path.base_url, ask(), dialect="ollama")
    assert bench.last.fault is not None
    assert bench.last.fault.code is C.CONTEXT_EXCEEDED
    assert path.fault == bench.last.fault
    after = await chat(path.base_url, ask(), dialect="ollama")
    assert after.fault is not None
    assert after.fault.code is C.CONTEXT_EXCEEDED
    assert len(bench.engine.calls) == 1


async def test_a_reply_that_goes_beyond_the_context_is_flagged(bench: Bench) -> None:
    bench.engine.default = counted(2000, 49)
    await chat(bench.open(cuts_at=2048).base_url, ask(), dialect="ollama")
    assert "context_shifted" in bench.last.flags
    assert bench.last.fault is None


async def test_a_conversation_that_may_be_cut_is_not_sent(bench: Bench) -> None:
    bench.engine.default = counted(1900)
    path = bench.open(cuts_at=2048)
    first = ask()
    await chat(path.base_url, first, dialect="ollama")
    grown = {**first, "messages": [*first["messages"], {"role": "user", "content": "x" * 40}]}
    assert (await chat(path.base_url, grown, dialect="ollama")).fault is None
    grown["messages"].append({"role": "user", "content": "x" * 200})
    refused = await chat(path.base_url, grown, dialect="ollama")
    assert refused.fault is not None
    assert refused.fault.code is C.CONTEXT_EXCEEDED
    assert "drops its beginning" in refused.fault.detail
    assert len(bench.engine.calls) == 2
    assert path.fault is not None


async def test_an_engine_that_refuses_by_itself_is_sent_everything(bench: Bench) -> None:
    bench.engine.default = counted(5000)
    path = bench.open()
    for size in (10, 10_000):
        body = ask(messages=[{"role": "user", "content": "x" * size}])
        assert (await chat(path.base_url, body, dialect="ollama")).fault is None


# the contract, on both


@pytest.fixture(scope="module")
def recites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("tape"))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["fake", "real"])
async def server(
    request: pytest.FixtureRequest, recites: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    async with an_ollama(request.param, recites, tmp_path_factory.mktemp("ollama")) as base_url:
        yield base_url


@pytest_asyncio.fixture(loop_scope="module")
async def measured(server: str) -> AsyncIterator[Bench]:
    """A gateway whose paths lead to the server, with the context that the recordings were made with."""
    made: list[Bench] = []
    async with Gateway(record=lambda e: made[0].exchanges.append(e), put_blob=lambda d: made[0].put_blob(d)) as gateway:
        made.append(Bench(gateway, FakeEngine()))
        yield made[0]


def path_to(bench: Bench, server: str) -> str:
    pins = {"options": {"num_ctx": 2048, "temperature": 0}}
    return bench.open(base_url=server, dialect="ollama", parameters=pins, cuts_at=2048).base_url


def said(phrase: str, **more: Any) -> dict[str, Any]:
    return {**ask("tape"), "messages": [{"role": "user", "content": phrase}], "max_tokens": 400, **more}


contract = pytest.mark.asyncio(loop_scope="module")


@contract
async def test_an_answer_is_whole_counted_and_timed_by_the_engines_own_clock(measured: Bench, server: str) -> None:
    path = path_to(measured, server)
    await chat(path, said("tape:answer"), dialect="ollama")
    reply = await chat(path, said("tape:answer"), dialect="ollama")
    one, times = measured.last, measured.last.times
    assert (reply.text, reply.fault, reply.finish_reason) == (ANSWER, None, "stop")
    assert (one.dialect, one.streamed, one.model_answered) == ("ollama", True, "tape")
    assert one.tokens == reply.tokens
    assert one.tokens.completion == one.timings.predicted_n == 6
    assert one.tokens.prompt == one.timings.prompt_n
    assert one.tokens.cached is one.timings.cache_n is None
    assert None not in (one.timings.prompt_ms, one.timings.predicted_ms, one.timings.load_ms)
    assert set(one.flags) - {"loaded_first"} == {"parameters_pinned"}
    order = [times.headers_s, times.first_event_s, times.first_answer_s, times.last_s, times.end_s]
    assert order == sorted(order, key=lambda at: float(at or 0))


@contract
async def test_an_answer_that_is_not_streamed_says_the_same(measured: Bench, server: str) -> None:
    url = path_to(measured, server).removesuffix("/v1")
    body = {**DIALECTS["ollama"].request(said("tape:answer")).body, "stream": False}
    await raw(url, post(url, body, "/api/chat"))
    one = measured.last
    assert (one.streamed, one.content_chars, one.finish_reason, one.fault) == (False, len(ANSWER), "stop", None)
    assert one.tokens.completion == 6
    assert one.times.first_answer_s is None


@contract
async def test_a_tool_call_comes_whole(measured: Bench, server: str) -> None:
    reply = await chat(path_to(measured, server), said("tape:call", tools=TOOLS), dialect="ollama")
    (call,) = reply.tool_calls
    assert (call.name, json.loads(call.arguments)) == ("read_file", {"path": "src/main.py"})
    assert measured.last.tool_calls == 1
    assert measured.last.fault is None


@contract
async def test_what_the_model_does_wrong_has_its_name_here_too(measured: Bench, server: str) -> None:
    for phrase, most, code in (
        ("tape:answer", 3, C.TRUNCATED),
        ("tape:loop", 64, C.LOOP),
        ("tape:blank", 400, C.EMPTY),
    ):
        reply = await chat(path_to(measured, server), said(phrase, max_tokens=most), dialect="ollama")
        assert reply.fault is not None
        assert measured.last.fault is not None
        assert reply.fault.code is measured.last.fault.code is code


@contract
async def test_a_model_that_is_not_there_is_a_bad_request(measured: Bench, server: str) -> None:
    await chat(path_to(measured, server), {**said("hi"), "model": "nothing"}, dialect="ollama")
    assert measured.last.fault is not None
    assert measured.last.fault.code is C.BAD_REQUEST
    assert "not found" in measured.last.fault.detail


@contract
async def test_a_prompt_that_it_cuts_without_a_word_is_named(measured: Bench, server: str) -> None:
    await chat(path_to(measured, server), said("word " * 2000, max_tokens=4), dialect="ollama")
    one = measured.last
    assert (one.http_status, one.tokens.prompt) == (200, 2048)
    assert one.fault is not None
    assert one.fault.code is C.CONTEXT_EXCEEDED
