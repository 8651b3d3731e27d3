"""One submission becomes one grade: in a clean copy of its task, after its author is dead."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from prony.errors import PronyError
from prony.grading.calibration import Calibrator, task_in_force
from prony.grading.find import find
from prony.grading.job import Earlier, GradeJob
from prony.grading.protocol import bounded
from prony.grading.repairs import Repaired, find_repaired
from prony.grading.score import Score, score
from prony.grading.subject import Findings, subject_of
from prony.nouns import (
    Assurance,
    CriterionResult,
    Grade,
    GradeLimits,
    Noun,
    Task,
    TestResult,
    TestStatus,
    Verdict,
)
from prony.sandbox import Sandbox
from prony.suites.compose import left_out, protected, quoted_paths
from prony.suites.materials import MATERIALS, Materials, MaterialsCache
from prony.suites.repairs import repair_files

GRADER = "4"
"""The version of everything that turns a submission into a grade. A change that can move a score is a new number."""

DOUBTFUL = ("E404", "E420", "E505")
"""Codes of trouble that a submission may have made: a slot that is gone, a program that cannot be laid, an oracle that
broke on what it was answered. Other codes speak of the task, or of this machine."""

PROTECTED = "prony/protected-files"
"""The id of the test that fails when a submission touched what it must not."""


async def grade(
    task: Task,
    files: Mapping[str, bytes],
    sandbox: Sandbox,
    *,
    attempt: str,
    removed: Iterable[str] = (),
    hurried: bool = False,
    limits: GradeLimits | None = None,
    cache: MaterialsCache = MATERIALS,
    put_blob: Callable[[bytes], str] | None = None,
    step: int = 0,
    before: Earlier | None = None,
) -> Grade:
    """The grade of a submission's `files` (path -> bytes) on `task`: a `GradeJob` made and done here."""
    job = GradeJob(
        task=task,
        files=dict(files),
        removed=tuple(removed),
        attempt=attempt,
        hurried=hurried,
        limits=limits,
        step=step,
        before=before,
    )
    return await grade_job(job, sandbox, cache, put_blob)


async def grade_job(
    job: GradeJob,
    sandbox: Sandbox,
    cache: MaterialsCache = MATERIALS,
    put_blob: Callable[[bytes], str] | None = None,
) -> Grade:
    """The grade of one submission. Data in, data out; `cache` is where the files of its task come from, and `put_blob`
    keeps pictures of what was seen (None: nobody keeps any).

    Only the declared answer or editable paths are taken over, onto a clean copy of the workspace; the others are named
    in a note; editable ones of `removed` are gone from it. What does not build or load is graded with the fewest of the
    task's repairs with which it does (`repairs`). A protected file that came back changed from a workspace,
    or stands in `removed`, makes the grade `tampered`. Never raises for trouble of a grader or of the sandbox: that is
    the verdict `grader_error`, with the reason in `notes`, and nobody's score; but what breaks twice where the task's
    reference does not is the submission's own `crash`. A task with steps is graded as it stands at the job's step.
    """
    began, materials = time.perf_counter(), cache.of(job.task).at(job.step)
    task = materials.task
    job = msgspec.structs.replace(job, task=task, pictured=put_blob is not None)
    found, won = await _charged(job, materials, sandbox)
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
        limits=task_in_force(task, job.limits)[1],
        pictures={name: put_blob(data) for name, data in found.findings.pictures.items()} if put_blob else {},
        step=job.step,
    )


def calibrator(sandbox: Sandbox, cache: MaterialsCache = MATERIALS, *, anew: bool = False) -> Calibrator:
    """A calibrator whose references are graded in `sandbox`. anew: it measures also what was measured before."""

    async def graded(task: Task, limits: GradeLimits) -> Grade:
        grades = [
            await grade(task, files, sandbox, attempt="", limits=limits, cache=cache, step=step)
            for step, files in enumerate(cache.of(task).solutions)
        ]
        tests = tuple(test for one in grades for test in one.tests)
        passed = grades[0].solved if len(grades) == 1 else all(test.status is TestStatus.PASS for test in tests)
        return msgspec.structs.replace(grades[-1], tests=tests, solved=passed)

    return Calibrator(sandbox, graded, anew=anew)


class _Tried(Noun, frozen=True, kw_only=True):
    """One grading, whatever came of it. doubtful: it broke, and the submission may have done that."""

    found: Repaired
    won: Score
    doubtful: bool = False


