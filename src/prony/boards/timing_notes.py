"""Whether the times of contestants can be read side by side: not where one took its prompts from a cache."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.amount import Amount
from prony.boards.board import Row
from prony.boards.spending import ONE_COST
from prony.readable import UNKNOWN, counted, percent

TINY = 1e-9
ALIKE = 0.1
"""The difference of two cached shares up to which first tokens are read as alike."""
EMBEDDED = "embedded"
MOST = 4
"""Contestants that a note names."""


def timing_notes(rows: Sequence[Row]) -> list[str]:
    """Why first token and wall of these contestants are not to be compared; nothing where they may be."""
    timed = [row for row in rows if not row.reference and row.speed.wall_p50_s is not None]
    notes = []
    if _cached_otherwise(timed):
        shares = sorted(timed, key=lambda row: -(row.speed.cached_share or 0.0))
        told = "; ".join(f"{row.label} {_share(row)}" for row in _ends(shares))
        notes.append(f"wall and first token do not compare: of prompt tokens, the engine's cache gave {told}")
    if len({_is_embedded(row) for row in timed}) > 1:
        own = ", ".join(row.label for row in timed if _is_embedded(row))
        notes.append(
            f"wall and first token do not compare: {own} ran in Prony's own engine, the others behind a server, which "
            "has its own queue and keeps its cache from task to task"
        )
    machines = sorted({row.machine for row in timed if row.machine})
    if len(machines) > 1:
        told = "; ".join(f"{row.label}: {row.machine}" for row in _ends(timed) if row.machine)
        notes.append(f"times do not compare: they were measured on {len(machines)} machines ({told})")
    return notes


SPENT = {"wall_per_solved_s": "seconds", "completion_tokens_per_solved": "tokens"}
"""Amounts of a row, and what they are of."""


def flat_cost_notes(rows: Sequence[Row]) -> list[str]:
    """Of whom an attempt took the same at every task, so that nothing tells how what it takes varies."""
    told: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        flat = [what for name, what in SPENT.items() if _is_flat(row.amounts.get(name))]
        if flat and not row.reference:
            tasks = row.amounts["wall_per_solved_s"].tasks
            told.setdefault((" and ".join(flat), tasks), []).append(row.label)
    return [
        f"{', '.join(names)}: an attempt took the same {flat} at each of {counted(tasks, 'task')}, so nothing tells "
        "how they vary; intervals of cost are of solving alone"
        for (flat, tasks), names in told.items()
    ]


def _is_flat(amount: Amount | None) -> bool:
    """Whether its interval has no width on one side, for want of costs that differ."""
    if amount is None or amount.state != ONE_COST or amount.value is None:
        return False
    return any(bound is not None and abs(bound - amount.value) < TINY for bound in (amount.lo, amount.hi))


def _cached_otherwise(rows: Sequence[Row]) -> bool:
    known = [row.speed.cached_share for row in rows if row.speed.cached_share is not None]
    if not known:
        return False
    return max(known) - min(known) > ALIKE or (len(known) < len(rows) and max(known) > ALIKE)


def _ends(rows: Sequence[Row]) -> Sequence[Row]:
    """The first and last of many."""
    return rows if len(rows) <= MOST else (*rows[: MOST // 2], *rows[-MOST // 2 :])


def _share(row: Row) -> str:
    share = row.speed.cached_share
    return UNKNOWN if share is None else f"{percent(share, 0)} %"


def _is_embedded(row: Row) -> bool:
    return (row.engine or "").partition(" ")[0] == EMBEDDED
