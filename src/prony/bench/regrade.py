"""Grade the submissions of a run again, with this grader and the suites as they are now. Adds, never replaces."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from prony.bench.consent import require_consent, risks
from prony.bench.executor import GradeExecutor, grade_submission
from prony.bench.local import LocalGrades
from prony.bench.plan import current_tasks, read_plan
from prony.bench.remaining import Done, EarlierStep
from prony.bench.steps import as_told
from prony.errors import JournalError, RunError
from prony.grading.toolchains import missing_toolchains, sandbox_for
from prony.harnesses.next_step import laid_over, standing
from prony.journal import Event, Graded, JournalWriter, Noted, read_events
from prony.nouns import AttemptEnd, Grade, GradeLimits, Mode, Noun, Submission, Task
from prony.outcomes import outcome_of
from prony.suites import extract, is_chosen, materials_of

UNREADABLE = ("E610", "E611")
"""A blob that is not there, or damaged: the loss of one submission, and no reason to leave the others."""


class Regraded(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.regrade/1"):
    """The result of a regrade: grades added, and attempts whose solved or failed is not what it was."""

    run: str
    grades: int
    changed: tuple[str, ...]
    skipped: dict[str, str] = {}
    """Task -> why nothing of it could be graded."""
    lost: dict[str, str] = {}
    """Attempt -> what of its submission is not there any more."""


async def regrade(
    home: Path,
    run_id: str,
    *,
    patterns: Sequence[str] = (),
    only: Container[str] | None = None,
    again: bool = False,
    measured: bool = False,
    slots: int | None = None,
    sandbox: str | None = None,
    toolchains: Mapping[str, str] | None = None,
    accepted: bool = False,
    emit: Callable[[Event], None] = lambda event: None,
) -> Regraded:
    """Grade every submission of run `run_id` whose task matches `patterns`; of these, `only` those attempts, if told.

    `again` takes the files out of the raw reply anew; otherwise those that were taken at the time are graded. measured:
    the time limits are those that this machine's references ask for now; otherwise those of the grade that stands.
    sandbox: the backend to use; left out, the plan's. toolchains: the user's own programs for toolchains; those that
    the plan names are never started. accepted: consent of this call (`prony.bench.consent`).
    Raises UsageError E103 where that is missing, RunError E901 when there is no such run, E905 when it has no
    submission to grade.
    """
    run_dir = home / "runs" / run_id
    plan = read_plan(run_dir)
    settings = msgspec.structs.replace(
        plan.settings,
        slots=slots or plan.settings.slots,
        sandbox=sandbox or plan.settings.sandbox,
        toolchains=dict(toolchains or {}),
    )
    require_consent(risks(settings, settings.toolchains), accepted=accepted)
    tasks = current_tasks(plan)
    absent = missing_toolchains(tasks.values(), settings.toolchains, settings.sandbox)
    with JournalWriter(run_dir) as journal:
        work = _Work(journal, Done(read_events(run_dir)), again=again, measured=measured, emit=emit)
        chosen = [
            (end, tasks[task_id])
            for end in work.done.ends.values()
            if end.submission is not None
            and (only is None or end.attempt in only)
            and (task_id := work.done.attempts[end.attempt].task) in tasks
            and is_chosen(tasks[task_id], patterns)
        ]
        if not chosen:
            raise RunError("E905", f"run {run_id} has no submission to grade", where=str(run_dir))
        ready = [(end, task) for end, task in chosen if task.id not in absent]
        async with sandbox_for((task for _, task in ready), settings, accepted=accepted) as opened:
            await work.grade(ready, LocalGrades(opened, journal.blobs.put), settings.slots)
        journal.append(Noted(level="info", text=f"regraded {work.grades} submissions"))
    return Regraded(
        run=run_id,
        grades=work.grades,
        changed=tuple(sorted(work.changed)),
        skipped={task.id: absent[task.id] for _, task in chosen if task.id in absent},
        lost=work.lost,
    )


class _Work:
    """Grades a run's submissions and keeps count of what became of them."""

    def __init__(
        self, journal: JournalWriter, done: Done, *, again: bool, measured: bool, emit: Callable[[Event], None]
    ) -> None:
        self.done = done
        self.grades = 0
        self.changed: list[str] = []
        self.lost: dict[str, str] = {}
        self._journal = journal
        self._again = again
        self._measured = measured
        self._emit = emit

    async def grade(self, chosen: Iterable[tuple[AttemptEnd, Task]], executor: GradeExecutor, slots: int) -> None:
        """Grade what is chosen, `slots` at once."""
        gate = asyncio.Semaphore(slots)
        async with asyncio.TaskGroup() as group:
            for end, task in chosen:
                group.create_task(self._one(end, task, executor, gate))

    async def _one(self, end: AttemptEnd, task: Task, executor: GradeExecutor, gate: asyncio.Semaphore) -> None:
        """Grade what an attempt handed in, step by step: a step is measured against the one before."""
        earlier: EarlierStep | None = None
        for submission in self.done.submissions(end.attempt):
            try:
                async with gate:
                    if self._again and submission.reply is not None and submission.mode is not Mode.AGENT:
                        submission = _extracted(submission, task, self._journal, earlier)
                    grade = await self._graded(end, submission, task, executor, earlier)
            except JournalError as error:
                if error.code not in UNREADABLE:
                    raise
                self.lost[end.attempt] = f"{error.what} ({error.code})"
                return
            if grade is not None:
                self._keep(end, grade)
            earlier = (submission, grade)

    def _keep(self, end: AttemptEnd, grade: Grade) -> None:
        before, event = self.done.outcome(end.attempt), Graded(grade=grade)
        self._journal.append(event)
        self.grades += 1
        if end.submission is None or end.submission.step != grade.step:
            self._emit(event)
            return
        if before is not None and outcome_of(end, grade) is not before:
            self.changed.append(end.attempt)
        self._emit(event)

    async def _graded(
        self, end: AttemptEnd, submission: Submission, task: Task, executor: GradeExecutor, earlier: EarlierStep | None
    ) -> Grade | None:
        is_last = end.submission is not None and end.submission.step == submission.step
        if is_last and outcome_of(msgspec.structs.replace(end, submission=submission), None) is not None:
            return None
        limits = self._limits(end.attempt, task)
        return await grade_submission(
            executor, task, submission, self._journal.blobs, end.attempt, limits=limits, earlier=earlier
        )

    def _limits(self, attempt: str, task: Task) -> GradeLimits | None:
        """The time limits that the attempt's grade was made with; None where they are to be found here."""
        grade = self.done.grades.get(attempt)
        if self._measured or grade is None or grade.task_digest != task.digest:
            return None
        return grade.limits or GradeLimits(cpu_s=task.limits.cpu_s, wall_s=task.limits.wall_s)


def _extracted(submission: Submission, task: Task, journal: JournalWriter, earlier: EarlierStep | None) -> Submission:
    """The submission with the files that its reply holds now; those that it leaves out stay as at the step before."""
    assert submission.reply is not None
    reply = journal.blobs.get(submission.reply).decode("utf-8", "replace")
    start: dict[str, bytes] = materials_of(task).workspace
    if earlier is not None and submission.mode is Mode.EDIT:
        before = {path: journal.blobs.get(blob) for path, blob in earlier[0].files.items()}
        start = standing(start, before, earlier[0].removed)
    found = extract(reply, as_told(task, submission.step), start)
    files = {path: journal.blobs.put(data) for path, data in found.files.items()}
    removed = found.removed
    if earlier is not None and (files or removed):
        files, removed = laid_over(earlier[0].files, earlier[0].removed, files, removed)
    return msgspec.structs.replace(submission, files=files, removed=removed)
