"""Two contestants against each other: what differs, the paired difference, whole and sliced, and the tasks that only
one of them solved. Paired by task, on the tasks that both have scored attempts at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from prony.boards.board import FEW, Row, Versus
from prony.boards.comparison.axes import Concern, concerns, flag_of
from prony.boards.comparison.bug_by_bug import BugByBug, bug_by_bug
from prony.boards.comparison.conclusions import Measured, claims, decided_side, further_claims
from prony.boards.comparison.costs import (
    SCORED,
    CostPerSolved,
    SideFacts,
    Taken,
    costs_of,
    facts_from,
    facts_of,
    taken_by,
    taken_in,
)
from prony.boards.comparison.disagreements import (
    Matrix,
    TaskDuel,
    differing_tasks,
    matrix_of,
    task_duels,
    tasks_fallen_short,
)
from prony.boards.comparison.family import Family, family_of, ranking_of
from prony.boards.comparison.gate import Gate
from prony.boards.comparison.margins import MARGIN, Margin, MissingAsZero, margin_of, missing_as_zero
from prony.boards.comparison.noise import OwnNoise, noise_of
from prony.boards.comparison.opponents import best_two, candidates_of, field_of, opponents
from prony.boards.comparison.slices import (
    SO_FAR,
    SliceDifference,
    among_all,
    mean_of,
    slice_differences,
    slices_of,
    whole_difference,
    withhold,
)
from prony.boards.comparison.slicings import fresh_slices, values_of
from prony.boards.differences import FieldDifference, differences
from prony.boards.dimensions import DEFAULT
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, scores_by_task, versus
from prony.boards.fields import Field
from prony.boards.head import LEVEL, SuiteView
from prony.boards.repetition import Repetition
from prony.boards.rows import COMPLETE, row_of, slicing
from prony.boards.scope import Scope, scopes
from prony.boards.timing_notes import timing_notes
from prony.boards.validity.gathered import check_grader, gathered_in
from prony.boards.validity.judges import judge_notes
from prony.boards.validity.validity import Withheld, as_it_may_be_read
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.queries import NEWEST, GradeChoice
from prony.journal.rollup import CellCounts
from prony.journal.shown import shown_attempts, tasks_in_parts
from prony.readable import percent

Samples = Mapping[str, Sequence[float]]
Rows = list[dict[str, Any]]
Reader = Callable[[Mapping[str, CellCounts]], Samples]


class Question(NamedTuple):
    """What is asked of a comparison. by: the dimensions of its slices; axis: what was meant to differ; margin: how
    much worse, as a share, is still no worse."""

    choice: GradeChoice = NEWEST
    by: tuple[str, ...] = (DEFAULT,)
    axis: str | None = None
    margin: float = MARGIN


PLAIN = Question()


class _Side(NamedTuple):
    """One of the two, with what its scored attempts on common tasks took. rows: reads all its attempts that count."""

    entrant: Entrant
    taken: Taken
    rows: Callable[[], Rows]
    by_newest: bool
    """Whether the newest grades judge, of which the index has sums."""


class Compare(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.compare/2"):
    """A against B on one suite at one digest. `a` and `b` are their rows of the board; `versus` names them."""

    a: Row
    b: Row
    sentences: tuple[str, ...]
    """What may be concluded, the most important first."""
    versus: Versus
    """The difference of tasks solved."""
    missing: MissingAsZero | None = None
    """The same with 0 for what one of them lacks, where one does."""
    margin: Margin
    """Whether either is shown to be no worse by more than a margin."""
    noise: tuple[OwnNoise, ...] = ()
    """How far each differs from itself, where it was tried repeatedly."""
    repetitions: tuple[Repetition, ...] = ()
    """Of each, how it changed between runs, where several measured it."""
    family: Family | None = None
    """The same among all models of the board; None where there is no third one, or one of the two is no model."""
    score: Versus | None = None
    """The difference of scores, where partial credit occurs."""
    score_family: Family | None = None
    whole: SliceDifference
    """The difference of tasks solved on all common tasks."""
    score_whole: SliceDifference | None = None
    by: tuple[str, ...] = (DEFAULT,)
    slices: tuple[SliceDifference, ...] = ()
    """The differences by each value of each dimension of `by` that has several, and on tasks released after both
    cut-offs and before, where both state one and tasks are on both sides: one family of claims."""
    score_slices: tuple[SliceDifference, ...] = ()
    """The same of scores, where partial credit occurs: a family of its own."""
    matrix: Matrix
    a_facts: SideFacts
    """What A took on common tasks."""
    b_facts: SideFacts
    costs: tuple[CostPerSolved, ...] = ()
    """What a solved task costs; nothing where one of the two is a reference."""
    axis: str | None = None
    """What was meant to differ, where that was said."""
    concerns: tuple[Concern, ...] = ()
    """The things in which the two are known to differ."""
    flag: str = ""
    """The warning that more differs than was meant, or than one thing."""
    differing: tuple[FieldDifference, ...] = ()
    """The fields of the fingerprint that are not equal: those known of both first, then those captured of one only."""
    same_fields: int = 0
    """The number of those that are."""
    shared: tuple[Field, ...] = ()
    """Those that are."""
    common_tasks: tuple[str, ...] = ()
    """In the suite's order."""
    tasks: tuple[TaskDuel, ...] = ()
    """The tasks on which they differ: those where one solved more, then those where one only scored more."""
    bugs: BugByBug | None = None
    """Criterion by criterion, where tasks have several."""
    doubts: tuple[Doubt, ...] = ()
    """Why what follows may not be read as it is, the gravest first."""
    notes: tuple[str, ...] = ()
    """Things that a reader must know before any of it."""
    gate: Gate | None = None
    """The claims that were asked for, and what became of them."""


