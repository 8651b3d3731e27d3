"""Who is picked, by rule and of estimates: for work by agents, where many short answers must come soon."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.sheets.standings import Incomplete, SheetStanding
from prony.boards.view import View

SOON_S = 30.0
"""Mean seconds of a task up to which a model answers soon enough for agents."""
PICKED = "pick"
"""The verdict of the one that is picked."""


class AgenticPick(View, frozen=True, kw_only=True):
    """One model with what counts in work by agents. reliable: tasks with a score, of all."""

    label: str
    contestant: str
    points: float
    wall_s: float | None
    size_gb: float | None
    completed: int
    tasks: int
    stdev: float | None
    even: str
    lines_ratio: float | None
    tier: int
    verdict: str


def agentic_picks(
    standings: Sequence[SheetStanding], others: Sequence[Incomplete], tasks: int
) -> tuple[AgenticPick, ...]:
    """Every model, the most points first: of those whose file is known, that are in the first tier and answer soon,
    the one with the most points for a gigabyte is picked."""
    soon = [one for one in standings if one.local and one.tier == 1 and _soon(one)]
    best = max(soon, key=lambda one: one.per_gb or 0.0, default=None)
    found = [
        AgenticPick(
            label=one.label,
            contestant=one.contestant,
            points=one.points,
            wall_s=one.wall_s,
            size_gb=one.size_gb,
            completed=tasks,
            tasks=tasks,
            stdev=one.stdev,
            even=one.even,
            lines_ratio=one.lines_ratio,
            tier=one.tier,
            verdict=PICKED if one is best else _verdict(one),
        )
        for one in standings
    ]
    return (
        *found,
        *(
            AgenticPick(
                label=one.label,
                contestant=one.contestant,
                points=one.points or 0.0,
                wall_s=one.wall_s,
                size_gb=one.size_gb,
                completed=one.completed,
                tasks=tasks,
                stdev=None,
                even="",
                lines_ratio=None,
                tier=4,
                verdict="unreliable",
            )
            for one in others
        ),
    )


def _soon(one: SheetStanding) -> bool:
    return one.wall_s is not None and one.wall_s <= SOON_S


def _verdict(one: SheetStanding) -> str:
    if not one.local:
        return "no file of it is known here"
    if one.tier == 1:
        return "more memory for its points" if _soon(one) else "too slow for agents"
    return "soon, with fewer points" if _soon(one) else "late, with fewer points"
