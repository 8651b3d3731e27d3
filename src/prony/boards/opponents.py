"""Who is meant by the names that a comparison is asked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prony.boards.board import Row
from prony.boards.headline import two_best
from prony.errors import JournalError
from prony.plain import homeless


def opponents(rows: Sequence[Row], names: Sequence[str | None]) -> list[Row]:
    """The rows that `names` mean; without any name, the two best models. rows: in the board's order.

    Raises JournalError E654 (no such contestant, several, fewer than two, or one without a scored attempt) and E655
    (one twice).
    """
    given = [name for name in names if name is not None]
    if not given:
        models = [row for row in rows if not row.reference]
        best = two_best([row for row in models if row.complete], [row for row in models if not row.complete])
        if len(best) == 2:
            return best
    if len(given) < 2:
        raise JournalError("E654", "two contestants are needed", hint=f"prony compare A B; here are: {_labels(rows)}")
    chosen = [named(rows, name) for name in given]
    for number, row in enumerate(chosen):
        if row.contestant in {earlier.contestant for earlier in chosen[:number]}:
            twice = " and ".join(name for name, other in zip(given, chosen, strict=True) if other is row)
            raise JournalError("E655", f"{twice} are the same contestant", hint=f"here are: {_labels(rows)}")
    for row in chosen:
        if not row.outcomes.scored:
            raise JournalError("E654", f"{row.label} has no scored attempt there", hint="prony board shows who has")
    return chosen


def named(rows: Sequence[Row], name: str) -> Row:
    """The row that `name` means: by label or id, else by the beginning of one. Raises JournalError E654."""
    fits = [row for row in rows if name in (row.label, row.contestant) or homeless(name) == row.given]
    starts = (row for row in rows if name and any(one.startswith(name) for one in (row.label, row.contestant)))
    fits = fits or list(starts)
    if len(fits) == 1:
        return fits[0]
    what = f"{name} fits {len(fits)} contestants" if fits else f"there is no contestant {name} on this board"
    raise JournalError("E654", what, hint=f"here are: {_labels(fits or rows)}")


def field_of(rows: Sequence[Row], chosen: Sequence[Row]) -> list[str]:
    """Those whom the chosen could have been picked from: the models that have scored attempts (where all chosen ones
    are complete, the complete ones), and the references among the chosen."""
    whole = all(row.complete for row in chosen)
    named_ones = {row.contestant for row in chosen}
    return [
        row.contestant
        for row in rows
        if row.outcomes.scored and (row.contestant in named_ones if row.reference else row.complete or not whole)
    ]


def _labels(rows: Iterable[Row]) -> str:
    return ", ".join(f"{row.label} ({row.contestant[:6]})" for row in rows) or "none"
