"""Whatever bytes come: no reader breaks, a record can always be kept, and where the bytes were cut changes nothing."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import msgspec
import pytest
from mutations import RECORDINGS, Mutator

from prony.gateway.dialects import DIALECTS
from prony.gateway.faults import End
from prony.gateway.meter import Meter
from prony.gateway.requests import ModelRequest
from prony.gateway.wire import Dialect, Route, ToolCallText
from prony.http1.messages import response_head
from prony.nouns import Exchange, ExchangeTimes

READERS = pytest.mark.parametrize("dialect", [pytest.param(one, id=name) for name, one in DIALECTS.items()])
BROKE = "the reader of the dialect"


def request_in(dialect: Dialect) -> ModelRequest:
    return ModelRequest(
        dialect=dialect, path="/", body=b"{}", model="m", streamed=True, parameters={}, max_tokens=100, flags=(),
        route=Route(path="/"),
    )  # fmt: skip


def exchange_of(dialect: Dialect, pieces: list[bytes], kind: str, end: End) -> tuple[Exchange, list[ToolCallText]]:
    """The record of a reply in these pieces, without its times, and its calls as a harness gets them."""
    meter = Meter("a", 1, request_in(dialect))
    meter.sent(0.0)
    meter.head(response_head(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n"), 0.1)
    for now, piece in enumerate(pieces, start=1):
        meter.payload(piece, float(now))
    meter.ended(end, len(pieces) + 1.0)
    exchange = meter.exchange(lambda data: str(hash(data)))
    calls = [
        ToolCallText(id=call.id, name=call.name, arguments=call.arguments)
        for _, call in sorted(meter.reading.calls.items())
    ]
    timeless = ("burst", "queued")
    flags = tuple(flag for flag in exchange.flags if flag not in timeless)
    return msgspec.structs.replace(exchange, times=ExchangeTimes(), started_at="", flags=flags), calls


def check(dialect: Dialect, mutator: Mutator) -> int:
    """Read one mutated reply in two ways; returns how many pieces were fed."""
    body, kind = mutator.body()
    end = mutator.random.choice((End.COMPLETE, End.COMPLETE, End.CUT))
    pieces = mutator.pieces(body)
    once, calls = exchange_of(dialect, [body], kind, end)
    again, same_calls = exchange_of(dialect, pieces, kind, end)
    assert once.fault is None or BROKE not in once.fault.detail, (once.fault, kind, body)
    assert (again, same_calls) == (once, calls), (kind, body, pieces)
    msgspec.json.decode(msgspec.json.encode(once), type=Exchange)
    msgspec.json.encode(calls)
    return 1 + len(pieces)


@READERS
def test_a_mutated_reply_breaks_nothing_and_is_read_the_same_wherever_it_is_cut(dialect: Dialect) -> None:
    mutator = Mutator(seed=1)
    pieces = 0
    while pieces < 20_000:
        pieces += check(dialect, mutator)


@READERS
def test_what_was_read_is_not_remembered(dialect: Dialect) -> None:
    def grown(replies: int) -> int:
        mutator = Mutator(seed=2)
        for _ in range(replies):
            check(dialect, mutator)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = grown(50)
        assert grown(200) - before < 200_000
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@READERS
def test_a_million_mutated_pieces_break_nothing(dialect: Dialect) -> None:
    mutator = Mutator(seed=3)
    pieces = 0
    while pieces < 1_000_000:
        pieces += check(dialect, mutator)


def test_the_mutations_are_of_real_replies_and_the_same_for_the_same_seed() -> None:
    def made() -> list[Any]:
        mutator = Mutator(seed=4)
        return [mutator.body() for _ in range(50)]

    assert made() == made()
    assert len(RECORDINGS) > 20
    assert sum(body not in {one for one, _ in RECORDINGS.values()} for body, _ in made()) > 40