async def _charged(job: GradeJob, materials: Materials, sandbox: Sandbox) -> tuple[Repaired, Score]:
    """What was found, and its score. A grading that breaks is tried again, and then compared with the reference's."""
    tried = await _try(job, materials, sandbox)
    if tried.doubtful:
        tried = await _try(job, materials, sandbox)
    if tried.doubtful:
        reference = await _try(msgspec.structs.replace(job, files=materials.solution, removed=()), materials, sandbox)
        if reference.won.verdict is not Verdict.GRADER_ERROR:
            return _crashed(job.task, tried)
    return tried.found, tried.won


async def _try(job: GradeJob, materials: Materials, sandbox: Sandbox) -> _Tried:
    try:
        found, won = await _graded(job, materials, sandbox)
    except PronyError as error:
        found = Repaired(findings=Findings(notes=(bounded(str(error)),)))
        return _Tried(found=found, won=_broken(job.task), doubtful=error.code in DOUBTFUL)
    except Exception as error:  # noqa: BLE001  (one odd submission must not end a run; the note carries the traceback)
        found = Repaired(findings=Findings(notes=(bounded(_crash_note(error)),)))
        return _Tried(found=found, won=_broken(job.task), doubtful=True)
    return _Tried(found=found, won=won, doubtful=won.verdict is Verdict.GRADER_ERROR)


def _crashed(task: Task, tried: _Tried) -> tuple[Repaired, Score]:
    """What was found, with what broke as a crash of the submission's."""
    findings = tried.found.findings
    tests = tuple(
        msgspec.structs.replace(test, verdict=Verdict.CRASH) if test.verdict is Verdict.GRADER_ERROR else test
        for test in findings.tests
    )
    note = "its grading broke twice, and that of the reference did not: it is charged as a crash"
    found = msgspec.structs.replace(
        tried.found, findings=msgspec.structs.replace(findings, tests=tests, notes=(note, *findings.notes))
    )
    return found, _score(task, found) if tests else msgspec.structs.replace(_broken(task), verdict=Verdict.CRASH)


async def _graded(job: GradeJob, materials: Materials, sandbox: Sandbox) -> tuple[Repaired, Score]:
    task = job.task
    touched = touched_protected(materials, job.files, job.removed)
    subject = subject_of(materials, job.files, job.removed)
    held, _, stretch = task_in_force(job.task, job.limits)
    before = None if job.before is None else subject_of(materials, job.before.files, job.before.removed).tree
    subject = msgspec.structs.replace(
        subject,
        task=held,
        hurried=job.hurried,
        pictured=job.pictured,
        stretch=stretch,
        before=before,
        shows=materials.shows,
    )
    found = await find_repaired(subject, repair_files(materials), sandbox, find)
    findings = _of_step(found.findings, materials, job.before)
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
    found = msgspec.structs.replace(found, findings=findings)
    return found, _score(task, found)


def _of_step(findings: Findings, materials: Materials, before: Earlier | None) -> Findings:
    """The findings without tests of other steps, with the metrics of the step before and how they changed."""
    if not materials.stepped:
        return findings
    return msgspec.structs.replace(
        findings,
        tests=tuple(test for test in findings.tests if not materials.is_of_other_step(test.id)),
        expected=tuple(test_id for test_id in findings.expected if not materials.is_of_other_step(test_id)),
        metrics={**findings.metrics, **(compared(before.metrics, findings.metrics) if before else {})},
    )


def compared(before: Mapping[str, float], now: Mapping[str, float]) -> dict[str, float]:
    """Metrics of the step before as `before.NAME`, and how many times as much each is now as `change.NAME`."""
    earlier = {name: value for name, value in before.items() if not name.startswith(("before.", "change."))}
    changes = {f"change.{name}": now[name] / value for name, value in earlier.items() if value and name in now}
    same = {f"change.{name}": 1.0 for name, value in earlier.items() if not value and now.get(name) == 0}
    return {**{f"before.{name}": value for name, value in earlier.items()}, **changes, **same}


def _score(task: Task, found: Repaired) -> Score:
    findings = found.findings
    return score(
        task,
        findings.tests,
        findings.metrics,
        findings.labels,
        expected=findings.expected,
        repaired=dict.fromkeys(found.repairs, found.unbuilt),
    )


def touched_protected(materials: Materials, files: Mapping[str, bytes], removed: Iterable[str] = ()) -> tuple[str, ...]:
    """The protected files that a workspace came back without, or with other bytes.

    Only who works in a workspace can touch them: what is taken from a reply is files to be handed in alone.
    """
    task = materials.task
    if not task.protect:
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
