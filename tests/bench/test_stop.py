from __future__ import annotations

import asyncio

import pytest

from prony.bench.stop import CutShort, Stop


async def waiting(stop: Stop, began: asyncio.Event) -> str:
    try:
        with stop.preparing():
            began.set()
            await asyncio.sleep(60)
    except CutShort:
        return "cut short"
    return "waited"


@pytest.mark.parametrize("end", [Stop.ask, Stop.now, Stop.budget])
async def test_what_only_prepares_attempts_is_given_up_when_the_run_is_to_end(end):
    stop, began = Stop(), asyncio.Event()
    task = asyncio.create_task(waiting(stop, began))
    await began.wait()
    end(stop)
    assert await asyncio.wait_for(task, 5) == "cut short"
    assert not task.cancelling()


async def test_nothing_is_prepared_once_the_run_is_to_end():
    stop = Stop()
    stop.ask()
    with pytest.raises(CutShort), stop.preparing():
        pytest.fail("the block was entered")


async def test_what_is_done_preparing_is_not_disturbed():
    stop = Stop()
    with stop.preparing():
        await asyncio.sleep(0)
    stop.ask()
    await asyncio.sleep(0)
    assert stop.reason == "stopped"


async def test_somebody_elses_cancelling_stays_one():
    stop, began = Stop(), asyncio.Event()
    task = asyncio.create_task(waiting(stop, began))
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_error_while_preparing_is_told_as_it_is():
    with pytest.raises(ValueError, match="mine"), Stop().preparing():
        raise ValueError("mine")