def compare(
    index: Index,
    a: str | None = None,
    b: str | None = None,
    *,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str | Sequence[str] = DEFAULT,
    axis: str | None = None,
    margin: float = MARGIN,
) -> Compare:
    """A against B on the board that `prony.boards.leaderboard` would make of `run`, `suite`, `grader` and `step`.

    a, b: a label, a contestant's id, or a beginning of either that fits one; left out, the two best models. by: one
    dimension or several. axis: a word of `prony.boards.comparison.axes.AXES` or a field: all that is meant to differ.
    Raises JournalError E654 (no such contestant, several, or fewer than two models to choose), E655 (both the same),
    E650, E653, E656, E657 as `leaderboard`.
    """
    scope = scopes(index, run, suite)[0]
    if grader is not None:
        check_grader(index, grader, set(scope.run_names))
    dimensions = (by,) if isinstance(by, str) else tuple(dict.fromkeys(by)) or (DEFAULT,)
    return compare_in(index, scope, a, b, Question(GradeChoice(grader, step), dimensions, axis, margin))


def compare_in(index: Index, scope: Scope, a: str | None, b: str | None, question: Question = PLAIN) -> Compare:
    """`compare` on one scope."""
    all_of_it = gathered_in(index, scope, question.choice)
    tasks, everybody = all_of_it.tasks, all_of_it.everybody
    plain = slicing(DEFAULT, tasks.values())
    candidates = candidates_of(everybody, tasks)
    given = [name for name in (a, b) if name is not None] or best_two(everybody, tasks, plain)
    picked = opponents(candidates, given)
    by_id = all_of_it.by_id
    sides = [by_id[one.contestant] for one in picked]
    chosen = [row_of(side, tasks, plain, LEVEL) for side in sides]
    one, two = sides
    by_dimension = values_of(question.by, tasks) | fresh_slices(sides, tasks)
    differing, shared = (
        differences(one.known.fingerprint, two.known.fingerprint) if one.known and two.known else ((), ())
    )
    things = concerns(differing, shared, question.axis)
    solved = outcomes_by_task(one.cells), outcomes_by_task(two.cells)
    scores = scores_by_task(one.cells), scores_by_task(two.cells)
    partial = _partial_credit(solved, scores)
    field = [] if any(row.reference for row in chosen) else field_of(candidates, picked)
    measured = [
        Measured(versus=_versus(chosen, pair, len(field)), family=_family(field, chosen, by_id, reader))
        for pair, reader in ((solved, outcomes_by_task), (scores, scores_by_task))[: 2 if partial else 1]
    ]
    slices = slices_of(by_dimension)
    short = tasks_fallen_short(solved, scores)
    standings = [
        _standings(index, scope, side, question, _in_parts(index, scope, sides, question, short)) for side in sides
    ]
    looked_at = standings
    if question.choice == NEWEST:
        differing_ones = differing_tasks(solved, scores)
        looked_at = [_looked_at(index, scope, side, differing_ones) for side in sides]
    duels = task_duels(solved, scores, tasks, looked_at)
    common = solved[0].keys() & solved[1].keys()
    of_a, of_b = (_spent_by(index, scope, side, question, common) for side in sides)
    matrix = matrix_of(*solved)
    mine = [one for one in all_of_it.repetitions if one.contestant in {row.contestant for row in chosen}]
    doubts = all_of_it.doubts_of([row.contestant for row in chosen])
    said = [as_it_may_be_read(one.versus, doubts) for one in measured]
    missing = missing_as_zero(*solved, LEVEL)
    margin = margin_of(*solved, question.margin, LEVEL)
    noise = [noise_of(row.contestant, row.label, side, LEVEL) for row, side in zip(chosen, solved, strict=True)]
    better = "" if doubts else decided_side(measured[0])
    costs = (
        () if any(row.reference for row in chosen) else costs_of([of_a.taken, of_b.taken], better, LEVEL, len(field))
    )
    withheld = "" if not doubts else SO_FAR if said[0].decision == Withheld.INTERIM else "not to be read"
    return Compare(
        **all_of_it.head_over(references=all(row.reference for row in chosen)),
        a=chosen[0],
        b=chosen[1],
        sentences=_in_place(said)
        if doubts
        else (
            *claims(measured[0], measured[1] if partial else None, matrix, duels),
            *further_claims(
                measured[0].versus,
                missing,
                margin,
                [one for one in noise if one],
                costs,
                better,
                measured[0].family,
                partial,
            ),
        ),
        versus=said[0],
        missing=missing,
        margin=margin,
        noise=tuple(one for one in noise if one),
        repetitions=tuple(mine),
        family=measured[0].family,
        score=said[1] if partial else None,
        score_family=measured[1].family if partial else None,
        whole=withhold(among_all([whole_difference(said[0], *solved)], measured[0].family), withheld)[0],
        score_whole=withhold(among_all([whole_difference(said[1], *scores)], measured[1].family), withheld)[0]
        if partial
        else None,
        by=question.by,
        slices=withhold(among_all(slice_differences(*solved, slices, LEVEL), measured[0].family), withheld),
        score_slices=withhold(among_all(slice_differences(*scores, slices, LEVEL), measured[1].family), withheld)
        if partial
        else (),
        matrix=matrix,
        a_facts=_facts(of_a, common, solved[0], scores[0], solved[1]),
        b_facts=_facts(of_b, common, solved[1], scores[1], solved[0]),
        costs=costs,
        axis=question.axis,
        concerns=things,
        flag=flag_of(things, question.axis),
        differing=differing,
        same_fields=len(shared),
        shared=shared,
        common_tasks=tuple(task for task in tasks if task in common),
        tasks=duels,
        bugs=bug_by_bug(*standings),
        doubts=doubts,
        notes=(
            *(doubt.sentence for doubt in doubts),
            *_notes(chosen, measured[0].versus, mine),
            *judge_notes(index, sides),
        ),
    )


