"""Two contestants against each other: the paired difference, whole and sliced, what tells them apart, and the
tasks that only one of them solved. Paired by task, on the tasks that both have scored attempts at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from prony.boards.board import FEW, Row, Versus
from prony.boards.differences import FieldDifference, differences
from prony.boards.dimensions import DEFAULT
from prony.boards.entrants import entrants
from prony.boards.estimates import outcomes_by_task, versus
from prony.boards.fields import Field
from prony.boards.leaderboard import LEVEL, check_grader, order, two_best
from prony.boards.repeated_runs import repetitions
from prony.boards.rows import row_of, slicing
from prony.boards.scope import Scope, scopes
from prony.boards.timing_notes import timing_notes
from prony.boards.validity import as_it_may_be_read, bearing_on, doubts_about
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.queries import NEWEST, GradeChoice, TaskRow
from prony.plain import homeless

UNREMARKABLE = ("pass", "fail")
Samples = Mapping[str, list[float]]
Rows = list[dict[str, Any]]


class SliceDifference(View, frozen=True, kw_only=True):
    """The difference A - B on the tasks of one slice, in shares."""

    name: str
    tasks: int
    a_value: float | None
    b_value: float | None
    difference: float | None
    lo: float | None
    hi: float | None
    p: float | None
    p_adjusted: float | None = None
    """The p value, adjusted by Holm over all slices that have one."""
    decided: bool = False
    """Whether `p_adjusted` is below 1 - level and the interval excludes 0."""
    few: bool
    """Whether it has fewer than `FEW` tasks, too few to be read on its own."""


class TaskStanding(View, frozen=True, kw_only=True):
    """What one of the two did on one task. attempt: the one to look at, its first that did not solve, else its first.

    why: in a few words, why that attempt did not solve: a fault, or its first failing test. wall_s: its seconds.
    """

    solved: int
    scored: int
    attempt: str
    outcome: str
    why: str = ""
    wall_s: float | None = None


class TaskDuel(View, frozen=True, kw_only=True):
    """A task on which one of the two solved more than the other."""

    task: str
    title: str
    language: str
    a: TaskStanding
    b: TaskStanding

    @property
    def loser(self) -> TaskStanding:
        """The side that solved the smaller share."""
        return self.b if self.a.solved * self.b.scored > self.b.solved * self.a.scored else self.a


class Matrix(View, frozen=True, kw_only=True):
    """Common tasks by who solved more than half of its attempts there."""

    both: int
    only_a: int
    only_b: int
    neither: int


class Compare(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.compare/1"):
    """A against B on one suite at one digest. `a` and `b` are their rows of the board; `versus` names them."""

    suite: str
    suite_version: str
    suite_digest: str
    run: str | None = None
    grader: str | None = None
    step: int | None = None
    level: float
    a: Row
    b: Row
    versus: Versus
    whole: SliceDifference
    """The difference on all common tasks."""
    by: str = DEFAULT
    slices: tuple[SliceDifference, ...] = ()
    """The differences by each value of `by`, where it has several."""
    matrix: Matrix
    differing: tuple[FieldDifference, ...] = ()
    """The fields of the fingerprint that are not equal: those known of both first, then those captured of one only."""
    same_fields: int = 0
    """The number of those that are."""
    shared: tuple[Field, ...] = ()
    """Those that are."""
    tasks: tuple[TaskDuel, ...] = ()
    """The tasks on which they differ, in the suite's order."""
    notes: tuple[str, ...] = ()
    """Things that a reader must know before any of it."""


def compare(
    index: Index,
    a: str | None = None,
    b: str | None = None,
    *,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str = DEFAULT,
) -> Compare:
    """A against B on the board that `prony.boards.leaderboard` would make of `run`, `suite`, `grader` and `step`.

    a, b: a label, a contestant's id, or a beginning of either that fits one; left out, the two best models.
    Raises JournalError E654 (no such contestant, several, or fewer than two models to choose), E655 (both the same),
    E650, E653, E656, E657 as `leaderboard`.
    """
    scope = scopes(index, run, suite)[0]
    if grader is not None:
        check_grader(index, grader, set(scope.run_names))
    return compare_in(index, scope, a, b, GradeChoice(grader, step), by)


