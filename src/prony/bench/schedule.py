"""The run itself: one contestant after the other, a bounded pipeline from generation to grade, every step journaled."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack

import msgspec

from prony.bench import known
from prony.bench.attempt import attempt_id, make_attempt
from prony.bench.capped import cut_thinking
from prony.bench.lease import Lease, Provider
from prony.bench.phases import GENERATE, GRADE, Phases
from prony.bench.plan import Cell, cells, now
from prony.bench.remaining import MAX_TRIES, Done
from prony.bench.stop import CutShort, Stop
from prony.errors import JournalError, PronyError
from prony.gateway import Gateway
from prony.grading import grade as grade_submission
from prony.harnesses import Harness, harness_named
from prony.journal import (
    Blobs,
    Ended,
    Event,
    ExchangeSeen,
    Finished,
    Graded,
    Identified,
    JournalWriter,
    Loaded,
    Noted,
    Started,
)
from prony.nouns import (
    Attempt,
    AttemptEnd,
    ContestantSpec,
    Exchange,
    FaultCode,
    Grade,
    Noun,
    Outcome,
    Party,
    RunPlan,
    Submission,
    Task,
    Verdict,
)
from prony.outcomes import fault, outcome_of
from prony.plain import clean_line
from prony.sandbox import Sandbox

HOPELESS_AFTER = 3
"""Attempts in a row that end in a fault of the setup before the rest of a contestant is given up."""

BACKOFF_S = 0.5

STAGGER_S = 0.005
"""Between the starts of workers. Without it, equally long replies come all at once, round after round, and each round
waits for the bench to have read the last of them."""


class RunResult(Noun, frozen=True, kw_only=True):
    """How a run ended. could_not_run: label -> reason, of contestants that never got going."""

    reason: str
    attempts: int
    infra: int
    could_not_run: dict[str, str] = {}
    surprises: tuple[str, ...] = ()
    """What the references did that they are not known for: while there is any, no number of the run can be trusted."""
    warnings: tuple[str, ...] = ()
    """What else a reader of its numbers should know."""
    wall_s: float = 0.0


class Bench:
    """Carries out one plan. `emit` sees every event after it is in the journal."""

    def __init__(
        self,
        plan: RunPlan,
        tasks: dict[str, Task],
        *,
        provider: Provider,
        sandbox: Sandbox | None,
        absent: dict[str, str],
        done: Done,
        journal: JournalWriter,
        blobs: Blobs,
        stop: Stop,
        emit: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self.plan = plan
        self.tasks = tasks
        self.done = done
        self._provider = provider
        self.sandbox = sandbox
        self.absent = absent
        self._journal = journal
        self.blobs = blobs
        self.stop = stop
        self._emit = emit
        self.could_not_run: dict[str, str] = {}

    @property
    def grading(self) -> bool:
        """Whether submissions are graded as they come; else `prony regrade` does it later."""
        return self.sandbox is not None

    def record(self, event: Event) -> None:
        """Append an event to the journal, fold it into `done`, and show it."""
        self._journal.append(event)
        self.done.add(event)
        self._emit(event)
        budget = self.plan.settings.max_total_tokens
        if budget is not None and self.done.tokens >= budget:
            self.stop.budget()

    def _record_exchange(self, exchange: Exchange) -> None:
        self.record(ExchangeSeen(exchange=exchange))

    async def run(self) -> RunResult:
        """Run what is left of the plan. Never raises for a contestant that cannot run: see `could_not_run`."""
        begun = time.monotonic()
        async with AsyncExitStack() as stack:
            if self.plan.settings.max_minutes is not None:
                stack.enter_context(self.stop.budget_after(self.plan.settings.max_minutes * 60))
            gateway = await stack.enter_async_context(Gateway(record=self._record_exchange, put_blob=self.blobs.put))
            for spec in self.plan.contestants:
                await self._run_contestant(spec, gateway)
        surprises = [
            line
            for spec in self.plan.contestants
            if spec.reference
            for line in known.surprises(self.plan, spec, self.tasks, self.done)
        ]
        cut = [cut_thinking(self.plan, spec, self.done) for spec in self.plan.contestants if not spec.reference]
        warnings = [line for line in cut if line is not None]
        for line in (*surprises, *warnings):
            self.record(Noted(level="warning", text=line))
        reason = self.stop.reason or "complete"
        self.record(Finished(reason=reason))
        self._journal.sync()
        outcomes = [self.done.state(cell) for spec in self.plan.contestants for cell in cells(self.plan, spec)]
        made = [outcome for outcome in outcomes if outcome not in (None, Outcome.MISSING)]
        return RunResult(
            reason=reason,
            attempts=len(made),
            infra=sum(outcome is Outcome.INFRA for outcome in made),
            could_not_run=self.could_not_run,
            surprises=tuple(surprises),
            warnings=tuple(warnings),
            wall_s=time.monotonic() - begun,
        )

    async def _run_contestant(self, spec: ContestantSpec, gateway: Gateway) -> None:
        left = self._left(spec)
        for cell in cells(self.plan, spec):
            if cell.task in self.absent and self.done.state(cell) is None:
                self.miss(spec, [cell], FaultCode.NO_TOOLCHAIN, self.absent[cell.task])
        ungraded = self.done.ungraded(spec, self.plan) if self.grading else []
        if not left and not ungraded:
            return
        if self.stop.stopping and not ungraded:
            self.give_up(spec, left)
            return
        harness = harness_named(spec.harness)
        try:
            async with AsyncExitStack() as stack:
                with self.stop.preparing():
                    lease = await stack.enter_async_context(self._provider.lease(spec, harness))
                self._identify(spec, lease)
                await _Contest(self, spec, harness, lease, gateway).run(left, ungraded)
        except CutShort:
            self.give_up(spec, left)
        except JournalError:
            raise  # the record itself is refused: that is the end of the run, and no fault of a contestant
        except PronyError as error:
            self.could_not_run[spec.label] = clean_line(f"{error.what}; {error.hint}" if error.hint else error.what)
            self.record(Noted(level="warning", text=f"{spec.label}: {error}"))
            self.miss(spec, self._left(spec), FaultCode.LOAD_FAILED, str(error))

    def _left(self, spec: ContestantSpec) -> list[Cell]:
        """What the contestant still has to do of what can be graded here."""
        return [cell for cell in self.done.todo(spec, self.plan) if cell.task not in self.absent]

    def _identify(self, spec: ContestantSpec, lease: Lease) -> None:
        before = self.done.contestants.get(spec.label)
        if before is None:
            self.record(Identified(label=spec.label, contestant=lease.contestant))
        elif before.id != lease.contestant.id:
            raise lease.changed(before)
        for line in lease.warnings:
            self.record(Noted(level="warning", text=f"{spec.label}: {line}"))
        self.record(Loaded(label=spec.label, load_s=lease.load_s, cold=lease.cold, base_url=lease.target.base_url))

    def give_up(self, spec: ContestantSpec, left: list[Cell]) -> None:
        """Say what a spent budget leaves undone; what the user stopped stays open for resume."""
        if self.stop.reason == "budget":
            self.miss(spec, left, FaultCode.RUN_BUDGET, "the budget of the run was spent")

    def miss(self, spec: ContestantSpec, left: list[Cell], code: FaultCode, detail: str) -> None:
        """Say of each cell that it was not made, and why."""
        for cell in left:
            attempt = self.start(spec, cell)
            self.record(
                Ended(end=AttemptEnd(attempt=attempt.id, ended_at=now(), wall_s=0.0, fault=fault(code, detail)))
            )

    def start(self, spec: ContestantSpec, cell: Cell) -> Attempt:
        """Journal the start of the next try of a cell."""
        tries, contestant = self.done.tries(cell), self.done.contestants.get(spec.label)
        attempt = Attempt(
            id=attempt_id(self.plan.id, cell, tries, self.done.starts(cell)),
            run=self.plan.id,
            contestant=contestant.id if contestant else "",
            label=spec.label,
            task=cell.task,
            repeat=cell.repeat,
            try_no=tries,
        )
        self.record(Started(attempt=attempt))
        return attempt


class _Contest:
    """One contestant's share of a run: workers that generate, graders that grade."""

    def __init__(self, bench: Bench, spec: ContestantSpec, harness: Harness, lease: Lease, gateway: Gateway) -> None:
        self.bench = bench
        self.spec = spec
        self.harness = harness
        self.lease = lease
        self.gateway = gateway
        settings = bench.plan.settings
        self.parallel = lease.parallel(settings.parallel)
        self.to_grade: asyncio.Queue[str | None] = asyncio.Queue(maxsize=2 * (settings.slots + self.parallel))
        self.phases = Phases(exclusive=lease.shares_cpu, to_grade=lambda: not self.to_grade.empty())
        self.setup_faults = 0
        self.setup_fault = ""

    async def run(self, left: list[Cell], ungraded: list[str]) -> None:
        """Make what is left and grade it; returns when every submission has its grade."""
        queue = deque(left)
        slots = self.bench.plan.settings.slots if self.bench.grading else 0
        try:
            async with asyncio.TaskGroup() as graders:
                for _ in range(slots):
                    graders.create_task(self._grader())
                for one in ungraded:
                    await self.to_grade.put(one)
                async with asyncio.TaskGroup() as workers:
                    for number in range(min(self.parallel, len(left))):
                        workers.create_task(self._worker(queue, number * STAGGER_S))
                for _ in range(slots):
                    await self.to_grade.put(None)
        except BaseExceptionGroup as group:
            raise _first(group) from None
        if queue:
            self.bench.give_up(self.spec, list(queue))

    async def _worker(self, queue: deque[Cell], delay_s: float) -> None:
        if delay_s:
            await asyncio.sleep(delay_s)
        while queue and not self.bench.stop.stopping and self.setup_faults < HOPELESS_AFTER:
            cell = queue.popleft()
            await self._cell(cell)
        if queue and self.setup_faults >= HOPELESS_AFTER and not self.bench.stop.stopping:
            left, reason = (
                list(queue),
                f"{HOPELESS_AFTER} attempts in a row were lost to its setup ({self.setup_fault})",
            )
            queue.clear()
            again = f"mend that, then prony run --resume {self.bench.plan.id}"
            self.bench.could_not_run[self.spec.label] = f"{reason}; {again}"
            self.bench.miss(self.spec, left, FaultCode.NOT_RUN, reason)

    async def _cell(self, cell: Cell) -> None:
        """Make the cell's attempt; tries again what was nobody's fault."""
        bench = self.bench
        while True:
            attempt = bench.start(self.spec, cell)
            async with self.phases.hold(GENERATE):
                end = await self._interruptible(attempt)
            if end is None:
                return
            bench.record(Ended(end=end))
            outcome = outcome_of(end, None)
            if outcome is None and bench.grading:
                await self.to_grade.put(attempt.id)
            setup = end.fault is not None and end.fault.party is Party.SETUP and outcome is Outcome.INFRA
            self.setup_faults = self.setup_faults + 1 if setup else 0
            self.setup_fault = end.fault.code.value if end.fault else ""
            if outcome is not Outcome.INFRA or attempt.try_no + 1 >= MAX_TRIES or bench.stop.stopping:
                return
            await asyncio.sleep(BACKOFF_S * 2**attempt.try_no)
            await self.lease.revive()

    async def _interruptible(self, attempt: Attempt) -> AttemptEnd | None:
        """The attempt's end; None where the user stopped it: resume will make it again."""
        bench = self.bench
        work = asyncio.create_task(
            make_attempt(
                attempt,
                bench.tasks[attempt.task],
                self.lease,
                harness=self.harness,
                gateway=self.gateway,
                put_blob=bench.blobs.put,
            )
        )
        halt = asyncio.create_task(bench.stop.halted())
        try:
            await asyncio.wait({work, halt}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
        finally:
            halt.cancel()
            work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        if bench.stop.reason != "budget":
            return None
        return AttemptEnd(
            attempt=attempt.id,
            ended_at=now(),
            wall_s=0.0,
            fault=fault(FaultCode.RUN_BUDGET, "the budget of the run ended it in flight"),
        )

    async def _grader(self) -> None:
        while (attempt := await self.to_grade.get()) is not None:
            async with self.phases.hold(GRADE):
                await self._grade(attempt)

    async def _grade(self, attempt_id: str) -> None:
        bench = self.bench
        sandbox = bench.sandbox
        submission = bench.done.ends[attempt_id].submission
        assert sandbox is not None
        assert submission is not None
        task = bench.tasks[bench.done.attempts[attempt_id].task]
        for _ in range(MAX_TRIES):
            grade = await grade_files(task, submission, sandbox, bench.blobs, attempt_id)
            bench.record(Graded(grade=grade))
            if grade.verdict is not Verdict.GRADER_ERROR:
                return


async def grade_files(task: Task, submission: Submission, sandbox: Sandbox, blobs: Blobs, attempt: str) -> Grade:
    """Grade a submission as the journal keeps it."""
    files = {path: blobs.get(blob) for path, blob in submission.files.items()}
    grade = await grade_submission(task, files, sandbox, attempt=attempt, removed=submission.removed)
    return msgspec.structs.replace(grade, step=submission.step)


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Of a group's errors, however deep they lie, the one to tell: of the record, else of ours, else the group."""
    for kind in (JournalError, PronyError):
        found: BaseException | None = group.subgroup(kind)
        while isinstance(found, BaseExceptionGroup):
            found = found.exceptions[0]
        if found is not None:
            return found
    return group
