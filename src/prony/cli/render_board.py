"""A board as text for a terminal: the same columns as every face, nothing computed but its words."""

from __future__ import annotations

from prony.boards import words
from prony.boards.board import Board
from prony.boards.columns import columns_on
from prony.boards.columns.column import TERMINAL
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, cut


def text(board: Board, terminal: Terminal) -> str:
    """The board for a terminal, every line within its width."""
    width = max(40, terminal.width)
    columns = _columns(board)
    header, *body = lines(columns, terminal, width)
    out = [
        terminal.paint(cut(words.title(board), width), "bold"),
        *([_folded(words.stack_verdict(board), width)] if board.stack else []),
        _folded(words.verdict(board), width),
        *([_folded(words.score_verdict(board), width)] if board.score_sentence else []),
        "",
        header,
    ]
    for heading, group in words.groups(board):
        taken, body = body[: len(group)], body[len(group) :]
        out += [terminal.paint(cut(f"-- {heading}", width), "dim")] if heading and group else []
        out += taken
    out.append("")
    out += [_folded(f"! {note}", width) for note in words.footnotes(board)]
    if hidden := dropped(columns, width):
        names = ", ".join(clean_line(header) for header in hidden)
        out.append(_folded(f"not shown at this width: {names} (all: --csv, --json, --md)", width))
    out.append(terminal.paint(_folded(words.legend(board), width), "dim"))
    for number, step in enumerate(board.next_steps):
        out.append(_folded(f"{'next' if number == 0 else '    '}  {clean_line(step)}", width, " " * 6))
    return "\n".join(out)


def _columns(board: Board) -> list[Column]:
    """The board's columns with the cells of its rows, in the order of its headings."""
    ids = [clean_line(row.contestant) for row in board.rows]
    return [
        Column(
            column.header,
            [column.cell(row) for row in board.rows],
            column.left,
            column.priority,
            column.cap,
            ids if column.name == "model" else (),
        )
        for column in columns_on(board, TERMINAL)
    ]


def _folded(told: str, width: int, indent: str = "  ") -> str:
    """Prose broken at spaces to `width`."""
    import textwrap

    wrapped = textwrap.wrap(told, width, subsequent_indent=indent, break_on_hyphens=False, drop_whitespace=True)
    return "\n".join(wrapped)
