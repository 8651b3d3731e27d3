"""An engine made ready for one contestant: started or asked, identified, and given back when its tasks are done."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import msgspec

from prony.bench.changes import change_error, changed_fields
from prony.bench.identification import as_served_to, contestant_of, known_of, with_shims
from prony.bench.ignored import ignored
from prony.bench.pins import pinned_fields, pins, program_version, unpinned
from prony.bench.template_gate import template_of, warnings_of, why_not_asked
from prony.engines import (
    Description,
    Engine,
    EngineLaunch,
    Progress,
    StartedEngine,
    Stopped,
    adapter,
    get,
    kind_named,
    read_gguf,
)
from prony.engines.identity import thinking_of
from prony.engines.preflight import Preflight
from prony.engines.readiness import EngineBusyError
from prony.engines.weights import Phase
from prony.errors import EngineError, PronyError
from prony.gateway import Upstream
from prony.harnesses import Harness, Known, identity_of
from prony.harnesses.budget import limits_of
from prony.harnesses.context import needed, reply, shortage
from prony.http1.ask import get as get_page
from prony.nouns import (
    AttemptLimits,
    Contestant,
    ContestantSpec,
    FaultCode,
    RunPlan,
    Task,
    Thinking,
)
from prony.sandbox import Workspaces

TELL_EVERY_S = 5.0
"""How often a growing download is told."""
LOOK_S = 1.5
"""Of a first look at a server, before its turn."""


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
        template: Preflight | None = None,
    ) -> None:
        self.spec = spec
        self.engine = engine
        self._harness = harness
        self.description = description
        self.needs = harness.needs
        self.known = known
        self.workspaces = workspaces
        self._template = template
        self._check = template.check if template else None
        self.contestant = contestant_of(spec, description, identity_of(spec.harness, harness, known), check=self._check)
        self.load_s = load_s
        self.cold = cold
        self.warnings = (*description.warnings, *warnings, *warnings_of(template))
        self.target = Upstream(
            base_url=engine.base_url,
            model=spec.model,
            known_as=tuple(name for name in (*description.answers_as, description.artifact.file) if name),
            api_key_env=spec.api_key_env,
            key=_key_of(engine),
            dialect=self.needs.dialect or description.dialect,
            translation=self.needs.translation,
            parameters=pins(spec, description, self.needs),
            context=description.engine.served_context,
            cuts_at=description.cuts_at,
            pinned=pinned_fields(spec),
        )
        self.shares_cpu = spec.shares_cpu if spec.shares_cpu is not None else description.shares_cpu is not False
        self._restart = restart
        self._bounds: dict[str, tuple[AttemptLimits, int]] = {}

    def adopt(self, shims: tuple[str, ...]) -> None:
        """Have these shims, which the contestant's rehearsal found: they are part of who it is."""
        self.known = with_shims(self.known, shims)
        identity = identity_of(self.spec.harness, self._harness, self.known)
        self.contestant = contestant_of(self.spec, self.description, identity, shims, self._check)
        self.target = msgspec.structs.replace(self.target, shims=shims)

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

    @property
    def unusable(self) -> str | None:
        """Why no task can be put to this model, whatever its engine would answer; None where one can."""
        if self.description.has_chat_template is not False:
            return why_not_asked(self.spec.label, self._template)
        told = next((line for line in self.description.warnings if "template" in line), None)
        return told or (
            f"{self.spec.label} has no chat template, as a base model has none: it was not asked; measure its instruct "
            "model, or give the server a template (llama-server: --chat-template)"
        )

    @property
    def unusable_as(self) -> FaultCode:
        """The fault of the attempts that are not made of one that is unusable."""
        none = self.description.has_chat_template is False
        return FaultCode.NO_CHAT_TEMPLATE if none else FaultCode.BROKEN_TEMPLATE

    async def look_again(self) -> None:
        """See after a fault that the engine is ready, and still the one that is measured; start our own anew.

        Raises EngineError E201 or E212 while it is not ready, others where it never will be; RunError E904 where it
        came back as another.
        """
        if self._restart is not None:
            if self.engine.died() is not None:
                await self._restart()
                self.target = msgspec.structs.replace(
                    self.target, base_url=self.engine.base_url, key=_key_of(self.engine)
                )
            return
        now = await self._now_or_none() if await self._seems_loaded() else None
        if now is None or now.id != self.contestant.id:
            await self.engine.load(self.spec.model)
            now = await self._now()
        if now.id == self.contestant.id:
            return
        fields = changed_fields(self.contestant, now)
        if any(old is not None and new is not None for old, new in fields.values()):
            raise change_error(self.spec, self.contestant, now, "is not what it was: its engine came back as another")
        if missing := sorted(name for name, (_, new) in fields.items() if new is None):
            await self._see_that_it_is_listed()
            what = f"{self.spec.label} does not tell yet what it told before: {', '.join(missing)}"
            raise EngineBusyError(what, self.engine.base_url, "")

    async def _seems_loaded(self) -> bool:
        """Whether the server tells of no other state of the model: where it is loaded, nothing need be asked of it."""
        model = self.spec.model
        states = {one.id: one.state for one in await self.engine.models()}
        return states.get(model, states.get(f"{model}:latest")) in (None, "loaded", "sleeping")

    async def _now_or_none(self) -> Contestant | None:
        """Who the contestant is now; None where its engine cannot say before it loads the model."""
        try:
            return await self._now()
        except EngineError as error:
            if error.code != "E203":
                raise
            return None

    async def check_weights(self) -> None:
        """See that the engine still has the file that is measured, where it tells. Raises RunError E904."""
        if self._restart is not None:
            return
        with contextlib.suppress(EngineError):
            now = await self._now()
            digests = {one.fingerprint.artifact.sha256 for one in (self.contestant, now)}
            if None not in digests and len(digests) > 1:
                raise change_error(
                    self.spec, self.contestant, now, "is not what it was: its engine has another file now"
                )

    async def _now(self) -> Contestant:
        """Who the contestant is now, by its engine's own words."""
        description = as_served_to(await self.engine.describe(self.spec.model), self.spec, self.needs)
        shims = self.target.shims
        known = with_shims(replace(self.known, **known_of(description)), shims)
        identity = identity_of(self.spec.harness, self._harness, known)
        return contestant_of(self.spec, description, identity, shims, self._check)

    async def _see_that_it_is_listed(self) -> None:
        """Raise EngineError E207 for a model that its server told of before, and does not list now."""
        model, listed = self.spec.model, [served.id for served in await self.engine.models()]
        if listed and not any(name.partition(":")[0] == model.partition(":")[0] for name in listed):
            where, have = self.engine.base_url, ", ".join(listed[:8])
            what = f"the server that came back does not serve {model!r}"
            raise EngineError("E207", what, where=where, hint=f"it serves {have}")


