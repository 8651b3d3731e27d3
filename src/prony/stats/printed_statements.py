"""Statements about a published table: ratios, relative changes, differences, numbers in its text, superlatives.

A statement is held against the printed numbers that it is made of. What unrounded numbers could give, though the
printed ones do not, is no contradiction: it is told as `rounding`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import product

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.printed import Printed, read_printed
from prony.stats.table_lint import Finding, plain


class StatementKind(StrEnum):
    """What a statement says of the numbers that it is made of."""

    RATIO = "ratio"
    """The first divided by the second: `2.6x`."""
    CHANGE = "change"
    """From the first to the second, in percent of the first: `-82.5%`."""
    DIFFERENCE = "difference"
    """The first less the second: `+17`."""
    SAME = "same"
    """The number itself, as the text has it."""


class Statement(Noun, frozen=True, kw_only=True):
    """A printed number that is made of other printed ones. row: whose it is. printed: as it stands. of: the numbers
    that it is made of, as they stand, in the order of its kind; `10-15` is a range, of which any value may be meant.
    times: what the ratio is multiplied by, such as 60 for `per minute` of seconds."""

    row: str
    kind: StatementKind
    printed: str
    of: tuple[str, ...]
    times: float = 1.0


class StatementFinding(Finding, frozen=True, kw_only=True):
    """A statement that the printed numbers do not give. rounding: unrounded ones could give it."""

    rounding: bool = False


def check(statement: Statement, mark: str = ".") -> StatementFinding | None:
    """What contradicts a statement, or None where nothing does or where a number of it cannot be read.

    mark: what stands before decimals. Raises E801 where a statement has not as many numbers as its kind takes.
    """
    wanted = 1 if statement.kind is StatementKind.SAME else 2
    if len(statement.of) != wanted:
        raise EstimateError("E801", f"a statement of kind {statement.kind} is made of {wanted} printed numbers")
    printed = read_printed(statement.printed, mark)
    numbers = [_range(text, mark) for text in statement.of]
    if printed is None or any(not found for found in numbers):
        return None
    as_printed = list(_values(statement, [[number.value for number in found] for found in numbers]))
    behind = list(_values(statement, [_ends(found) for found in numbers]))
    if not as_printed or not behind:
        return None
    if printed.may_be(min(as_printed), max(as_printed)):
        return None
    computed = plain(min(as_printed, key=lambda value: abs(value - printed.value)))
    return StatementFinding(
        rule=statement.kind.value,
        row=statement.row,
        printed=statement.printed,
        computed=computed,
        why=_OF[statement.kind].join(statement.of),
        rounding=printed.may_be(min(behind), max(behind)),
    )


def superlative(values: dict[str, float], name: str, *, highest: bool = True, only: bool = True) -> Finding | None:
    """What contradicts that `name` has the highest (or lowest) value, and `only` it; None where it is true.

    values: every row's, incomplete ones too. Ties are told by name. Raises E801 (unknown name), E802 (NaN), E803.
    """
    if not values:
        raise EstimateError("E803", "a superlative over no values")
    if name not in values:
        raise EstimateError("E801", f"no row is called {name!r}")
    if any(value != value for value in values.values()):
        raise EstimateError("E802", "a value is not a number")
    best = max(values.values()) if highest else min(values.values())
    holders = tuple(row for row, value in values.items() if value == best)
    if name not in holders:
        return Finding(
            rule="superlative", row=name, printed=f"{values[name]:g}", computed=f"{best:g}", why=", ".join(holders)
        )
    if only and len(holders) > 1:
        return Finding(
            rule="superlative", row=name, printed="1", computed=str(len(holders)), why=f"tied: {', '.join(holders)}"
        )
    return None


_OF = {
    StatementKind.RATIO: " / ",
    StatementKind.CHANGE: " -> ",
    StatementKind.DIFFERENCE: " - ",
    StatementKind.SAME: "",
}


def _ratio(statement: Statement, first: Decimal, second: Decimal) -> Decimal | None:
    return None if second == 0 else first / second * Decimal(repr(statement.times))


def _change(statement: Statement, first: Decimal, second: Decimal) -> Decimal | None:
    return None if first == 0 else (second - first) / abs(first) * 100


def _difference(statement: Statement, first: Decimal, second: Decimal) -> Decimal | None:
    return first - second


def _same(statement: Statement, first: Decimal) -> Decimal | None:
    return first


_COMPUTED: dict[StatementKind, Callable[..., Decimal | None]] = {
    StatementKind.RATIO: _ratio,
    StatementKind.CHANGE: _change,
    StatementKind.DIFFERENCE: _difference,
    StatementKind.SAME: _same,
}


def _values(statement: Statement, numbers: list[list[Decimal]]) -> Iterator[Decimal]:
    """What a statement can come to: at every corner of the ranges that its numbers have."""
    for corner in product(*numbers):
        if (value := _COMPUTED[statement.kind](statement, *corner)) is not None:
            yield value


def _range(text: str, mark: str) -> list[Printed]:
    """The one number that `text` prints, or the two ends of its range; empty where it prints neither."""
    number = read_printed(text, mark)
    if number is not None:
        return [number]
    ends = text.replace("\u2013", "-").replace("\u2014", "-").split("-")
    both = [read_printed(end, mark) for end in ends] if len(ends) == 2 else []
    return [end for end in both if end is not None] if both and None not in both else []


def _ends(numbers: list[Printed]) -> list[Decimal]:
    """The least and greatest value behind a number or a range; a number without a bound has its printed value there."""
    return [
        min(number.value if number.lo is None else number.lo for number in numbers),
        max(number.value if number.hi is None else number.hi for number in numbers),
    ]
