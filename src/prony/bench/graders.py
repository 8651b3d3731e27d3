"""The graders of a run: they take submissions as they come, while contestants go on, each in its turn on the CPU."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext

from prony.bench.executor import GradeExecutor, grade_submission
from prony.bench.phases import GENERATE, GRADE, Phases
from prony.bench.record import RunRecord
from prony.journal import Graded
from prony.nouns import Task, Verdict
from prony.outcomes import MAX_TRIES


class Graders:
    """Grades what is handed in, `slots` submissions at once.

    most: submissions that may wait; who brings one more waits with it, so that generating never runs far ahead.
    """

    def __init__(
        self, record: RunRecord, tasks: Mapping[str, Task], executor: GradeExecutor, *, slots: int, most: int
    ) -> None:
        self.phases = Phases(to_grade=self.has_work)
        self._record = record
        self._tasks = tasks
        self._executor = executor
        self._slots = slots
        self._queue: asyncio.Queue[str | None] = asyncio.Queue(maxsize=most)

    def has_work(self) -> bool:
        """Whether a submission waits that nobody has taken up."""
        return not self._queue.empty()

    @property
    def waiting(self) -> int:
        """The number of submissions that nobody has taken up."""
        return self._queue.qsize()

    async def put(self, attempt: str) -> None:
        """Hand in an attempt's submission; waits while too many do."""
        await self._queue.put(attempt)

    def begin(self, group: asyncio.TaskGroup) -> None:
        """Start grading, as tasks of `group`."""
        for _ in range(self._slots):
            group.create_task(self._grader())

    async def finish(self) -> None:
        """Say that nothing more comes: the tasks end when everything has its grade."""
        for _ in range(self._slots):
            await self._queue.put(None)

    async def _grader(self) -> None:
        while (attempt := await self._queue.get()) is not None:
            async with self.phases.hold(GRADE):
                await self._grade(attempt)

    async def _grade(self, attempt: str) -> None:
        done = self._record.done
        submission = done.ends[attempt].submission
        assert submission is not None
        task = self._tasks[done.attempts[attempt].task]
        for _ in range(MAX_TRIES):
            grade = await grade_submission(self._executor, task, submission, self._record.blobs, attempt)
            self._record.add(Graded(grade=grade))
            if grade.verdict is not Verdict.GRADER_ERROR:
                return


def turn(graders: Graders | None, *, alone: bool) -> AbstractAsyncContextManager[None]:
    """A turn of an engine's on the CPU; at once where nothing is graded in this run. alone: it shares the CPU."""
    return nullcontext() if graders is None else graders.phases.hold(GENERATE, alone=alone)
