"""Executors: make attempts and grades, here or elsewhere; plain data in, plain data out."""

from __future__ import annotations

from typing import Protocol

import msgspec

from prony.bench.attempt import AttemptOrder
from prony.grading import GradeJob
from prony.journal import Blobs
from prony.nouns import AttemptEnd, Grade, GradeLimits, Submission, Task


class AttemptExecutor(Protocol):
    """Makes attempts, one for each call, and keeps nothing between two."""

    async def attempt(self, order: AttemptOrder) -> AttemptEnd:
        """Make one attempt. What it handed in lies among the run's blobs.

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
) -> Grade:
    """Grade a submission as the journal keeps it, with time limits of a record, else as the executor finds them.

    Raises JournalError where its files are not there any more.
    """
    files = {path: blobs.get(blob) for path, blob in submission.files.items()}
    job = GradeJob(task=task, files=files, removed=submission.removed, attempt=attempt, limits=limits)
    return msgspec.structs.replace(await executor.grade(job), step=submission.step)
