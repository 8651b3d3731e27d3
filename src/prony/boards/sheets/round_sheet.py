"""What was measured of `rounds` as a sheet whose tasks are rounds: a step of a task is a round of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from prony.boards.bugs.caught import criteria_of
from prony.boards.head import LEVEL
from prony.boards.selfreport.sources import Reported
from prony.boards.sheets.measured import apart, by_cell, claims_in, entry_of, lines_of, mark_of, task_of
from prony.boards.sheets.sheet import Sheet, SheetMark, SheetPart, SheetTask, sheet_part
from prony.boards.validity.gathered import Gathered
from prony.errors import PronyError
from prony.journal import Graded
from prony.journal.index import Index
from prony.journal.marks import marked_attempts
from prony.journal.points import Pointed, pointed_attempts
from prony.journal.queries import GradeChoice
from prony.journal.reader import event_at


class Round(NamedTuple):
    """A round: the name of its task within the suite, and the step, where the task has several."""

    name: str
    task: str
    step: int | None = None


ROUNDS = (
    Round("R1", "particles", 0),
    Round("R2", "particles", 1),
    Round("R3", "lisp"),
    Round("R4", "notes-go"),
    Round("R4 py", "notes-py"),
    Round("R5", "todo-bugs"),
)
"""The rounds in their order; any other task of the suite is a round under its own name, after these."""

BUGS = ("R5",)
"""Rounds in which planted bugs are repaired."""
Cells = Mapping[tuple[str, str], Sequence[Pointed]]


def round_sheet(index: Index, of: Gathered, references: bool = False) -> Sheet:
    """The sheet of the rounds. references: of these, in place of models."""
    by_step: dict[int | None, Cells] = {}
    lines, claims = lines_of(index, of), claims_in(index, of)
    tasks: list[SheetTask] = []
    marks: dict[str, dict[str, SheetMark]] = defaultdict(dict)
    for one, task in _rounds(of):
        if one.step not in by_step:
            choice = of.choice if one.step is None else GradeChoice(of.choice.grader, one.step)
            found = pointed_attempts(index, of.scope.name, of.scope.suite.digest, choice)
            by_step[one.step] = by_cell(found)
        tasks.append(replace(task, id=one.name, name=one.name))
        for model in of.everybody:
            attempts = by_step[one.step].get((model.contestant, task.id))
            if attempts:
                known = lines.get((model.contestant, task.id))
                marks[model.contestant][one.name] = _mark(index, attempts, task, known, claims)
    everybody = {one.contestant: entry_of(one, marks[one.contestant]) for one in of.everybody}
    entries = tuple(everybody[one.contestant] for one in of.everybody if one.reference is references)
    return Sheet(
        suite=of.scope.suite.suite,
        tasks=tuple(tasks),
        entries=entries,
        references=apart(of, everybody, references),
        parts=tuple(_bugs(index, of, [one.contestant for one in entries])),
        repeats=max((mark.attempts for one in entries for mark in one.marks.values()), default=0),
    )


def _rounds(of: Gathered) -> Iterator[tuple[Round, SheetTask]]:
    """The rounds whose task was planned, then its other tasks."""
    rows = {row.task.partition("/")[2]: row for row in of.tasks.values()}
    for one in ROUNDS:
        if one.task in rows:
            yield one, task_of(rows[one.task])
    for name in rows.keys() - {one.task for one in ROUNDS}:
        yield Round(name, name), task_of(rows[name])


def _bugs(index: Index, of: Gathered, ids: Sequence[str]) -> Iterator[SheetPart]:
    """The parts of rounds of bugs, by how many attempts of these contestants earned each."""
    scope, known = of.scope, set(ids)
    for one, task in _rounds(of):
        if one.name in BUGS:
            marked = marked_attempts(index, scope.name, scope.suite.digest, of.choice, task.id)
            for part in criteria_of([each for each in marked if each.contestant in known], ids, LEVEL):
                yield sheet_part(one.name, part.title or part.criterion, part.caught, part.attempts)


def _mark(
    index: Index, attempts: Sequence[Pointed], task: SheetTask, lines: float | None, claims: Mapping[str, Reported]
) -> SheetMark:
    """What attempts come to in one round. What they say of themselves, and the lines that were counted of what they
    handed in, are of their last step."""
    last = all(one.step == one.last_step for one in attempts)
    return mark_of(
        attempts,
        task.full or 0.0,
        lines if last else None,
        claims if last else {},
        list(_pictures(index, attempts)),
    )


def _pictures(index: Index, attempts: Iterable[Pointed]) -> Iterator[str]:
    """The names of the screenshots of the first attempt whose grader kept some."""
    for one in attempts:
        if one.grade_byte is None:
            continue
        try:
            event = event_at(index.runs / one.run, one.grade_byte)
        except PronyError:
            continue
        if isinstance(event, Graded) and event.grade.pictures:
            yield from sorted(event.grade.pictures)
            return
