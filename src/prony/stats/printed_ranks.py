"""Printed ranks against printed totals: whether any usual way of ranking gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple


class Ranked(NamedTuple):
    """A row with its printed rank, its total as printed, and the least and greatest total that can be behind it."""

    name: str
    rank: int | None
    value: Decimal
    lo: Decimal | None
    hi: Decimal | None


class RankError(NamedTuple):
    """A rank that no total can have. due: the rank of its printed total; ahead: rows surely ahead of it; ties: rows of
    the same printed total, itself among them."""

    row: Ranked
    due: int
    ahead: int
    ties: int


class _Bounds(NamedTuple):
    """The ranks that a row may have by one way of ranking, and the one that its printed total gives."""

    least: int
    most: int
    due: int


def rank_errors(rows: Sequence[Ranked], *, higher_is_better: bool = True) -> list[RankError]:
    """The ranks that contradict the totals: by competition ranks, unless all of them fit as dense ones.

    A table that begins further down, such as a second page, is taken to begin where most of its ranks say.
    """
    signed = rows if higher_is_better else [_negated(row) for row in rows]
    wrong = list(_errors(rows, _competition(signed)))
    return wrong if not wrong or list(_errors(rows, _dense(signed))) else []


def _errors(rows: Sequence[Ranked], bounds: Sequence[_Bounds]) -> Iterator[RankError]:
    printed = [(row, bound) for row, bound in zip(rows, bounds, strict=True) if row.rank is not None]
    begin = _begin([(row.rank or 0, bound) for row, bound in printed])
    values = Counter(row.value for row in rows)
    for row, bound in printed:
        if not bound.least + begin <= (row.rank or 0) <= bound.most + begin:
            yield RankError(row, bound.due + begin, bound.least - 1, values[row.value])


def _begin(ranks: Sequence[tuple[int, _Bounds]]) -> int:
    """By how much the table begins below the first rank: what fits the most rows, and of equals the least."""
    votes = Counter(
        offset for rank, bound in ranks for offset in range(max(0, rank - bound.most), rank - bound.least + 1)
    )
    return min((-count, offset) for offset, count in votes.items())[1] if votes else 0


def _competition(rows: Sequence[Ranked]) -> list[_Bounds]:
    """1, 2, 2, 4: one more than the rows ahead."""
    return _bounds(rows, dense=False)


def _dense(rows: Sequence[Ranked]) -> list[_Bounds]:
    """1, 2, 2, 3: one more than the different totals ahead."""
    return _bounds(rows, dense=True)


def _bounds(rows: Sequence[Ranked], *, dense: bool) -> list[_Bounds]:
    """Ranks by counting who is surely ahead, and who can be. Totals that were rounded may differ from all others."""
    leasts, surely = _counts(rows, lambda row: _ends(row)[0], lambda row: row.value if dense else None)
    mosts, maybe = _counts(rows, lambda row: _ends(row)[1], lambda row: row.value if dense and _is_exact(row) else None)
    values, due = _counts(rows, lambda row: row.value, lambda row: row.value if dense else None)
    found = []
    for row in rows:
        lo, hi = _ends(row)
        itself = 0 if _is_exact(row) else 1
        found.append(
            _Bounds(
                1 + surely[_more_than(hi, leasts)],
                1 + maybe[_more_than(lo, mosts)] - itself,
                1 + due[_more_than(row.value, values)],
            )
        )
    return found


def _counts(
    rows: Sequence[Ranked], by: Callable[[Ranked], Decimal], kind: Callable[[Ranked], Decimal | None]
) -> tuple[list[Decimal], list[int]]:
    """The values of `by`, negated and rising; and how many the first k of them are, those of one kind counted once."""
    ordered = sorted(rows, key=by, reverse=True)
    counts, seen = [0], set[Decimal]()
    for row in ordered:
        one = kind(row)
        counts.append(counts[-1] + (one is None or one not in seen))
        if one is not None:
            seen.add(one)
    return [-by(row) for row in ordered], counts


def _more_than(value: Decimal, negated: list[Decimal]) -> int:
    """How many are greater than `value`."""
    return bisect_left(negated, -value)


def _ends(row: Ranked) -> tuple[Decimal, Decimal]:
    return (
        Decimal("-Infinity") if row.lo is None else row.lo,
        Decimal("Infinity") if row.hi is None else row.hi,
    )


def _is_exact(row: Ranked) -> bool:
    return row.lo is not None and row.lo == row.hi


def _negated(row: Ranked) -> Ranked:
    return row._replace(
        value=-row.value, lo=None if row.hi is None else -row.hi, hi=None if row.lo is None else -row.lo
    )