def compare_in(
    index: Index, scope: Scope, a: str | None, b: str | None, choice: GradeChoice = NEWEST, by: str = DEFAULT
) -> Compare:
    """`compare` on one scope."""
    of_run = queries.tasks(index, scope.run_names, scope.suite.digest)
    tasks = {row.task: row for rows in of_run.values() for row in rows}
    everybody = entrants(index, scope, choice, of_run)
    sliced = slicing(by, tasks.values())
    if sliced.dimension.of_task is None:
        raise JournalError(
            "E657", f"{by} is of contestants, and a comparison is sliced by what is of tasks", hint="--by difficulty"
        )
    rows = {entrant.contestant: row_of(entrant, tasks, sliced, LEVEL) for entrant in everybody}
    chosen = _chosen(sorted(rows.values(), key=order), a, b)
    names = [row.label for row in chosen]
    one, two = (next(entrant for entrant in everybody if entrant.contestant == row.contestant) for row in chosen)
    samples = outcomes_by_task(one.cells), outcomes_by_task(two.cells)
    differing, shared = (
        differences(one.known.fingerprint, two.known.fingerprint) if one.known and two.known else ((), ())
    )
    whole = replace(
        versus((names[0], samples[0]), (names[1], samples[1]), LEVEL),
        a_contestant=one.contestant,
        b_contestant=two.contestant,
    )
    repeated = repetitions(index, scope, everybody, choice, LEVEL)
    doubts = bearing_on(doubts_about(index, scope, everybody, repeated, choice), (one.contestant, two.contestant))
    whole = as_it_may_be_read(whole, doubts, LEVEL)
    return Compare(
        suite=scope.suite.suite,
        suite_version=scope.suite.version,
        suite_digest=scope.suite.digest,
        run=scope.run,
        grader=choice.grader,
        step=choice.step,
        level=LEVEL,
        a=chosen[0],
        b=chosen[1],
        versus=whole,
        whole=_whole(whole, *samples),
        by=by,
        slices=_slices(samples, sliced.slices),
        matrix=_matrix(samples),
        differing=differing,
        same_fields=len(shared),
        shared=shared,
        tasks=_duels(samples, tasks, [_standings(index, scope, entrant.contestant, choice) for entrant in (one, two)]),
        notes=(*(doubt.sentence for doubt in doubts), *_notes(chosen, names, whole)),
    )


def _chosen(rows: Sequence[Row], a: str | None, b: str | None) -> list[Row]:
    if a is None and b is None:
        models = [row for row in rows if not row.reference]
        best = two_best([row for row in models if row.complete], [row for row in models if not row.complete])
        if len(best) == 2:
            return best
    if a is None or b is None:
        raise JournalError("E654", "two contestants are needed", hint=f"prony compare A B; here are: {_labels(rows)}")
    chosen = [_named(rows, one) for one in (a, b)]
    if chosen[0].contestant == chosen[1].contestant:
        raise JournalError("E655", f"{a} and {b} are the same contestant", hint=f"here are: {_labels(rows)}")
    for row in chosen:
        if not row.outcomes.scored:
            raise JournalError("E654", f"{row.label} has no scored attempt there", hint="prony board shows who has")
    return chosen


def _named(rows: Sequence[Row], name: str) -> Row:
    """By label or id, else by the beginning of one."""
    fits = [row for row in rows if name in (row.label, row.contestant) or homeless(name) == row.given]
    starts = (row for row in rows if name and any(one.startswith(name) for one in (row.label, row.contestant)))
    fits = fits or list(starts)
    if len(fits) == 1:
        return fits[0]
    what = f"{name} fits {len(fits)} contestants" if fits else f"there is no contestant {name} on this board"
    raise JournalError("E654", what, hint=f"here are: {_labels(fits or rows)}")


def _labels(rows: Iterable[Row]) -> str:
    return ", ".join(f"{row.label} ({row.contestant[:6]})" for row in rows) or "none"


def _slices(samples: tuple[Samples, Samples], slices: Mapping[str, Sequence[str]]) -> tuple[SliceDifference, ...]:
    """By each value of a dimension, where there are several."""
    if len(slices) < 2:
        return ()
    found = []
    for name, tasks in slices.items():
        mine = [{task: side[task] for task in tasks if task in side} for side in samples]
        if mine[0].keys() & mine[1].keys():
            found.append(_slice(name, mine[0], mine[1]))
    return _adjusted(found)


