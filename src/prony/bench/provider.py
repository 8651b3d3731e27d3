"""The provider of engines: it hands out one ready contestant after the other, and keeps an engine that the next one
shares. Weights from the catalog are fetched ahead of their turn."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import TracebackType

import msgspec

from prony.bench.hold import held
from prony.bench.identification import as_served_to, known_of
from prony.bench.ignored import ignored
from prony.bench.lease import Lease
from prony.bench.load_keys import LoadKey, place_of, rough_key
from prony.bench.pins import program_version, unpinned
from prony.bench.template_gate import template_of
from prony.engines import (
    Engine,
    EngineLaunch,
    LoadReport,
    Progress,
    ServedModel,
    StartedEngine,
    Stopped,
    adapter,
    get,
    kind_named,
    read_gguf,
)
from prony.engines.identity import thinking_of
from prony.engines.weights import Phase
from prony.errors import EngineError, PronyError
from prony.harnesses import Harness, Known, harness_named
from prony.harnesses.context import needed, shortage
from prony.http1.ask import get as get_page
from prony.nouns import ContestantSpec, RunPlan, Task, Thinking
from prony.sandbox import Workspaces

TELL_EVERY_S = 5.0
"""How often a growing download is told."""
LOOK_S = 1.5
"""Of a first look at a server, before its turn."""


Following = Callable[[], ContestantSpec | None]


def nobody_follows() -> ContestantSpec | None:
    """Who comes after the last."""
    return None


class _Held:
    """An engine with a model, as long as contestants of one key follow each other. stack: what ends it."""

    def __init__(self, key: LoadKey, stack: AsyncExitStack) -> None:
        self.key = key
        self.stack = stack
        self.started: StartedEngine | None = None
        self.cold: tuple[Engine, ContestantSpec] | None = None
        """Who made a server load the model, which is then unloaded."""

    @property
    def gone(self) -> bool:
        """Whether it is an engine of ours that ended by itself."""
        return self.started is not None and self.started.died() is not None


class Provider:
    """Hands out leases, one after the other."""

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
        self._served: dict[tuple[str, str], ServedModel] = {}
        """(place, name in the plan) -> what its server listed as the run began."""
        self._held: _Held | None = None
        self._hold = AsyncExitStack()
        self._hold_of = ""
        """The server that is held."""
        self._launches: dict[str, EngineLaunch] = {}
        self._contexts: dict[str, int] = {}

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
        await self._let_go()
        await self.hold("")
        await asyncio.gather(self._fetching, return_exceptions=True)
        for future in self._fetched.values():
            if future.done() and not future.cancelled():
                future.exception()

    # Servers, before their turn

    async def look_around(self, known: Iterable[str]) -> None:
        """See which servers of the plan are there as the run begins. known: labels that it has met before."""
        labels = set(known)
        specs = [spec for spec in self._plan.contestants if spec.base_url]
        self._seen |= {spec.base_url for spec in specs if spec.label in labels and spec.base_url}
        urls = {spec.base_url for spec in specs if spec.base_url} - self._seen
        answers = await asyncio.gather(*(get_page(f"{url}/models", timeout_s=LOOK_S) for url in urls))
        self._seen |= {url for url, answer in zip(urls, answers, strict=True) if answer is not None}
        several = {url: [spec for spec in specs if spec.base_url == url] for url in sorted(self._seen)}
        await asyncio.gather(*(self._list(served) for served in several.values() if len(served) > 1))

    async def _list(self, specs: list[ContestantSpec]) -> None:
        """Learn which of a server's models the names of the plan mean, and which is loaded; nothing where it does not
        tell soon."""
        with contextlib.suppress(EngineError, TimeoutError):
            async with asyncio.timeout(LOOK_S):
                first = specs[0]
                engine = adapter(first.engine, first.base_url or "", api_key_env=first.api_key_env)
                listed = await engine.models()
            for spec in specs:
                fitting = kind_named(spec.engine).called(listed, spec.model)
                if len(fitting) == 1:
                    self._served[place_of(spec), spec.model] = fitting[0]

    def is_loaded(self, spec: ContestantSpec) -> bool:
        """Whether the contestant's server had its model loaded as the run began, and said so."""
        served = self._served.get((place_of(spec), spec.model))
        return served is not None and served.loaded

    def was_seen(self, spec: ContestantSpec) -> bool:
        """Whether the contestant's server was there in this run, and was not given up: it is waited for."""
        return spec.base_url in self._seen

    def seen(self, spec: ContestantSpec) -> None:
        """Remember that the contestant's server is there."""
        self._seen |= {spec.base_url} if spec.base_url else set()

    def gone(self, spec: ContestantSpec) -> None:
        """Remember that the contestant's server was waited for long enough."""
        self._seen -= {spec.base_url} if spec.base_url else set()

    # Weights

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

    async def weights(self, spec: ContestantSpec) -> Path | None:
        """Wait for the contestant's file, and return its path; None where its engine has it. Raises WeightsError."""
        if spec.catalog:
            return await asyncio.shield(self._fetched[spec.catalog])
        return Path(spec.gguf) if spec.gguf else None

    # Engines

    async def hold(self, place: str, say: Callable[[str], None] = lambda line: None) -> None:
        """Hold the server at a URL for this run, and no other; none where that is empty. Waits while another process
        of prony measures there, and says so."""
        if place == self._hold_of:
            return
        await self._hold.aclose()
        self._hold, self._hold_of = AsyncExitStack(), ""
        if place:
            await self._hold.enter_async_context(held(place, f"run {self._plan.id}", say))
            self._hold_of = place

    async def key(self, spec: ContestantSpec) -> LoadKey:
        """What the contestant's engine is loaded with. Waits for its weights, and raises WeightsError as they do."""
        if spec.started:
            launch = await self._launch(spec)
            return LoadKey(
                engine=spec.engine,
                model="" if launch.gguf else launch.model,
                gguf=str(launch.gguf) if launch.gguf else None,
                context=launch.context,
                threads=launch.threads,
                prompt_cache=launch.prompt_cache,
                options=launch.options,
            )
        served = self._served.get((place_of(spec), spec.model))
        context = self._context(spec) if kind_named(spec.engine).takes_context else None
        return LoadKey(
            engine=spec.engine, place=place_of(spec), model=served.id if served else spec.model, context=context
        )

    @asynccontextmanager
    async def lease(
        self, spec: ContestantSpec, harness: Harness, following: Following = nobody_follows
    ) -> AsyncIterator[Lease]:
        """Make the contestant's engine ready for the length of the block. following: who comes next, asked at its end;
        where that is one of the same key, the engine stays for it.

        Raises EngineError or WeightsError where it cannot be had.
        """
        kept = False
        try:
            yield await self._ready(spec, harness)
            follower = following()
            kept = follower is not None and await self._shares(spec, follower)
        finally:
            if not kept:
                await self._let_go()

    async def _shares(self, spec: ContestantSpec, following: ContestantSpec) -> bool:
        if spec.started and rough_key(spec) != rough_key(following):
            return False  # its weights may still be on their way
        return await self.key(spec) == await self.key(following)

    async def _ready(self, spec: ContestantSpec, harness: Harness) -> Lease:
        key = await self.key(spec)
        if self._held is not None and (self._held.key != key or self._held.gone):
            await self._let_go()
        if self._held is None:
            self._held = _Held(key, AsyncExitStack())
        if spec.started:
            return await self._started(self._held, spec, harness)
        return await self._at_server(self._held, spec, harness)

    async def _started(self, held: _Held, spec: ContestantSpec, harness: Harness) -> Lease:
        """A model on an engine of our own, which ends when it is let go."""
        launch = await self._launch(spec)
        engine, report = held.started, LoadReport(load_s=0.0, cold=False)
        if engine is None:
            engine = await held.stack.enter_async_context(kind_named(spec.engine).start(launch))
            held.started = engine
            report = LoadReport(load_s=engine.load_s, cold=True)
        return await self._lease(spec, launch.model, engine, harness, report, engine.restart)

    async def _at_server(self, held: _Held, spec: ContestantSpec, harness: Harness) -> Lease:
        """A model on somebody's server, which is left as it was found: what was loaded for us is unloaded."""
        assert spec.base_url is not None
        engine = adapter(spec.engine, spec.base_url, api_key_env=spec.api_key_env, context=self._context(spec))
        report = await engine.load(spec.model)
        if report.cold:
            held.cold = engine, spec
        return await self._lease(spec, spec.model, engine, harness, report)

    async def _let_go(self) -> None:
        """End the engine that is held, or give it back. What was measured stands, whether or not it can be asked to
        let go."""
        held, self._held = self._held, None
        if held is None:
            return
        await held.stack.aclose()
        if held.cold is not None:
            engine, spec = held.cold
            try:
                await engine.unload(spec.model)
            except EngineError as error:
                self._say(f"{spec.label} was not unloaded: {error.what}")

    def _tasks_of(self, spec: ContestantSpec) -> list[Task]:
        return [task for task in self._tasks.values() if spec.suite in (None, task.suite)]

    async def _lease(
        self,
        spec: ContestantSpec,
        model: str,
        engine: Engine,
        harness: Harness,
        report: LoadReport,
        restart: Callable[[], Awaitable[None]] | None = None,
    ) -> Lease:
        description = as_served_to(await engine.describe(model), spec, harness.needs)
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
        lease = Lease(
            spec,
            engine,
            description,
            harness,
            known,
            self._workspaces,
            report.load_s,
            bool(report.cold),
            restart,
            warnings,
            template,
        )
        lease.target = msgspec.structs.replace(lease.target, model=model)
        return lease

    def _context(self, spec: ContestantSpec, thinking: Thinking | None = Thinking.ON) -> int:
        """The context that holds the plan's longest prompt and its reply. Whether a model without a file thinks is
        known only when it is described; the safe bound holds for both."""
        if spec.label not in self._contexts:
            needs = harness_named(spec.harness).needs
            self._contexts[spec.label] = spec.context or needed(self._tasks_of(spec), spec, needs, thinking)
        return self._contexts[spec.label]

    def _name(self, spec: ContestantSpec, gguf: Path | None) -> str:
        """The name that an engine of ours serves the model under: the file's, where contestants of several names may
        share it."""
        sharing = {one.model for one in self._plan.contestants if rough_key(one) == rough_key(spec)}
        return gguf.stem if gguf is not None and len(sharing) > 1 else spec.model

    async def _launch(self, spec: ContestantSpec) -> EngineLaunch:
        """The launch of the contestant's engine. What was computed of an agent's conversation is kept for the next
        request."""
        if spec.label not in self._launches:
            gguf = await self.weights(spec)
            thinking = thinking_of(read_gguf(gguf).chat_template) if gguf else Thinking.ON
            self._launches[spec.label] = EngineLaunch(
                model=self._name(spec, gguf),
                gguf=gguf,
                context=self._context(spec, thinking),
                threads=spec.threads,
                prompt_cache=harness_named(spec.harness).needs.prompt_cache,
                options=spec.engine_options,
            )
        return self._launches[spec.label]
