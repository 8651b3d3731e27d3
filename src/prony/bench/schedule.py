"""The run itself: one contestant after the other, while submissions of the one before are still graded.

Contestants of one load follow each other and share it; else an engine is given back as soon as its attempts are made.
Whoever cannot be loaded is parked, and tried once more when the others are done. Where an engine shares the CPU with
the sandbox, nothing is graded while it is loaded or generates: `prony.bench.phases`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack

from prony.bench.activity import Activity, Doing, Show, nobody
from prony.bench.changes import change_error
from prony.bench.contest import Contest
from prony.bench.contestants import leaves_machine
from prony.bench.cut_thinking import cut_thinking
from prony.bench.executor import AttemptExecutor
from prony.bench.foreign import ForeignWatch
from prony.bench.graders import Graders, turn
from prony.bench.lease import Lease
from prony.bench.load_keys import LoadKey, loaded_first, place_of
from prony.bench.patience import Found, Patience
from prony.bench.plan import Cell, cells
from prony.bench.provider import Provider
from prony.bench.record import RunRecord
from prony.bench.rehearsal import REFUSED, is_rehearsed, rehearse
from prony.bench.result import RunResult
from prony.bench.stop import CutShort, Stop
from prony.bench.surprises import surprises as surprises_of
from prony.bench.task_errors import error_line, first_error
from prony.bench.warm_up import is_warmed_up, warm_up
from prony.errors import EngineError, JournalError, PronyError
from prony.harnesses import harness_named
from prony.journal import Finished, Identified, Loaded, Rehearsed
from prony.nouns import ContestantSpec, FaultCode, Outcome, Task
from prony.plain import clean_line

REPEATED = 3
"""Times that an engine refuses a rehearsal before it is believed."""
LOAD_CODES = frozenset({"E201", "E203", "E204", "E205", "E206", "E209", "E212"})
"""Errors of an engine that could not be made ready, as it may be later: another holds its memory, it is restarted."""
COMPLETE = "complete"
PARTIAL = "partial"
"""Why a run ended that made all it could, while somebody could not run, or was given up."""


class Schedule:
    """Carries out what is left of a plan. graders: None where grading is left for `prony regrade`.

    absent: task -> why it cannot be graded here. tell: gets a line for people, while something is waited for.
    """

    def __init__(
        self,
        record: RunRecord,
        tasks: Mapping[str, Task],
        *,
        provider: Provider,
        executor: AttemptExecutor,
        watch: ForeignWatch,
        graders: Graders | None,
        absent: Mapping[str, str],
        stop: Stop,
        show: Show = nobody,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._record = record
        self._plan = record.plan
        self._tasks = tasks
        self._provider = provider
        self._executor = executor
        self._watch = watch
        self._graders = graders
        self._absent = absent
        self._stop = stop
        self._show = show
        self._tell = tell
        self._parked: list[ContestantSpec] = []
        self._unloadable: list[tuple[LoadKey, EngineError]] = []
        """Keys whose load failed in this pass."""
        self._second = False
        """Whether those that were parked are tried once more."""

    async def run(self) -> RunResult:
        """Run the plan. Never raises for a contestant that cannot run: see `could_not_run` of the result."""
        begun = time.monotonic()
        await self._provider.look_around(self._record.done.contestants)
        try:
            async with asyncio.TaskGroup() as group:
                if self._graders is not None:
                    self._graders.begin(group)
                await self._all(loaded_first(self._plan.contestants, self._provider.is_loaded))
                parked, self._second = tuple(self._parked), True
                await self._all(parked)
                await self._provider.hold("")
                if self._graders is not None:
                    await self._graders.finish()
        except BaseExceptionGroup as errors:
            raise first_error(errors) from None
        surprises, warnings = self._surprises_and_warnings()
        for line in (*surprises, *warnings):
            self._record.warn(line)
        reason = self._stop.reason or (PARTIAL if self._record.could_not_run else COMPLETE)
        self._record.add(Finished(reason=reason))
        self._record.sync()
        made = self._record.made()
        return RunResult(
            reason=reason,
            attempts=len(made),
            infra=made.count(Outcome.INFRA),
            could_not_run=self._record.could_not_run,
            surprises=surprises,
            warnings=warnings,
            wall_s=time.monotonic() - begun,
        )

    def _surprises_and_warnings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Warnings for a reader of the run: references that surprised, replies that were cut."""
        done = self._record.done
        references = [spec for spec in self._plan.contestants if spec.reference]
        models = [spec for spec in self._plan.contestants if not spec.reference]
        surprises = [line for spec in references for line in surprises_of(self._plan, spec, self._tasks, done)]
        warnings = [line for spec in models if (line := cut_thinking(self._plan, spec, done)) is not None]
        return tuple(surprises), tuple(warnings)

    async def _all(self, specs: Sequence[ContestantSpec]) -> None:
        """One contestant after the other."""
        self._unloadable.clear()
        for number, spec in enumerate(specs):
            await self._contestant(spec, specs[number + 1 :])

    async def _contestant(self, spec: ContestantSpec, later: Sequence[ContestantSpec]) -> None:
        """Make what a contestant has left, and hand in what it made before that has no grade."""
        left, done = self._left(spec), self._record.done
        for cell in cells(self._plan, spec):
            if cell.task in self._absent and done.state(cell) is None:
                self._record.miss(spec, [cell], FaultCode.NO_TOOLCHAIN, self._absent[cell.task])
        if self._graders is not None:
            for attempt in done.ungraded(spec, self._plan):
                await self._graders.put(attempt)
        if not left or self._stop.stopping:
            self._record.give_up(spec, left)
            return
        try:
            async with AsyncExitStack() as stack:
                lease = await self._leased(spec, stack, later)
                await self._rehearse(spec, lease)
                self._identify(spec, lease)
                if lease.unusable is not None:
                    self._record.could_not_run[spec.label] = lease.unusable
                    self._record.miss(spec, left, lease.unusable_as, lease.unusable)
                    return
                contest = Contest(
                    lease,
                    self._tasks,
                    record=self._record,
                    executor=self._executor,
                    watch=self._watch,
                    graders=self._graders,
                    stop=self._stop,
                    patience=self._patience(spec),
                )
                if is_warmed_up(lease):
                    await self._warm_up(spec, lease)
                async with self._watch.over(lease, self._record.warn):
                    await contest.run(left)
        except CutShort:
            self._record.give_up(spec, left)
        except JournalError:
            raise  # the record itself is refused: that is the end of the run, and no fault of a contestant
        except PronyError as error:
            if not self._second and isinstance(error, EngineError) and error.code in LOAD_CODES:
                self._parked.append(spec)
                self._record.note(f"{spec.label}: {error}\nit is tried once more when the others are done")
                return
            self._record.could_not_run[spec.label] = error_line(error)
            self._record.warn(f"{spec.label}: {error}")
            code = FaultCode.REQUEST_REFUSED if error.code == REFUSED else FaultCode.LOAD_FAILED
            self._record.miss(spec, self._left(spec), code, error_line(error))

    def _left(self, spec: ContestantSpec) -> list[Cell]:
        """What the contestant still has to do of what can be graded here."""
        return [cell for cell in self._record.done.todo(spec, self._plan) if cell.task not in self._absent]

    async def _leased(self, spec: ContestantSpec, stack: AsyncExitStack, later: Sequence[ContestantSpec]) -> Lease:
        """The contestant's engine, ready. Its time to load is measured: nothing is graded meanwhile on its CPU.

        A load that failed a moment ago for another contestant is not tried again for this one. Whether an engine here
        shares the CPU is known only when it can be asked; until then it may.
        """
        with self._stop.preparing():
            await self._provider.hold(place_of(spec), lambda line: self._wait(spec, line))
            self._say(Doing.WAIT, spec, "waits for its weights")
            key = await self._provider.key(spec)
            for failed, error in self._unloadable:
                if failed == key:
                    raise error
            if self._graders is not None and self._graders.waiting:
                self._say(Doing.WAIT, spec, f"waits for the graders ({self._graders.waiting} submissions)")
            try:
                if spec.started:
                    return await self._enter(spec, stack, later)
                away_s = None if self._provider.was_seen(spec) else 0.0
                lease = await self._patience(spec).until_ready(
                    lambda: self._enter(spec, stack, later), met=False, away_s=away_s
                )
            except EngineError as error:
                self._unloadable.append((key, error))
                if error.code == "E201":
                    self._provider.gone(spec)
                raise
            self._provider.seen(spec)
            return lease

    async def _enter(self, spec: ContestantSpec, stack: AsyncExitStack, later: Sequence[ContestantSpec]) -> Lease:
        """Take the lease, in its turn on the CPU."""

        def following() -> ContestantSpec | None:
            return None if self._stop.stopping else next((one for one in later if self._left(one)), None)

        may_share = spec.shares_cpu is not False and not leaves_machine(spec)
        async with turn(self._graders, alone=may_share):
            self._say(Doing.LOAD, spec, "loads")
            return await stack.enter_async_context(self._provider.lease(spec, harness_named(spec.harness), following))

    def _patience(self, spec: ContestantSpec) -> Patience:
        who = f"{spec.label} at {spec.base_url}" if spec.base_url else spec.label

        return Patience(
            self._plan.settings.patience_s, who, say=lambda line: self._wait(spec, line), note=self._record.note
        )

    async def _rehearse(self, spec: ContestantSpec, lease: Lease) -> None:
        """Find what the engine demands of requests, in its turn on the CPU. One that is resumed has what it had."""
        if not is_rehearsed(lease):
            return
        before = self._record.done.contestants.get(spec.label)
        had = before.fingerprint.shims if before else ()
        harness, put = harness_named(spec.harness), self._record.blobs.put

        async def look() -> tuple[Rehearsed, str]:
            async with turn(self._graders, alone=lease.shares_cpu):
                return await rehearse(lease, harness, put, had)

        with self._stop.preparing():
            found, warning = await self._patience(spec).until_ready(lambda: _believed(look), met=False)
        self._record.add(found)
        lease.adopt(found.shims)
        if warning:
            self._record.warn(f"{spec.label}: {warning}")

    async def _warm_up(self, spec: ContestantSpec, lease: Lease) -> None:
        """Let an engine of ours answer once, in its turn on the CPU, before anything is measured."""
        with self._stop.preparing():
            self._say(Doing.LOAD, spec, "warms up")
            async with turn(self._graders, alone=lease.shares_cpu):
                warmed = await warm_up(lease, self._record.blobs.put)
        if warmed is not None:
            self._record.add(warmed)

    def _wait(self, spec: ContestantSpec, line: str) -> None:
        """Tell a person what is waited for."""
        self._say(Doing.WAIT, spec, line)
        self._tell(clean_line(line))

    def _say(self, doing: Doing, spec: ContestantSpec, text: str) -> None:
        self._show(Activity(doing=doing, label=spec.label, text=text))

    def _identify(self, spec: ContestantSpec, lease: Lease) -> None:
        known = self._record.done.contestants
        before = known.get(spec.label)
        twin = next((name for name, one in known.items() if name != spec.label and one.id == lease.contestant.id), None)
        if before is None and twin is not None:
            self._record.warn(
                f"{spec.label} and {twin} are one contestant by all that can be told of them: boards show one row, "
                "with the newest attempts"
            )
        if before is None:
            self._record.add(Identified(label=spec.label, contestant=lease.contestant))
        elif before.id != lease.contestant.id:
            raise change_error(spec, before, lease.contestant, "is not what it was when the run began")
        for line in lease.warnings:
            self._record.warn(f"{spec.label}: {line}")
        url = lease.target.base_url
        self._record.add(Loaded(label=spec.label, load_s=lease.load_s, cold=lease.cold, base_url=url))


async def _believed(look: Callable[[], Awaitable[Found]]) -> Found:
    """What `look` finds. A refusal is believed when it is repeated: some engines refuse every now and then."""
    for _ in range(REPEATED - 1):
        try:
            return await look()
        except EngineError as error:
            if error.code != REFUSED:
                raise
    return await look()
