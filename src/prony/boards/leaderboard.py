"""The leaderboard: contestants of one suite with their intervals, and what may be concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence

from msgspec.structs import replace

from prony.boards.advice import next_steps
from prony.boards.board import Board, Row, RunLine, StackStanding
from prony.boards.causes import Cause, causes_of, never_begun
from prony.boards.claims import fastest, ties_with_first
from prony.boards.dimensions import DEFAULT, dimension_of
from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task
from prony.boards.filters import Filtered, filtered, parse_filters
from prony.boards.freshness.split import fresh_notes, split_of
from prony.boards.frontier import frontier_of
from prony.boards.head import LEVEL
from prony.boards.headline import Contenders, conclude, score_order
from prony.boards.home import state_of
from prony.boards.ranks import BoardRanking
from prony.boards.repetition import Repetition
from prony.boards.rows import row_of, slicing
from prony.boards.sample_notes import sample_notes
from prony.boards.scope import Scope, scopes
from prony.boards.speeds.on_boards import swept_speeds
from prony.boards.spending import amounts_of, speed_ratios
from prony.boards.timing_notes import flat_cost_notes, timing_notes
from prony.boards.traits import traits_of
from prony.boards.validity.foreign import foreign_notes
from prony.boards.validity.gathered import Gathered, check_grader, gathered_in
from prony.boards.validity.judges import judge_notes
from prony.boards.weights.stack import Stack, parse_stack
from prony.boards.weights.standing import standing_notes, standing_of
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.packed import Costs
from prony.journal.queries import GradeChoice
from prony.journal.remarks import false_claims, unscored_attempts, unscored_counts

CONTROLS = (DoubtKind.NEGATIVE_CONTROL, DoubtKind.POSITIVE_CONTROL)
NOTED_ELSEWHERE = (DoubtKind.DAMAGE, DoubtKind.DRIFT, DoubtKind.INTERIM)
"""Doubts that a note of its own tells."""
NOT_RUN = ("missing", "not_run")
"""Outcome and code of what was planned and not made."""


def leaderboard(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str = DEFAULT,
    where: Sequence[str] = (),
    stack: str = "",
) -> Board:
    """The board of one suite: of `run` alone, or over all runs that pinned the suite at the digest of the newest run.

    grader: judge by the newest grade of that grader version instead of the newest grade. step: judge what was handed in
    at that step, where an attempt went on after it; times and tokens are those of the whole attempt. by: the dimension
    that rows are sliced by, or stand under. where: filters (`prony.boards.filters`). stack: weights of the values of
    that dimension (`prony.boards.weights.stack`). Where a run holds several suites and none is named, the first.

    Raises JournalError E650 (no such run or suite), E653 (no run at all), E656 (that grader version graded nothing
    there), E657 (no such dimension), E671 (a filter
    that nothing passes), E672 (a stack that no task speaks to); UsageError E102 (no filter, no stack).
    """
    return leaderboards(index, run, suite, grader, step, by, where, stack)[0]


def leaderboards(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str = DEFAULT,
    where: Sequence[str] = (),
    stack: str = "",
) -> tuple[Board, ...]:
    """One board for each suite of the run, as `leaderboard` makes them: suites are never averaged."""
    found = scopes(index, run, suite)
    if grader is not None:
        check_grader(index, grader, {name for scope in found for name in scope.run_names})
    asked = parse_filters(where)
    weighed = parse_stack(stack) if stack else None
    choice = GradeChoice(grader, step)
    everything = [filtered(index, gathered_in(index, scope, choice), asked) for scope in found]
    return tuple(_shown(index, left, by, weighed) for left in everything)


def _shown(index: Index, left: Filtered, by: str, stack: Stack | None) -> Board:
    """The board of what filters left, weighed by a stack, without the rows that they hide: those go last, so that
    nothing else changes with them."""
    board = _board(index, left.gathered, by)
    standing = None
    if stack is not None:
        # A field of contestants slices no tasks; languages are then what a stack names.
        of_tasks = by if dimension_of(by).of_task is not None else DEFAULT
        standing = standing_of(left.gathered, board.models + board.incomplete, stack, of_tasks, LEVEL)
    notes = [*([left.note.sentence] if left.note else []), *(standing_notes(standing) if standing else [])]
    return replace(
        board,
        models=_by_heading(_placed(board.models, left.hidden, standing)),
        incomplete=_placed(board.incomplete, left.hidden, standing),
        stack=standing,
        filtered=left.note,
        notes=(*notes, *board.notes),
    )


def _placed(rows: tuple[Row, ...], hidden: Collection[str], standing: StackStanding | None) -> tuple[Row, ...]:
    """The rows that are shown; by weighted rate, where there is one."""
    shown = [row for row in rows if row.contestant not in hidden]
    if standing is None:
        return tuple(shown)
    weighed = [replace(row, weighted=standing.rates.get(row.contestant)) for row in shown]
    return tuple(sorted(weighed, key=_lightness))


def _lightness(row: Row) -> float:
    value = row.weighted.rate.value if row.weighted is not None else None
    return -value if value is not None else 1.0


def _board(index: Index, all_of_it: Gathered, by: str) -> Board:
    scope = all_of_it.scope
    tasks, everybody, doubts = all_of_it.tasks, all_of_it.everybody, all_of_it.doubts
    sliced = slicing(by, tasks.values())
    traits = traits_of({one.contestant: one.known.fingerprint for one in everybody if one.known and not one.reference})
    speeds = swept_speeds(index.home, everybody)
    rows = sorted(
        (
            replace(
                row_of(entrant, tasks, sliced, LEVEL),
                traits=traits.get(entrant.contestant, {}),
                fresh=split_of(entrant, tasks, LEVEL),
                swept=speeds.get(entrant.contestant),
                amounts=amounts_of(entrant.costs or Costs.of({}), outcomes_by_task(entrant.cells), LEVEL),
            )
            for entrant in everybody
        ),
        key=order,
    )
    by_id = all_of_it.by_id
    models = tuple(row for row in rows if not row.reference and row.complete)
    incomplete = tuple(row for row in rows if not row.reference and not row.complete)
    unscored, claims = unscored_counts(index, scope.run_names), false_claims(index, scope.run_names)
    causes = _causes(index, scope, everybody, rows, tasks)
    found = conclude(Contenders(models, incomplete, by_id, doubts, len(tasks), LEVEL), causes)
    sets = found.ranking.sets if found.ranking else {}
    timing = timing_notes(rows)
    undecided = bool(timing or all_of_it.doubts_of([row.contestant for row in models]))
    frontier = {} if undecided else frontier_of(models)
    models = tuple(replace(row, rank=sets.get(row.contestant), pareto=frontier.get(row.contestant)) for row in models)
    quick = [] if undecided else _fastest(found.ranking, models, by_id)
    board = Board(
        **all_of_it.head,
        tasks=len(tasks),
        repeats=max((run.settings.repeats for run in scope.runs), default=1),
        languages={name: len(some) for name, some in sliced.languages.items()},
        by=by,
        slices={name: len(some) for name, some in sliced.slices.items()},
        runs=tuple(_run_line(run, unscored.get(run.run, 0), claims) for run in scope.runs),
        newest_at=max((row.last_at for row in rows if row.last_at), default=None),
        sentence=found.sentence,
        score_sentence=found.score_sentence,
        ranking=found.ranking,
        doubts=doubts,
        repetitions=all_of_it.repetitions,
        comparison=found.comparison,
        models=_by_heading(models),
        incomplete=incomplete,
        references=tuple(row for row in rows if row.reference),
        notes=(
            *_notes(index, scope, doubts, all_of_it.repetitions),
            *sample_notes(index, scope, tasks, everybody),
            *fresh_notes(rows),
            *judge_notes(index, all_of_it.everybody),
            *score_order(models),
            *quick,
            *timing,
            *flat_cost_notes(models),
        ),
        causes=causes,
    )
    return replace(board, next_steps=next_steps(board, _examples(index, all_of_it, models + incomplete)))


def order(row: Row) -> tuple[float, float, float, str, str]:
    """By point estimate, then score, then speed; a name decides only the order of equals."""
    return (
        -(row.solved.value if row.solved.value is not None else -1.0),
        -(row.score.value if row.score.value is not None else -1.0),
        row.speed.wall_p50_s if row.speed.wall_p50_s is not None else float("inf"),
        row.label,
        row.contestant,
    )


def _by_heading(models: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows that stand under a heading together, in the order of the headings' best."""
    headings = list(dict.fromkeys(row.under for row in models))
    return tuple(sorted(models, key=lambda row: headings.index(row.under)))


