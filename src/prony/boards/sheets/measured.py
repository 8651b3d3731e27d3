"""What was measured here as a sheet: of several attempts at one task, their mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, median

from prony.boards.bugs.approaches import approaches_of
from prony.boards.bugs.caught import criteria_of
from prony.boards.entrants import Entrant
from prony.boards.head import LEVEL
from prony.boards.selfreport.sources import Reported, reported
from prony.boards.sheets.sheet import Sheet, SheetEntry, SheetKind, SheetMark, SheetTask, sheet_part
from prony.boards.sheets.traits import traits_of_fingerprint
from prony.boards.style.submissions import written
from prony.boards.validity.gathered import Gathered
from prony.journal.handed import attempts_handed_in
from prony.journal.index import Index
from prony.journal.marks import marked_attempts
from prony.journal.planned_tasks import TaskRow
from prony.journal.points import Pointed, pointed_attempts
from prony.outcomes import fully_earned

LINES = ("lines_of_code", "code_lines", "loc", "lines")
"""Metrics of graders that are lines of code, in the order in which they are taken."""
GB = 1e9


def measured_sheet(index: Index, of: Gathered, references: bool = False) -> Sheet:
    """The sheet of one suite. references: of these, in place of models."""
    ids = [one.contestant for one in of.everybody if one.reference is references]
    scope = of.scope
    attempts = by_cell(pointed_attempts(index, scope.name, scope.suite.digest, of.choice))
    lines = lines_of(index, of)
    tasks = tuple(task_of(row) for row in of.tasks.values())
    full = {task.id: task.full or 0.0 for task in tasks}
    everybody = {
        one.contestant: entry_of(
            one,
            {
                task: mark_of(attempts[one.contestant, task], full[task], lines.get((one.contestant, task)))
                for task in full
                if attempts.get((one.contestant, task))
            },
        )
        for one in of.everybody
    }
    entries = tuple(everybody[contestant] for contestant in ids)
    marked = marked_attempts(index, scope.name, scope.suite.digest, of.choice)
    marked = [one for one in marked if one.contestant in set(ids)]
    return Sheet(
        suite=scope.suite.suite,
        tasks=tasks,
        entries=entries,
        references=apart(of, everybody, references),
        parts=tuple(
            sheet_part(one.task, one.title or one.criterion, one.caught, one.attempts)
            for one in criteria_of(marked, ids, LEVEL)
        ),
        kinds=tuple(
            SheetKind(
                task=one.task,
                what=one.label,
                kind=one.kind,
                models=len(one.models),
                points=_mean_points(entries, one.task, one.models),
            )
            for one in approaches_of(marked, LEVEL)
        ),
        repeats=max((mark.attempts for one in entries for mark in one.marks.values()), default=0),
    )


def apart(of: Gathered, everybody: Mapping[str, SheetEntry], references: bool) -> tuple[SheetEntry, ...]:
    """References, where the sheet is not of them: they stand apart."""
    return () if references else tuple(everybody[one.contestant] for one in of.everybody if one.reference)


def task_of(row: TaskRow) -> SheetTask:
    """A task as a column."""
    return SheetTask(
        id=row.task,
        name=row.task.partition("/")[2] or row.task,
        title=row.title,
        full=row.scale,
        languages=(row.language,) if row.language else (),
    )


def mark_of(
    attempts: Sequence[Pointed],
    full: float,
    lines: float | None = None,
    self_reports: Mapping[str, Reported] = {},
    pictures: Sequence[str] = (),
) -> SheetMark:
    """What attempts of one model at one task come to.

    self_reports: attempt -> what it says of itself. pictures: names.
    """
    scored = [one for one in attempts if one.share is not None]
    if not scored:
        return SheetMark(error=True, attempts=len(attempts), attempt=attempts[-1].attempt)
    first = next((one for one in scored if one.of), scored[0])
    metrics: dict[str, list[float]] = defaultdict(list)
    for one in scored:
        for name, value in one.metrics.items():
            metrics[name].append(value)
    walls = [one.wall_s for one in scored if one.wall_s is not None]
    means = {name: mean(values) for name, values in metrics.items()}
    claimed = next((self_reports[one.attempt].claims for one in scored if one.attempt in self_reports), None)
    time = claimed.time if claimed is not None else None
    return SheetMark(
        points=full * mean(one.share or 0.0 for one in scored),
        attempts=len(scored),
        passed=first.passed,
        of=first.of,
        wall_s=mean(walls) if walls else None,
        lines=next((means[name] for name in LINES if name in means), lines),
        metrics=means,
        labels=next((one.labels for one in scored if one.labels), {}),
        criteria={one.title or one.id: fully_earned(one) for one in first.criteria},
        claimed_lo_s=time.lo_s if time is not None else None,
        claimed_hi_s=time.hi_s if time is not None else None,
        claims_success=claimed.success.success if claimed is not None and claimed.success is not None else None,
        tampered=any(one.void for one in scored),
        attempt=first.attempt,
        pictures=tuple(pictures),
    )


def by_cell(attempts: Iterable[Pointed]) -> dict[tuple[str, str], list[Pointed]]:
    """Attempts by contestant and task."""
    found: dict[tuple[str, str], list[Pointed]] = defaultdict(list)
    for one in attempts:
        found[one.contestant, one.task].append(one)
    return found


def entry_of(one: Entrant, marks: dict[str, SheetMark]) -> SheetEntry:
    """A model with its marks."""
    fingerprint = one.known.fingerprint if one.known else None
    size = fingerprint.artifact.size_bytes if fingerprint is not None else None
    scored = [mark for mark in marks.values() if mark.points is not None]
    walls = [mark.wall_s for mark in scored if mark.wall_s is not None]
    harness = fingerprint.harness.name if fingerprint is not None and fingerprint.harness else ""
    return SheetEntry(
        label=one.name,
        contestant=one.contestant,
        local=size is not None,
        size_gb=size / GB if size is not None else None,
        wall_s=mean(walls) if walls else None,
        traits=traits_of_fingerprint(one.label, fingerprint),
        harness=harness or "",
        marks=marks,
        points=sum(mark.points or 0.0 for mark in scored) if scored else None,
        completed=len(scored),
    )


def lines_of(index: Index, of: Gathered) -> dict[tuple[str, str], float]:
    """(contestant, task) -> lines of code that were handed in, the median of its attempts."""
    handed = attempts_handed_in(index, of.scope.name, of.scope.suite.digest, of.choice)
    languages = {task: row.language for task, row in of.tasks.items()}
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in written(index, handed, languages):
        if one.counts is not None:
            found[one.contestant, one.task].append(one.counts.code)
    return {cell: median(lines) for cell, lines in found.items()}


def claims_in(index: Index, of: Gathered) -> dict[str, Reported]:
    """Attempt -> what it says of itself."""
    handed = attempts_handed_in(index, of.scope.name, of.scope.suite.digest, of.choice)
    digests = {task: row.digest for task, row in of.tasks.items()}
    return {one.attempt: one for one in reported(index, handed, of.scope.suite.digest, digests)}


def _mean_points(entries: Sequence[SheetEntry], task: str, models: Sequence[str]) -> float | None:
    known = [
        mark.points
        for one in entries
        if one.contestant in models and (mark := one.marks.get(task)) is not None and mark.points is not None
    ]
    return mean(known) if known else None
