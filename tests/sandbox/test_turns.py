"""Turns: programs run side by side, or one of them alone; who gives up waiting holds up nobody."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time

import msgspec
import pytest

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Reply, Sandbox, open_sandbox
from prony.sandbox import turns as turns_
from prony.sandbox.turns import Turns

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODULE = Program(module="lib.py", files={"lib.py": b"def f(x): return x + 1"})
PRINTS = Program(argv=("python3", "a.py"), files={"a.py": b"print(42)"})


@pytest.fixture(autouse=True)
def names_of_this_test(monkeypatch: pytest.MonkeyPatch) -> str:
    """Names that no other process on this machine has, such as another run of these tests."""
    name = f"prony-test-{os.getpid()}-{time.monotonic_ns()}"
    monkeypatch.setattr(turns_, "NAMES", name)
    return name


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


CLOCK = b"import time\nbegan = time.monotonic()\ntime.sleep(0.2)\nprint(began, time.monotonic())"


async def test_what_is_marked_as_alone_runs_beside_nothing():
    def program(alone: bool) -> Program:
        return Program(argv=("python3", "a.py"), files={"a.py": CLOCK}, limits=Limits(alone=alone))

    async with open_sandbox(slots=2) as sandbox:
        marks = [False, True, False, True, False]
        ended = await asyncio.gather(*(sandbox.run(program(alone)) for alone in marks))
    spans = [tuple(map(float, one.stdout.split())) for one in ended]
    for index, alone in enumerate(marks):
        others = [span for number, span in enumerate(spans) if alone and number != index]
        assert all(end <= spans[index][0] or begin >= spans[index][1] for begin, end in others)


async def test_a_session_is_alone_where_its_limits_say_so():
    alone = msgspec.structs.replace(MODULE, limits=Limits(alone=True))
    async with open_sandbox(slots=2) as sandbox:
        async with sandbox.session(alone) as session:
            beside = asyncio.create_task(sandbox.run(PRINTS))
            assert (await session.call("f", [1])).value == 2
            await asyncio.sleep(0.1)
            assert not beside.done()
        assert (await asyncio.wait_for(beside, 60)).verdict is Verdict.PASS


HOLDS = """
import asyncio, sys
from prony.sandbox import turns
from prony.sandbox.turns import Turns

turns.NAMES = {names!r}

async def main():
    async with Turns().turn(False, machine={alone}):
        print("in", flush=True)
        await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""


@contextlib.asynccontextmanager
async def another_process(*, alone: bool):
    """Another process of Prony that has a turn until it is told to let go."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        HOLDS.format(alone=alone, names=turns_.NAMES),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert await process.stdout.readline() == b"in\n"
    try:
        yield process.stdin
    finally:
        process.stdin.close()
        await process.wait()


@pytest.mark.parametrize(
    ("there", "alone", "machine"),
    [(False, False, True), (True, False, False), (True, True, False), (True, False, True)],
)
async def test_who_has_the_machine_has_no_other_process_beside_him(there: bool, alone: bool, machine: bool):
    async def take() -> None:
        async with Turns().turn(alone, machine=machine):
            pass

    async with another_process(alone=there) as other:
        waiting = asyncio.create_task(take())
        await asyncio.sleep(0.2)
        assert not waiting.done()
        other.write(b"\n")
        await asyncio.wait_for(waiting, 60)


async def test_who_is_alone_in_a_sandbox_minds_no_other_process_and_is_minded_by_who_has_the_machine():
    async def take() -> None:
        async with Turns().turn(False, machine=True):
            pass

    async with another_process(alone=False), asyncio.timeout(60), Turns().turn(True):
        waiting = asyncio.create_task(take())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    await asyncio.wait_for(waiting, 60)


async def test_who_ended_without_a_word_holds_up_nobody():
    async with another_process(alone=True) as other:
        other.close()  # as when the process is killed
        async with asyncio.timeout(60), Turns().turn(False, machine=True):
            pass


async def test_a_task_that_has_a_turn_goes_on_in_it():
    turns = Turns()
    async with asyncio.timeout(60), turns.turn(True), turns.turn(False), turns.turn(False, machine=True):
        pass
    async with asyncio.timeout(60), turns.turn(False):
        pass