def _fastest(ranking: BoardRanking | None, models: Sequence[Row], by_id: Mapping[str, Entrant]) -> list[str]:
    """Which of those that tie with the first is decidedly the fastest."""
    names = {row.contestant: row.label for row in models}
    spent = {one: costs for one in ties_with_first(ranking) if (costs := by_id[one].costs)}
    told = fastest(speed_ratios(spent, LEVEL), names, LEVEL)
    return [told] if told else []


def _causes(
    index: Index, scope: Scope, everybody: Sequence[Entrant], rows: Sequence[Row], tasks: Container[str]
) -> tuple[Cause, ...]:
    """Why attempts are nobody's score; last those that were never begun."""
    every = unscored_attempts(index, scope.name, scope.suite.digest)
    unscored = [one for one in every if one.task in tasks]
    begun = Counter(one.contestant for one in unscored if (one.outcome, one.fault) == NOT_RUN)
    left = {row.label: row.outcomes.reasons.get(":".join(NOT_RUN), 0) - begun[row.contestant] for row in rows}
    labels = [label for label, count in left.items() if count > 0]
    absent = never_begun(sum(left[label] for label in labels), labels, scope)
    return (*causes_of(unscored, {one.contestant: one.name for one in everybody}), *((absent,) if absent else ()))


def _run_line(run: queries.RunRow, unscored: int, claims: Mapping[str, dict[str, str]]) -> RunLine:
    return RunLine(
        run=run.run,
        created_at=run.created_at,
        state=state_of(run.finished, unscored),
        damage=run.damage,
        imported=run.imported,
        claims=claims.get(run.run, {}),
    )


def _notes(index: Index, scope: Scope, doubts: Sequence[Doubt], repeated: Sequence[Repetition]) -> list[str]:
    notes = [f"run {run.run}: {run.damage}; the events before it are shown" for run in scope.runs if run.damage]
    notes += foreign_notes(index, scope)
    unfinished = [run.run for run in scope.runs if run.finished is None]
    if unfinished:
        notes.append(f"interim, not a result: {', '.join(unfinished)} has not finished; tasks come in shuffled order")
    notes += [
        f"{doubt.sentence}: do not trust this board before that is understood"
        for doubt in doubts
        if doubt.kind in CONTROLS
    ]
    notes += [doubt.sentence for doubt in doubts if doubt.kind not in (*CONTROLS, *NOTED_ELSEWHERE)]
    return [*notes, *(one.note for one in repeated)]


def _examples(index: Index, all_of_it: Gathered, models: tuple[Row, ...]) -> list[str]:
    if not models:
        return []
    scope = all_of_it.scope
    found = queries.first_attempts(
        index, scope.name, scope.suite.digest, models[0].contestant, ("failed", "faulted", "void")
    )
    return [attempt for attempt, task, _ in found if task in all_of_it.tasks]
