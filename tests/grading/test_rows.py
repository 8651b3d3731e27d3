"""When the rows of a database are those that were expected."""

from __future__ import annotations

from decimal import Decimal

import pytest

from prony.databases import Moment, ResultTable, SqlColumn, Value
from prony.grading.rows import RowRules, difference
from prony.suites.cases import Tolerance


def table(*rows: tuple[Value, ...], names: str = "", kinds: str = "") -> ResultTable:
    width = len(rows[0]) if rows else len(names.split())
    words, families = names.split() or [""] * width, kinds.split() or [""] * width
    columns = tuple(SqlColumn(name=name, kind=kind) for name, kind in zip(words, families, strict=True))
    return ResultTable(columns=columns, rows=rows)


def same(expected: Value, got: Value, **rules: object) -> bool:
    return difference(table((expected,)), table((got,)), RowRules(**rules)) == ""  # type: ignore[arg-type]


DAY = Moment(kind="date", text="2024-02-29")


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (None, None),
        (3, Decimal("3.00")),
        (Decimal("0.1"), Decimal("0.1000000000000001")),
        (float("inf"), float("inf")),
        (float("nan"), float("nan")),
        ("2024-02-29", DAY),
        (DAY, Moment(kind="timestamp", text="2024-02-29 00:00:00")),
        ("2024-02-29T10:00:00Z", Moment(kind="timestamp", text="2024-02-29 10:00:00+00")),
        ([1, None, "a"], [Decimal("1.0"), None, "a"]),
        ({"a": [1]}, {"a": [Decimal(1)]}),
        ({"a": 1}, '{"a": 1.0}'),
        (b"\x00", b"\x00"),
    ],
)
def test_values_that_are_equal(expected: Value, got: Value) -> None:
    assert same(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (None, ""),
        (None, 0),
        (1, True),
        (False, 0),
        (1, "1"),
        (1, None),
        (12345678901234567, 12345678901234568),
        (Decimal("10.01"), Decimal("10.02")),
        (Decimal("1234567890.12"), Decimal("1234567890.13")),
        (float("inf"), 1),
        ("a", "A"),
        ("a", "a "),
        ("2024-02-28", DAY),
        ([1, 2], [2, 1]),
        ([1], 1),
        ({"a": 1}, {"a": 1, "b": None}),
        ({"a": 1}, "{"),
        (b"a", "a"),
        (1, 10**400),
        (Decimal(1), Decimal("1e400")),
    ],
)
def test_values_that_differ(expected: Value, got: Value) -> None:
    assert not same(expected, got)
    assert not same(got, expected)


def test_a_tolerance_of_the_task_stands_above_the_usual() -> None:
    assert same(Decimal("1.00"), Decimal("1.01"), tolerance=Tolerance(abs=0.01))
    assert same(100, 101, tolerance=Tolerance(rel=0.01))
    assert not same(Decimal("0.1"), Decimal("0.1000000000000001"), tolerance=Tolerance())


def test_rows_are_a_multiset_unless_an_order_is_asked_for() -> None:
    one, other = table((1, "a"), (1, "a"), (2, None)), table((2, None), (1, "a"), (1, "a"))
    assert difference(one, other, RowRules()) == ""
    assert difference(one, other, RowRules(order="exact")) == "the right rows in another order"
    assert difference(one, table((1, "a"), (2, None), (2, None)), RowRules()) == "other rows came back"
    assert difference(one, table((1, "a"), (2, None)), RowRules()) == "2 rows came back, which is not their number"


def test_ties_may_come_in_any_order_and_keys_may_not() -> None:
    expected = table((3, "a"), (3, "b"), (1, "c"), names="points name")
    rules = RowRules(order=("points",))
    assert difference(expected, table((3, "b"), (3, "a"), (1, "c"), names="points name"), rules) == ""
    assert difference(expected, table((3, "a"), (1, "c"), (3, "b"), names="points name"), rules) != ""
    assert difference(expected, table((3, "b"), (3, "b"), (1, "c"), names="points name"), rules) != ""


def test_names_and_types_count_where_they_are_asked_for() -> None:
    expected, got = table((1,), names="Total", kinds="number"), table((1,), names="total", kinds="text")
    assert difference(expected, got, RowRules(names=True)) == ""
    assert difference(expected, table((1,), names="sum"), RowRules(names=True)) == "the columns have other names"
    assert difference(expected, table((1,), names="sum"), RowRules()) == ""
    assert difference(expected, got, RowRules(types=True)) == "the columns have other types"


def test_rows_within_a_tolerance_are_matched_in_any_number() -> None:
    for count in (3, 1000):
        expected = table(*((Decimal(number), "x") for number in range(count)))
        got = table(*((number + Decimal("0.001"), "x") for number in reversed(range(count))))
        assert difference(expected, got, RowRules(tolerance=Tolerance(abs=0.01))) == ""
        assert difference(expected, got, RowRules()) == "other rows came back"


def test_what_is_said_of_a_difference_holds_nothing_of_what_was_expected() -> None:
    words = difference(table(("secret", 4711)), table(("mine", 1)), RowRules())
    assert words == "other rows came back"
