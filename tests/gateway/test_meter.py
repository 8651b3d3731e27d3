"""The meter: what it says is computed from bytes and a clock that the test sets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_engine import DONE, ROLE, USAGE, delta, event, finish, text
from gateway_bench import ask, golden

from prony.gateway.dialects import DIALECTS
from prony.gateway.dialects.chat import ChatReader
from prony.gateway.faults import End
from prony.gateway.meter import Meter
from prony.gateway.names import same_model
from prony.gateway.requests import Upstream, read_request
from prony.gateway.wire import Route
from prony.http1.messages import response_head, split_head
from prony.http1.reply import ReplyParser
from prony.journal import ExchangeSeen, JournalWriter, read_events
from prony.journal.speeds import sums_of, ttft_s
from prony.keys import hold
from prony.nouns import Exchange, FaultCode, Tokens
from prony.outcomes import fault

ROUTE = Route(path="/v1/chat/completions")
SSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


def metered(
    *pieces: tuple[float, bytes],
    head: bytes = SSE,
    end: End = End.COMPLETE,
    at: float = 9.0,
    upstream: Upstream | None = None,
    **request: Any,
) -> Exchange:
    """The exchange of a reply whose pieces came at these times; the request was sent at 1.0, the head came at 1.5."""
    body = msgspec.json.encode(ask(**{"stream": True, **request}))
    meter = Meter(
        "a1", 1, read_request(DIALECTS["chat"], ROUTE, body, "", upstream or Upstream(base_url="http://x/v1"))
    )
    meter.sent(1.0)
    parts = split_head(head)
    assert parts is not None
    meter.head(response_head(parts[0]), 1.5)
    for now, piece in pieces:
        meter.payload(piece, now)
    meter.ended(end, at)
    return meter.exchange(lambda data: f"blob:{len(data)}")


def test_every_time_counts_from_the_moment_the_request_was_sent() -> None:
    times = metered(
        (2.0, ROLE),
        (3.0, delta({"reasoning_content": "hm"})),
        (4.5, text("a")),
        (5.0, text("b")),
        (6.0, finish()),
        (6.5, USAGE + DONE),
        at=7.0,
    ).times
    assert times.headers_s == 0.5
    assert times.first_event_s == 1.0
    assert times.first_reasoning_s == 2.0
    assert times.first_answer_s == 3.5
    assert times.last_s == 4.0
    assert times.end_s == 6.0


def test_the_role_chunk_and_empty_deltas_are_no_first_token() -> None:
    times = metered((2.0, ROLE), (3.0, text("")), (4.0, text("a")), (5.0, finish())).times
    assert (times.first_event_s, times.first_answer_s) == (1.0, 3.0)


def test_a_tool_call_is_an_answer() -> None:
    call = delta({"tool_calls": [{"index": 0, "id": "c", "function": {"name": "ls", "arguments": "{}"}}]})
    exchange = metered((2.0, ROLE), (3.0, call), (4.0, finish("tool_calls")))
    assert exchange.times.first_answer_s == 2.0
    assert exchange.tool_calls == 1
    assert exchange.fault is None


def test_a_reply_that_was_not_streamed_has_no_first_times() -> None:
    parser = ReplyParser()
    payload = parser.feed(golden("answer-whole"))
    exchange = metered((2.0, payload), head=JSON, stream=False)
    assert exchange.times.first_event_s is exchange.times.first_answer_s is exchange.times.last_s is None
    assert exchange.times.end_s == 8.0
    assert exchange.content_chars == 58
    assert exchange.tokens.completion == exchange.timings.predicted_n
    assert not exchange.streamed


def test_tokens_are_never_counted_from_chunks() -> None:
    exchange = metered((2.0, ROLE + text("a b c") + text("d") + finish() + DONE))
    assert exchange.tokens.completion is None
    assert exchange.chunks == 4
    assert "no_usage" in exchange.flags


def test_bodies_are_put_away_byte_for_byte() -> None:
    exchange = metered((2.0, ROLE), (3.0, text("ä") + finish()))
    assert exchange.reply_blob == f"blob:{len(ROLE + text('ä') + finish())}"


def test_the_parameters_are_what_shapes_the_reply_without_the_conversation() -> None:
    exchange = metered(
        (2.0, text("a") + finish()), temperature=0, seed=7, tools=[{"type": "function"}], grammar="x" * 1000
    )
    assert exchange.parameters == {
        "max_tokens": 100,
        "temperature": 0,
        "seed": 7,
        "tools": 1,
        "grammar": "(1002 bytes)",
    }
    assert exchange.model_asked == "m"


@pytest.mark.parametrize(
    ("flag", "body", "request_"),
    [
        ("no_done", text("a") + finish(), {}),
        ("no_usage", text("a") + finish() + DONE, {}),
        ("tag_leak", text("<think>hm") + text("</think>a") + finish(), {}),
        ("tag_leak", text("<|channel|>final") + finish(), {}),
        ("loop", text("round and round, " * 40) + finish(), {}),
        ("loading_text", delta({"reasoning_content": "━━\nllama-swap loading model: m\n"}) + text("a") + finish(), {}),
        ("stray_line", b"what is this\n" + text("a") + finish(), {}),
        ("model_differs", text("a") + finish(), {"model": "other"}),
        ("many_choices", b'data: {"choices":[{"index":1,"delta":{"content":"b"}}]}\n\n' + text("a") + finish(), {}),
        ("cache_hit", text("a") + delta(finish="stop", usage={"prompt_tokens": 9, "prompt_cache_hit_tokens": 8}), {}),
        ("context_full", text("a") + finish("length") + USAGE, {}),
        ("filtered", text("a") + finish("content_filter"), {}),
        ("filtered", text("a") + finish("content_filter: RECITATION"), {}),
        ("limit_reached", text("a") + finish() + USAGE, {"max_tokens": 3}),
        ("no_usage", text("a") + delta(finish="stop", usage={"prompt_tokens": 0, "completion_tokens": 0}), {}),
    ],
)
def test_what_deserves_a_second_look_is_flagged(flag: str, body: bytes, request_: dict[str, Any]) -> None:
    assert flag in metered((2.0, body), **request_).flags


def test_a_clean_reply_has_no_flags() -> None:
    assert metered((2.0, ROLE + text("a") + finish() + USAGE + DONE)).flags == ()


def test_a_length_that_was_asked_for_does_not_mean_that_the_context_is_full() -> None:
    assert "context_full" not in metered((2.0, text("a") + finish("length") + USAGE + DONE), max_tokens=3).flags


@pytest.mark.parametrize(("context", "flag"), [(None, "context_full"), (8, "context_full"), (4096, "cut_early")])
def test_a_context_with_room_is_not_called_full(context: int | None, flag: str) -> None:
    cut = text("a") + finish("length") + USAGE + DONE
    flags = metered((2.0, cut), upstream=Upstream(base_url="http://x/v1", context=context), max_tokens=64).flags
    assert [name for name in flags if name in ("context_full", "cut_early")] == [flag]


def test_a_whole_answer_to_a_request_for_a_stream_is_flagged() -> None:
    body = ReplyParser().feed(golden("answer-whole"))
    assert "not_streamed" in metered((2.0, body), head=JSON).flags


def test_a_whole_reply_that_does_not_say_why_it_ended_is_flagged() -> None:
    for reason in (b"null", b'"null"', b'""'):
        body = b'{"choices":[{"index":0,"message":{"content":"a"},"finish_reason":%s}]}' % reason
        assert "no_finish_reason" in metered((2.0, body), head=JSON, stream=False).flags


def test_a_cut_after_the_finish_reason_is_no_fault() -> None:
    exchange = metered((2.0, text("a") + finish()), end=End.CUT)
    assert exchange.fault is None
    assert "cut_after_finish" in exchange.flags


def test_a_verdict_that_is_known_already_stands() -> None:
    meter = Meter(
        "a1", 3, read_request(DIALECTS["chat"], ROUTE, b'{"messages":[]}', "", Upstream(base_url="http://x/v1"))
    )
    meter.ended(End.CUT, 2.0, verdict=fault(FaultCode.BUDGET, "used"))
    exchange = meter.exchange(lambda data: "b")
    assert exchange.id == "a1.3"
    assert exchange.fault is not None
    assert exchange.fault.code is FaultCode.BUDGET
    assert exchange.times.end_s is None


def test_a_secret_that_the_engine_repeats_is_not_kept(tmp_path: Path) -> None:
    meter = Meter(
        "a1", 1, read_request(DIALECTS["chat"], ROUTE, b'{"messages":[]}', "", Upstream(base_url="http://x/v1"))
    )
    meter.head(response_head(b"HTTP/1.1 401 No\r\nContent-Type: application/json\r\n\r\n"), 1.0)
    meter.payload(b'{"error":{"message":"invalid key sk-secret"}}', 1.1)
    meter.ended(End.COMPLETE, 1.2)
    hold("sk-secret")
    with JournalWriter(tmp_path) as journal:
        journal.append(ExchangeSeen(exchange=meter.exchange(journal.blobs.put)))
        [seen] = read_events(tmp_path)
        assert isinstance(seen, ExchangeSeen)
        exchange, kept = seen.exchange, journal.blobs.get(str(seen.exchange.reply_blob))
    assert exchange.fault is not None
    assert exchange.fault.code is FaultCode.AUTH
    assert "sk-secret" not in repr(exchange) + repr(kept)
    assert "[key]" in exchange.fault.detail


@pytest.mark.parametrize("method", ["event", "tokens", "timings", "flags", "fault"])
def test_a_reader_that_breaks_costs_its_exchange_and_no_more(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    def broken(self: ChatReader, *_: Any) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(ChatReader, method, broken)
    exchange = metered((2.0, ROLE), (3.0, text("a") + finish()))
    assert exchange.fault is not None
    assert exchange.fault.code is FaultCode.BAD_CHUNK
    assert exchange.fault.detail == "the reader of the dialect chat broke: ZeroDivisionError: by zero"
    assert exchange.reply_blob is not None


@pytest.mark.parametrize(
    ("method", "value"),
    [("tokens", Tokens(prompt="many")), ("tokens", None), ("flags", {"\ud83d"}), ("flags", {1}), ("timings", {})],  # type: ignore[arg-type]
)
def test_a_reader_that_tells_what_no_record_holds_costs_its_exchange(
    monkeypatch: pytest.MonkeyPatch, method: str, value: Any
) -> None:
    monkeypatch.setattr(ChatReader, method, lambda *_: value)
    exchange = metered((2.0, text("a") + finish()))
    assert exchange.fault is not None
    assert exchange.fault.code is FaultCode.BAD_CHUNK
    assert msgspec.json.decode(msgspec.json.encode(exchange), type=Exchange) == exchange


def test_what_cannot_be_put_away_is_raised() -> None:
    def full(data: bytes) -> str:
        raise OSError("the disk is full")

    meter = Meter(
        "a1", 1, read_request(DIALECTS["chat"], ROUTE, b'{"messages":[]}', "", Upstream(base_url="http://x/v1"))
    )
    meter.ended(End.CUT, 2.0)
    with pytest.raises(OSError, match="the disk is full"):
        meter.exchange(full)


# --- what the client's clock can say ---------------------------------------------------------------------------------


def counted(tokens: int, **timings: float) -> bytes:
    """The last event, with counts, and with the engine's own clock where it is told."""
    usage = {"prompt_tokens": 9, "completion_tokens": tokens}
    more = {"timings": {"prompt_n": 9, "predicted_n": tokens, **timings}} if timings else {}
    return event({"model": "m", "choices": [], "usage": usage, **more})


