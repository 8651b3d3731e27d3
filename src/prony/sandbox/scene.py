"""A scene: a room in which programs run, and what may stay in it beside them. Everything else is composed of scenes.

A pool's scene builds its room anew for each program, and has one at a time. A scene of its own (`open_scene`) keeps its
disk, and its network where that is asked for, as long as it lasts: residents stay up in it, programs run beside them,
and all of them end with it.

    async with sandbox.scene(network=True, disk_mb=512) as scene:
        server = await scene.start(Program(argv=("python3", "server.py"), files=files), ready=Port(8080))
        ended = await scene.run(Program(argv=("python3", "client.py"), files=more))
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import msgspec

from prony.nouns import Limits, Verdict
from prony.sandbox.backends import Backend
from prony.sandbox.calls import Relay, answer_calls
from prony.sandbox.door import Door, connect_to
from prony.sandbox.prepare import Prepared, Preparer
from prony.sandbox.ready import NotReadyError, Readiness
from prony.sandbox.results import Execution, Program
from prony.sandbox.running import Running
from prony.sandbox.session import Session
from prony.sandbox.slot import Slot

READY_S = 20.0
MOST_LINE_BYTES = 4096
_BROKEN = Execution(verdict=Verdict.GRADER_ERROR, detail="the slot broke")


class Scene:
    """Programs in one slot. shares_network: they reach each other over its loopback.

    `unrouted`: how often anything in here spoke to an address outside, as far as ended programs tell. `uncounted`: of
    how many that was lost, and nothing later told it.
    """

    def __init__(self, slot: Slot, preparer: Preparer, *, shares_network: bool = False) -> None:
        self._slot = slot
        self._preparer = preparer
        self._shares_network = shares_network
        self._residents: list[Resident] = []
        self.unrouted = self.uncounted = 0

    async def run(self, program: Program) -> Execution:
        """Run a program to its end. Raises SandboxError E404 when the slot is gone, E420."""
        return await self.execute(self._preparer.run(program))

    async def execute(self, prepared: Prepared, stop: asyncio.Event | None = None) -> Execution:
        """Run a prepared program to its end, or until `stop` is set; GRADER_ERROR where the slot broke with it."""
        running = self._slot.begin(prepared)
        if stop is None:
            return await self.ended(running)
        stopping = asyncio.create_task(_kill_when(stop, running))
        try:
            return await self.ended(running)
        finally:
            stopping.cancel()

    async def ended(self, running: Running) -> Execution:
        """The end of a program."""
        execution = await running.ended()
        if execution is None or execution.unrouted is None:
            self.uncounted += 1
            return execution or _BROKEN
        if self._shares_network:  # which has counted for all programs so far
            new = max(0, execution.unrouted - self.unrouted)
            execution = msgspec.structs.replace(execution, unrouted=new)
            self.uncounted = 0
        assert execution.unrouted is not None
        self.unrouted += execution.unrouted
        return execution

    async def start(self, program: Program, *, ready: Readiness | None = None, within_s: float = READY_S) -> Resident:
        """Start a program that stays: no wall clock, the last of its output kept. Returns when it is ready.

        ready: what says so; None where it need not be awaited. Raises NotReadyError (E435) where it ended or was not
        ready within the time, with what it printed; SandboxError E404, E420.
        """
        resident = Resident(self, self._slot.begin(self._preparer.run(program).resident()))
        self._residents.append(resident)
        if ready is None:
            return resident
        waiting = asyncio.ensure_future(ready.wait(self, resident))
        try:
            async with asyncio.timeout(within_s):
                await asyncio.wait({waiting, resident.ending}, return_when=asyncio.FIRST_COMPLETED)
                if waiting.done():
                    await waiting
                    return resident
        except TimeoutError:
            pass
        finally:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        late_s = within_s if resident.alive else None
        raise NotReadyError(program.argv, await resident.stop("wall"), late_s)

    @asynccontextmanager
    async def session(self, prepared: Prepared) -> AsyncIterator[Session]:
        """Load a prepared program's module, and call its functions."""
        session = Session(self._slot.begin(prepared), prepared)
        try:
            yield session
        finally:
            await session.end()

    async def oracle(self, prepared: Prepared, relay: Relay) -> Execution:
        """Run a prepared grader, whose calls `relay` answers."""
        running = self._slot.begin(prepared)
        assert running.calls is not None
        answering = asyncio.create_task(answer_calls(running.calls, relay))
        answering.add_done_callback(lambda task: running.kill("relay") if _failed(task) else None)
        try:
            execution = await self.ended(running)
        finally:
            answering.cancel()
            (failure,) = await asyncio.gather(answering, return_exceptions=True)
        if isinstance(failure, Exception):
            raise failure
        return execution

    async def connects(self, port: int) -> bool:
        """Whether something listens at 127.0.0.1:PORT inside."""
        try:
            (await self.connect(port)).close()
        except OSError:
            return False
        return True

    async def connect(self, port: int) -> socket.socket:
        """A non-blocking connection to 127.0.0.1:PORT inside, for whoever asks a resident from out here.

        What comes over it is untrusted. Raises OSError where nothing listens, SandboxError E404.
        """
        plain = await self.tcp_socket()
        try:
            await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", port))
        except BaseException:
            plain.close()
            raise
        return plain

    async def tcp_socket(self) -> socket.socket:
        """A non-blocking TCP socket of its network, not connected: whoever has one can bind it to an address of
        127.0.0.0/8, and connects without a delay. Raises SandboxError E404."""
        assert self._shares_network, "each program of this scene has a network of its own"
        return await self._slot.tcp_socket()

    async def close(self) -> None:
        """End everything in it."""
        await self._slot.close()
        await asyncio.gather(*(resident.ending for resident in self._residents))

    @asynccontextmanager
    async def door(self, host: str, port: int) -> AsyncIterator[Door]:
        """Let 127.0.0.1:PORT inside be answered by host:port of this machine, and nothing else.

        Raises SandboxError E404, and E434 where the port cannot be had inside.
        """
        async with self.relay(port, partial(connect_to, host, port)) as door:
            yield door

    @asynccontextmanager
    async def relay(self, port: int, connect: Callable[[], Awaitable[socket.socket]]) -> AsyncIterator[Door]:
        """Let connections to 127.0.0.1:PORT inside go on over what `connect` gives, one for each. Raises as `door`."""
        door = Door(await self.listener(port), connect)
        try:
            yield door
        finally:
            await door.close()

    async def listener(self, port: int) -> socket.socket:
        """A socket that listens at 127.0.0.1:PORT inside; no program in there holds it. Raises as `door`."""
        assert self._shares_network, "each program of this scene has a network of its own"
        return await self._slot.listener(port)


