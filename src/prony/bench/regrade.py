"""Grade the submissions of a run again, with this grader and the suites as they are now. Adds, never replaces."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path

import msgspec

from prony.bench.consent import require_consent
from prony.bench.plan import current_tasks, read_plan
from prony.bench.remaining import Done
from prony.bench.schedule import grade_files
from prony.bench.toolchains import missing_toolchains, sandbox_for
from prony.errors import JournalError, RunError
from prony.journal import Event, Graded, JournalWriter, Noted, read_events
from prony.nouns import AttemptEnd, Grade, Mode, Noun, Submission, Task
from prony.outcomes import outcome_of
from prony.sandbox import Sandbox
from prony.suites import extract, is_chosen

UNREADABLE = ("E610", "E611")
"""A blob that is not there, or damaged: the loss of one submission, and no reason to leave the others."""


class Regraded(Noun, frozen=True, kw_only=True):
    """What a regrade did: grades added, and attempts whose solved or failed is not what it was.

    skipped: task -> why nothing of it could be graded. lost: attempt -> what of its submission is not there any more.
    """

    run: str
    grades: int
    changed: tuple[str, ...]
    skipped: dict[str, str] = {}
    lost: dict[str, str] = {}


async def regrade(
    home: Path,
    run_id: str,
    *,
    patterns: Sequence[str] = (),
    only: Container[str] | None = None,
    again: bool = False,
    slots: int | None = None,
    sandbox: str | None = None,
    toolchains: Mapping[str, str] | None = None,
    accepted: bool = False,
    emit: Callable[[Event], None] = lambda event: None,
) -> Regraded:
    """Grade every submission of run `run_id` whose task matches `patterns`; of these, `only` those attempts, if told.

    `again` takes the files out of the raw reply anew; otherwise those that were taken at the time are graded.
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
    require_consent(settings, settings.toolchains, accepted=accepted)
    tasks = current_tasks(plan)
    absent = missing_toolchains(tasks.values(), settings.toolchains)
    skipped: dict[str, str] = {}
    lost: dict[str, str] = {}
    with JournalWriter(run_dir) as journal:
        done = Done(read_events(run_dir))
        chosen = [
            (end, tasks[task_id])
            for end in done.ends.values()
            if end.submission is not None
            and (only is None or end.attempt in only)
            and (task_id := done.attempts[end.attempt].task) in tasks
            and is_chosen(tasks[task_id], patterns)
        ]
        if not chosen:
            raise RunError("E905", f"run {run_id} has no submission to grade", where=str(run_dir))
        changed: list[str] = []
        graded = 0
        ready = [task for _, task in chosen if task.id not in absent]
        async with sandbox_for(ready, settings, accepted=accepted) as opened:
            gate = asyncio.Semaphore(settings.slots)

            async def one(end: AttemptEnd, task: Task) -> None:
                nonlocal graded
                if task.id in absent:
                    skipped[task.id] = absent[task.id]
                    return
                try:
                    async with gate:
                        grade = await _grade(end, task, opened, journal, again=again)
                except JournalError as error:
                    if error.code not in UNREADABLE:
                        raise
                    lost[end.attempt] = f"{error.what} ({error.code})"
                    return
                if grade is None:
                    return
                before = done.outcome(end.attempt)
                event = Graded(grade=grade)
                journal.append(event)
                graded += 1
                if before is not None and outcome_of(end, grade) is not before:
                    changed.append(end.attempt)
                emit(event)

            async with asyncio.TaskGroup() as group:
                for end, task in chosen:
                    group.create_task(one(end, task))
        journal.append(Noted(level="info", text=f"regraded {graded} submissions"))
    return Regraded(run=run_id, grades=graded, changed=tuple(sorted(changed)), skipped=skipped, lost=lost)


async def _grade(end: AttemptEnd, task: Task, sandbox: Sandbox, journal: JournalWriter, *, again: bool) -> Grade | None:
    submission = end.submission
    assert submission is not None
    if again and submission.reply is not None and submission.mode is not Mode.AGENT:
        submission = _extracted(submission, task, journal)
    if outcome_of(msgspec.structs.replace(end, submission=submission), None) is not None:
        return None
    return await grade_files(task, submission, sandbox, journal.blobs, end.attempt)


def _extracted(submission: Submission, task: Task, journal: JournalWriter) -> Submission:
    assert submission.reply is not None
    reply = journal.blobs.get(submission.reply).decode("utf-8", "replace")
    files = {path: journal.blobs.put(data) for path, data in extract(reply, task).files.items()}
    return msgspec.structs.replace(submission, files=files)
