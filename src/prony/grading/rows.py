"""When the rows of a database are those that were expected. Pure.

Numbers are compared by value, whatever type holds them; what is not whole may differ by a part in 10^12, unless a task
says its own tolerance. A date may be written as a text, and a midnight without its time. Everything else is equal when
it is of one kind and equal. With `types`, the families of the columns' types count, too.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from prony.databases import Moment, ResultTable, Value
from prony.grading.compare import matched
from prony.nouns import Noun
from prony.suites.cases import Tolerance

NEAR = Tolerance(rel=1e-12)
"""How far numbers may be off that are not whole, where a task says nothing: sums in another order differ so."""

DEEPEST = 50
MOST_MATCHED = 400
"""Rows that are matched one by one within a tolerance, where no order is asked for; more are sorted first."""

Row = Sequence[Value]


class RowRules(Noun, frozen=True, kw_only=True):
    """How two tables are compared."""

    order: str | tuple[str, ...] = "any"
    names: bool = False
    types: bool = False
    tolerance: Tolerance = NEAR


def difference(expected: ResultTable, got: ResultTable, rules: RowRules) -> str:
    """What is wrong with `got`, in words that tell nothing of what was expected; empty where nothing is."""
    if len(expected.columns) != len(got.columns):
        return f"{_count(len(got.columns), 'column')} came back, which is not their number"
    if rules.names and _names(expected) != _names(got):
        return "the columns have other names"
    if rules.types and any(a.kind != b.kind for a, b in zip(expected.columns, got.columns, strict=True) if a.kind):
        return "the columns have other types"
    if len(expected.rows) != len(got.rows):
        return f"{_count(len(got.rows), 'row')} came back, which is not their number"
    same = _sameness(rules)
    if rules.order == "exact":
        if all(map(same, expected.rows, got.rows)):
            return ""
        other = "the right rows in another order"
        return other if _same_rows(expected.rows, got.rows, same) else "other rows came back"
    if not _same_rows(expected.rows, got.rows, same):
        return "other rows came back"
    if isinstance(rules.order, str):
        return ""
    keys = [_names(expected).index(name.lower()) for name in rules.order if name.lower() in _names(expected)]
    sorted_by = all(
        _equal(mine[key], theirs[key], rules)
        for mine, theirs in zip(expected.rows, got.rows, strict=True)
        for key in keys
    )
    return "" if sorted_by else "the right rows in another order"


def _names(table: ResultTable) -> list[str]:
    return [column.name.lower() for column in table.columns]


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _sameness(rules: RowRules) -> Callable[[Row, Row], bool]:
    return lambda mine, theirs: all(_equal(a, b, rules) for a, b in zip(mine, theirs, strict=True))


def _same_rows(expected: Sequence[Row], got: Sequence[Row], same: Callable[[Row, Row], bool]) -> bool:
    """Whether two lists hold the same rows in any order."""
    mine = Counter(map(_row_key, expected))
    theirs = Counter(map(_row_key, got))
    left = [row for row in expected if not _taken(theirs, _row_key(row))]
    others = [row for row in got if not _taken(mine, _row_key(row))]
    if len(left) > MOST_MATCHED:
        return all(map(same, sorted(left, key=_sort_key), sorted(others, key=_sort_key)))
    return len(left) == len(others) and matched([[same(a, b) for b in others] for a in left])


def _taken(counter: Counter[Any], key: Any) -> bool:
    """Take one of `key` out of a counter; whether there was one."""
    if counter[key] <= 0:
        return False
    counter[key] -= 1
    return True


def _row_key(row: Row) -> tuple[Any, ...]:
    return tuple(map(_key, row))


def _key(value: Value) -> Any:
    """A stand-in that is hashable: equal for values that are equal without any tolerance."""
    if isinstance(value, bool) or value is None:
        return (type(value).__name__, value)
    if isinstance(value, int | Decimal):
        return ("number", value)
    if isinstance(value, float):
        return ("float", str(value))
    if isinstance(value, list | dict):
        return ("json", json.dumps(value, default=str, sort_keys=True))
    return (type(value).__name__, value)


def _sort_key(row: Row) -> tuple[Any, ...]:
    return tuple((_family(value), _order_of(value)) for value in row)


def _order_of(value: Value) -> Any:
    if isinstance(value, bool) or value is None:
        return 0 if value is None else int(value)
    if isinstance(value, int | Decimal | float):
        return float(value) if value == value else -math.inf
    return _canonical(value) if isinstance(value, Moment | str) else str(_key(value))


def _family(value: Value) -> int:
    if isinstance(value, bool) or value is None:
        return 0 if value is None else 1
    if isinstance(value, int | Decimal | float):
        return 2
    return 3 if isinstance(value, str | Moment) else 4


def _equal(expected: Value, got: Value, rules: RowRules, depth: int = 0) -> bool:
    if depth > DEEPEST:
        return False
    if expected is None or got is None or isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, int | Decimal | float) and isinstance(got, int | Decimal | float):
        return _numbers(expected, got, rules.tolerance)
    if isinstance(expected, Moment) or isinstance(got, Moment):
        if not isinstance(expected, Moment | str) or not isinstance(got, Moment | str):
            return False
        return _canonical(expected) == _canonical(got)
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(
            _equal(a, b, rules, depth + 1) for a, b in zip(expected, got, strict=True)
        )
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(_equal(expected[key], got[key], rules, depth + 1) for key in got)
    if isinstance(expected, list | dict) and isinstance(got, str):  # a database without a type for it
        return _equal(expected, _parsed(got), rules, depth + 1)
    return type(expected) is type(got) and expected == got


def _numbers(expected: int | float | Decimal, got: int | float | Decimal, tolerance: Tolerance) -> bool:
    if expected == got or (expected != expected and got != got):
        return True
    if isinstance(expected, float) or isinstance(got, float):  # infinities and nan alone are floats
        return False
    if tolerance is NEAR and _is_whole(expected) and _is_whole(got):
        return False
    if max(Decimal(expected).adjusted(), Decimal(got).adjusted()) > 300:
        return False
    off = abs(float(Decimal(expected) - Decimal(got)))
    return off <= max(tolerance.abs, tolerance.rel * abs(float(expected)))


def _is_whole(value: int | float | Decimal) -> bool:
    return isinstance(value, int)


def _canonical(value: Moment | str) -> str:
    """A date or a time as it is compared: in one way of writing it."""
    text = value.text if isinstance(value, Moment) else value
    if len(text) > 10 and text[10] == "T":
        text = f"{text[:10]} {text[11:]}"
    text = text.removesuffix("Z").removesuffix("+00:00").removesuffix("+00")
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return text.removesuffix(" 00:00:00")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
