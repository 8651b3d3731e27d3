"""Claims of the median over tasks: its interval holds for every distribution, and is none below twenty tasks."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats.estimate import State
from prony.stats.medians import median_over_tasks


@pytest.mark.parametrize("n", [20, 21, 35, 100, 301])
def test_the_interval_holds_the_median_with_its_chance_and_is_no_wider_than_it_must_be(n):
    """With values 0 .. n-1 the bounds tell the ranks; the chance is that of order statistics, by exact summation."""
    found = median_over_tasks([float(value) for value in range(n)])
    rank = round(found.lo) + 1
    assert round(found.hi) == n - rank

    def covered(r: int) -> float:
        return 1.0 - 2.0 * sum(comb(n, k) for k in range(r)) / 2.0**n

    assert covered(rank) >= 0.95
    assert covered(rank + 1) < 0.95


def test_fewer_than_twenty_tasks_have_a_value_and_no_interval():
    found = median_over_tasks([1.0] * 19)
    assert (found.value, found.lo, found.state) == (1.0, None, State.TOO_FEW_TASKS)


@given(st.lists(st.floats(0.0, 1e6), min_size=20, max_size=60))
def test_the_order_of_tasks_and_another_unit_change_nothing(values):
    found, turned = median_over_tasks(values), median_over_tasks(values[::-1])
    assert found == turned
    doubled = median_over_tasks([2.0 * value for value in values])
    assert (doubled.lo, doubled.hi) == (2.0 * found.lo, 2.0 * found.hi)
    assert found.lo <= found.value <= found.hi


@pytest.mark.parametrize("values", [[], [float("nan")] * 20])
def test_what_is_no_number_is_an_error(values):
    with pytest.raises(EstimateError):
        median_over_tasks(values)