def _key_of(engine: Engine) -> str:
    """The key that an engine of ours was started with; empty for one of somebody else's."""
    return engine.key if isinstance(engine, StartedEngine) else ""


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
        self._seen: set[str] = set()

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

    async def look_around(self, known: Iterable[str]) -> None:
        """See which servers of the plan are there as the run begins. known: labels that it has met before."""
        labels = set(known)
        specs = [spec for spec in self._plan.contestants if spec.base_url]
        self._seen |= {spec.base_url for spec in specs if spec.label in labels and spec.base_url}
        urls = {spec.base_url for spec in specs if spec.base_url} - self._seen
        answers = await asyncio.gather(*(get_page(f"{url}/models", timeout_s=LOOK_S) for url in urls))
        self._seen |= {url for url, answer in zip(urls, answers, strict=True) if answer is not None}

    def was_seen(self, spec: ContestantSpec) -> bool:
        """Whether the contestant's server was there in this run, and was not given up: it is waited for."""
        return spec.base_url in self._seen

    def seen(self, spec: ContestantSpec) -> None:
        """Remember that the contestant's server is there."""
        self._seen |= {spec.base_url} if spec.base_url else set()

    def gone(self, spec: ContestantSpec) -> None:
        """Remember that the contestant's server was waited for long enough."""
        self._seen -= {spec.base_url} if spec.base_url else set()

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
        description = as_served_to(description, spec, harness.needs)
        known = Known(
            **known_of(description),
            version=await program_version(spec.harness, harness.needs, self._workspaces),
            workspace=self._workspaces.identity if self._workspaces else {},
        )
        tasks, served = self._tasks_of(spec), description.engine.served_context
        short = shortage(tasks, spec, harness.needs, description.thinking, served=served)
        unheard = ignored(spec, description, parallel=self._plan.settings.parallel)
        warnings = tuple(line for line in (short, unpinned(spec, harness.needs), unheard) if line)
        template = await template_of(engine, spec, harness, known)
        return Lease(
            spec, engine, description, harness, known, self._workspaces, load_s, cold, restart, warnings, template
        )

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
