"""The connection to an engine: when a request counts as sent."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from prony.http1 import connection
from prony.http1.connection import Connection


class Ear:
    """A listener that keeps when the request was sent."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def sent(self, now: float) -> None:
        self.times.append(now)


class Kernel(asyncio.Transport):
    """A transport whose write takes a second, as where the machine is busy; `holds` bytes stay in its buffer."""

    def __init__(self, clock: list[float], holds: int = 0) -> None:
        super().__init__()
        self._clock = clock
        self.holds = holds

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Nothing to set."""

    def write(self, data: Any) -> None:
        self._clock[0] += 1.0

    def get_write_buffer_size(self) -> int:
        return self.holds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [10.0]
    monkeypatch.setattr(connection.time, "monotonic", lambda: now[0])
    return now


def begun(kernel: Kernel) -> tuple[Connection, Ear]:
    ear = Ear()
    one = Connection(cast(Any, ear), b"POST / HTTP/1.1\r\n\r\n")
    one.connection_made(kernel)
    return one, ear


def test_a_request_is_sent_before_the_write_returns_so_that_no_reply_is_faster_than_it_was(clock: list[float]) -> None:
    _, ear = begun(Kernel(clock))
    assert (ear.times, clock) == ([10.0], [11.0])


def test_a_request_that_waits_in_the_buffer_is_sent_when_its_last_byte_leaves(clock: list[float]) -> None:
    one, ear = begun(Kernel(clock, holds=3))
    assert ear.times == []
    clock[0] = 15.0
    one.resume_writing()
    assert ear.times == [15.0]
