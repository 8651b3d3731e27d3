"""Several contestants, each against each, as text for a terminal."""

from __future__ import annotations

from prony.boards import words
from prony.boards.comparison.pairwise import Pairwise
from prony.boards.words import as_sentence
from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, clean_line, cut, folded
from prony.readable import counted


def text(found: Pairwise, terminal: Terminal) -> str:
    """One block: what follows, and the table of differences, every line within the terminal's width."""
    width = max(40, terminal.width)
    where = f"run {found.run}" if found.run else "all runs"
    suite = f"{found.suite} {found.suite_version}@{found.suite_digest[:8]}"
    title = f"{counted(len(found.rows), 'contestant')} · {suite} · {where}"
    names = [row.label for row in found.rows]
    out = [terminal.paint(cut(clean_line(title), width), "bold")]
    for told in found.sentences:
        out += folded(as_sentence(told, names), width)
    out += ["", *lines(_columns(found), terminal, width), ""]
    out += folded(
        f"row - column in points of tasks solved; * decided among {counted(found.field, 'contestant')} "
        f"({found.method}), {counted(found.tasks, 'task')}",
        width,
    )
    for doubt in found.doubts:
        out += folded(f"! {doubt.sentence}", width)
    return "\n".join(out)


def _columns(found: Pairwise) -> list[Column]:
    letters = [chr(ord("A") + number) for number, _ in enumerate(found.rows)]
    ids = [row.contestant for row in found.rows]
    names = [f"{letter} {clean_line(row.label)}" for letter, row in zip(letters, found.rows, strict=True)]
    return [
        Column("contestant", names, left=True, cap=36, ids=ids),
        Column("%", [words.percent_of(row.solved) for row in found.rows]),
        Column("rank", [found.sets[one].text if one in found.sets else words.NOTHING for one in ids]),
        *(
            Column(letter, [_cell(found, row, column) for row in ids])
            for letter, column in zip(letters, ids, strict=True)
        ),
    ]


def _cell(found: Pairwise, row: str, column: str) -> str:
    pair = found.pair(row, column)
    if pair is None or pair.difference is None:
        return "" if row == column else words.NOTHING
    difference = pair.difference if pair.ahead == row else -pair.difference
    return f"{words.points(difference).partition(' ')[0]}{' *' if pair.decided else '  '}"
