"""Trade-offs: which models nobody beats on all of share solved, seconds, tokens and size."""

from __future__ import annotations

import math
from collections.abc import Sequence

from prony.boards.board import Row

AXES = ("share solved", "wall p50", "tokens per attempt", "GB")
DIRECTIONS = (1, -1, -1, -1)


def frontier_of(models: Sequence[Row]) -> dict[str, str]:
    """Contestant -> `yes` where no other is at least as good on all axes and better on one, else by whom it is beaten.
    Of estimates: no claim. One with a value that was not captured is absent."""
    if len(models) < 2:
        return {}
    from prony.stats import pareto

    known = [row for row in models if not any(math.isnan(value) for value in _values(row))]
    if len(known) < 2:
        return {}
    places = pareto([_values(row) for row in known], DIRECTIONS)
    return {
        row.contestant: "yes" if not place.dominated_by else f"no: {known[place.dominated_by[0]].label}"
        for row, place in zip(known, places, strict=True)
    }


def _values(row: Row) -> list[float]:
    """The values on `AXES`; NaN for what was not captured."""
    tokens = row.speed.completion_tokens
    each = tokens / row.outcomes.scored if tokens is not None and row.outcomes.scored else None
    told = (row.solved.value, row.speed.wall_p50_s, each, row.size_bytes)
    return [math.nan if value is None else float(value) for value in told]
