"""Turns: programs run side by side, or one of them alone; who gives up waiting holds up nobody."""

from __future__ import annotations

import asyncio

import pytest

from prony.nouns import Verdict
from prony.sandbox import Program, Reply, Sandbox, open_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODULE = Program(module="lib.py", files={"lib.py": b"def f(x): return x + 1"})
PRINTS = Program(argv=("python3", "a.py"), files={"a.py": b"print(42)"})


async def call_alone(sandbox: Sandbox) -> Reply:
    async with sandbox.session(MODULE, alone=True) as session:
        return await session.call("f", [1])


async def give_up(waiting: asyncio.Task[Reply]) -> None:
    """Cancel a task once it waits for its turn."""
    await asyncio.sleep(0.05)
    assert not waiting.done()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_who_gives_up_the_wait_for_a_turn_alone_holds_up_nobody_beside_him():
    async with open_sandbox(slots=2) as sandbox, sandbox.session(MODULE) as session:
        await give_up(asyncio.create_task(call_alone(sandbox)))
        beside = await asyncio.wait_for(sandbox.run(PRINTS), 60)
        assert (beside.verdict, beside.stdout) == (Verdict.PASS, b"42\n")
        assert (await session.call("f", [1])).value == 2


async def test_who_came_to_wait_meanwhile_gets_a_turn_when_the_wait_alone_is_given_up():
    async with open_sandbox(slots=2) as sandbox, sandbox.session(MODULE):
        alone = asyncio.create_task(call_alone(sandbox))
        await asyncio.sleep(0.05)
        beside = asyncio.create_task(sandbox.run(PRINTS))
        await give_up(alone)
        assert (await asyncio.wait_for(beside, 60)).verdict is Verdict.PASS


async def test_a_turn_alone_can_be_had_after_another_was_given_up():
    async with open_sandbox(slots=2) as sandbox:
        async with sandbox.session(MODULE):
            await give_up(asyncio.create_task(call_alone(sandbox)))
        assert (await asyncio.wait_for(call_alone(sandbox), 60)).value == 2
        assert (await asyncio.wait_for(sandbox.run(PRINTS), 60)).verdict is Verdict.PASS
