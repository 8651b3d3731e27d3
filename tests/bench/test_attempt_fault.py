"""The fault of an attempt comes from the gateway's record; a harness tells only what the gateway cannot see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from fake_engine import RESET, ROLE, FakeEngine, answer, finish, sse, text

from prony.bench.attempt import AttemptOrder, make_attempt
from prony.gateway import Gateway, Upstream, chat
from prony.harnesses import AttemptJob, HarnessResult, Known
from prony.nouns import Attempt, AttemptEnd, AttemptLimits, FaultCode, Sampling
from prony.outcomes import fault
from prony.suites import load_suite

TASK = load_suite("quick").tasks[0]


class Tells:
    """A harness that sends a number of requests, and then tells `fault`, whatever came back."""

    def __init__(self, code: FaultCode | None, requests: int = 1, breaks: bool = False) -> None:
        self.result = HarnessResult(fault=None if code is None else fault(code, "so the harness says"))
        self.requests = requests
        self.breaks = breaks

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        for _ in range(self.requests):
            await chat(job.url, {"model": "m", "messages": [{"role": "user", "content": "hi"}]})
        if self.breaks:
            raise RuntimeError("broke")
        return self.result


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with Gateway(record=lambda exchange: None, put_blob=lambda data: "b") as gateway:
        yield gateway


async def ended(gateway: Gateway, engine: FakeEngine, harness: Tells) -> AttemptEnd:
    order = AttemptOrder(
        attempt=Attempt(id="a1", run="r", contestant="c", label="m", task=TASK.id),
        task=TASK,
        harness="tells",
        target=Upstream(base_url=engine.base_url, model="m"),
        sampling=Sampling(),
        max_tokens=100,
        limits=AttemptLimits(wall_s=20.0),
        known=Known(),
    )
    tells: Any = harness
    return await make_attempt(order, tells, gateway=gateway, workspaces=None, put_blob=lambda data: "b")


CUT = sse(ROLE, text("a"), RESET)


@pytest.mark.parametrize(
    ("script", "harness", "code"),
    [
        (CUT, Tells(None), FaultCode.STREAM_CUT),
        (CUT, Tells(FaultCode.EMPTY), FaultCode.STREAM_CUT),
        (sse(ROLE, text("a"), finish("length")), Tells(FaultCode.NO_ANSWER), FaultCode.TRUNCATED),
        (answer("hi"), Tells(FaultCode.NO_ANSWER), FaultCode.NO_ANSWER),
        (answer("hi"), Tells(None), None),
        (CUT, Tells(FaultCode.UNREACHABLE, requests=0), FaultCode.UNREACHABLE),
        (CUT, Tells(None, breaks=True), FaultCode.HARNESS_CRASH),
    ],
)
async def test_what_the_gateway_saw_stands_above_what_a_harness_tells(
    gateway: Gateway, fake_engine: FakeEngine, script: Any, harness: Tells, code: FaultCode | None
) -> None:
    fake_engine.default = script
    end = await ended(gateway, fake_engine, harness)
    assert (end.fault and end.fault.code) == code


async def test_a_request_that_went_well_after_one_that_failed_leaves_no_fault(
    gateway: Gateway, fake_engine: FakeEngine
) -> None:
    class Recovers(Tells):
        async def attempt(self, job: AttemptJob) -> HarnessResult:
            await super().attempt(job)
            fake_engine.default = answer("hi")
            return await super().attempt(job)

    fake_engine.default = CUT
    assert (await ended(gateway, fake_engine, Recovers(None))).fault is None


async def test_why_a_harness_hung_up_is_told_by_the_harness(gateway: Gateway, fake_engine: FakeEngine) -> None:
    from fake_engine import Sleep

    from prony.gateway import Timeouts

    class GivesUp(Tells):
        async def attempt(self, job: AttemptJob) -> HarnessResult:
            body = {"model": "m", "messages": []}
            reply = await chat(job.url, body, timeouts=Timeouts(total_s=0.2))
            return HarnessResult(fault=reply.fault)

    fake_engine.default = sse(ROLE, text("a"), Sleep(30), finish())
    end = await ended(gateway, fake_engine, GivesUp(None))
    assert end.fault is not None
    assert end.fault.code is FaultCode.TIMEOUT_TOTAL
