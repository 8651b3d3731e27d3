"""Recheck: the submissions of a laid-out bundle graded again here, and their grades compared with those it holds.

They are a stranger's programs: nothing is run where nothing isolates, whatever anybody consents to.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from prony.bench.executor import grade_submission
from prony.bench.local import LocalGrades
from prony.bench.plan import read_plan
from prony.bench.remaining import Done, EarlierStep
from prony.errors import BundleError, JournalError, SuiteError
from prony.grading import GRADER
from prony.grading.toolchains import default_slots, missing_toolchains, sandbox_for
from prony.journal import Blobs, read_events
from prony.nouns import Grade, Noun, RunSettings, Submission, Suite, SuitePin, Task
from prony.outcomes import outcome_of, outcome_of_grade
from prony.plain import clean_line
from prony.sandbox import find_backend
from prony.suites import builtin_suites, load_suite


class Disagreement(Noun, frozen=True, kw_only=True):
    """A submission whose grade here is not the one in the bundle. versions: toolchains that were others there, and the
    graders, as `there -> here`: where there are any, neither grade speaks against the other."""

    run: str
    attempt: str
    label: str
    task: str
    there: str
    here: str
    versions: tuple[str, ...] = ()


class Recheck(Noun, frozen=True, kw_only=True):
    """What grading again came to. submissions: those with a grade in the bundle; chosen: the sample of them."""

    submissions: int
    chosen: int
    agree: int
    disagree: tuple[Disagreement, ...] = ()
    other_versions: tuple[Disagreement, ...] = ()
    """Those that came out otherwise under other versions of what graded them."""
    not_graded: dict[str, int] = {}
    """Why -> how many of the chosen."""


class _Chosen(Noun, frozen=True, kw_only=True):
    run_dir: Path
    label: str
    task: str
    suite: SuitePin
    submission: Submission
    grade: Grade
    earlier: EarlierStep | None = None

    @property
    def attempt(self) -> str:
        return self.grade.attempt


async def recheck(
    runs: Sequence[Path],
    folders: Sequence[Path] = (),
    *,
    sample: int | None = None,
    slots: int | None = None,
    emit: Callable[[int, int], None] = lambda done, of: None,
) -> Recheck:
    """Grade the submissions of run folders again, `sample` of them drawn by chance, or all; writes nothing there.

    folders: suites that are here, beside the built-in ones. emit: gets how many are done, of how many.
    Raises BundleError E158 where nothing isolates, SandboxError.
    """
    settings = RunSettings(slots=slots or default_slots())
    if not find_backend(settings.sandbox).isolates:
        raise BundleError(
            "E158",
            f"the sandbox {settings.sandbox} does not isolate",
            cause="what is in a bundle are a stranger's programs",
            hint="prony doctor says what isolates here",
        )
    every = [one for run_dir in runs for one in _graded(run_dir)]
    chosen = every if sample is None or sample >= len(every) else random.SystemRandom().sample(every, sample)
    work = _Work(_suites_here({one.suite.digest for one in chosen}, folders), len(chosen), emit)
    ready = [(one, task) for one in chosen if (task := work.task_of(one)) is not None]
    absent = missing_toolchains(task for _, task in ready)
    for _, task in ready:
        if task.id in absent:
            work.leave_out(absent[task.id])
    gradable = [(one, task) for one, task in ready if task.id not in absent]
    if gradable:
        async with sandbox_for((task for _, task in gradable), settings) as sandbox:
            gate, executor = asyncio.Semaphore(settings.slots), LocalGrades(sandbox)
            async with asyncio.TaskGroup() as group:
                for one, task in gradable:
                    group.create_task(work.grade(one, task, executor, gate))
    return Recheck(
        submissions=len(every),
        chosen=len(chosen),
        agree=work.agree,
        disagree=tuple(sorted(work.disagree, key=_order)),
        other_versions=tuple(sorted(work.other_versions, key=_order)),
        not_graded=dict(sorted(work.not_graded.items())),
    )


class _Work:
    """Grades what was chosen and keeps count."""

    def __init__(self, suites: dict[str, Suite], total: int, emit: Callable[[int, int], None]) -> None:
        self.agree, self.not_graded = 0, dict[str, int]()
        self.disagree: list[Disagreement] = []
        self.other_versions: list[Disagreement] = []
        self._suites = suites
        self._total = total
        self._emit = emit

    def leave_out(self, why: str) -> None:
        """Count one that is not graded."""
        self.not_graded[why] = self.not_graded.get(why, 0) + 1

    def task_of(self, one: _Chosen) -> Task | None:
        """The task as it is here; None, counted, where it is not."""
        suite = self._suites.get(one.suite.digest)
        if suite is None:
            name = f"{clean_line(one.suite.id)[:60]} {clean_line(one.suite.version)[:20]}"
            self.leave_out(f"suite {name} is not here at digest {clean_line(one.suite.digest)[:12]}")
            return None
        task = next((task for task in suite.tasks if task.id == one.task), None)
        if task is None:
            self.leave_out("the suite has no such task")
        return task

    async def grade(self, one: _Chosen, task: Task, executor: LocalGrades, gate: asyncio.Semaphore) -> None:
        """Grade one and compare."""
        async with gate:
            try:
                here = await grade_submission(
                    executor, task, one.submission, Blobs(one.run_dir), one.attempt, earlier=one.earlier
                )
            except JournalError:
                self.leave_out("its files are not in the bundle")
                return
        self._compare(one, task, here)
        self._emit(self.agree + len(self.disagree) + len(self.other_versions), self._total)

    def _compare(self, one: _Chosen, task: Task, here: Grade) -> None:
        there = one.grade
        if here.solved == there.solved and here.verdict is there.verdict and abs(here.score - there.score) < _SAME:
            self.agree += 1
            return
        versions = tuple(_other_versions(there, here, task))
        difference = Disagreement(
            run=one.run_dir.name,
            attempt=one.attempt,
            label=one.label,
            task=one.task,
            there=_told(there),
            here=_told(here),
            versions=versions,
        )
        (self.other_versions if versions else self.disagree).append(difference)


_SAME = 1e-6
"""Points by which two scores may differ and be the same."""


def _graded(run_dir: Path) -> Iterable[_Chosen]:
    plan, done = read_plan(run_dir), Done(read_events(run_dir))
    suites = {task: pin for pin in plan.suites for task in pin.tasks}
    for attempt in done.grades:
        end, made = done.ends.get(attempt), done.attempts.get(attempt)
        if end is None or made is None or made.task not in suites:
            continue
        for submission in done.submissions(attempt):
            grade = done.grade_of(attempt, submission.step)
            is_last = end.submission is not None and end.submission.step == submission.step
            if grade is not None and not (is_last and outcome_of(end, grade) is None):
                yield _Chosen(
                    run_dir=run_dir,
                    label=made.label,
                    task=made.task,
                    suite=suites[made.task],
                    submission=submission,
                    grade=grade,
                    earlier=done.earlier(attempt, submission.step),
                )


def _suites_here(digests: set[str], folders: Sequence[Path]) -> dict[str, Suite]:
    """Digest -> suite, of those that are here. Raises SuiteError for a folder that was named and is none."""
    found = dict[str, Suite]()
    refs: list[Path | str] = [*folders, *builtin_suites()]
    for ref in refs:
        try:
            suite = load_suite(ref)
        except SuiteError:
            if isinstance(ref, Path):
                raise
            continue
        if suite.digest in digests:
            found[suite.digest] = suite
    return found


def _other_versions(there: Grade, here: Grade, task: Task) -> Iterable[str]:
    """The versions that were others there, of what graded this task."""
    if there.grader != GRADER:
        yield f"graders {clean_line(there.grader)[:40]} -> {GRADER}"
    for name in (requirement.split("=")[0].split(">")[0].strip() for requirement in task.toolchain):
        old, new = there.judged_by.get(name), here.judged_by.get(name)
        if old != new:
            yield f"{name} {clean_line(old or 'not told')[:60]} -> {new or 'not told'}"


def _told(grade: Grade) -> str:
    return f"{outcome_of_grade(grade).value}, {grade.score:.4g} of {grade.scale:g} ({grade.verdict.value})"


def _order(one: Disagreement) -> tuple[str, str, str]:
    return one.label, one.task, one.attempt
