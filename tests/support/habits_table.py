"""Write the table of habits in docs/habits.md anew.

.venv/bin/python tests/support/habits_table.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from habits import GROUPS
from habits.habit import Becomes, Habit

DOC = Path(__file__).parents[2] / "docs" / "habits.md"
BEGIN = "<!-- habits: written by tests/support/habits_table.py -->\n"
END = "<!-- end of habits -->\n"
BAR = "\\|"


def table(groups: Mapping[str, tuple[Habit, ...]]) -> str:
    """Every habit as a line of one table."""
    lines = ["| a server that ... | who does so | becomes | what is shown |", "|---|---|---|---|"]
    for title, habits in groups.items():
        lines.append(f"| **{title}** | | | |")
        lines += [_row(h.does, h.servers, _words(h.becomes), h.shows) for h in habits]
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    """A line of the table; a bar within a cell would end it."""
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _words(becomes: Becomes) -> str:
    if becomes.refused:
        return f"refused before the run (`{becomes.refused}`)"
    words = f"{becomes.outcome}" + (f" (`{becomes.fault}`)" if becomes.fault else "")
    for kind, names in (
        ("shim", becomes.shims),
        ("flag", becomes.flags),
        ("label", becomes.labels),
        ("note", becomes.notes),
    ):
        words += "".join(f", {kind} `{name}`" for name in names)
    return words


def between(document: str) -> str:
    """The part of a document between the marks."""
    return document.partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    document = DOC.read_text()
    head, _, rest = document.partition(BEGIN)
    DOC.write_text(head + BEGIN + table(GROUPS) + END + rest.partition(END)[2])
