"""Executors: make attempts and grades, here or elsewhere; plain data in, plain data out."""

from __future__ import annotations

from typing import Protocol

import msgspec

from prony.bench.attempt import AttemptOrder
from prony.bench.remaining import EarlierStep
from prony.bench.steps import HandIn
from prony.grading import GradeJob
from prony.grading.job import Earlier
from prony.journal import Blobs
from prony.nouns import AttemptEnd, Grade, GradeLimits, Submission, Task


class AttemptExecutor(Protocol):
    """Makes attempts, one for each call, and keeps nothing between two."""

    async def attempt(self, order: AttemptOrder, hand_in: HandIn) -> AttemptEnd:
        """Make one attempt. What it handed in lies among the run's blobs; `hand_in` takes the submissions of steps
        after which it goes on.

        What the contestant or its engine does wrong is the end's fault, never an exception.
        """
        ...


class GradeExecutor(Protocol):
    """Grades submissions, one for each call, and keeps nothing between two."""

    async def grade(self, job: GradeJob) -> Grade:
        """Grade one submission. Trouble of a grader or of a sandbox is the verdict `grader_error`."""
        ...


async def grade_submission(
    executor: GradeExecutor,
    task: Task,
    submission: Submission,
    blobs: Blobs,
    attempt: str,
    *,
    limits: GradeLimits | None = None,
    earlier: EarlierStep | None = None,
) -> Grade:
    """Grade a submission as the journal keeps it, with time limits of a record, else as the executor finds them.

    earlier: of an attempt in steps, the step before.

    Raises JournalError where its files are not there any more.
    """
    job = GradeJob(
        task=task,
        files=_files(submission, blobs),
        removed=submission.removed,
        attempt=attempt,
        limits=limits,
        step=submission.step,
        before=None if earlier is None else _before(earlier, blobs),
    )
    return msgspec.structs.replace(await executor.grade(job), step=submission.step)


def _before(earlier: EarlierStep, blobs: Blobs) -> Earlier:
    submission, grade = earlier
    return Earlier(
        files=_files(submission, blobs), removed=submission.removed, metrics=grade.metrics if grade is not None else {}
    )


def _files(submission: Submission, blobs: Blobs) -> dict[str, bytes]:
    return {path: blobs.get(blob) for path, blob in submission.files.items()}
