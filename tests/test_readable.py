"""Numbers as people read them, whatever an engine or a foreign record says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony import readable


@pytest.mark.parametrize(("number", "words"), [(0, "0 tasks"), (1, "1 task"), (2, "2 tasks")])
def test_one_of_a_thing_is_no_plural(number, words):
    assert readable.counted(number, "task") == words


@pytest.mark.parametrize("value", [1e300, -1e300, 1e28, 5e-324, 1e-300, 2.0**63])
def test_a_number_beyond_all_digits_is_written_all_the_same(value):
    assert "e" in readable.fixed(value) or float(readable.fixed(value, 1)) == 0


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), None])
def test_what_is_no_finite_number_is_unknown(value):
    assert readable.fixed(value) == readable.UNKNOWN
    assert readable.percent(value) == readable.UNKNOWN


@pytest.mark.parametrize("value", [10**30, -(10**30), 10**5000], ids=["wide", "negative", "endless"])
def test_a_count_beyond_all_digits_is_short(value):
    assert len(readable.count(value)) < 12


def test_usual_numbers_have_thin_spaces_and_are_rounded_half_up():
    assert readable.count(12345) == f"12{readable.THIN_SPACE}345"
    assert readable.fixed(0.25) == "0.3"


@pytest.mark.parametrize(
    ("solved", "tasks", "whole", "table"),
    [
        (0, 200, "0", "0.0"),
        (1, 200, "0.5", "0.5"),
        (1, 2000, "0.05", "0.05"),
        (3, 14, "21", "21.4"),
        (199, 200, "99.5", "99.5"),
        (1999, 2000, "99.95", "99.95"),
        (99_999, 100_000, "99.999", "99.999"),
        (200, 200, "100", "100.0"),
    ],
)
def test_a_share_reads_as_all_or_none_only_where_it_is(solved, tasks, whole, table):
    assert readable.hundredths(solved / tasks, 0) == whole
    assert readable.percent(solved / tasks) == table


def test_bounds_are_rounded_outwards_and_never_to_all_or_none():
    assert readable.interval(0.5204, 0.9937, 0) == "52 to 99.4"
    assert readable.interval(0.0, 0.0331) == "0.0 to 3.4"
    assert readable.interval(0.00042, 0.99991) == "0.04 to 99.991"
    assert readable.interval(0.972, 1.0) == "97.2 to 100.0"


@given(st.floats(-1, 1), st.sampled_from([0, 1, 2]))
def test_a_share_has_one_reading_with_its_sign_turned(share, digits):
    assert float(readable.hundredths(share, digits)) == -float(readable.hundredths(-share, digits))
    assert abs(float(readable.hundredths(share, digits)) - share * 100) <= 0.5 + 1e-9


@given(st.integers(1, 5000), st.integers(0, 5000), st.sampled_from([0, 1]))
def test_no_count_short_of_all_reads_as_all_and_none_but_none_reads_as_none(tasks, solved, digits):
    solved = min(solved, tasks)
    told = float(readable.hundredths(solved / tasks, digits))
    assert (told == 100) == (solved == tasks)
    assert (told == 0) == (solved == 0)
