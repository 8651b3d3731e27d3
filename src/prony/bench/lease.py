"""An engine made ready for one contestant: started or asked, identified, and given back when its tasks are done."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType

import msgspec

from prony.bench.pins import pins, program_version, thinking_when_told, unpinned
from prony.engines import Description, Engine, EngineLaunch, Progress, Stopped, adapter, get, kind_named, read_gguf
from prony.engines.identity import thinking_of
from prony.engines.weights import Phase
from prony.errors import EngineError, PronyError, RunError
from prony.gateway import Upstream
from prony.harnesses import Harness, Known, identity_of
from prony.harnesses.budget import limits_of, pinned
from prony.harnesses.context import needed, reply, shortage
from prony.nouns import AttemptLimits, Contestant, ContestantSpec, Fingerprint, HarnessIdentity, RunPlan, Task, Thinking
from prony.sandbox import Workspaces

TELL_EVERY_S = 5.0
"""How often a growing download is told."""


class Lease:
    """A contestant that is ready to be measured. `contestant` is who it turned out to be; `warnings`: what a person
    should know before it is."""

    def __init__(
        self,
        spec: ContestantSpec,
        engine: Engine,
        description: Description,
        harness: Harness,
        known: Known,
        workspaces: Workspaces | None,
        load_s: float,
        cold: bool,
        restart: Callable[[], Awaitable[None]] | None = None,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.spec = spec
        self.engine = engine
        self.description = description
        self.needs = harness.needs
        self.known = known
        self.workspaces = workspaces
        self.contestant = contestant_of(spec, description, identity_of(spec.harness, harness, known))
        self.load_s = load_s
        self.cold = cold
        self.warnings = (*description.warnings, *warnings)
        self.target = Upstream(
            base_url=engine.base_url,
            model=spec.model,
            api_key_env=spec.api_key_env,
            dialect=self.needs.dialect or description.dialect,
            parameters=pins(spec, description, self.needs),
            cuts_at=description.cuts_at,
        )
        self.shares_cpu = spec.shares_cpu if spec.shares_cpu is not None else description.shares_cpu is not False
        self._restart = restart
        self._reviving = asyncio.Lock()
        self._bounds: dict[str, tuple[AttemptLimits, int]] = {}

    def bounds(self, task: Task) -> tuple[AttemptLimits, int]:
        """The limits of an attempt at `task`, and the tokens of one reply to it."""
        if task.id not in self._bounds:
            thinking, served = self.description.thinking, self.description.engine.served_context
            tokens = reply(task, self.spec, self.needs, thinking, served)
            self._bounds[task.id] = limits_of(self.spec, task, self.needs), tokens
        return self._bounds[task.id]

    def parallel(self, asked: int) -> int:
        """How many attempts may run at once: what was asked, but not more than the engine has slots."""
        slots = self.description.engine.slots
        return max(1, min(asked, slots) if slots else asked)

    def changed(self, before: Contestant) -> RunError:
        """The error that says in which fields this contestant is not the one the run began with."""
        then, now = (msgspec.to_builtins(one.fingerprint) for one in (before, self.contestant))
        fields = sorted(_differences(then, now))
        return RunError(
            "E904",
            f"{self.spec.label} is not what it was when the run began",
            cause="changed: " + ", ".join(fields),
            hint="start a new run: two contestants that differ in one field are two contestants",
        )

    async def revive(self) -> None:
        """Make sure that the engine answers again after a fault. Raises EngineError where it cannot."""
        async with self._reviving:
            if self.engine.died() is not None and self._restart is not None:
                await self._restart()
                self.target = msgspec.structs.replace(self.target, base_url=self.engine.base_url)


class Provider:
    """Hands out leases, one after the other. Fetches weights from the catalog ahead of their turn."""

    def __init__(
        self, plan: RunPlan, tasks: dict[str, Task], workspaces: Workspaces | None, say: Callable[[str], None]
    ) -> None:
        self._plan = plan
        self._workspaces = workspaces
        self._tasks = tasks
        self._say = say
        self._fetched: dict[str, asyncio.Future[Path]] = {}
        self._fetching: asyncio.Task[None] | None = None
        self._leaving = threading.Event()

    async def __aenter__(self) -> Provider:
        names = list(dict.fromkeys(spec.catalog for spec in self._plan.contestants if spec.catalog))
        self._fetched = {name: asyncio.get_running_loop().create_future() for name in names}
        self._fetching = asyncio.create_task(self._fetch(names))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._fetching is not None
        self._leaving.set()
        await asyncio.gather(self._fetching, return_exceptions=True)
        for future in self._fetched.values():
            if future.done() and not future.cancelled():
                future.exception()

    async def _fetch(self, names: list[str]) -> None:
        """One after the other, so that the first is there soonest; a failure is that contestant's alone."""
        for name in names:
            try:
                self._fetched[name].set_result(await asyncio.to_thread(self._get, name, asyncio.get_running_loop()))
            except (PronyError, Stopped) as error:
                self._fetched[name].set_exception(error)

    def _get(self, name: str, loop: asyncio.AbstractEventLoop) -> Path:
        """Runs in a thread: a download takes minutes, and the references run meanwhile."""
        told = time.monotonic()

        def report(step: Progress) -> None:
            nonlocal told
            if step.phase is Phase.BYTES:
                if time.monotonic() - told < TELL_EVERY_S:
                    return
                told = time.monotonic()
            loop.call_soon_threadsafe(self._say, str(step))

        return get(name, report, cancelled=self._leaving.is_set)

    @asynccontextmanager
    async def lease(self, spec: ContestantSpec, harness: Harness) -> AsyncIterator[Lease]:
        """Make the contestant's engine ready for the length of the block.

        Raises EngineError or WeightsError where it cannot be had.
        """
        ready = self._started(spec, harness) if spec.started else self._served(spec, harness)
        async with ready as lease:
            yield lease

    @asynccontextmanager
    async def _started(self, spec: ContestantSpec, harness: Harness) -> AsyncIterator[Lease]:
        """A model on an engine of our own, which ends with the lease."""
        launch = self._launch(spec, await self.weights(spec), harness)
        async with kind_named(spec.engine).start(launch) as engine:
            description = await engine.describe(spec.model)
            yield await self._lease(spec, engine, description, harness, engine.load_s, True, engine.restart)

    @asynccontextmanager
    async def _served(self, spec: ContestantSpec, harness: Harness) -> AsyncIterator[Lease]:
        """A model on somebody's server, which is left as it was found: what was loaded for us is unloaded."""
        tasks = self._tasks_of(spec)
        # Whether it thinks is known only when it is described; the safe bound holds for both.
        context = spec.context or needed(tasks, spec, harness.needs, Thinking.ON)
        assert spec.base_url is not None
        engine = adapter(spec.engine, spec.base_url, api_key_env=spec.api_key_env, context=context)
        report = await engine.load(spec.model)
        try:
            description = await engine.describe(spec.model)
            yield await self._lease(spec, engine, description, harness, report.load_s, bool(report.cold))
        finally:
            if report.cold:
                await self._unload(engine, spec)

    async def _unload(self, engine: Engine, spec: ContestantSpec) -> None:
        """What was measured stands, whether or not the engine can still be asked to let go."""
        try:
            await engine.unload(spec.model)
        except EngineError as error:
            self._say(f"{spec.label} was not unloaded: {error.what}")

    def _tasks_of(self, spec: ContestantSpec) -> list[Task]:
        return [task for task in self._tasks.values() if spec.suite in (None, task.suite)]

    async def _lease(
        self,
        spec: ContestantSpec,
        engine: Engine,
        description: Description,
        harness: Harness,
        load_s: float,
        cold: bool,
        restart: Callable[[], Awaitable[None]] | None = None,
    ) -> Lease:
        description = msgspec.structs.replace(
            description, thinking=thinking_when_told(description.thinking, spec.template)
        )
        known = Known(
            has_chat_template=description.has_chat_template,
            offers_tools=description.offers_tools,
            dialect=description.dialect,
            served_context=description.engine.served_context,
            version=await program_version(spec.harness, harness.needs, self._workspaces),
            workspace=self._workspaces.identity if self._workspaces else {},
        )
        tasks, served = self._tasks_of(spec), description.engine.served_context
        short = shortage(tasks, spec, harness.needs, description.thinking, served=served)
        warnings = tuple(line for line in (short, unpinned(spec, harness.needs)) if line)
        return Lease(spec, engine, description, harness, known, self._workspaces, load_s, cold, restart, warnings)

    def _launch(self, spec: ContestantSpec, gguf: Path | None, harness: Harness) -> EngineLaunch:
        """The launch of an engine whose context holds the plan's longest prompt and its reply.

        What was computed of an agent's conversation is kept for the next request. Whether a model without a file
        thinks is not known before it runs; the safe bound holds for both.
        """
        thinking = thinking_of(read_gguf(gguf).chat_template) if gguf else Thinking.ON
        return EngineLaunch(
            model=spec.model,
            gguf=gguf,
            context=spec.context or needed(self._tasks_of(spec), spec, harness.needs, thinking),
            threads=spec.threads,
            prompt_cache=harness.needs.prompt_cache,
            options=spec.engine_options,
        )

    async def weights(self, spec: ContestantSpec) -> Path | None:
        """Wait for the contestant's file, and return its path; None where its engine has it. Raises WeightsError."""
        if spec.catalog:
            return await asyncio.shield(self._fetched[spec.catalog])
        return Path(spec.gguf) if spec.gguf else None


def contestant_of(spec: ContestantSpec, description: Description, harness: HarnessIdentity) -> Contestant:
    """The contestant that `spec` turned out to be: its fingerprint is its identity."""
    fingerprint = Fingerprint(
        artifact=description.artifact,
        engine=description.engine,
        sampling=spec.sampling,
        effective_sampling=description.effective_sampling,
        thinking=description.thinking,
        harness=harness,
        machine=description.machine,
        model_id=spec.model,
        template=spec.template,
        limits=pinned(spec.attempt, description.thinking),
    )
    return Contestant(id=fingerprint.digest()[:12], label=spec.label, fingerprint=fingerprint, reference=spec.reference)


def _differences(then: object, now: object, path: str = "") -> set[str]:
    """Dotted names of the fields that differ between two plain values."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {
            name
            for key in then.keys() | now.keys()
            for name in _differences(then.get(key), now.get(key), f"{path}.{key}" if path else str(key))
        }
    return set() if then == now else {path}
