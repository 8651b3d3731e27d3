"""A gateway in front of a fake engine, and in front of the real one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from fake_engine import FakeEngine
from gateway_bench import Bench

from prony.gateway import Gateway


@pytest.fixture
async def bench(fake_engine: FakeEngine) -> AsyncIterator[Bench]:
    """A gateway in front of the fake engine."""
    made: list[Bench] = []
    gateway = Gateway(
        record=lambda exchange: made[0].exchanges.append(exchange), put_blob=lambda data: made[0].put_blob(data)
    )
    made.append(Bench(gateway, fake_engine))
    async with gateway:
        yield made[0]
