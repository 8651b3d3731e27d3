"""The sandbox: a pool of slots for untrusted programs, and slots apart for graders, which hold hidden tests."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import builds
from prony.sandbox.backends import Backend, Open, opener, scene_interior, settled
from prony.sandbox.calls import Relay
from prony.sandbox.meter import unmetered
from prony.sandbox.network import network_is_cut
from prony.sandbox.prepare import Prepared, Preparer
from prony.sandbox.results import Execution, Program
from prony.sandbox.scene import Scene, open_scene
from prony.sandbox.session import Session
from prony.sandbox.slot import Slot
from prony.sandbox.stock import Say, ensure_stock, extend_stock
from prony.sandbox.toolchains import Toolchain, find, how_to_have
from prony.sandbox.turns import Turns


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
    found = {chain.id: settled(backend, chain) for chain in (_found(name, overrides) for name in toolchains)}
    python = found.get("python") or settled(backend, _found("python", None))
    open_ = opener(backend, python, accept_untrusted=accept_untrusted)
    await ensure_stock(found.values(), open_, say)
    async with AsyncExitStack() as stack:
        sandbox = Sandbox(open_, found, python, slots)
        stack.push_async_callback(sandbox.close)
        await sandbox.start()
        yield sandbox


def _found(requirement: str, overrides: dict[str, str] | None) -> Toolchain:
    toolchain = find(requirement, overrides)
    if toolchain is None:
        raise SandboxError(
            "E410",
            f"no toolchain here for {requirement!r}",
            hint=how_to_have(requirement),
        )
    return toolchain


class Sandbox:
    """Runs programs. All methods may be called by many tasks at once; each test has a slot to itself."""

    def __init__(self, open_: Open, toolchains: dict[str, Toolchain], python: Toolchain, slots: int) -> None:
        backend = open_(toolchains)
        self._open = open_
        self.name = backend.name
        self.slots = slots
        self.isolates = backend.isolates
        self.has_mounts: bool = getattr(backend, "has_mounts", True)
        """Whether paths inside are its own; else programs see that this machine's are there."""
        self.lacks: tuple[str, ...] = getattr(backend, "lacks", ())
        """What the backend does not promise that a slot does."""
        self.toolchains = toolchains
        self._backend = backend
        self._preparer = Preparer(toolchains, backend.place)
        # Our own programs are Python, whatever candidates are.
        self._own = Preparer({"python": python}, backend.place)
        self._candidates = _Group(backend, self._preparer, slots)
        self._graders = _Group(backend, self._own, slots)
        self._turns = Turns()

    @property
    def identity(self) -> dict[str, str]:
        """What judges here: the sandbox, and each toolchain's version and digest."""
        return {**self._backend.identity(), **{id: chain.identity for id, chain in self.toolchains.items()}}

    @property
    def counted(self) -> bool:
        """Whether a cgroup counts the memory of what runs here, the kernel's included."""
        return self._candidates.counted

    def toolchain(self, name: str) -> Toolchain:
        """The toolchain called `name`. Raises SandboxError E410 where this sandbox was opened without it."""
        return self._preparer.toolchain(name)

    async def start(self) -> None:
        """Start the first slot and try its isolation; the others start when they are needed. Raises SandboxError."""
        async with self._candidates.scene():
            pass
        if not self._backend.isolates:
            return
        cut, met = await network_is_cut(lambda program: self._once(self._own.run(program), alone=False))
        if not cut:
            if (words := self._candidates.last_words) and (reason := self._backend.explain(words)).code == "E402":
                raise reason  # a slot came up, and could not make the next namespaces
            raise SandboxError(
                "E405",
                f"a program in the sandbox is not cut off from the network: {met}",
                hint="do not grade on this machine; prony doctor shows what else does not hold",
            )

    async def close(self) -> None:
        """End every slot and everything in it."""
        await asyncio.gather(self._candidates.close(), self._graders.close())
        self._backend.close()

    async def run(self, program: Program, *, reads_only: bool = False) -> Execution:
        """Run a program to its end, alone where its limits ask for it.

        A starved one is run once more, alone; starved again it is TIMEOUT_WALL. reads_only: nothing of a candidate's
        runs in it, so that starved again it stays STARVED: the machine is late, and nobody else.
        """
        ended = await self._twice(self._preparer.run(program))
        return ended if reads_only else _late(ended)

    async def run_own(self, program: Program, *, starts: str = "python", reads_only: bool = False) -> Execution:
        """Run a Python program of our own on a candidate's files, whatever toolchains are there. As `run` otherwise.

        starts: the toolchain whose programs it starts in turn; its limits must suit their runtime.
        """
        prepared = self._own.run(program)
        if starts in self.toolchains and not self.toolchains[starts].bounded_by_address_space:
            prepared = dataclasses.replace(prepared, bounded_by_address_space=False)
        ended = await self._twice(prepared)
        return ended if reads_only else _late(ended)

    async def build(
        self,
        toolchain: str,
        files: Mapping[str, bytes],
        words: Sequence[str],
        *,
        stdin: bytes = b"",
        keep: bool = True,
    ) -> builds.Built:
        """Compile `files` with a toolchain's compiler (`words`: what it is asked for). See `prony.sandbox.builds`."""
        chain = self.toolchain(toolchain)
        words = (*words, *(word for one in self.toolchains.values() if one.extends == chain.id for word in one.words))
        with unmetered():
            return await builds.build(chain, files, words, self._compile, self._extend, stdin=stdin, keep=keep)

    async def _compile(self, program: Program) -> Execution:
        return await self.run(program, reads_only=True)

    async def _extend(self, chain: Toolchain, names: Sequence[str]) -> None:
        await extend_stock(chain, names, self._open)

    async def _twice(self, prepared: Prepared) -> Execution:
        execution = await self._once(prepared, alone=False)
        if execution.verdict not in (Verdict.STARVED, Verdict.GRADER_ERROR):
            return execution
        return await self._once(prepared, alone=True)

    async def _once(self, prepared: Prepared, *, alone: bool) -> Execution:
        async with self.turn(alone=alone, machine=prepared.limits.alone), self._candidates.scene() as scene:
            return await scene.execute(prepared)

    @asynccontextmanager
    async def turn(self, *, alone: bool = False, machine: bool = False) -> AsyncIterator[None]:
        """Have a turn among what runs here, for the length of the block, as each run and session has by itself.

        For who opens scenes. alone: with nothing of this sandbox beside it (after STARVED). machine: with nothing of
        any process of Prony's. What the task that has it runs meanwhile waits for no other turn.
        """
        async with self._turns.turn(alone, machine=machine):
            yield

    @asynccontextmanager
    async def session(self, program: Program, *, alone: bool = False) -> AsyncIterator[Session]:
        """Load a program's module and call its functions. alone: with nothing beside it (after STARVED)."""
        prepared = self._preparer.session(program)
        turn = self.turn(alone=alone, machine=program.limits.alone)
        async with turn, self._candidates.scene() as scene, scene.session(prepared) as session:
            yield session

    async def oracle(self, program: Program, relay: Relay) -> Execution:
        """Run a grader in a slot that never holds a candidate; `relay` answers its calls."""
        prepared = self._own.oracle(program)
        async with self._graders.scene() as scene:
            return await scene.oracle(prepared, relay)

    @asynccontextmanager
    async def scene(
        self,
        *,
        network: bool = True,
        disk_mb: int = 512,
        memory_mb: int = 1024,
        processes: int = 256,
        small_segments: bool = False,
    ) -> AsyncIterator[Scene]:
        """A scene in a slot of its own: residents stay up, programs run beside them, on one disk (/work and /tmp).

        network: they share one loopback, without a way out; else each has its own. memory_mb, processes: of all of them
        together; a program's own limits hold for its CPU and wall clock, its output, and the size of a file.
        small_segments: System V shared memory can be had, a page at a time, which some servers need. Nothing hidden
        belongs in here beside a candidate. It waits for no turn: whoever needs one takes it (`turn`). Raises
        SandboxError E402, E403, E414.
        """
        budget = Limits(disk_mb=disk_mb, memory_mb=memory_mb, processes=processes)
        interior = scene_interior(budget, network=network, small_segments=small_segments)
        launch = self._open(self.toolchains, interior)
        async with AsyncExitStack() as stack:
            stack.callback(launch.close)
            preparer = dataclasses.replace(self._preparer, place=launch.place)
            yield await stack.enter_async_context(open_scene(launch, preparer, budget, shares_network=network))


