"""Whether nobody beats a model on all of share solved, seconds, tokens and size."""

from prony.boards.columns.column import BoardColumn

COLUMN = BoardColumn(
    header="Pareto",
    help=(
        "`yes` where no other complete model is at least as good in share solved, wall p50, completion tokens for each "
        "attempt and GB, and better in one (records name one that is). Of estimates, no claim; not told where times "
        "do not compare ([frontier](statistics.md#pareto-frontier))"
    ),
    value=lambda row: row.pareto,
    text=lambda told: (told or "--").partition(":")[0],
    held=True,
    place=172,
    priority=20,
    left=True,
    page="w1",
    shown=lambda board: any(row.pareto for row in board.rows),
)
