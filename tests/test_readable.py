"""Numbers as people read them, whatever an engine or a foreign record says."""

from __future__ import annotations

import pytest

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