def _in_place(said: Sequence[Versus]) -> tuple[str, ...]:
    """What stands in the place of conclusions: one reason for all of them, or how each measure stands so far."""
    first, *rest = [one.sentence for one in said]
    return (first, *(f"by score: {one}" for one in rest if one != first))


def _versus(chosen: Sequence[Row], samples: tuple[Samples, Samples], contestants: int) -> Versus:
    a, b = chosen
    found = versus((a.label, samples[0]), (b.label, samples[1]), LEVEL, contestants)
    return replace(found, a_contestant=a.contestant, b_contestant=b.contestant)


def _partial_credit(solved: tuple[Samples, Samples], scores: tuple[Samples, Samples]) -> bool:
    """Whether scores say anything on common tasks that outcomes do not."""
    common = solved[0].keys() & solved[1].keys()
    return any(
        sorted(earned[task]) != sorted(outcomes[task])
        for outcomes, earned in zip(solved, scores, strict=True)
        for task in common
    )


def _family(field: Sequence[str], chosen: Sequence[Row], by_id: Mapping[str, Entrant], reader: Reader) -> Family | None:
    if len(field) < 3:
        return None
    ranking = ranking_of({contestant: reader(by_id[contestant].cells) for contestant in field}, LEVEL)
    return family_of(ranking, chosen[0].contestant, chosen[1].contestant)


