"""What a gate asks of comparisons and boards, and what their intervals say to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING

from prony.boards.board import Board, Row
from prony.boards.comparison.compare import Compare
from prony.boards.comparison.conclusions import OF_SOLVED
from prony.boards.comparison.gate import Gate, GateClaim, Standing
from prony.boards.validity.validity import bearing_on
from prony.boards.words import interval_of, percent_of
from prony.phrases import PairedGap, beside, percent, points, unsigned
from prony.readable import counted
from prony.stats.claims import margin_evidence, no_worse


def not_worse(compare: Compare, accept: bool = False) -> GateClaim:
    """That A is not worse than B by more than the margin of the comparison: the interval of A - B lies above minus that
    margin, on common tasks and with 0 for what is missing."""
    a, b, margin = compare.versus.a, compare.versus.b, compare.margin
    of = OF_SOLVED if compare.score is not None else ""
    claim = no_worse(a, b, margin.margin, of)
    if compare.doubts:
        return GateClaim(claim=claim, standing=Standing.NOT_JUDGED, why=compare.versus.sentence)
    if margin.a_not_worse == "not_estimable":
        return GateClaim(claim=claim, standing=Standing.NOT_JUDGED, why=compare.versus.sentence)
    standing = {"shown": Standing.HELD, "refuted": Standing.REFUTED}.get(margin.a_not_worse, Standing.NOT_SHOWN)
    versus = compare.versus
    why = margin_evidence(
        PairedGap(versus.difference or 0.0, versus.lo, versus.hi, versus.tasks, compare.level), margin.margin
    )
    if compare.missing is not None:
        why = f"{why}; with 0 for what is missing {_difference(compare)}"
    if standing is Standing.NOT_SHOWN and margin.least_margin is not None:
        least = unsigned(margin.least_margin, ROUND_CEILING)
        why = f"{why}; these show no margin below {least} here: more tasks would, or a larger margin"
    return _claim(claim, standing, why, accept)


def not_under(row: Row, share: float, board: Board | Compare, accept: bool = False) -> GateClaim:
    """That a contestant solves at least this share of tasks like these: the lower end of its interval is not below."""
    claim = f"{row.label} solves at least {percent(share)} of tasks like these"
    doubts = bearing_on(board.doubts, [row.contestant])
    rate = row.solved
    why = f"{percent_of(rate)} % of {counted(rate.tasks, 'task')}, 95 % interval {interval_of(rate)} %"
    if doubts:
        return GateClaim(claim=claim, standing=Standing.NOT_JUDGED, why=doubts[0].sentence)
    if not row.complete:
        why = f"it has scored attempts at {counted(rate.tasks, 'task')} only, which is not all"
        return GateClaim(claim=claim, standing=Standing.NOT_JUDGED, why=why)
    if rate.lo is None or rate.hi is None:
        why = f"{counted(rate.tasks, 'task')} give no interval"
        return GateClaim(claim=claim, standing=Standing.NOT_JUDGED, why=why)
    standing = Standing.HELD if rate.lo >= share else Standing.REFUTED if rate.hi < share else Standing.NOT_SHOWN
    return _claim(claim, standing, why, accept)


def board_gate(boards: Iterable[Board], share: float, accept: bool = False) -> Gate:
    """That every model of these boards solves at least this share."""
    return Gate(
        claims=tuple(
            not_under(row, share, board, accept) for board in boards for row in (*board.models, *board.incomplete)
        )
        or (
            GateClaim(
                claim=f"a model solves at least {percent(share)} of tasks like these",
                standing=Standing.NOT_JUDGED,
                why="no model is on the board",
            ),
        )
    )


def compare_gate(compare: Compare, margin: bool, share: float | None, accept: bool = False) -> Gate:
    """That A is not worse than B by more than the margin (where `margin`), and solves at least this share."""
    claims: Sequence[GateClaim] = [not_worse(compare, accept)] if margin else []
    return Gate(claims=(*claims, *([not_under(compare.a, share, compare, accept)] if share is not None else [])))


def _claim(claim: str, standing: Standing, why: str, accept: bool) -> GateClaim:
    return GateClaim(claim=claim, standing=standing, why=why, accepted=accept and standing is Standing.NOT_SHOWN)


def _difference(compare: Compare) -> str:
    missing = compare.missing
    assert missing is not None
    if missing.lo is None or missing.hi is None:
        return f"{points(missing.difference)} (no interval)"
    return f"{points(missing.difference)} ({beside(missing.lo, missing.hi, -compare.margin.margin, compare.level)})"
