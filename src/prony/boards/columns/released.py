"""A model on tasks released before its cut-off, and after."""

from prony.boards.board import Board, FreshSplit, Rate
from prony.boards.columns.column import BoardColumn, Scalar
from prony.boards.words import NOTHING
from prony.readable import interval, percent


def side(rate: Rate) -> str:
    """A rate with its interval and the number of tasks; of a problem's languages, of problems."""
    return f"{percent(rate.value)} [{interval(rate.lo, rate.hi)}] /{rate.evidence}" if rate.attempts else NOTHING


def text(found: FreshSplit | None) -> str:
    """Before, then after."""
    return NOTHING if found is None else f"{side(found.before)}; {side(found.after)}"


def fields(found: FreshSplit | None) -> dict[str, Scalar]:
    """The cut-off, and both rates."""
    told: dict[str, Scalar] = {"cutoff": found.cutoff if found else None}
    for name in ("before_cutoff", "after_cutoff"):
        rate = getattr(found, name.partition("_")[0]) if found else Rate(value=None, tasks=0, attempts=0)
        told |= rate.fields(name)
    return told


def shown(board: Board) -> bool:
    """Where some model has tasks on both sides; where all are on one, a note says so."""
    return any(row.fresh and row.fresh.before.tasks and row.fresh.after.tasks for row in board.rows)


COLUMN = BoardColumn(
    header="released before; after",
    help=(
        "percent solved of tasks released by the last day of its training data, as stated, and of later ones, with "
        "intervals / tasks; in tables only where a cut-off lies between tasks. Other tasks may be harder: no effect of "
        "having seen them ([freshness](boards.md#freshness))"
    ),
    value=lambda row: row.fresh,
    text=text,
    fields=fields,
    held=True,
    place=119,
    priority=6,
    cap=60,
    page="w1",
    shown=shown,
)