def paced(count: int, begin: float, gap: float) -> list[tuple[float, bytes]]:
    return [(begin + n * gap, text("word ")) for n in range(count)]


def test_the_end_token_is_timed_by_the_finish_reason() -> None:
    exchange = metered(*paced(10, 2.0, 0.1), (3.0, finish()), (3.0, counted(11)), at=3.5)
    assert exchange.times.last_s == pytest.approx(1.9)
    assert exchange.times.finish_s == pytest.approx(2.0)
    sums = sums_of(exchange)
    assert sums["decode_tokens"] / sums["decode_s"] == pytest.approx(10.0)  # type: ignore[operator]


def test_a_record_without_the_time_of_its_finish_reason_keeps_its_rate() -> None:
    exchange = metered(*paced(11, 2.0, 0.1), (9.0, finish()), (9.0, counted(11)))
    older = msgspec.structs.replace(exchange, times=msgspec.structs.replace(exchange.times, finish_s=None))
    assert sums_of(older)["decode_s"] == pytest.approx(1.0)


BURSTS: dict[str, tuple[list[tuple[float, bytes]], bytes]] = {
    "all at once": ([(5.0, text("word ") * 50)], counted(51)),
    "one piece, and the end a little later": ([(5.0, text("word " * 50)), (5.01, finish())], counted(51)),
    "most at once": ([(5.0, text("word ") * 40), *paced(10, 5.1, 0.1)], counted(51)),
    "a third at once at the end": ([*paced(40, 2.0, 0.1), (6.5, text("word ") * 20)], counted(61)),
    "faster than anything": (paced(500, 5.0, 0.00002), counted(501)),
    "faster than the engine": (paced(50, 5.0, 0.001), counted(51, predicted_ms=4000.0, prompt_ms=10.0)),
    "reasoning at once": ([(5.0, delta({"reasoning": "hm " * 99})), (5.1, text("x"))], counted(100)),
    "a call at once": (
        [(5.0, delta({"tool_calls": [{"id": "c", "function": {"name": "bash", "arguments": "x" * 200}}]}))],
        counted(60),
    ),
}