def _whole(duel: Versus, a: Samples, b: Samples) -> SliceDifference:
    """The whole comparison in the shape of a slice, with its own decision."""
    decided = duel.decision in ("a_better", "b_better")
    return replace(_slice("", a, b), decided=decided)


def _slice(name: str, a: Samples, b: Samples) -> SliceDifference:
    from prony.stats import compare as compared

    result = compared(dict(a), dict(b), level=LEVEL)
    return SliceDifference(
        name=name,
        tasks=result.n_common,
        a_value=result.a_value,
        b_value=result.b_value,
        difference=result.difference.value,
        lo=result.difference.lo,
        hi=result.difference.hi,
        p=result.p,
        few=result.n_common < FEW,
    )


def _adjusted(slices: list[SliceDifference]) -> tuple[SliceDifference, ...]:
    """With p values adjusted for looking at several slices, and what may then be claimed."""
    from prony.stats.multiplicity import holm

    tested = [one for one in slices if one.p is not None]
    p_values = holm([one.p for one in tested if one.p is not None]) if tested else ()
    adjusted = {one.name: p for one, p in zip(tested, p_values, strict=True)}
    return tuple(_claimed(one, adjusted.get(one.name)) for one in slices)


def _claimed(one: SliceDifference, p: float | None) -> SliceDifference:
    excludes_0 = one.lo is not None and one.hi is not None and (one.lo > 0.0 or one.hi < 0.0)
    return replace(one, p_adjusted=p, decided=excludes_0 and p is not None and p < 1.0 - LEVEL)


def _matrix(samples: tuple[Samples, Samples]) -> Matrix:
    common = samples[0].keys() & samples[1].keys()
    pairs = [tuple(2 * sum(side[task]) > len(side[task]) for side in samples) for task in common]
    return Matrix(
        both=pairs.count((True, True)),
        only_a=pairs.count((True, False)),
        only_b=pairs.count((False, True)),
        neither=pairs.count((False, False)),
    )


def _standings(index: Index, scope: Scope, contestant: str, choice: GradeChoice) -> dict[str, Rows]:
    """task -> the rows of the attempts that count there, oldest first."""
    found: dict[str, Rows] = {}
    for row in queries.counted_attempts(index, scope.name, scope.suite.digest, contestant, choice):
        found.setdefault(row["task"], []).append(row)
    return found


def _duels(
    samples: tuple[Samples, Samples], tasks: Mapping[str, TaskRow], attempts: Sequence[Mapping[str, Rows]]
) -> tuple[TaskDuel, ...]:
    found = []
    for task, known in tasks.items():
        a, b = (side.get(task, []) for side in samples)
        if not a or not b or sum(a) * len(b) == sum(b) * len(a):
            continue
        sides = [_standing(values, rows[task]) for values, rows in zip((a, b), attempts, strict=True)]
        found.append(TaskDuel(task=task, title=known.title, language=known.language, a=sides[0], b=sides[1]))
    return tuple(found)


def _standing(values: Sequence[float], rows: Sequence[Mapping[str, Any]]) -> TaskStanding:
    shown = next((row for row in rows if row["outcome"] != "solved"), rows[0])
    return TaskStanding(
        solved=int(sum(values)),
        scored=len(values),
        attempt=shown["attempt"],
        outcome=shown["outcome"],
        why=_why(shown),
        wall_s=shown["wall_s"],
    )


def _why(row: Mapping[str, Any]) -> str:
    if row["outcome"] == "solved":
        return ""
    if row["outcome"] in ("faulted", "infra", "missing"):
        return str(row["fault_class"] or row["fault"] or row["outcome"])
    for test, status, verdict in json.loads(row["tests"] or "[]"):
        if status != "pass":
            return test if verdict in UNREMARKABLE else f"{test} ({verdict})"
    return str(row["verdict"] or row["outcome"])


def _notes(rows: Sequence[Row], names: Sequence[str], whole: Versus) -> tuple[str, ...]:
    notes = []
    for row, name in zip(rows, names, strict=True):
        if row.reference:
            notes.append(f"{name} is a reference: a contestant of known score, no model")
        if not row.complete:
            notes.append(f"{name} has no scored attempt at more than 5 % of the tasks")
    notes += timing_notes(rows)
    if 0 < whole.tasks < FEW:
        notes.append("1 task in common is few" if whole.tasks == 1 else f"{whole.tasks} tasks in common are few")
    return tuple(notes)