def _late(execution: Execution) -> Execution:
    """`execution`, which is late where it starved even alone."""
    if execution.verdict is not Verdict.STARVED:
        return execution
    fields = {name: getattr(execution, name) for name in execution.__struct_fields__}
    return Execution(**{**fields, "verdict": Verdict.TIMEOUT_WALL})


class _Group:
    """Scenes of one kind, each in a slot that builds its room anew. Started when first needed, replaced when broken."""

    def __init__(self, backend: Backend, preparer: Preparer, count: int) -> None:
        self._free: asyncio.LifoQueue[tuple[Slot, Scene]] = asyncio.LifoQueue()
        self._all: list[Slot] = []
        self.last_words = ""
        """Of the slot that broke last."""
        for _ in range(count):
            slot = Slot(backend)
            self._all.append(slot)
            self._free.put_nowait((slot, Scene(slot, preparer)))

    @property
    def counted(self) -> bool:
        return any(slot.cgroup is not None for slot in self._all)

    @asynccontextmanager
    async def scene(self) -> AsyncIterator[Scene]:
        slot, scene = await self._free.get()
        try:
            if not slot.alive:
                await slot.start()
            yield scene
        finally:
            if not slot.alive:
                self.last_words = await slot.words_at_its_end() or self.last_words
                await slot.close()
            self._free.put_nowait((slot, scene))

    async def close(self) -> None:
        await asyncio.gather(*(slot.close() for slot in self._all))