@pytest.mark.parametrize("burst", BURSTS)
def test_a_burst_has_no_rate_by_the_clients_clock(burst: str) -> None:
    pieces, usage = BURSTS[burst]
    exchange = metered(*pieces, (9.0, finish() + usage + DONE), at=9.5)
    assert "burst" in exchange.flags
    sums = sums_of(exchange)
    assert sums["decode_tokens"] is sums["decode_s"] is None
    engines = exchange.timings.predicted_ms
    assert sums["server_decode_s"] == (None if engines is None else engines / 1000)


@pytest.mark.parametrize(
    ("pieces", "tokens"),
    [
        (paced(50, 2.0, 0.05), 51),
        (paced(3, 2.0, 0.05), 4),
        ([(2.0, text("a"))], 2),
        ([(2.0 + n / 10, text("word ") * 5) for n in range(20)], 101),
        (paced(50, 2.0, 0.0002), 51),
    ],
)
def test_a_steady_reply_is_no_burst(pieces: list[tuple[float, bytes]], tokens: int) -> None:
    last = pieces[-1][0]
    exchange = metered(*pieces, (last + 0.001, finish() + counted(tokens) + DONE))
    assert "burst" not in exchange.flags


def test_reasoning_that_is_counted_and_not_sent_has_no_part_in_the_rate() -> None:
    usage = {"prompt_tokens": 9, "completion_tokens": 1011, "completion_tokens_details": {"reasoning_tokens": 1000}}
    last = finish() + event({"choices": [], "usage": usage}) + DONE
    sums = sums_of(metered(*paced(10, 5.0, 0.1), (6.0, last)))
    assert sums["decode_tokens"] == 10