class Resident:
    """A program that stays while others run beside it. `ending`: done when it has ended, whatever ended it."""

    def __init__(self, scene: Scene, running: Running) -> None:
        self._running = running
        self.ending = asyncio.ensure_future(scene.ended(running))

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return not self.ending.done()

    @property
    def output(self) -> tuple[bytes, bytes]:
        """The part of stdout and stderr that is kept so far, head and tail: untrusted."""
        return self._running.outlets["stdout"].peek(), self._running.outlets["stderr"].peek()

    async def lines(self) -> AsyncIterator[str]:
        """The lines of its stdout as they come, to one listener; of a long one, its first `MOST_LINE_BYTES`."""
        pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self._running.outlets["stdout"].listener = pieces.put_nowait
        line = b""
        while True:
            *ended, rest = (await pieces.get()).split(b"\n")
            for piece in ended:
                yield (line + piece)[:MOST_LINE_BYTES].decode(errors="replace")
                line = b""
            line = (line + rest)[:MOST_LINE_BYTES]

    async def ended(self) -> Execution:
        """Wait for its end."""
        return await asyncio.shield(self.ending)

    def signal(self, signal_number: int) -> None:
        """Signal the process that was started, as its user would; what it does about it is its own affair."""
        self._running.signal(signal_number)

    async def stop(self, why: str = "stop") -> Execution:
        """End it; how it ended: PASS where it was still there."""
        self._running.kill(why)
        return await self.ended()


@asynccontextmanager
async def open_scene(
    launch: Backend, preparer: Preparer, budget: Limits | None = None, *, shares_network: bool = False
) -> AsyncIterator[Scene]:
    """A scene in a slot of its own; at the end, everything in it has ended. See `Slot` for the budget.

    Raises SandboxError E401 to E403 where it cannot isolate here, E414.
    """
    slot = Slot(launch, budget)
    scene = Scene(slot, preparer, shares_network=shares_network)
    try:
        await slot.start()
        yield scene
    finally:
        await scene.close()


async def _kill_when(stop: asyncio.Event, running: Running) -> None:
    await stop.wait()
    running.kill("stop")


def _failed(task: asyncio.Task[None]) -> bool:
    """Whether answering broke; when the grader itself ends, its end is awaited."""
    return not task.cancelled() and task.exception() is not None
