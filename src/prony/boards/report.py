"""A run for one page: its boards, the two best compared, who took part, and which attempts there are to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from prony.boards.attempts.attempt import AttemptReader, AttemptView
from prony.boards.attempts.lines import AttemptLine, attempt_lines
from prony.boards.board import Board
from prony.boards.comparison.compare import Compare, Question, compare_in
from prony.boards.dimensions import DEFAULT, dimension_of
from prony.boards.fields import Field, fields_of
from prony.boards.freshness.freshness import Freshness, freshness_in
from prony.boards.heat.languages import Languages, languages_in
from prony.boards.home import state_of
from prony.boards.leaderboard import leaderboards
from prony.boards.scope import Scope, find_run, scopes
from prony.boards.validity.gathered import gathered_in
from prony.boards.view import View
from prony.journal import planned_tasks, queries
from prony.journal.index import Index
from prony.journal.remarks import unscored_counts
from prony.nouns import RunSettings
from prony.plain import homeless

MAX_TEXT = 64 << 10
"""Bytes of one reply, file or message on a page; what is longer is cut, and says how long it is."""


class TaskEvidence(View, frozen=True, kw_only=True):
    """A task, and its attempts: those of models and those of references, in the order of the board's rows."""

    task: str
    title: str
    language: str
    difficulty: str
    models: tuple[AttemptLine, ...] = ()
    references: tuple[AttemptLine, ...] = ()


class SuiteReport(View, frozen=True, kw_only=True):
    """One suite of the run."""

    board: Board
    compare: Compare | None = None
    """Its two best models; None where there are not two."""
    languages: Languages | None = None
    """Every contestant in every language; None where the tasks are of one language."""
    freshness: Freshness | None = None
    """What models may have seen of the tasks; None where nobody has both a cut-off and dated tasks, and no variant of
    the suite was run."""
    tasks: tuple[TaskEvidence, ...] = ()


class Participant(View, frozen=True, kw_only=True):
    """A contestant of the run with its fingerprint; none of it where it was never identified."""

    contestant: str
    label: str
    reference: bool
    fingerprint: tuple[Field, ...] = ()


class RunNote(View, frozen=True, kw_only=True):
    """Something that the run noted while it went."""

    at: str
    level: str
    text: str


class RunReport(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.report/1"):
    """One run. state: as `RunOverview` has it. What its attempts hold is read one by one: `evidence`."""

    run: str
    created_at: str
    state: str
    damage: str | None = None
    settings: RunSettings
    suites: tuple[SuiteReport, ...]
    participants: tuple[Participant, ...] = ()
    notes: tuple[RunNote, ...] = ()
    attempts: int = 0


def report(index: Index, run: str = "last", by: str = DEFAULT) -> RunReport:
    """The report of a run: its name, a beginning of it, or `last`. by: as `leaderboard`
    has it. Raises JournalError E650, E653, E657."""
    scopes(index)
    name = find_run(index, run)
    one = next(row for row in queries.runs(index) if row.run == name)
    lines = attempt_lines(index, name)
    pairs = zip(leaderboards(index, name, by=by), scopes(index, name), strict=True)
    suites = tuple(_suite(index, board, scope, lines, by) for board, scope in pairs)
    return RunReport(
        run=name,
        created_at=one.created_at,
        state=state_of(one.finished, unscored_counts(index, [name]).get(name, 0)),
        damage=one.damage,
        settings=one.settings,
        suites=suites,
        participants=tuple(_participants(index, name, suites)),
        notes=tuple(RunNote(at=at, level=level, text=homeless(text)) for at, level, text in queries.notes(index, name)),
        attempts=len(lines),
    )


def evidence(index: Index, task: TaskEvidence, reader: AttemptReader) -> Iterator[AttemptView]:
    """The attempts of a task whole, one after the other."""
    for line in (*task.models, *task.references):
        yield reader.view(line.attempt)


def _suite(index: Index, board: Board, scope: Scope, lines: tuple[AttemptLine, ...], by: str) -> SuiteReport:
    duel = board.comparison
    sliced = by if dimension_of(by).of_task is not None else DEFAULT
    here = gathered_in(index, scope)
    in_languages, fresh = languages_in(index, here), freshness_in(index, here)
    return SuiteReport(
        board=board,
        languages=in_languages if len(in_languages.values) > 1 else None,
        freshness=fresh if fresh.memory or any(row.split for row in fresh.rows) else None,
        compare=compare_in(index, scope, duel.a_contestant, duel.b_contestant, Question(by=(sliced,)))
        if duel
        else None,
        tasks=_tasks(index, board, scope, lines),
    )


def _tasks(index: Index, board: Board, scope: Scope, lines: tuple[AttemptLine, ...]) -> tuple[TaskEvidence, ...]:
    place = {row.contestant: number for number, row in enumerate(board.rows)}
    references = {row.contestant for row in board.references}
    by_task: dict[str, list[AttemptLine]] = defaultdict(list)
    for line in lines:
        by_task[line.task].append(line)
    known = planned_tasks.tasks(index, scope.run_names, scope.suite.digest).get(board.run or "", [])
    found = []
    for task in known:
        mine = sorted(
            by_task[task.task], key=lambda one: (place.get(one.contestant, len(place)), one.repeat, one.try_no)
        )
        found.append(
            TaskEvidence(
                task=task.task,
                title=task.title,
                language=task.language,
                difficulty=task.difficulty,
                models=tuple(line for line in mine if line.contestant not in references),
                references=tuple(line for line in mine if line.contestant in references),
            )
        )
    return tuple(found)


def _participants(index: Index, run: str, suites: tuple[SuiteReport, ...]) -> Iterator[Participant]:
    """In the order of the boards' rows, each once."""
    known = queries.contestants(index, [run])
    rows = {row.contestant: row for suite in suites for row in suite.board.rows}
    for row in sorted(rows.values(), key=lambda one: one.reference):
        fingerprint = known[row.contestant].fingerprint if row.contestant in known else None
        yield Participant(
            contestant=row.contestant,
            label=row.label,
            reference=row.reference,
            fingerprint=fields_of(fingerprint) if fingerprint else (),
        )
