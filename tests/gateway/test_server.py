"""The gateway as a harness meets it: bytes as they are, one connection a request, and nothing that was not asked."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from fake_engine import DONE, HANG_UP, RESET, ROLE, USAGE, FakeEngine, Script, Sleep, answer, finish, sse, text, whole
from gateway_bench import Bench, ask, body_of, cut, get, golden, post, raw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prony.errors import EngineError
from prony.gateway import Budget, Gateway, Upstream, chat
from prony.gateway.server import MOST_STRANGERS
from prony.journal import ExchangeSeen, JournalWriter
from prony.nouns import FaultCode

# --- bytes -----------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.integers(0, 3000), max_size=12),
    name=st.sampled_from(["answer-streamed", "call-whole", "thought-cut"]),
)
def test_the_body_arrives_byte_for_byte_wherever_it_is_cut(cuts: list[int], name: str) -> None:
    async def forwarded() -> tuple[bytes, bytes]:
        kept: dict[str, bytes] = {}

        def put_blob(data: bytes) -> str:
            kept[str(len(kept))] = data
            return str(len(kept) - 1)

        exchanges: list[Any] = []
        async with FakeEngine() as engine, Gateway(record=exchanges.append, put_blob=put_blob) as gateway:
            steps = [step for piece in cut(golden(name), cuts) for step in (piece, Sleep(0))]
            engine.default = Script(tuple(steps), framing="raw")
            path = gateway.open("a1", Upstream(base_url=engine.base_url))
            reply = await raw(path.base_url, post(path.base_url, ask()))
        return reply, kept[exchanges[0].reply_blob]

    reply, blob = asyncio.run(forwarded())
    assert body_of(reply) == body_of(golden(name))
    assert b"data: " in blob or blob == body_of(golden(name))


@pytest.mark.parametrize("framing", ["chunked", "length", "close"])
async def test_the_framing_is_the_engines_own(bench: Bench, framing: str) -> None:
    bench.engine.default = sse(ROLE, text("ä 世 😀"), finish(), USAGE, DONE, framing=framing)
    path = bench.open()
    direct = await raw(bench.engine.base_url, post(bench.engine.base_url, ask()))
    through = await raw(path.base_url, post(path.base_url, ask()))
    assert body_of(through) == body_of(direct)
    assert bench.blobs[bench.last.reply_blob or ""] == ROLE + text("ä 世 😀") + finish() + USAGE + DONE


async def test_the_request_reaches_the_engine_byte_for_byte(bench: Bench) -> None:
    body = b'{ "model" : "m", "messages": [ {"role":"user","content":"\\u00e4 \xc3\xa4"} ],\n"stream":false }'
    path = bench.open()
    await raw(path.base_url, post(path.base_url, body))
    assert bench.engine.calls[0].raw == body
    assert bench.blobs[bench.last.request_blob or ""] == body


async def test_a_request_in_chunks_is_taken(bench: Bench) -> None:
    path = bench.open()
    head = post(path.base_url, b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    data = json.dumps(ask()).encode()
    await raw(path.base_url, head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data))
    assert bench.engine.calls[0].raw == data


async def test_a_harness_that_waits_for_leave_gets_it(bench: Bench) -> None:
    path = bench.open()
    reply = await raw(path.base_url, post(path.base_url, ask(), Expect="100-continue"))
    assert reply.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")


async def test_status_and_headers_are_the_engines_less_those_of_its_connection(bench: Bench) -> None:
    bench.engine.default = whole(
        418, b'{"error":"tea"}', headers=(("X-Request-Id", "r-7"), ("Retry-After", "3"), ("X-Prony-Fault", "auth"))
    )
    path = bench.open()
    head = (await raw(path.base_url, post(path.base_url, ask()))).partition(b"\r\n\r\n")[0].decode()
    assert head.startswith("HTTP/1.1 418 Whatever\r\n")
    assert "X-Request-Id: r-7" in head
    assert "Retry-After: 3" in head
    assert "Connection: close" in head
    assert "Keep-Alive" not in head
    assert "X-Prony-Fault" not in head


async def test_the_engine_gets_the_harnesss_headers_less_those_of_its_connection(bench: Bench) -> None:
    path = bench.open()
    await raw(
        path.base_url,
        post(
            path.base_url,
            ask(),
            User_Agent="agent/1",
            Authorization="Bearer placeholder",
            x_api_key="placeholder",
            Accept_Encoding="gzip, br",
            Connection="keep-alive",
            Keep_Alive="timeout=5",
        ),
    )
    headers = bench.engine.calls[0].headers
    assert headers["user-agent"] == "agent/1"
    assert headers["host"] == f"127.0.0.1:{bench.engine.port}"
    assert headers["accept-encoding"] == "identity"
    assert headers["connection"] == "close"
    assert not headers.keys() & {"authorization", "x-api-key", "keep-alive"}


async def test_chunks_are_forwarded_as_they_come(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("first"), Sleep(30), finish())
    path = bench.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.gateway.port)
    writer.write(post(path.base_url, ask()))
    await asyncio.wait_for(reader.readuntil(b"first"), 10)
    writer.close()


# --- connections -----------------------------------------------------------------------------------------------------


async def test_each_request_has_a_connection_of_its_own_on_both_sides(bench: Bench) -> None:
    path = bench.open()
    first = post(path.base_url, ask(), Connection="keep-alive")
    reply = await raw(path.base_url, first + first)
    assert reply.count(b"HTTP/1.1 200") == 1
    assert len(bench.engine.calls) == 1


async def test_a_harness_that_hangs_up_stops_the_engine(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), Sleep(30), finish())
    path = bench.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.gateway.port)
    writer.write(post(path.base_url, ask()))
    await asyncio.wait_for(reader.readuntil(b'"a"'), 10)
    writer.close()
    await asyncio.wait_for(bench.engine.calls[0].over.wait(), 10)
    assert bench.engine.calls[0].aborted
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.CLIENT_FAULT
    assert bench.last.content_chars == 1


async def test_a_harness_that_hangs_up_after_the_last_word_is_no_fault(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), finish(), Sleep(30))
    path = bench.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.gateway.port)
    writer.write(post(path.base_url, ask()))
    await asyncio.wait_for(reader.readuntil(b'"stop"'), 10)
    writer.close()
    await asyncio.wait_for(bench.engine.calls[0].over.wait(), 10)
    assert bench.last.fault is None


@pytest.mark.parametrize("framing", ["chunked", "close"])
async def test_a_cut_reply_never_looks_complete(bench: Bench, framing: str) -> None:
    bench.engine.default = sse(ROLE, text("a"), RESET, framing=framing)
    path = bench.open()
    try:
        reply = await raw(path.base_url, post(path.base_url, ask()))
    except ConnectionResetError:
        return
    assert framing == "chunked"
    assert not reply.endswith(b"0\r\n\r\n")


async def test_the_exchange_is_recorded_before_the_harness_sees_the_end(bench: Bench) -> None:
    path = bench.open()
    await raw(path.base_url, post(path.base_url, ask()))
    assert path.exchanges == 1
    assert bench.exchanges == path.finished


async def test_a_slow_reader_slows_the_engine_down_and_loses_nothing(bench: Bench) -> None:
    piece = text("x" * 60_000)
    bench.engine.default = sse(ROLE, *[piece] * 200, finish(), DONE)
    path = bench.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.gateway.port, limit=1 << 16)
    writer.write(post(path.base_url, ask()))
    await asyncio.sleep(0.3)
    assert not bench.engine.calls[0].over.is_set()
    data = await asyncio.wait_for(reader.read(-1), 20)
    writer.close()
    assert data.count(b"x" * 60_000) == 200
    assert data.endswith(b"0\r\n\r\n")


async def test_many_streams_at_once_keep_apart(bench: Bench) -> None:
    for n in range(64):
        bench.engine.by_model[f"m{n}"] = sse(ROLE, text(f"<{n}>"), Sleep(0.01), text(f"[{n}]"), finish(), USAGE, DONE)
    paths = [bench.open(f"a{n}") for n in range(64)]
    replies = await asyncio.gather(*(chat(path.base_url, ask(f"m{n}")) for n, path in enumerate(paths)))
    assert [reply.text for reply in replies] == [f"<{n}>[{n}]" for n in range(64)]
    assert sorted(exchange.attempt for exchange in bench.exchanges) == sorted(f"a{n}" for n in range(64))


async def test_no_connection_is_left_behind(bench: Bench) -> None:
    def open_files() -> int:
        return len(os.listdir(f"/proc/{os.getpid()}/fd"))

    path = bench.open()
    await chat(path.base_url, ask())
    await asyncio.sleep(0.05)
    before = open_files()
    for script in (answer("a"), sse(ROLE, RESET), sse(ROLE, HANG_UP), whole(500, b"{}")):
        bench.engine.default = script
        await chat(path.base_url, ask())
    await asyncio.sleep(0.1)
    assert open_files() <= before


# --- paths -----------------------------------------------------------------------------------------------------------


async def test_models_are_forwarded_and_not_recorded(bench: Bench) -> None:
    path = bench.open()
    reply = await raw(path.base_url, get(path.base_url, "/models"))
    assert json.loads(body_of(reply))["data"][0]["id"] == "m"
    assert bench.engine.calls[0].target == "/v1/models"
    assert bench.exchanges == []


async def test_a_base_url_may_have_a_path_of_its_own(bench: Bench) -> None:
    path = bench.open(base_url=f"http://127.0.0.1:{bench.engine.port}/api/openai/v1/")
    await chat(path.base_url, ask())
    assert bench.engine.calls[0].target == "/api/openai/v1/chat/completions"


@pytest.mark.parametrize(
    "where",
    [
        "/embeddings",
        "/chat/completions/",
        "/chat/completions/../../props",
        "/../props",
        "/models",
        "//models",
        "/%2e%2e/props",
        "",
    ],
)
async def test_what_is_not_forwarded_is_answered_404(bench: Bench, where: str) -> None:
    path = bench.open()
    reply = await raw(path.base_url, post(path.base_url, ask(), where))
    assert reply.startswith(b"HTTP/1.1 404 ")
    assert b"Connection: close" in reply
    assert bench.engine.calls == []


@pytest.mark.parametrize("target", ["/", "/v1/chat/completions", "/AAAAAAAAAAAAAAAAAAAAAA/v1/chat/completions"])
async def test_without_its_token_nothing_is_reached(bench: Bench, target: str) -> None:
    path = bench.open()
    request = post(path.base_url, ask()).replace(f"/{path.token}/v1/chat/completions".encode(), target.encode())
    assert (await raw(path.base_url, request)).startswith(b"HTTP/1.1 404 ")
    assert bench.engine.calls == []


async def test_tokens_differ_and_are_long(bench: Bench) -> None:
    tokens = {bench.open().token for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 22


async def test_a_closed_path_is_gone(bench: Bench) -> None:
    path = bench.open()
    bench.gateway.close(path)
    assert (await raw(path.base_url, post(path.base_url, ask()))).startswith(b"HTTP/1.1 404 ")


async def test_closing_a_path_ends_what_is_in_flight_and_records_it(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), Sleep(30), finish())
    path = bench.open()
    asking = asyncio.ensure_future(chat(path.base_url, ask()))
    await asyncio.wait_for(bench.engine.called.wait(), 10)
    await asyncio.sleep(0.05)
    bench.gateway.close(path)
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.CLIENT_FAULT
    await asking
    assert path.fault is None


async def test_a_request_that_was_under_way_when_its_attempt_ended_goes_nowhere(bench: Bench) -> None:
    path = bench.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.gateway.port)
    request = post(path.base_url, ask())
    writer.write(request[:-5])
    await asyncio.sleep(0.05)
    bench.gateway.close(path)
    writer.write(request[-5:])
    assert (await asyncio.wait_for(reader.read(-1), 10)).startswith(b"HTTP/1.1 404 ")
    writer.close()
    assert bench.engine.calls == []


async def test_it_listens_on_loopback_only(bench: Bench) -> None:
    assert bench.gateway._server is not None
    assert [sock.getsockname()[0] for sock in bench.gateway._server.sockets] == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"POST / HTTP/1.0\r\n\r\n", 505),
        (b"GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", 426),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ],
)
async def test_what_is_no_request_is_refused(bench: Bench, request_: bytes, status: int) -> None:
    assert (await raw(bench.open().base_url, request_)).startswith(b"HTTP/1.1 %d " % status)


async def test_a_body_that_is_not_json_is_refused_with_words(bench: Bench) -> None:
    path = bench.open()
    reply = await raw(path.base_url, post(path.base_url, b"hello"))
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert "not JSON" in json.loads(body_of(reply))["error"]["message"]
    assert bench.engine.calls == []


async def test_a_request_beyond_all_measure_is_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prony.gateway.conversation.MAX_REQUEST_BYTES", 1000)
    path = bench.open()
    reply = await raw(path.base_url, post(path.base_url, {"messages": "x" * 5000}))
    assert reply.startswith(b"HTTP/1.1 413 ")


# --- keys ------------------------------------------------------------------------------------------------------------


async def test_a_key_comes_from_the_environment_and_is_never_kept(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOME_KEY", "sk-very-secret")
    bench.engine.default = whole(401, b'{"error":{"message":"sk-very-secret is wrong"}}')
    path = bench.open(api_key_env="SOME_KEY")
    await raw(path.base_url, post(path.base_url, ask(), Authorization="Bearer placeholder"))
    assert bench.engine.calls[0].headers["authorization"] == "Bearer sk-very-secret"
    with JournalWriter(tmp_path) as journal:
        for exchange in bench.exchanges:
            journal.append(ExchangeSeen(exchange=exchange))
        kept = [journal.blobs.get(journal.blobs.put(data)) for data in bench.blobs.values()]
    assert "sk-very-secret" not in (tmp_path / "events.jsonl").read_text() + repr(kept)
    assert "[key]" in repr(kept)
    await raw(path.base_url, get(path.base_url, "/models"))
    assert bench.engine.calls[1].headers["authorization"] == "Bearer sk-very-secret"


@pytest.mark.parametrize("value", [None, "", "two words", "line\nbreak"])
async def test_a_key_that_is_none_is_said_before_anything_is_sent(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("SOME_KEY", value)
    with pytest.raises(EngineError) as caught:
        bench.open(api_key_env="SOME_KEY")
    assert caught.value.code == "E251"
    assert "SOME_KEY" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8080",
        "ftp://x/v1",
        "http://",
        "http://x:port/v1",
        "http://u:p@x/v1",
        "http://x/v1?a=b",
        "http://x/v 1",
    ],
)
async def test_what_is_no_base_url_is_said_before_anything_is_sent(bench: Bench, url: str) -> None:
    with pytest.raises(EngineError) as caught:
        bench.open(base_url=url)
    assert caught.value.code == "E252"


# --- budgets ---------------------------------------------------------------------------------------------------------


async def test_requests_beyond_the_budget_are_refused_in_words(bench: Bench) -> None:
    path = bench.open(budget=Budget(requests=2))
    faults = [(await chat(path.base_url, ask())).fault for _ in range(3)]
    assert faults[:2] == [None, None]
    assert faults[2] is not None
    assert faults[2].code is FaultCode.BUDGET
    assert "2 requests" in faults[2].detail
    assert len(bench.engine.calls) == 2
    assert path.fault is not None
    assert path.fault.code is FaultCode.BUDGET


async def test_the_request_that_crosses_the_token_budget_is_answered_and_the_next_is_not(bench: Bench) -> None:
    path = bench.open(budget=Budget(tokens=10))
    assert (await chat(path.base_url, ask())).fault is None
    assert (await chat(path.base_url, ask())).fault is None
    assert path.tokens == 16
    refused = (await chat(path.base_url, ask())).fault
    assert refused is not None
    assert refused.code is FaultCode.BUDGET


async def test_when_time_is_over_the_harness_is_told_inside_its_stream(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), Sleep(30), finish())
    path = bench.open(budget=Budget(wall_s=0.3))
    reply = await raw(path.base_url, post(path.base_url, ask()))
    assert b"prony_timeout_total" in reply
    assert not reply.endswith(b"0\r\n\r\n")
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.TIMEOUT_TOTAL
    assert path.fault == bench.last.fault
    late = await chat(path.base_url, ask())
    assert late.fault is not None
    assert late.fault.code is FaultCode.TIMEOUT_TOTAL
    assert len(bench.engine.calls) == 1


async def test_when_time_is_over_our_client_names_it_rightly(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), Sleep(30), finish())
    reply = await chat(bench.open(budget=Budget(wall_s=0.2)).base_url, ask())
    assert reply.fault is not None
    assert reply.fault.code is FaultCode.TIMEOUT_TOTAL
    assert reply.text == "a"


async def test_when_time_is_over_before_the_head_the_harness_gets_an_error(bench: Bench) -> None:
    bench.engine.default = Script((Sleep(30),), framing="raw")
    path = bench.open(budget=Budget(wall_s=0.2))
    reply = await raw(path.base_url, post(path.base_url, ask()))
    assert reply.startswith(b"HTTP/1.1 403 ")
    assert json.loads(body_of(reply))["error"]["type"] == "prony_timeout_total"


# --- silence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "budget", "code"),
    [
        (Script((Sleep(30),), framing="raw"), Budget(first_s=0.2), FaultCode.TIMEOUT_FIRST),
        (sse(ROLE, Sleep(30), text("a")), Budget(first_s=0.2, stall_s=20), FaultCode.TIMEOUT_FIRST),
        (sse(ROLE, text("a"), Sleep(30), finish()), Budget(first_s=20, stall_s=0.2), FaultCode.TIMEOUT_STALL),
    ],
)
async def test_an_engine_that_hangs_ends_the_attempt_of_any_harness(
    bench: Bench, script: Script, budget: Budget, code: FaultCode
) -> None:
    bench.engine.default = script
    path = bench.open(budget=budget)
    reply = await raw(path.base_url, post(path.base_url, ask(stream=True)))
    assert f"prony_{code}".encode() in reply
    assert bench.last.fault is not None
    assert bench.last.fault.code is code
    assert path.fault == bench.last.fault
    await asyncio.wait_for(bench.engine.calls[0].over.wait(), 10)
    assert bench.engine.calls[0].aborted


async def test_progress_before_the_first_word_is_a_sign_of_life_and_a_ping_is_none(bench: Bench) -> None:
    for step, code in ((ROLE, None), (b": ping\n\n", FaultCode.TIMEOUT_FIRST)):
        bench.engine.default = sse(*[step, Sleep(0.2)] * 8, text("a"), finish(), DONE)
        reply = await chat(bench.open(budget=Budget(first_s=0.8)).base_url, ask())
        assert (reply.fault and reply.fault.code) == code


async def test_an_engine_that_waits_for_a_slow_harness_is_not_silent(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, *[text("x" * 60_000)] * 200, finish(), DONE)
    path = bench.open(budget=Budget(stall_s=0.2))
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.gateway.port, limit=1 << 16)
    writer.write(post(path.base_url, ask(stream=True)))
    await asyncio.sleep(0.8)
    data = await asyncio.wait_for(reader.read(-1), 20)
    writer.close()
    assert data.endswith(b"0\r\n\r\n")
    assert path.fault is None


async def test_an_engine_that_is_silent_after_its_last_word_has_said_all(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), finish(), Sleep(30))
    path = bench.open(budget=Budget(stall_s=0.2))
    reply = await chat(path.base_url, ask())
    assert (reply.text, reply.fault, path.fault, bench.last.fault) == ("a", None, None, None)
    assert "cut_after_finish" in bench.last.flags


async def test_a_connection_that_stays_open_after_the_last_word_is_not_waited_for(bench: Bench) -> None:
    bench.engine.default = sse(ROLE, text("a"), finish(), USAGE, DONE, Sleep(30))
    path = bench.open()
    reply = await asyncio.wait_for(chat(path.base_url, ask()), 20)
    assert (reply.text, reply.fault, path.fault, bench.last.fault) == ("a", None, None, None)
    assert set(bench.last.flags) >= {"kept_open"}
    assert "cut_after_finish" not in bench.last.flags
    assert bench.last.times.end_s is not None
    assert bench.last.times.end_s < 20


async def test_a_reply_in_one_piece_may_take_as_long_as_its_attempt(bench: Bench) -> None:
    bench.engine.default = Script((Sleep(0.5), golden("answer-whole")), framing="raw")
    path = bench.open(budget=Budget(first_s=0.1, stall_s=0.1))
    reply = await raw(path.base_url, post(path.base_url, ask(stream=False)))
    assert reply.startswith(b"HTTP/1.1 200 ")


# --- keeping the record ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", ["record", "put_blob"])
async def test_an_exchange_that_cannot_be_kept_is_raised_and_the_harness_still_served(
    fake_engine: FakeEngine, broken: str, tmp_path: Path
) -> None:
    def fail(_: object) -> str:
        raise OSError("no space left on device")

    callbacks: dict[str, Any] = {"record": lambda exchange: None, "put_blob": lambda data: "b", broken: fail}
    async with Gateway(**callbacks) as gateway:
        path = gateway.open("a1", Upstream(base_url=fake_engine.base_url))
        assert (await chat(path.base_url, ask())).text == "hello world"
        with pytest.raises(OSError, match="no space"):
            gateway.close(path)


async def test_a_stranger_who_opens_connections_and_is_silent_takes_no_place(bench: Bench) -> None:
    path = bench.open()
    silent = [await asyncio.open_connection("127.0.0.1", bench.gateway.port) for _ in range(MOST_STRANGERS * 3)]
    wrong = [await asyncio.open_connection("127.0.0.1", bench.gateway.port) for _ in range(50)]
    for _, writer in wrong:
        writer.write(b"GET /no-such-token-here/v1/models HTTP/1.1\r\nHost: x\r\n")
    reply = await raw(path.base_url, post(path.base_url, ask()))
    assert reply.startswith(b"HTTP/1.1 200")
    assert len(bench.gateway._conversations) <= MOST_STRANGERS + 1
    for _, writer in (*silent, *wrong):
        writer.close()


async def test_a_gateway_can_close_while_a_stranger_is_calling() -> None:
    """A connection that is accepted and stands for nobody yet is dropped when it stands."""
    gateway = Gateway(record=lambda exchange: None, put_blob=lambda data: "")
    async with gateway:
        waiting = gateway._converse()
    transport = Mock(spec=asyncio.Transport)
    waiting.connection_made(transport)
    transport.abort.assert_called_once()
