"""The card of one contestant: who it is, what it solves and what that takes, its siblings, and what to look at next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from prony.boards.board import FEW, Board, Row, SliceRate
from prony.boards.card.again import again
from prony.boards.card.siblings import Sibling, siblings_of, withheld
from prony.boards.comparison.opponents import candidates_of, named
from prony.boards.dimensions import dimension_of, slice_by
from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, rate_of, rate_sentence
from prony.boards.fields import Field, fields_of
from prony.boards.head import LEVEL, SuiteView
from prony.boards.leaderboard import leaderboard
from prony.boards.reliability.reliability import steadiness_sentence
from prony.boards.reliability.steadiness import Steadiness, steadiness_of
from prony.boards.repetition import Repetition
from prony.boards.validity.gathered import Gathered, gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.view import View
from prony.journal.index import Index
from prony.journal.outputs import outputs_of
from prony.journal.queries import counted_rows
from prony.readable import counted

SLICED_BY = ("language", "axis", "difficulty")
SCORED = ("solved", "failed", "faulted", "void")
NOT_SOLVED = ("failed", "faulted", "void")
MOST_TO_LOOK_AT = 5
"""Attempts that a card names."""


class CardSlice(View, frozen=True, kw_only=True):
    """The rate on the tasks that have one value in a dimension."""

    dimension: str
    part: SliceRate


class ThinkingTokens(View, frozen=True, kw_only=True):
    """How many of the tokens that it wrote were thought, over the scored attempts of which both are known."""

    share: float
    attempts: int
    of_attempts: int
    """Its scored attempts."""


class CardRun(View, frozen=True, kw_only=True):
    """A run that planned it, with its scored attempts."""

    run: str
    counting: int
    superseded: int
    """In whose place newer ones count."""


class NextAttempt(View, frozen=True, kw_only=True):
    """An attempt that did not solve its task, with what other models made of that task."""

    attempt: str
    task: str
    outcome: str
    others_solved: int
    """Scored attempts of other models that solved it."""
    others_scored: int


class ContestantCard(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.card/1"):
    """One contestant on one suite."""

    row: Row
    """Its row of the board; without a rank where that may not be read."""
    fields: tuple[Field, ...] = ()
    """Its fingerprint, what was not captured included."""
    slices: tuple[CardSlice, ...] = ()
    thinking_tokens: ThinkingTokens | None = None
    """None: not captured."""
    steadiness: Steadiness | None = None
    siblings: tuple[Sibling, ...] = ()
    runs: tuple[CardRun, ...] = ()
    repetition: Repetition | None = None
    """Where several runs measured it."""
    look_at: tuple[NextAttempt, ...] = ()
    """Attempts that did not solve, those first whose task others solve most."""
    again: str = ""
    """The command that measures it again; empty where nothing tells how it was asked for."""
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def contestant_card(
    index: Index,
    name: str,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
) -> ContestantCard:
    """The card of whom `name` means: a label, an id, or the beginning of one.

    Raises JournalError E650, E653, E656 as `gathered`, E654 (no such contestant, or several).
    """
    all_of_it = gathered(index, run, suite, grader, step)
    board = leaderboard(index, run, suite, grader, step)
    contestant = named(candidates_of(all_of_it.everybody, all_of_it.tasks), name).contestant
    mine = all_of_it.by_id[contestant]
    row = next(line for line in board.rows if line.contestant == contestant)
    doubts = all_of_it.doubts_of([contestant])
    of_order = all_of_it.doubts_of([line.contestant for line in board.models])
    if of_order or doubts:
        row = replace(row, rank=None, pareto=None)
    siblings = _siblings(all_of_it, mine)
    digest, runs = all_of_it.scope.suite.digest, all_of_it.scope.run_names
    steadiness = steadiness_of(mine, outputs_of(index, digest, runs, {contestant}), LEVEL)
    rows = counted_rows(index, all_of_it.scope.name, digest, contestant, all_of_it.choice)
    repetition = next((one for one in all_of_it.repetitions if one.contestant == contestant), None)
    command, unsaid = again(mine, all_of_it.scope)
    hidden = [doubt for doubt in of_order if doubt not in doubts]
    return ContestantCard(
        **all_of_it.head_over(references=mine.reference),
        row=row,
        fields=fields_of(mine.known.fingerprint) if mine.known else (),
        slices=tuple(_slices(mine, all_of_it)),
        thinking_tokens=_thinking(rows),
        steadiness=steadiness,
        siblings=siblings,
        runs=tuple(_runs(mine, rows, repetition)),
        repetition=repetition,
        look_at=tuple(_look_at(rows, mine, all_of_it)),
        again=command,
        sentences=tuple(_sentences(mine, row, board, steadiness, siblings, doubts)),
        notes=(
            *row.notes,
            *(f"no place is told: {doubt.sentence}" for doubt in hidden[:1]),
            *([repetition.note] if repetition else []),
            *unsaid,
        ),
        doubts=doubts,
    )


def _siblings(all_of_it: Gathered, mine: Entrant) -> tuple[Sibling, ...]:
    found = siblings_of(mine, all_of_it.everybody, LEVEL)
    doubts = {one.contestant: all_of_it.doubts_of([mine.contestant, one.contestant]) for one in found}
    interim = {one for one, some in doubts.items() if any(doubt.kind is DoubtKind.INTERIM for doubt in some)}
    return withheld(found, {one for one, some in doubts.items() if some}, interim)


def _slices(mine: Entrant, all_of_it: Gathered) -> Iterable[CardSlice]:
    solved = outcomes_by_task(mine.cells)
    for name in SLICED_BY:
        for value, tasks in slice_by(dimension_of(name), all_of_it.tasks.values()).items():
            rate = rate_of(solved, LEVEL, tasks)
            yield CardSlice(dimension=name, part=SliceRate(name=value, rate=rate, few=rate.tasks < FEW))


def _thinking(rows: Sequence[Mapping[str, Any]]) -> ThinkingTokens | None:
    scored = [row for row in rows if row["outcome"] in SCORED]
    known = [row for row in scored if row["reasoning_tokens"] is not None and row["completion_tokens"]]
    if not known:
        return None
    thought = sum(row["reasoning_tokens"] for row in known)
    return ThinkingTokens(
        share=thought / sum(row["completion_tokens"] for row in known), attempts=len(known), of_attempts=len(scored)
    )


def _runs(mine: Entrant, rows: Iterable[Mapping[str, Any]], repetition: Repetition | None) -> Iterable[CardRun]:
    counting = Counter(row["run"] for row in rows if row["outcome"] in SCORED)
    superseded = repetition.superseded if repetition else {}
    for run in dict.fromkeys((*mine.runs, *counting, *superseded)):
        yield CardRun(run=run, counting=counting[run], superseded=superseded.get(run, 0))


def _look_at(rows: Iterable[Mapping[str, Any]], mine: Entrant, all_of_it: Gathered) -> Sequence[NextAttempt]:
    others = [one for one in all_of_it.everybody if not one.reference and one.contestant != mine.contestant]
    first: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        if row["outcome"] in NOT_SOLVED and row["task"] in all_of_it.tasks:
            first.setdefault(row["task"], row)
    found = []
    for task, row in first.items():
        cells = [one.cells[task] for one in others if task in one.cells]
        found.append(
            NextAttempt(
                attempt=row["attempt"],
                task=task,
                outcome=row["outcome"],
                others_solved=sum(cell.solved for cell in cells),
                others_scored=sum(cell.scored for cell in cells),
            )
        )
    return sorted(found, key=lambda one: -one.others_solved / max(1, one.others_scored))[:MOST_TO_LOOK_AT]


def _sentences(
    mine: Entrant,
    row: Row,
    board: Board,
    steadiness: Steadiness | None,
    siblings: Sequence[Sibling],
    doubts: Sequence[Doubt],
) -> Iterable[str]:
    if not row.solved.attempts:
        yield f"{mine.name} has no scored attempt yet"
        return
    if struck := not_to_be_read(doubts):
        yield struck
        return
    claims = [rate_sentence(mine.name, outcomes_by_task(mine.cells), LEVEL)]
    if row.rank is not None and board.ranking is not None:
        ahead, behind = row.rank.best - 1, len(board.ranking.sets) - row.rank.worst
        others = counted(len(board.ranking.sets) - 1, "other model")
        claims.append(
            f"of {others}, {ahead or 'none'} decidedly solve more than {mine.name}, {behind or 'none'} decidedly less"
        )
    if steadiness is not None:
        claims.append(steadiness_sentence(steadiness))
    if siblings and not doubts:
        claims.append(_of_siblings(mine.name, siblings))
    yield from ([so_far(claim, doubts) for claim in claims] if doubts else claims)


def _of_siblings(name: str, siblings: Sequence[Sibling]) -> str:
    """Whom it is told apart from: who was picked after looking is judged by `prony compare`, among all."""
    read = [one for one in siblings if not one.doubted]
    if not read:
        return f"nothing is said of {name} and its siblings, on all of whom a doubt bears"
    more = [one.label for one in read if one.decided and (one.difference or 0.0) > 0.0]
    less = [one.label for one in read if one.decided and (one.difference or 0.0) < 0.0]
    parts = [
        *([f"solves more than {', '.join(more)}"] if more else []),
        *([f"solves less than {', '.join(less)}"] if less else []),
    ]
    rest = len(read) - len(more) - len(less)
    apart = " and ".join(parts)
    if not parts:
        return f"{name} is told apart from none of {counted(len(read), 'sibling')} of its base model (Holm)"
    tail = f"; from {rest} it is not told apart" if rest else ""
    return f"of {counted(len(read), 'sibling')} of its base model, {name} {apart} (Holm){tail}"
