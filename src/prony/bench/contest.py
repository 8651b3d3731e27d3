"""One contestant's share of a run: workers that make its attempts, side by side as far as its engine can."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence

from prony.bench.attempt import order_of
from prony.bench.executor import AttemptExecutor
from prony.bench.foreign import ForeignWatch
from prony.bench.graders import EngineTurn, Graders, turn
from prony.bench.lease import Lease
from prony.bench.patience import Patience
from prony.bench.plan import Cell, now
from prony.bench.record import RunRecord
from prony.bench.steps import HandIn
from prony.bench.stop import CutShort, Stop
from prony.bench.task_errors import error_line, first_error
from prony.errors import JournalError, PronyError, RunError
from prony.journal import Ended, Submitted
from prony.nouns import Attempt, AttemptEnd, Fault, FaultCode, Grade, Outcome, Party, Submission, Task
from prony.outcomes import LASTING_CODES, MAX_TRIES, REFUSED_CODES, fault
from prony.plain import clean_line
from prony.readable import seconds

HOPELESS_AFTER = 3
"""Tasks in a row that a fault of the setup cost before the rest of a contestant is given up."""

EVERYBODYS = frozenset({FaultCode.AUTH})
"""Faults that every task would meet: the first that they cost is the last."""

LOOKED_AFTER = frozenset(
    {
        FaultCode.UNREACHABLE,
        FaultCode.NOT_AN_ENGINE,
        FaultCode.LOAD_FAILED,
        FaultCode.LOAD_TIMEOUT,
        FaultCode.ENGINE_OOM,
        FaultCode.OVERLOADED,
        FaultCode.ENGINE_CRASH,
        FaultCode.ENGINE_ERROR,
        FaultCode.STREAM_CUT,
    }
)
"""Faults after which the engine may be gone, or may come back as another: it is looked at before it is asked again."""

BACKOFF_S = 0.5

CHECK_EVERY_S = 60.0
"""Between two looks at who the engine is, while no fault gives reason to."""

STAGGER_S = 0.005
"""Between the starts of workers. Without it, equally long replies come all at once, round after round, and each round
waits for the bench to have read the last of them."""


class Contest:
    """Makes what a leased contestant has left. graders: get its submissions; None where grading is left for later."""

    def __init__(
        self,
        lease: Lease,
        tasks: Mapping[str, Task],
        *,
        record: RunRecord,
        executor: AttemptExecutor,
        watch: ForeignWatch,
        graders: Graders | None,
        stop: Stop,
        patience: Patience,
    ) -> None:
        self._lease = lease
        self._tasks = tasks
        self._record = record
        self._executor = executor
        self._watch = watch
        self._graders = graders
        self._stop = stop
        self._patience = patience
        self._care = asyncio.Lock()
        """Held by the worker that looks after the engine: nobody begins meanwhile."""
        self._ready_at = 0.0
        self._checked_at = time.monotonic()
        self._lost = 0
        self._hopeless = ""
        """Why the rest is given up."""
        self._mendable = True
        """Whether the same run can go on with it, once that is mended."""

    async def run(self, left: Sequence[Cell]) -> None:
        """Make what is left; returns when everything is handed in, graded or not."""
        queue = deque(left)
        parallel = self._lease.parallel(self._record.plan.settings.parallel)
        try:
            async with asyncio.TaskGroup() as workers:
                for number in range(min(parallel, len(left))):
                    workers.create_task(self._worker(queue, number * STAGGER_S))
        except BaseExceptionGroup as group:
            raise first_error(group) from None
        if not self._hopeless and not self._stop.stopping:
            await self._check_weights()
        if self._hopeless:
            again = f"; mend that, then prony run --resume {self._record.plan.id}" if self._mendable else ""
            self._record.could_not_run[self._lease.spec.label] = clean_line(f"{self._hopeless}{again}")
            self._record.miss(self._lease.spec, list(queue), FaultCode.NOT_RUN, self._hopeless)
        elif queue:
            self._record.give_up(self._lease.spec, list(queue))

    async def _worker(self, queue: deque[Cell], delay_s: float) -> None:
        if delay_s:
            await asyncio.sleep(delay_s)
        while True:
            async with self._care:
                if not queue or self._over:
                    return
                if time.monotonic() - self._checked_at >= CHECK_EVERY_S:
                    await self._check_weights()
                    continue
                cell = queue.popleft()
            await self._make(cell)

    async def _check_weights(self) -> None:
        """See that the engine has the file that was identified: a name can be given another one between two attempts,
        and without any fault."""
        last = time.monotonic() - self._checked_at
        try:
            await self._in_turn(self._lease.check_weights)
        except RunError as error:
            self._hopeless = f"{error_line(error)}; attempts of the last {seconds(last)} may be of either"
            self._record.warn(f"{self._lease.spec.label}: {self._hopeless}")
        self._checked_at = time.monotonic()

    @property
    def _over(self) -> bool:
        """Whether no attempt is to be begun any more."""
        return self._stop.stopping or bool(self._hopeless)

    async def _make(self, cell: Cell) -> None:
        """Make the cell's attempt; tries again what was nobody's fault."""
        tries = self._record.done.spent(cell)
        while True:
            attempt = self._record.start(self._lease.spec, cell)
            end = await self._turn(attempt)
            if end is None:
                return
            ended_at = time.monotonic()
            self._record.add(Ended(end=end))
            outcome = self._record.done.outcome(attempt.id)
            if outcome is None and self._graders is not None:
                await self._graders.put(attempt.id)
            if outcome not in (Outcome.INFRA, Outcome.MISSING) or end.fault is None:
                self._lost = 0
                self._patience.taken_up()
                return
            tries += end.fault.code not in REFUSED_CODES
            again = await self._cared_for(end.fault, tries, ended_at)
            if not again or self._over:
                return

    async def _cared_for(self, reason: Fault, tries: int, ended_at: float) -> bool:
        """Wait until the engine can be asked again after `reason`; whether the same attempt is to be tried again.

        A contestant whose engine is gone for good, or came back as another, is given up. tries: made of the attempt.
        """
        refused = reason.code in REFUSED_CODES
        again = not refused and tries < MAX_TRIES and reason.code not in LASTING_CODES
        try:
            with self._stop.preparing():
                if again:
                    await asyncio.sleep(BACKOFF_S * 2 ** (tries - 1))
                async with self._care:
                    if self._over:
                        return False
                    if refused:
                        again = await self._patience.pause(reason.retry_after_s, clean_line(reason.detail))
                    if reason.code in LOOKED_AFTER and self._ready_at < ended_at:
                        await self._patience.until_ready(lambda: self._in_turn(self._lease.look_again), met=True)
                        self._ready_at = time.monotonic()
        except CutShort:
            return False
        except JournalError:
            raise
        except PronyError as error:
            self._hopeless = error_line(error)
            self._mendable = not isinstance(error, RunError)
            return False
        if not again:
            self._count(reason)
        return again

    async def _in_turn(self, look: Callable[[], Awaitable[None]]) -> None:
        """Look at the engine, in its turn: that may load the model, and is no noise in a grade."""
        async with turn(self._graders, alone=self._lease.shares_cpu):
            with self._watch.aside():
                await look()

    def _count(self, reason: Fault) -> None:
        """Count a task that was lost to `reason`, and give up where the next ones will be, too."""
        if reason.party is not Party.SETUP and reason.code not in REFUSED_CODES:
            self._lost = 0
            return
        self._lost += 1
        why = f"({reason.code.value}): {reason.detail}" if reason.detail else f"({reason.code.value})"
        if reason.code in EVERYBODYS:
            self._hopeless = f"{MAX_TRIES} attempts in a row were lost to its setup {why}"
        elif self._lost >= HOPELESS_AFTER:
            self._hopeless = f"{self._lost} tasks in a row were lost {why}"

    async def _turn(self, attempt: Attempt) -> AttemptEnd | None:
        """Make the attempt, in its turn where the engine shares the CPU with the graders."""
        async with EngineTurn(self._graders, alone=self._lease.shares_cpu) as turn_of_engine:

            async def hand_in(submission: Submission) -> Grade | None:
                if self._graders is None:
                    return None
                self._record.add(Submitted(attempt=attempt.id, submission=submission))
                async with turn_of_engine.left():
                    return await self._graders.graded(attempt.id)

            return await self._interruptible(attempt, hand_in)

    async def _interruptible(self, attempt: Attempt, hand_in: HandIn) -> AttemptEnd | None:
        """The attempt's end; None where the user stopped it: resume will make it again."""
        order = order_of(attempt, self._tasks[attempt.task], self._lease)
        work = asyncio.create_task(self._executor.attempt(order, hand_in))
        halt = asyncio.create_task(self._stop.halted())
        try:
            await asyncio.wait({work, halt}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
        finally:
            halt.cancel()
            work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        if self._stop.reason != "budget":
            return None
        return AttemptEnd(
            attempt=attempt.id,
            ended_at=now(),
            wall_s=0.0,
            fault=fault(FaultCode.RUN_BUDGET, "the budget of the run ended it in flight"),
        )
