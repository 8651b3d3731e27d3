"""The graders of a run: they take submissions as they come, while contestants go on, each in its turn on the CPU."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import NamedTuple

from prony.bench.executor import GradeExecutor, grade_submission
from prony.bench.phases import GENERATE, GRADE, Phases
from prony.bench.record import RunRecord
from prony.journal import Graded
from prony.nouns import Grade, Task, Verdict
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
        self._queue: asyncio.Queue[_Waiting | None] = asyncio.Queue(maxsize=most)

    def has_work(self) -> bool:
        """Whether a submission waits that nobody has taken up."""
        return not self._queue.empty()

    @property
    def waiting(self) -> int:
        """The number of submissions that nobody has taken up."""
        return self._queue.qsize()

    async def put(self, attempt: str) -> None:
        """Hand in an attempt's last submission; waits while too many do."""
        await self._queue.put(_Waiting(attempt, None))

    async def graded(self, attempt: str) -> Grade:
        """Hand in what an attempt that goes on handed in last, and wait for its grade.

        Whoever shares the CPU with the graders must not hold it meanwhile.
        """
        grade: asyncio.Future[Grade] = asyncio.get_running_loop().create_future()
        await self._queue.put(_Waiting(attempt, grade))
        return await grade

    def begin(self, group: asyncio.TaskGroup) -> None:
        """Start grading, as tasks of `group`."""
        for _ in range(self._slots):
            group.create_task(self._grader())

    async def finish(self) -> None:
        """Say that nothing more comes: the tasks end when everything has its grade."""
        for _ in range(self._slots):
            await self._queue.put(None)

    async def _grader(self) -> None:
        while (waiting := await self._queue.get()) is not None:
            async with self.phases.hold(GRADE):
                grade = await self._grade(waiting.attempt)
            if waiting.grade is not None and not waiting.grade.done():
                waiting.grade.set_result(grade)

    async def _grade(self, attempt: str) -> Grade:
        done = self._record.done
        submission = done.submissions(attempt)[-1]
        task = self._tasks[done.attempts[attempt].task]
        earlier = done.earlier(attempt, submission.step)
        for _ in range(MAX_TRIES):
            grade = await grade_submission(
                self._executor, task, submission, self._record.blobs, attempt, earlier=earlier
            )
            self._record.add(Graded(grade=grade))
            if grade.verdict is not Verdict.GRADER_ERROR:
                break
        return grade


class _Waiting(NamedTuple):
    """A submission that waits. grade: who waits for it, where an attempt goes on with it."""

    attempt: str
    grade: asyncio.Future[Grade] | None


class EngineTurn:
    """A turn of an engine's on the CPU that can be left while its attempt waits for a grade."""

    def __init__(self, graders: Graders | None, *, alone: bool) -> None:
        self._graders = graders
        self._alone = alone
        self._held: AbstractAsyncContextManager[None] | None = None

    async def __aenter__(self) -> EngineTurn:
        held = turn(self._graders, alone=self._alone)
        await held.__aenter__()
        self._held = held
        return self

    async def __aexit__(self, *trouble: object) -> None:
        held, self._held = self._held, None
        if held is not None:
            await held.__aexit__(None, None, None)

    @asynccontextmanager
    async def left(self) -> AsyncIterator[None]:
        """Leave the turn for the length of the block, and take it again; not where the block did not end well."""
        await self.__aexit__()
        yield
        await self.__aenter__()


def turn(graders: Graders | None, *, alone: bool) -> AbstractAsyncContextManager[None]:
    """A turn of an engine's on the CPU; at once where nothing is graded in this run. alone: it shares the CPU."""
    return nullcontext() if graders is None else graders.phases.hold(GENERATE, alone=alone)
