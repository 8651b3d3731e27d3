"""The interval, drawn with the characters of a terminal."""

from prony.boards.board import Rate
from prony.boards.columns.column import TERMINAL, BoardColumn

WIDTH = 21


def draw(rate: Rate) -> str:
    """The interval on a line from 0 to 100, the estimate as a dot."""
    if rate.value is None:
        return ""
    cells = [" "] * WIDTH
    if rate.lo is not None and rate.hi is not None:
        for place in range(_place(rate.lo), _place(rate.hi) + 1):
            cells[place] = "─"
    cells[_place(rate.value)] = "●"
    return "".join(cells).rstrip()


def _place(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * (WIDTH - 1))


COLUMN = BoardColumn(
    header="0" + "50".center(WIDTH - 4) + "100",
    help="the interval from 0 to 100 %, the estimate as a dot",
    value=lambda row: row.solved,
    text=draw,
    held=True,
    faces=frozenset({TERMINAL}),
    place=88,
    priority=7,
    left=True,
)
