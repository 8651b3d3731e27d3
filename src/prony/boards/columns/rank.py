"""The places that a contestant may have among the complete models."""

from collections.abc import Mapping

from prony.boards.columns.column import BoardColumn, Scalar
from prony.boards.ranks import RankSet


def text(rank: RankSet | None) -> str:
    """The rank set, with its letters; nothing for who is not ranked."""
    return "--" if rank is None else rank.text


def fields(rank: RankSet | None) -> Mapping[str, Scalar]:
    """Best and worst place, and letters."""
    if rank is None:
        return {"rank_best": None, "rank_worst": None, "rank_letters": None}
    return {"rank_best": rank.best, "rank_worst": rank.worst, "rank_letters": rank.letters}


COLUMN = BoardColumn(
    header="rank",
    help=(
        "the places it may have among the complete models, 1 + those decidedly ahead to all less those decidedly "
        "behind, with one error rate for the whole board ([rank sets](statistics.md#many-contestants-rank-sets)); "
        "models that share a letter are not told apart. Where models are not two or more, there is none"
    ),
    value=lambda row: row.rank,
    text=text,
    fields=fields,
    held=True,
    place=78,
    priority=2,
    left=True,
    page="always",
    shown=lambda board: board.ranking is not None,
)