@pytest.mark.parametrize(
    ("first", "timings", "waited"),
    [
        (6.5, {"prompt_ms": 1000.0, "predicted_ms": 900.0}, True),
        (6.5, {"prompt_ms": 6000.0, "predicted_ms": 900.0}, False),
        (2.0, {"prompt_ms": 1500.0, "predicted_ms": 900.0}, False),
        (6.5, {"predicted_ms": 900.0}, False),
        # The engine held the reply back, and worked all the while.
        (6.5, {"prompt_ms": 500.0, "predicted_ms": 6900.0}, False),
    ],
)
def test_a_request_that_waited_for_others_is_flagged_and_has_no_first_time(
    first: float, timings: dict[str, float], waited: bool
) -> None:
    exchange = metered(*paced(10, 1.0 + first, 0.1), (2.0 + first, finish() + counted(11, **timings) + DONE), at=20.0)
    assert ("queued" in exchange.flags) is waited
    assert ttft_s(exchange) == (None if waited else pytest.approx(first))


# --- whose reply it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("m", "m"),
        ("qwen", "/models/Qwen.gguf"),
        ("qwen.gguf", "C:\\models\\qwen.gguf"),
        ("/models/qwen-00001-of-00003.gguf", "qwen"),
        ("qwen2.5-coder", "qwen2.5-coder:latest"),
        ("Qwen2.5-Coder:7B", "qwen2.5-coder:7b"),
        ("openai/gpt-4o", "gpt-4o-2024-08-06"),
        ("gpt-4", "gpt-4-0613"),
        ("mistral-large-latest", "mistral-large-2411"),
        ("gemini-2.0-flash", "models/gemini-2.0-flash-001"),
        ("qwen/qwen3-coder:free", "qwen/qwen3-coder"),
        ("Qwen/Qwen2.5-Coder-7B", "/root/.cache/hub/models--Qwen--Qwen2.5-Coder-7B/snapshots/0a1b2c"),
        ("claude-3-5-sonnet", "claude-3-5-sonnet-20241022"),
    ],
)
def test_another_name_of_the_same_model_is_no_other_model(asked: str, answered: str) -> None:
    assert same_model(asked, answered)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("qwen2.5-coder:7b", "qwen2.5-coder:1.5b"),
        ("qwen-Q4_K_M.gguf", "qwen-Q8_0.gguf"),
        ("gpt-4", "gpt-4-turbo"),
        ("gpt-4o", "gpt-4o-mini-2024-07-18"),
        ("qwen2.5-coder-7b", "qwen2.5-coder-7b-instruct"),
        ("gpt-4-0613", "gpt-4-0314"),
        ("smol", "qwen"),
        ("smollm2", "smollm2-135"),
        ("model", "model-7000"),
        ("m", "m-7b"),
    ],
)
def test_another_model_is_another_model(asked: str, answered: str) -> None:
    assert not same_model(asked, answered)


def test_the_names_that_an_engine_has_for_a_model_are_its_own() -> None:
    assert same_model("gpt-4o-mini", "/models/qwen.gguf", ("qwen",))
    assert not same_model("gpt-4o-mini", "/models/smol.gguf", ("qwen",))
