"""The meter: what it says is computed from bytes and a clock that the test sets."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from fake_engine import DONE, ROLE, USAGE, delta, finish, text
from gateway_bench import ask, golden

from prony.gateway.dialects import DIALECTS
from prony.gateway.dialects.chat import ChatReader
from prony.gateway.faults import End
from prony.gateway.meter import Meter
from prony.gateway.requests import Upstream, read_request
from prony.gateway.wire import Route
from prony.http1.messages import response_head, split_head
from prony.http1.reply import ReplyParser
from prony.nouns import Exchange, FaultCode
from prony.outcomes import fault

ROUTE = Route(path="/v1/chat/completions")
SSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


def metered(
    *pieces: tuple[float, bytes], head: bytes = SSE, end: End = End.COMPLETE, at: float = 9.0, **request: Any
) -> Exchange:
    """The exchange of a reply whose pieces came at these times; the request was sent at 1.0, the head came at 1.5."""
    body = msgspec.json.encode(ask(**{"stream": True, **request}))
    meter = Meter("a1", 1, read_request(DIALECTS["chat"], ROUTE, body, "", Upstream(base_url="http://x/v1")))
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
    ],
)
def test_what_deserves_a_second_look_is_flagged(flag: str, body: bytes, request_: dict[str, Any]) -> None:
    assert flag in metered((2.0, body), **request_).flags


def test_a_clean_reply_has_no_flags() -> None:
    assert metered((2.0, ROLE + text("a") + finish() + USAGE + DONE)).flags == ()


def test_a_length_that_was_asked_for_does_not_mean_that_the_context_is_full() -> None:
    assert "context_full" not in metered((2.0, text("a") + finish("length") + USAGE + DONE), max_tokens=3).flags


def test_a_whole_answer_to_a_request_for_a_stream_is_flagged() -> None:
    body = ReplyParser().feed(golden("answer-whole"))
    assert "not_streamed" in metered((2.0, body), head=JSON).flags


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


def test_a_secret_that_the_engine_repeats_is_not_kept() -> None:
    meter = Meter(
        "a1", 1, read_request(DIALECTS["chat"], ROUTE, b'{"messages":[]}', "", Upstream(base_url="http://x/v1"))
    )
    meter.head(response_head(b"HTTP/1.1 401 No\r\nContent-Type: application/json\r\n\r\n"), 1.0)
    meter.payload(b'{"error":{"message":"invalid key sk-secret"}}', 1.1)
    meter.ended(End.COMPLETE, 1.2)
    kept: list[bytes] = []
    exchange = meter.exchange(lambda data: kept.append(data) or "b", hide=b"sk-secret")  # type: ignore[func-returns-value]
    assert exchange.fault is not None
    assert exchange.fault.code is FaultCode.AUTH
    assert "sk-secret" not in repr(exchange) + repr(kept)
    assert "[key]" in exchange.fault.detail


def test_what_breaks_in_the_meter_is_raised_when_the_exchange_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: ChatReader, data: bytes, name: bytes, now: float) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ChatReader, "event", broken)
    with pytest.raises(ZeroDivisionError):
        metered((2.0, ROLE), (3.0, text("a")))
