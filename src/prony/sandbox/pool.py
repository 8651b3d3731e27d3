"""The sandbox: a pool of slots for untrusted programs, and slots apart for graders, which hold hidden tests."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from prony.errors import SandboxError
from prony.nouns import Verdict
from prony.sandbox import builds, values
from prony.sandbox.backends import Backend, find_backend, open_backend
from prony.sandbox.network import network_is_cut
from prony.sandbox.prepare import Prepared, Preparer
from prony.sandbox.results import Execution, Program, Reply
from prony.sandbox.session import Frames, Session
from prony.sandbox.slot import Slot
from prony.sandbox.stock import Say, ensure_stock, extend_stock
from prony.sandbox.toolchains import Toolchain, find

Relay = Callable[[str, list[Any], dict[str, Any]], Awaitable[Reply]]
"""Answers a grader's `call(name, *args, **kwargs)`."""


@asynccontextmanager
async def open_sandbox(
    backend: str = "bubblewrap",
    slots: int = 2,
    toolchains: Sequence[str] = ("python",),
    *,
    overrides: dict[str, str] | None = None,
    accept_untrusted: bool = False,
    say: Say = lambda text: None,
) -> AsyncIterator[Sandbox]:
    """A sandbox with `slots` slots for candidates (and as many for graders, started when first needed).

    toolchains: requirements (`python`, `node>=20`). overrides: toolchain id -> binary to use instead of the pinned one.
    accept_untrusted: the consent without which the backend `bare` does not open. say: is told what takes long, before.
    Raises SandboxError: E401 to E406 where it cannot isolate here, E410 for a toolchain that is not here, E413.
    """
    found = {toolchain.id: toolchain for toolchain in (_found(name, overrides) for name in toolchains)}
    python = found.get("python") or _found("python", None)
    find_backend(backend)
    await ensure_stock(found.values(), backend, python, accept_untrusted, say)
    launch = open_backend(backend, found, python, accept_untrusted=accept_untrusted)
    async with AsyncExitStack() as stack:
        sandbox = Sandbox(launch, found, python, slots)
        stack.push_async_callback(sandbox.close)
        await sandbox.start()
        yield sandbox


def _found(requirement: str, overrides: dict[str, str] | None) -> Toolchain:
    toolchain = find(requirement, overrides)
    if toolchain is None:
        raise SandboxError(
            "E410",
            f"no toolchain here for {requirement!r}",
            hint="make toolchains installs those that the built-in suites need",
        )
    return toolchain


