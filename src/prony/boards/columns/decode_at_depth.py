"""Tokens a second written behind a prompt: a column for each depth that `prony speed` measured."""

from collections.abc import Mapping

from prony import readable
from prony.boards.board import Board, Row
from prony.boards.columns.column import BoardColumn, Scalar
from prony.boards.swept import SpeedFigure


def columns(board: Board) -> list[BoardColumn]:
    """One for each length of prompt, ascending."""
    lengths = sorted({one.prompt_tokens for row in board.rows if row.swept for one in row.swept.depths})
    return [column(length) for length in lengths]


def column(length: int) -> BoardColumn:
    """That of prompts of so many tokens."""

    def value(row: Row) -> SpeedFigure | None:
        found = row.swept.at(length) if row.swept is not None else None
        return None if found is None else found.decode_tokens_per_s

    def fields(figure: SpeedFigure | None) -> Mapping[str, Scalar]:
        told = (None, None, None) if figure is None else (figure.value, figure.lo, figure.hi)
        ends = ("tokens_per_s", "lo_tokens_per_s", "hi_tokens_per_s")
        return {f"decode_at_{length}_{end}": number for end, number in zip(ends, told, strict=True)}

    return BoardColumn(
        name=f"decode_at_{length}",
        header=f"tok/s @{length}",
        help=f"tokens a second written behind a prompt of {length:,} tokens",
        value=value,
        text=text,
        fields=fields,
        held=True,
        place=COLUMN.place,
        priority=COLUMN.priority,
        page=COLUMN.page,
    )


def text(figure: SpeedFigure | None) -> str:
    """Tokens a second."""
    return "--" if figure is None or figure.value is None else readable.fixed(figure.value)


COLUMN = BoardColumn(
    header="tok/s @512 ...",
    help=(
        "tokens a second written behind a prompt of so many tokens, one stream, on our clock: medians of the newest "
        "`prony speed` of the same file on the same engine and machine ([speed](speed.md)); only where there is one"
    ),
    value=lambda row: row.swept,
    held=True,
    place=145,
    priority=7,
    page="w1",
    shown=lambda board: any(row.swept is not None for row in board.rows),
    spread=columns,
)
