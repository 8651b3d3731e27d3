"""What a model takes in memory with its context, where `--fit` asks for it."""

from collections.abc import Mapping

from prony.boards.board import MemoryOfModel
from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, Scalar


def fields(found: MemoryOfModel | None) -> Mapping[str, Scalar]:
    """Whether it fits, and its bytes."""
    return {
        "memory_fit": None if found is None else found.state,
        "memory_total_bytes": None if found is None else found.total_bytes,
    }


COLUMN = BoardColumn(
    header="memory",
    help="with `--fit`: weights and context in memory, or why that is not known; `at most` is an upper bound",
    value=lambda row: row.memory,
    text=lambda found: "--" if found is None else found.text,
    fields=fields,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=77,
    priority=3,
    left=True,
    shown=lambda board: board.fit is not None,
)
