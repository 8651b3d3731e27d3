"""The difference between a model's best and worst language."""

from prony.boards.board import Row
from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn
from prony.boards.words import language
from prony.readable import fixed


def spread(row: Row) -> tuple[str, str, float] | None:
    """The best and the worst language of those with enough tasks, and how many shares lie between."""
    known = [(one.rate.value, one.language) for one in row.languages if not one.few and one.rate.value is not None]
    if len(known) < 2:
        return None
    best, worst = max(known), min(known)
    return best[1], worst[1], best[0] - worst[0]


def text(found: tuple[str, str, float] | None) -> str:
    """Points, and between which languages."""
    return "--" if found is None else f"{fixed(100 * found[2])} ({language(found[0])} - {language(found[1])})"


COLUMN = BoardColumn(
    header="spread",
    help=(
        "points between its best and its worst language of those with 20 tasks or more; picked as the extremes, so "
        "larger than what further tasks would show, and no claim"
    ),
    value=spread,
    text=text,
    fields=lambda found: {"language_spread_share": None if found is None else found[2]},
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=118,
    priority=17,
    shown=lambda board: any(spread(row) for row in board.rows),
)
