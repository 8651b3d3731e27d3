"""What a badge says of a contestant: a rate with its interval, its rank set, and what it is of; never a rank alone.

A badge is read without its board, so that one is only had where the board may be read: a doubt that bears on the
contestant refuses it, and there is no option that has it all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from prony.boards import words
from prony.boards.board import Board, Rate, Row
from prony.boards.comparison.opponents import Opponent, named
from prony.boards.head import SuiteView
from prony.errors import UsageError
from prony.plain import clean_line
from prony.readable import UNKNOWN, counted, hundredths, interval, percent

EVEN = Decimal("0.1")
"""Points by which the two sides of an interval may differ that is written with ±."""


class Badge(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.badge/1"):
    """A badge: its parts from left to right, and the same as a sentence for whoever does not see it."""

    contestant: str
    label: str
    parts: tuple[str, ...]
    text: str
    solved: Rate
    rank_best: int | None = None
    rank_worst: int | None = None
    """Both None where no other complete model is on the board."""
    models: int
    """Complete models of the board."""


def badge(board: Board, name: str) -> Badge:
    """The badge of the model that `name` means: a label, an id, or a beginning of one.

    Raises JournalError E654 (no such contestant, or several), UsageError E161 where its numbers may not be read as a
    result, and why: a doubt, too little that is scored, a reference, no interval.
    """
    row = _row(board, name)
    _refuse(board, row)
    solved, rank = row.solved, row.rank
    share = f"{value_text(solved)} %"
    places = f"rank {_places(rank.best, rank.worst)}" if rank is not None else "1 model, no rank"
    quantization = (row.quantization or UNKNOWN).partition(" (")[0]
    suite = f"{board.suite}@{board.suite_version}"
    of = f" of {counted(len(board.models), 'model')}" if rank is not None else ""
    text = (
        f"{row.label}: {percent(solved.value)} % of {counted(board.tasks, 'task')} of {board.suite} "
        f"{board.suite_version} solved, {percent(board.level, 0)} % interval {interval(solved.lo, solved.hi)} %, "
        f"{places}{of}, {quantization}, measured by Prony {(row.last_at or '')[:10]}"
    )
    head = {name: getattr(board, name) for name in SuiteView.__struct_fields__}
    return Badge(
        **head,
        contestant=row.contestant,
        label=clean_line(row.label),
        parts=tuple(clean_line(part) for part in (suite, share, places, quantization)),
        text=clean_line(text),
        solved=solved,
        rank_best=rank.best if rank is not None else None,
        rank_worst=rank.worst if rank is not None else None,
        models=len(board.models),
    )


def value_text(rate: Rate) -> str:
    """A rate with its interval in percent: `76.9 ±2.8` where both sides are alike, else `76.9 (61.0 to 88.3)`.

    Either is as wide as the interval or wider: rounding goes outwards.
    """
    assert rate.value is not None
    assert rate.lo is not None
    assert rate.hi is not None
    value = Decimal(percent(rate.value))
    below = value - Decimal(hundredths(rate.lo, rounding=ROUND_FLOOR))
    above = Decimal(hundredths(rate.hi, rounding=ROUND_CEILING)) - value
    if abs(above - below) <= EVEN:
        return f"{value} ±{max(above, below)}"
    return f"{value} ({interval(rate.lo, rate.hi)})"


def _places(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}-{worst}"


def _row(board: Board, name: str) -> Row:
    candidates = [
        Opponent(row.contestant, row.label, row.given, row.reference, row.complete, bool(row.solved.attempts))
        for row in board.rows
    ]
    meant = named(candidates, name)
    return next(row for row in board.rows if row.contestant == meant.contestant)


def _refuse(board: Board, row: Row) -> None:
    """See that what the badge would say may be read."""
    doubts = [doubt for doubt in board.doubts if not doubt.contestants or row.contestant in doubt.contestants]
    others = board.doubts if row.rank is None and len(board.models) > 1 else ()
    reason, step = "", "prony board says what to do next"
    if row.reference:
        reason, step = "it is a reference: a contestant of known score, no model", "name a model"
    elif not row.solved.attempts:
        reason, step = "it has no scored attempt", "prony run measures it"
    elif doubts or others:
        first = (*doubts, *others)[0]
        reason, step = first.sentence, first.next_step or step
    elif not row.complete:
        reason, step = "too little of it is scored", _first(board.next_steps) or step
    elif row.solved.value is None or row.solved.lo is None or row.solved.hi is None:
        reason, step = f"its rate has no interval ({row.solved.state})", "measure more tasks"
    elif row.rank is None and len(board.models) > 1:
        reason = "nothing could be told of its rank"
    if reason:
        what = f"there is no badge of {clean_line(row.label)}: it may not be read as a result"
        raise UsageError("E161", what, where=words.title(board), cause=clean_line(reason), hint=clean_line(step))


def _first(steps: Sequence[str]) -> str:
    return steps[0] if steps else ""
