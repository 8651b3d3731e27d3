"""Everything that is not solved, by outcome and reason."""

from collections.abc import Mapping

from prony.boards import words
from prony.boards.board import Outcomes
from prony.boards.columns.column import BoardColumn, Scalar


def fields(outcomes: Outcomes) -> Mapping[str, Scalar]:
    """Every count, and the reasons in one field."""
    counts = {name: getattr(outcomes, name) for name in outcomes.__struct_fields__ if name != "reasons"}
    return {**counts, "reasons": " ".join(f"{name}={number}" for name, number in outcomes.reasons.items())}


COLUMN = BoardColumn(
    header="not solved",
    help="counts by outcome: failed, void, faults by class, infra and missing with their reason",
    value=lambda row: row.outcomes,
    text=words.not_solved,
    fields=fields,
    held=True,
    place=130,
    priority=3,
    left=True,
    cap=36,
    page="always",
    page_cell="why",
)
