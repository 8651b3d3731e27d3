"""Markdown: tables that can be pasted, in which nothing from outside is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from prony.boards import words
from prony.boards.attempts.line_columns import line_columns
from prony.boards.attempts.lines import Attempts
from prony.boards.board import Board
from prony.boards.columns import columns_on
from prony.boards.columns.column import MARKDOWN
from prony.boards.tabular import Tabular
from prony.boards.view import View
from prony.export.formats.exporter import Exporter
from prony.plain import one_line


class Headed(Protocol):
    """A column of a table: its header, and how it is aligned."""

    @property
    def header(self) -> str:
        """Its header."""

    @property
    def left(self) -> bool:
        """Whether it is aligned to the left."""


def markdown_table(columns: Sequence[Headed], cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table, whatever the cells hold. cells: those of each row, in the columns' order."""
    rule = "|" + "|".join(" --- " if column.left else " ---: " for column in columns) + "|"
    rows = (_piped([escaped(cell) for cell in row]) for row in cells)
    return [_piped([escaped(column.header) for column in columns]), rule, *rows]


def escaped(text: str) -> str:
    """Text that can neither end a Markdown cell nor begin markup, a tag or a link."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = "".join(f"\\{sign}" if sign in "\\|[]`*_" else sign for sign in text)
    return _ADDRESS.sub(lambda found: f"{found[1]}\\{found[2]}", text)


_ADDRESS = re.compile(r"(?i)(https?|ftp|www)(:(?=//)|\.)")
"""What GitHub makes a link of without any markup; a backslash before the sign behind it shows the same text."""


def boards_as_markdown(boards: Sequence[Board]) -> str:
    """Each board as a table with its sentence and footnotes."""
    return "\n\n".join(_board(board) for board in boards)


def attempts_as_markdown(attempts: Attempts) -> str:
    """A table of the attempts."""
    columns = line_columns(attempts.attempts)
    cells = [[column.text(line) for column in columns] for line in attempts.attempts]
    return "\n".join(markdown_table(columns, cells))


def view_as_markdown(view: View, tabular: Tabular) -> str:
    """Title, sentences, tables each under its heading, legend, and footnotes: what the numbers rest on first."""
    head = [f"**{escaped(tabular.title)}**", ""]
    for sentence in tabular.sentences:
        head += [escaped(sentence), ""]
    tables = []
    for table in tabular.tables:
        cells = [[column.cell(line) for column in table.shown] for line in table.lines]
        tables += [f"*{escaped(table.title)}*", ""] if table.title else []
        tables += [*markdown_table(table.shown, cells), ""] if table.lines else ["none", ""]
    legend = [escaped(tabular.legend), ""] if tabular.legend else []
    return "\n".join([*head, *tables, *legend, *(f"- {escaped(note)}" for note in tabular.footnotes)]).rstrip()


def _board(board: Board) -> str:
    """Sentences, a table for each group under its heading, footnotes."""
    columns = columns_on(board, MARKDOWN)
    weighed = [escaped(words.stack_verdict(board)), ""] if board.stack else []
    head = [f"**{escaped(words.title(board))}**", "", *weighed, escaped(words.verdict(board)), ""]
    head += [escaped(words.score_verdict(board)), ""] if board.score_sentence else []
    tables = []
    for heading, rows in words.groups(board):
        if rows or not (heading or board.rows):
            tables += [f"*{escaped(heading)}*", ""] if heading else []
            tables += [*markdown_table(columns, [[column.cell(row) for column in columns] for row in rows]), ""]
    notes = [f"- {escaped(note)}" for note in (words.provenance(board), *words.footnotes(board))]
    return "\n".join([*head, *tables, escaped(words.legend(board)), "", *notes]).rstrip()


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


EXPORTER = Exporter(
    name="md",
    help="Markdown with footnotes, ready to be pasted.",
    boards=boards_as_markdown,
    attempts=attempts_as_markdown,
    view=view_as_markdown,
    place=30,
)
