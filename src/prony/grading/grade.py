"""One submission becomes one grade: in a clean copy of its task, after its author is dead."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from prony.errors import PronyError
from prony.grading.find import find
from prony.grading.job import GradeJob
from prony.grading.protocol import bounded
from prony.grading.repairs import Repaired, find_repaired
from prony.grading.score import Score, score
from prony.grading.subject import Findings, subject_of
from prony.nouns import Assurance, CriterionResult, Grade, Mode, Task, TestResult, TestStatus, Verdict
from prony.sandbox import Sandbox
from prony.suites.compose import left_out, protected, quoted_paths
from prony.suites.materials import MATERIALS, Materials, MaterialsCache
from prony.suites.repairs import repair_files

GRADER = "2"
"""The version of everything that turns a submission into a grade. A change that can move a score is a new number."""

PROTECTED = "prony/protected-files"
"""The id of the test that fails when a submission touched what it must not."""


async def grade(
    task: Task,
    files: Mapping[str, bytes],
    sandbox: Sandbox,
    *,
    attempt: str,
    removed: Iterable[str] = (),
    cache: MaterialsCache = MATERIALS,
) -> Grade:
    """The grade of a submission's `files` (path -> bytes) on `task`: a `GradeJob` made and done here."""
    job = GradeJob(task=task, files=dict(files), removed=tuple(removed), attempt=attempt)
    return await grade_job(job, sandbox, cache)


async def grade_job(job: GradeJob, sandbox: Sandbox, cache: MaterialsCache = MATERIALS) -> Grade:
    """The grade of one submission. Data in, data out; `cache` is where the files of its task come from.

    Only the declared answer or editable paths are taken over, onto a clean copy of the workspace; the others are named
    in a note; editable ones of `removed` are gone from it. What does not build or load is graded with the fewest of the
    task's repairs with which it does (`repairs`). In mode `agent`, a protected file that came back changed,
    or stands in `removed`, makes the grade `tampered`. Never raises for trouble of a grader or of the sandbox: that is
    the verdict `grader_error`, with the reason in `notes`, and nobody's score.
    """
    began, task = time.perf_counter(), job.task
    try:
        found, won = await _graded(job, cache.of(task), sandbox)
    except PronyError as error:
        found, won = Repaired(findings=Findings(notes=(bounded(str(error)),))), _broken(task)
    except Exception as error:  # noqa: BLE001  (one odd submission must not end a run; the note carries the traceback)
        found, won = Repaired(findings=Findings(notes=(bounded(_crash_note(error)),))), _broken(task)
    return Grade(
        attempt=job.attempt,
        graded_at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        grader=GRADER,
        task_digest=task.digest,
        solved=won.solved,
        score=won.score,
        scale=task.scale,
        verdict=won.verdict,
        assurance=won.assurance,
        criteria=won.criteria,
        tests=won.tests,
        metrics=found.findings.metrics,
        labels=found.findings.labels,
        judged_by=dict(sandbox.identity),
        sandbox=sandbox.name,
        wall_s=time.perf_counter() - began,
        repairs=found.repairs,
        notes=(*found.findings.notes, *won.notes),
    )


async def _graded(job: GradeJob, materials: Materials, sandbox: Sandbox) -> tuple[Repaired, Score]:
    task = job.task
    touched = touched_protected(materials, job.files, job.removed)
    subject = subject_of(materials, job.files, job.removed)
    found = await find_repaired(subject, repair_files(materials), sandbox, find)
    findings = found.findings
    if touched:
        evidence = TestResult(
            id=PROTECTED,
            status=TestStatus.FAIL,
            verdict=Verdict.TAMPERED,
            message=f"protected files were changed, and restored before grading: {quoted_paths(touched)}",
        )
        findings = msgspec.structs.replace(findings, tests=(*findings.tests, evidence))
    ignored = left_out(task, job.files)
    if ignored:
        note = f"not taken over, because the task does not ask for them: {quoted_paths(ignored)}"
        findings = msgspec.structs.replace(findings, notes=(note, *findings.notes))
    won = score(
        task,
        findings.tests,
        findings.metrics,
        findings.labels,
        expected=findings.expected,
        repaired=dict.fromkeys(found.repairs, found.unbuilt),
    )
    return msgspec.structs.replace(found, findings=findings), won


def touched_protected(materials: Materials, files: Mapping[str, bytes], removed: Iterable[str] = ()) -> tuple[str, ...]:
    """The protected files that a workspace came back without, or with other bytes; only an agent can touch them."""
    task = materials.task
    if task.mode is not Mode.AGENT or not task.protect:
        return ()
    gone = frozenset(removed)
    return tuple(
        path
        for path, data in materials.workspace.items()
        if protected(task, path) and (path in gone or files.get(path, data) != data)
    )


def _broken(task: Task) -> Score:
    """The score of a grading that broke: no points, and the verdict that makes the outcome `infra`."""
    return Score(
        criteria=tuple(
            CriterionResult(
                id=criterion.id,
                points=criterion.points,
                earned=0.0,
                required=criterion.required,
                assurance=criterion.assurance or task.assurance,
                bonus=criterion.bonus,
                title=criterion.title,
            )
            for criterion in task.criteria
        ),
        points=0.0,
        score=0.0,
        solved=False,
        verdict=Verdict.GRADER_ERROR,
        assurance=task.assurance or Assurance.A,
        tests=(),
    )


def _crash_note(error: Exception) -> str:
    return f"the grader broke: {type(error).__name__}: {error}\n" + "".join(
        traceback.format_tb(error.__traceback__, -4)
    )