class Sandbox:
    """Runs programs. All methods may be called by many tasks at once; each test has a slot to itself."""

    def __init__(self, backend: Backend, toolchains: dict[str, Toolchain], python: Toolchain, slots: int) -> None:
        self.name = backend.name
        self.slots = slots
        self.isolates = backend.isolates
        self.toolchains = toolchains
        self._backend = backend
        self._preparer = Preparer(toolchains, backend.place)
        # Our own programs are Python, whatever candidates are.
        self._own = Preparer({"python": python}, backend.place)
        self._python = python
        self._candidates = _Group(backend, slots)
        self._graders = _Group(backend, slots)
        self._quiet = _Quiet()

    @property
    def identity(self) -> dict[str, str]:
        """What judges here: the sandbox, and each toolchain's version and digest."""
        return {**self._backend.identity(), **{id: chain.identity for id, chain in self.toolchains.items()}}

    def toolchain(self, name: str) -> Toolchain:
        """The toolchain called `name`. Raises SandboxError E410 where this sandbox was opened without it."""
        return self._preparer.toolchain(name)

    async def start(self) -> None:
        """Start the first slot and try its isolation; the others start when they are needed. Raises SandboxError."""
        async with self._candidates.slot():
            pass
        if not self._backend.isolates:
            return
        cut, met = await network_is_cut(lambda program: self._once(self._own.run(program), alone=False))
        if not cut:
            raise SandboxError(
                "E405",
                f"a program in the sandbox is not cut off from the network: {met}",
                hint="do not grade on this machine; prony doctor shows what else does not hold",
            )

    async def close(self) -> None:
        """End every slot and everything in it."""
        await asyncio.gather(self._candidates.close(), self._graders.close())
        self._backend.close()

    async def run(self, program: Program) -> Execution:
        """Run a program to its end. A starved one is run once more, alone; starved again it is TIMEOUT_WALL."""
        return await self._twice(self._preparer.run(program))

    async def run_own(self, program: Program, *, starts: str = "python") -> Execution:
        """Run a Python program of our own on a candidate's files, whatever toolchains are there. As `run` otherwise.

        starts: the toolchain whose programs it starts in turn; its limits must suit their runtime.
        """
        prepared = self._own.run(program)
        if starts in self.toolchains and not self.toolchains[starts].bounded_by_address_space:
            prepared = dataclasses.replace(prepared, bounded_by_address_space=False)
        return await self._twice(prepared)

    async def build(
        self, toolchain: str, files: Mapping[str, bytes], words: Sequence[str], *, keep: bool = True
    ) -> builds.Built:
        """Compile `files` with a toolchain's compiler (`words`: what it is asked for). See `prony.sandbox.builds`."""
        return await builds.build(self.toolchain(toolchain), files, words, self.run, self._extend, keep=keep)

    async def _extend(self, chain: Toolchain, names: Sequence[str]) -> None:
        await extend_stock(chain, names, self.name, self._python, not self.isolates)

    async def _twice(self, prepared: Prepared) -> Execution:
        execution = await self._once(prepared, alone=False)
        if execution.verdict not in (Verdict.STARVED, Verdict.GRADER_ERROR):
            return execution
        again = await self._once(prepared, alone=True)
        return _second(again) if again.verdict is Verdict.STARVED else again

    async def _once(self, prepared: Prepared, *, alone: bool) -> Execution:
        async with self._quiet.turn(alone), self._candidates.slot() as slot:
            execution = await slot.begin(prepared).ended()
        return execution or Execution(verdict=Verdict.GRADER_ERROR, detail="the slot broke")

    @asynccontextmanager
    async def session(self, program: Program, *, alone: bool = False) -> AsyncIterator[Session]:
        """Load a program's module and call its functions. alone: with no other test beside it (after STARVED)."""
        prepared = self._preparer.session(program)
        async with self._quiet.turn(alone), self._candidates.slot() as slot:
            session = Session(slot.begin(prepared), prepared)
            try:
                yield session
            finally:
                await session.end()

    async def oracle(self, program: Program, relay: Relay) -> Execution:
        """Run a grader in a slot that never holds a candidate; `relay` answers its calls."""
        prepared = self._own.oracle(program)
        async with self._graders.slot() as slot:
            running = slot.begin(prepared)
            assert running.calls is not None
            answering = asyncio.create_task(_answer(Frames(running.calls), relay))
            answering.add_done_callback(lambda task: running.kill("relay") if _failed(task) else None)
            try:
                execution = await running.ended()
            finally:
                answering.cancel()
                (failure,) = await asyncio.gather(answering, return_exceptions=True)
        if isinstance(failure, Exception):
            raise failure
        return execution or Execution(verdict=Verdict.GRADER_ERROR, detail="the slot broke")


def _second(execution: Execution) -> Execution:
    """A test that starved even alone is late."""
    fields = {name: getattr(execution, name) for name in execution.__struct_fields__}
    return Execution(**{**fields, "verdict": Verdict.TIMEOUT_WALL})


def _failed(task: asyncio.Task[None]) -> bool:
    """Whether answering broke; when the grader itself ends, its end is awaited."""
    return not task.cancelled() and task.exception() is not None


async def _answer(frames: Frames, relay: Relay) -> None:
    """Answer a grader's calls until it ends."""
    while (asked := await frames.receive()) is not None:
        args, kwargs = values.decode(asked["args"]), values.decode(asked["kwargs"])
        reply = await relay(asked["name"], args, kwargs)
        message = {
            "verdict": reply.verdict,
            "detail": reply.detail,
            "error": list(reply.error) if reply.error is not None else None,
            "value": values.encode(reply.value),
            "arguments": values.encode(reply.arguments),
        }
        await frames.send(values.pack(message))


class _Group:
    """Slots of one kind. Started when first needed, replaced when broken."""

    def __init__(self, backend: Backend, count: int) -> None:
        self._backend = backend
        self._free: asyncio.LifoQueue[Slot] = asyncio.LifoQueue()
        self._all: list[Slot] = []
        for _ in range(count):
            self._add()

    def _add(self) -> None:
        slot = Slot(self._backend)
        self._all.append(slot)
        self._free.put_nowait(slot)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Slot]:
        slot = await self._free.get()
        try:
            if not slot.alive:
                await slot.start()
            yield slot
        finally:
            if not slot.alive:
                await slot.close()
            self._free.put_nowait(slot)

    async def close(self) -> None:
        await asyncio.gather(*(slot.close() for slot in self._all))


class _Quiet:
    """Lets tests run side by side, or one of them alone."""

    def __init__(self) -> None:
        self._running = 0
        self._waiting = 0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def turn(self, alone: bool) -> AsyncIterator[None]:
        async with self._changed:
            if alone:
                self._waiting += 1
                await self._changed.wait_for(lambda: self._running == 0)
                self._waiting -= 1
                self._running = -1
            else:
                await self._changed.wait_for(lambda: self._running >= 0 and self._waiting == 0)
                self._running += 1
        try:
            yield
        finally:
            async with self._changed:
                self._running = 0 if alone else self._running - 1
                self._changed.notify_all()
