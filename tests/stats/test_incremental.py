"""Claims of what a further correct answer costs: Fieller's interval holds the truth, where it has ends."""

from __future__ import annotations

import numpy as np
import pytest

from prony.stats.estimate import State
from prony.stats.incremental import cost_of_further_correct


def side(costs, scores):
    return {str(n): [cost] for n, cost in enumerate(costs)}, {str(n): [score] for n, score in enumerate(scores)}


def test_it_is_the_difference_of_costs_over_that_of_answers():
    found = cost_of_further_correct(side([3.0] * 10, [1.0] * 9 + [0.0]), side([1.0] * 10, [1.0] * 4 + [0.0] * 6))
    assert found.value == pytest.approx(2.0 / 0.5)
    assert found.lo < found.value < found.hi


def test_the_sides_are_alike():
    rng = np.random.default_rng(5)
    a = side(rng.uniform(2, 4, 30), (rng.random(30) < 0.9).astype(float))
    b = side(rng.uniform(1, 2, 30), (rng.random(30) < 0.3).astype(float))
    one, other = cost_of_further_correct(a, b), cost_of_further_correct(b, a)
    assert (one.value, one.lo, one.hi) == pytest.approx((other.value, other.lo, other.hi))


def test_where_nothing_tells_the_two_apart_there_is_no_interval():
    found = cost_of_further_correct(side([3.0] * 8, [1.0, 0.0] * 4), side([1.0] * 8, [0.0] + [1.0, 0.0] * 3 + [0.0]))
    assert (found.lo, found.hi, found.state) == (None, None, State.NOTHING_SOLVED)


@pytest.mark.parametrize(("tasks", "state"), [(0, State.NO_COMMON_TASKS), (1, State.ONE_TASK)])
def test_too_little_is_no_estimate(tasks, state):
    assert cost_of_further_correct(side([3.0] * tasks, [1.0] * tasks), side([1.0], [0.0])).state is state


def test_the_interval_holds_the_truth():
    rng = np.random.default_rng(7)
    held = bounded = 0
    for _ in range(400):
        gain = rng.random(40)
        a = side(rng.gamma(4, 1.0, 40), (rng.random(40) < 0.5 + gain / 2).astype(float))
        b = side(rng.gamma(2, 1.0, 40), (rng.random(40) < gain / 2).astype(float))
        found = cost_of_further_correct(a, b)
        if found.lo is not None:
            bounded += 1
            held += found.lo <= 2.0 / 0.5 <= found.hi
    assert bounded > 380
    assert 0.92 <= held / bounded <= 0.98
