"""Who is meant by the names that a comparison is asked with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from prony.boards.entrants import Entrant
from prony.boards.estimates import columns_of
from prony.boards.head import LEVEL
from prony.boards.headline import two_best
from prony.boards.leaderboard import order
from prony.boards.rows import Slicing, is_complete, outcomes_of, row_of
from prony.errors import JournalError
from prony.plain import homeless


class Opponent(NamedTuple):
    """Somebody who may be compared. given: its label as its run has it."""

    contestant: str
    label: str
    given: str
    reference: bool
    complete: bool
    scored: bool


def candidates_of(everybody: Iterable[Entrant], tasks: Collection[str]) -> list[Opponent]:
    """Everybody on the board of these tasks."""
    return [
        Opponent(
            contestant=one.contestant,
            label=one.name,
            given=homeless(one.label),
            reference=one.reference,
            complete=is_complete(one, tasks, outcomes_of(one)),
            scored=any(columns_of(one.cells).scored),
        )
        for one in everybody
    ]


def best_two(everybody: Iterable[Entrant], tasks: Collection[str], sliced: Slicing) -> list[str]:
    """The two models that the board's own sentence is about, the better one first; fewer where there are not two."""
    rows = sorted((row_of(one, tasks, sliced, LEVEL) for one in everybody if not one.reference), key=order)
    best = two_best([row for row in rows if row.complete], [row for row in rows if not row.complete])
    return [row.contestant for row in best]


def opponents(candidates: Sequence[Opponent], names: Sequence[str]) -> list[Opponent]:
    """The candidates that `names` mean.

    Raises JournalError E654 (no such contestant, several, fewer than two, or one without a scored attempt) and E655
    (one twice).
    """
    if len(names) < 2:
        scored = [one for one in candidates if one.scored]
        without = [one.label for one in candidates if not one.scored]
        told = f"; {', '.join(without)} {'has' if len(without) == 1 else 'have'} no scored attempt" if without else ""
        hint = f"prony compare A B; here {'is' if len(scored) == 1 else 'are'}: {_labels(scored)}"
        raise JournalError("E654", f"two contestants are needed{told}", hint=hint)
    chosen = [named(candidates, name) for name in names]
    for number, one in enumerate(chosen):
        if one in chosen[:number]:
            twice = " and ".join(name for name, other in zip(names, chosen, strict=True) if other is one)
            raise JournalError("E655", f"{twice} are the same contestant", hint=f"here are: {_labels(candidates)}")
    for one in chosen:
        if not one.scored:
            raise JournalError("E654", f"{one.label} has no scored attempt there", hint="prony board shows who has")
    return chosen


def named(candidates: Sequence[Opponent], name: str) -> Opponent:
    """The candidate that `name` means: by label or id, else by the beginning of one. Raises JournalError E654."""
    fits = [row for row in candidates if name in (row.label, row.contestant) or homeless(name) == row.given]
    starts = (row for row in candidates if name and any(one.startswith(name) for one in (row.label, row.contestant)))
    fits = fits or list(starts)
    if len(fits) == 1:
        return fits[0]
    what = f"{name} fits {len(fits)} contestants" if fits else f"there is no contestant {name} on this board"
    raise JournalError("E654", what, hint=f"here are: {_labels(fits or candidates)}")


def field_of(candidates: Sequence[Opponent], chosen: Sequence[Opponent]) -> list[str]:
    """Those whom the chosen could have been picked from: the models that have scored attempts (where all chosen ones
    are complete, the complete ones), and the references among the chosen."""
    whole = all(one.complete for one in chosen)
    return [
        one.contestant
        for one in candidates
        if one.scored and (one in chosen if one.reference else one.complete or not whole)
    ]


def _labels(rows: Iterable[Opponent]) -> str:
    return ", ".join(f"{row.label} ({row.contestant[:6]})" for row in rows) or "none"