def _standings(index: Index, scope: Scope, side: Entrant, question: Question, tasks: Sequence[str]) -> dict[str, Rows]:
    """task -> the rows of the attempts that count there, oldest first; of these tasks."""
    found: dict[str, Rows] = {}
    if not tasks:
        return found
    for row in queries.counted_attempts(index, scope.name, scope.suite.digest, side.contestant, question.choice, tasks):
        if row["outcome"] in SCORED:
            found.setdefault(row["task"], []).append(row)
    return found


def _in_parts(
    index: Index, scope: Scope, sides: Sequence[Entrant], question: Question, tasks: Sequence[str]
) -> list[str]:
    """Those of these tasks whose attempts must be read one by one: those marked in parts, by newest grades."""
    if question.choice != NEWEST:
        return list(tasks)
    among = tasks_in_parts(index, scope.name, scope.suite.digest, [one.contestant for one in sides])
    return [task for task in tasks if task in among]


def _looked_at(index: Index, scope: Scope, side: Entrant, tasks: Sequence[str]) -> dict[str, Rows]:
    """task -> the one attempt that a comparison by newest grades shows there."""
    shown = shown_attempts(index, scope.name, scope.suite.digest, side.contestant, tasks)
    return {task: [row] for task, row in shown.items()}


def _spent_by(index: Index, scope: Scope, side: Entrant, question: Question, common: Collection[str]) -> _Side:
    """What a side took on common tasks: of what the index has summed up where newest grades judge, else of each
    attempt."""

    def read() -> Rows:
        return queries.counted_rows(index, scope.name, scope.suite.digest, side.contestant, question.choice)

    if question.choice == NEWEST:
        return _Side(side, taken_by(side, common), read, True)
    rows = read()
    return _Side(side, taken_in(rows, common), lambda: rows, False)


def _facts(side: _Side, common: Collection[str], solved: Samples, scores: Samples, other: Samples) -> SideFacts:
    shares = (mean_of(solved, common), mean_of(scores, common))
    lacking = len(other.keys() - solved.keys())
    if side.by_newest:
        return facts_from(side.entrant, side.taken, shares, lacking, side.rows)
    return facts_of(side.rows(), common, shares, lacking)


def _notes(rows: Sequence[Row], whole: Versus, repeated: Sequence[Repetition]) -> tuple[str, ...]:
    notes = []
    for row in rows:
        if row.reference:
            notes.append(f"{row.label} is a reference: a contestant of known score, no model")
        if (lacking := row.at_most - row.at_least) > 1.0 - COMPLETE:
            notes.append(f"{row.label} has no scored attempt at {percent(lacking, 0)} % of the tasks")
    notes += timing_notes(rows)
    if 0 < whole.tasks < FEW:
        notes.append("1 task in common is few" if whole.tasks == 1 else f"{whole.tasks} tasks in common are few")
    notes += [f"{row.label}: {note}" for row in rows for note in row.notes]
    notes += [one.note for one in repeated]
    return tuple(notes)
