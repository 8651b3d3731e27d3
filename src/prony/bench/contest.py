"""One contestant's share of a run: workers that make its attempts, side by side as far as its engine can."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence

from prony.bench.attempt import order_of
from prony.bench.executor import AttemptExecutor
from prony.bench.graders import Graders
from prony.bench.lease import Lease
from prony.bench.phases import GENERATE
from prony.bench.plan import Cell, now
from prony.bench.record import RunRecord
from prony.bench.remaining import MAX_TRIES
from prony.bench.stop import Stop
from prony.bench.task_errors import first_error
from prony.journal import Ended
from prony.nouns import Attempt, AttemptEnd, FaultCode, Outcome, Party, Task
from prony.outcomes import fault, outcome_of

HOPELESS_AFTER = 3
"""Attempts in a row that end in a fault of the setup before the rest of a contestant is given up."""

BACKOFF_S = 0.5

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
        graders: Graders | None,
        stop: Stop,
    ) -> None:
        self._lease = lease
        self._tasks = tasks
        self._record = record
        self._executor = executor
        self._graders = graders
        self._stop = stop
        self._setup_faults = 0
        self._setup_fault = ""

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
        if queue:
            self._record.give_up(self._lease.spec, list(queue))

    async def _worker(self, queue: deque[Cell], delay_s: float) -> None:
        if delay_s:
            await asyncio.sleep(delay_s)
        while queue and not self._stop.stopping and self._setup_faults < HOPELESS_AFTER:
            await self._make(queue.popleft())
        if queue and self._setup_faults >= HOPELESS_AFTER and not self._stop.stopping:
            left, label = list(queue), self._lease.spec.label
            queue.clear()
            reason = f"{HOPELESS_AFTER} attempts in a row were lost to its setup ({self._setup_fault})"
            again = f"mend that, then prony run --resume {self._record.plan.id}"
            self._record.could_not_run[label] = f"{reason}; {again}"
            self._record.miss(self._lease.spec, left, FaultCode.NOT_RUN, reason)

    async def _make(self, cell: Cell) -> None:
        """Make the cell's attempt; tries again what was nobody's fault."""
        while True:
            attempt = self._record.start(self._lease.spec, cell)
            end = await self._turn(attempt)
            if end is None:
                return
            self._record.add(Ended(end=end))
            outcome = outcome_of(end, None)
            if outcome is None and self._graders is not None:
                await self._graders.put(attempt.id)
            setup = end.fault is not None and end.fault.party is Party.SETUP and outcome is Outcome.INFRA
            self._setup_faults = self._setup_faults + 1 if setup else 0
            self._setup_fault = end.fault.code.value if end.fault else ""
            if outcome is not Outcome.INFRA or attempt.try_no + 1 >= MAX_TRIES or self._stop.stopping:
                return
            await asyncio.sleep(BACKOFF_S * 2**attempt.try_no)
            await self._lease.revive()

    async def _turn(self, attempt: Attempt) -> AttemptEnd | None:
        """Make the attempt, in its turn where the engine shares the CPU with the graders."""
        if self._graders is None:
            return await self._interruptible(attempt)
        async with self._graders.phases.hold(GENERATE, alone=self._lease.shares_cpu):
            return await self._interruptible(attempt)

    async def _interruptible(self, attempt: Attempt) -> AttemptEnd | None:
        """The attempt's end; None where the user stopped it: resume will make it again."""
        order = order_of(attempt, self._tasks[attempt.task], self._lease)
        work = asyncio.create_task(self._executor.attempt(order))
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
