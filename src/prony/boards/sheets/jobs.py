"""Who is best for which job, by rule and of estimates: over all rounds, ties by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import mean, median

from prony.boards.sheets.round_lines import RoundLine, RoundView
from prony.boards.sheets.time_claims import TimeClaim
from prony.boards.view import View

SERVICES = ("R4", "R4 py")
"""Rounds in which a service is written."""


class JobPick(View, frozen=True, kw_only=True):
    """The best for one job; several where they tie. Of the numbers, the one that decided is given. why: what else must
    be known of it."""

    job: str
    models: tuple[str, ...]
    lines: float | None = None
    wall_s: float | None = None
    share: float | None = None
    rounds: int | None = None
    factor: float | None = None
    where: str = ""
    """The round that it was in, or the rounds."""


def jobs_of(rounds: Sequence[RoundView], claims: Sequence[TimeClaim]) -> tuple[JobPick, ...]:
    """Each job that somebody did."""
    picks = (_least_code(rounds), _first(rounds), _best(rounds), _steady(rounds), _knows_itself(claims))
    return tuple(pick for pick in picks if pick is not None)


def _least_code(rounds: Sequence[RoundView]) -> JobPick | None:
    """The fewest lines of a service that does all that was asked."""
    for one in rounds:
        if one.round in SERVICES:
            done = {line.label: line.lines for line in one.lines if line.full and line.lines is not None}
            if done:
                least = min(done.values())
                return JobPick(
                    job="a service in the least code", models=_with(done, least), lines=least, where=one.round
                )
    return None


def _first(rounds: Sequence[RoundView]) -> JobPick | None:
    """The least seconds in which anything was done whole."""
    done = {
        (line.label, one.round): line.wall_s
        for one in rounds
        for line in one.lines
        if line.full and line.wall_s is not None
    }
    if not done:
        return None
    least = min(done.values())
    best = [at for at, wall_s in done.items() if wall_s == least]
    return JobPick(
        job="something whole the soonest",
        models=tuple(dict.fromkeys(label for label, _ in best)),
        wall_s=least,
        where=", ".join(dict.fromkeys(name for _, name in best)),
    )


def _best(rounds: Sequence[RoundView]) -> JobPick | None:
    """The largest mean share, of those that took part in most rounds."""
    mine = _by_label(rounds)
    most = max(map(len, mine.values()), default=0)
    shares = {
        label: mean(line.share or 0.0 for _, line in lines) for label, lines in mine.items() if len(lines) == most
    }
    if not shares or not most:
        return None
    best = max(shares.values())
    where = ", ".join(one.round for one in rounds if any(line.share is not None for line in one.lines))
    return JobPick(
        job="the most of everything, however long", models=_with(shares, best), share=best, rounds=most, where=where
    )


def _steady(rounds: Sequence[RoundView]) -> JobPick | None:
    """The most rounds done whole, and of equals the least seconds for them."""
    whole = {
        label: [line for _, line in lines if line.full and line.wall_s is not None]
        for label, lines in _by_label(rounds).items()
    }
    most = max(map(len, whole.values()), default=0)
    if not most:
        return None
    walls = {label: sum(line.wall_s or 0.0 for line in lines) for label, lines in whole.items() if len(lines) == most}
    least = min(walls.values())
    return JobPick(job="both whole and soon", models=_with(walls, least), wall_s=least, rounds=most)


def _knows_itself(claims: Sequence[TimeClaim]) -> JobPick | None:
    """The claims of time that are least wrong, in the median."""
    off: dict[str, list[TimeClaim]] = {}
    for one in claims:
        off.setdefault(one.label, []).append(one)
    wrong = {label: median(abs(one.log2) for one in some) for label, some in off.items()}
    if not wrong:
        return None
    least = min(wrong.values())
    return JobPick(job="its own time told", models=_with(wrong, least), factor=2.0**least)


def _by_label(rounds: Iterable[RoundView]) -> dict[str, list[tuple[RoundView, RoundLine]]]:
    found: dict[str, list[tuple[RoundView, RoundLine]]] = {}
    for one in rounds:
        for line in one.lines:
            if line.share is not None:
                found.setdefault(line.label, []).append((one, line))
    return found


def _with(values: dict[str, float], value: float) -> tuple[str, ...]:
    return tuple(label for label, mine in values.items() if abs(mine - value) <= 1e-9 * max(1.0, abs(value)))
