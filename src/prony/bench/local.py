"""The executor of one machine: attempts through its gateway, grades in its sandbox, both in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping

import msgspec

from prony.bench.attempt import AttemptOrder, make_attempt
from prony.bench.spending import RunSpending
from prony.bench.steps import HandIn
from prony.energy import JouleMeter
from prony.gateway import Gateway
from prony.grading import GradeJob, calibrator, grade_job
from prony.harnesses import harness_named
from prony.nouns import AttemptEnd, Grade, GradeLimits, Submission, Task
from prony.readable import counted
from prony.sandbox import Sandbox, Workspaces


class LocalAttempts:
    """Makes attempts here. workspaces: where agents work; None where the plan has none. spending: counts what they
    take; None: nobody does."""

    def __init__(
        self,
        gateway: Gateway,
        workspaces: Workspaces | None,
        put_blob: Callable[[bytes], str],
        spending: RunSpending | None = None,
    ) -> None:
        self._gateway = gateway
        self._workspaces = workspaces
        self._put_blob = put_blob
        self._spending = spending

    async def attempt(self, order: AttemptOrder, hand_in: HandIn) -> AttemptEnd:
        """See `prony.bench.executor.AttemptExecutor`."""
        if self._spending is None:
            return await self._make(order, hand_in)
        async with self._spending.of(order) as spent:

            async def unmeasured(submission: Submission) -> Grade | None:
                async with spent.use.paused():
                    return await hand_in(submission)

            end = await self._make(order, unmeasured)
        return spent.told(end)

    async def _make(self, order: AttemptOrder, hand_in: HandIn) -> AttemptEnd:
        return await make_attempt(
            order,
            harness_named(order.harness),
            gateway=self._gateway,
            workspaces=self._workspaces,
            put_blob=self._put_blob,
            hand_in=hand_in,
        )


class LocalGrades:
    """Grades here, with time limits that are measured here where a job brings none. put_blob: keeps pictures of pages;
    None: they are not kept. meter: is told while this machine grades."""

    def __init__(
        self, sandbox: Sandbox, put_blob: Callable[[bytes], str] | None = None, meter: JouleMeter | None = None
    ) -> None:
        self._sandbox = sandbox
        self._meter = meter or JouleMeter()
        self._put_blob = put_blob
        self._limits = calibrator(sandbox)
        self._known: dict[str, GradeLimits] = {}

    async def prepare(
        self,
        tasks: Iterable[Task],
        known: Mapping[str, GradeLimits],
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        """Find the limits of tasks before anything is graded. known: those of some tasks (by id) that are to be kept.

        say: is told where references have to be run for it, once a machine.
        """
        self._known = dict(known)
        unknown = [task for task in tasks if task.id not in known]
        new = sum(not self._limits.is_kept(task) for task in unknown)
        if new:
            say(f"measuring what the references of {counted(new, 'task')} take here, once on this machine")
        await asyncio.gather(*(self._limits.limits(task) for task in unknown))

    async def grade(self, job: GradeJob) -> Grade:
        """See `prony.bench.executor.GradeExecutor`."""
        limits = job.limits or self._known.get(job.task.id) or await self._limits.limits(job.task)
        held = msgspec.structs.replace(job, limits=limits)
        with self._meter.disturbed():
            return await grade_job(held, self._sandbox, put_blob=self._put_blob)
