"""Cost per correct answer: all spend counts, nothing is divided by zero, and the ratio of two is paired by task."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import State
from prony.stats.cost import break_even, cost_per_correct, cost_ratio, decision_cost


def attempts(cost, correct, k):
    """`k` attempts a task that share its cost evenly, `correct` of them right."""
    ids, costs, scores = [], [], []
    for i, (spent, right) in enumerate(zip(cost, correct, strict=True)):
        for j in range(k):
            ids.append(f"t{i}")
            costs.append(spent / k)
            scores.append(float(j < right))
    return ids, costs, scores


def test_cost_per_correct_equals_the_golden_values(golden):
    for case in golden["cost_per_correct_logdelta95"]:
        told = cost_per_correct(*attempts(case["cost"], case["correct"], 5 if max(case["correct"]) > 1 else 1))
        assert told.per_correct.value == pytest.approx(case["per_correct"], rel=1e-12)
        assert told.per_correct.se == pytest.approx(case["se"], rel=1e-9)
        assert (told.per_correct.lo, told.per_correct.hi) == pytest.approx(tuple(case["ci"]), rel=1e-9)


def test_failed_attempts_cost_too_and_infrastructure_is_told_apart():
    told = cost_per_correct(["a", "a", "b", "b"], [1.0, 3.0, 2.0, 2.0], [1, 0, 1, 0], infrastructure=7.0)
    assert told.per_correct.value == 4.0
    assert (told.total, told.correct, told.infrastructure) == (8.0, 2.0, 7.0)


def test_nothing_solved_has_no_cost_per_correct_but_a_lower_bound():
    told = cost_per_correct([str(i) for i in range(10)], [1.0] * 10, [0.0] * 10)
    assert (told.per_correct.value, told.per_correct.state) == (None, State.NOTHING_SOLVED)
    assert told.at_least == pytest.approx(10 / (0.27753 * 10), rel=1e-3)


def test_one_task_has_a_cost_and_no_interval():
    told = cost_per_correct(["a", "a"], [1.0, 2.0], [1, 1]).per_correct
    assert (told.value, told.lo, told.state) == (1.5, None, State.ONE_TASK)


def test_equal_costs_and_no_failure_still_leave_the_unseen_failures():
    told = cost_per_correct([str(i) for i in range(10)], [2.0] * 10, [1.0] * 10).per_correct
    assert told.value == 2.0
    assert told.hi > 2.5
    assert told.lo == pytest.approx(2.0)


def test_grouped_tasks_widen_the_interval():
    ids, costs, scores = attempts([1, 1, 1, 1, 9, 9, 9, 9], [2, 2, 2, 2, 1, 1, 1, 1], 2)
    alone = cost_per_correct(ids, costs, scores).per_correct
    grouped = cost_per_correct(ids, costs, scores, groups={f"t{i}": i // 2 for i in range(8)}).per_correct
    assert grouped.hi / grouped.lo > alone.hi / alone.lo


def test_a_ratio_is_paired_so_that_shared_difficulty_cancels():
    cost = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0]
    a = attempts([2 * c for c in cost], [1, 1, 1, 1, 1, 1, 0], 1)
    b = attempts(cost, [1, 1, 1, 1, 1, 1, 0], 1)
    told = cost_ratio(a, b)
    assert told.value == pytest.approx(2.0)
    assert told.state is State.ALL_EQUAL, "nothing is left that varies"
    c = attempts([2.02 * cost[0], *(2 * c for c in cost[1:])], [1, 1, 1, 1, 1, 1, 0], 1)
    told = cost_ratio(c, b)
    assert (told.lo, told.hi) == pytest.approx((2.0, 2.0), rel=1e-3)


def test_a_ratio_of_contestants_without_a_common_task_is_not_estimable():
    assert cost_ratio((["a"], [1.0], [1.0]), (["b"], [1.0], [1.0])).state is State.NO_COMMON_TASKS
    assert cost_ratio((["a"], [1.0], [0.0]), (["a"], [1.0], [1.0])).state is State.NOTHING_SOLVED
    told = cost_ratio((["a", "x"], [1.0, 9.0], [1.0, 0.0]), (["a"], [2.0], [1.0]))
    assert (told.value, told.state, told.flags) == (0.5, State.ONE_TASK, ("only_a:1",))


def test_the_price_of_failure_decides_between_cheap_and_good():
    told = break_even(0.1, 0.5, 1.0, 1.0)
    assert (told.cheaper_below, told.cheaper_above) == ("a", "b")
    assert told.failure_cost == pytest.approx(0.8)
    assert decision_cost(0.1, 0.5, told.failure_cost) == pytest.approx(decision_cost(1.0, 1.0, told.failure_cost))


def test_one_tenth_of_the_price_at_half_the_rate_is_a_fifth_only_while_failing_is_free():
    assert decision_cost(0.1, 0.4, 0.0) / decision_cost(1.0, 0.8, 0.0) == pytest.approx(0.2)
    assert decision_cost(0.1, 0.4, 5.0) > decision_cost(1.0, 0.8, 5.0)


def test_a_contestant_that_is_cheaper_and_better_has_no_break_even():
    told = break_even(1.0, 0.5, 0.5, 0.9)
    assert (told.failure_cost, told.cheaper_below, told.cheaper_above) == (None, "b", "b")
    same = break_even(1.0, 0.5, 1.0, 0.5)
    assert (same.failure_cost, same.cheaper_below) == (None, "equal")
    assert break_even(1.0, 0.0, 1.0, 0.5) is None
    assert decision_cost(1.0, 0.0, 1.0) is None


@pytest.mark.parametrize(
    ("costs", "scores", "code"),
    [
        ([-1.0, 1.0], [1, 1], "E804"),
        ([1.0], [1, 1], "E801"),
        ([math.nan, 1.0], [1, 1], "E802"),
        ([1, 1], [2, 1], "E804"),
    ],
)
def test_bad_input_is_an_error_with_its_code(costs, scores, code):
    with pytest.raises(EstimateError) as caught:
        cost_per_correct(["a", "b"], costs, scores)
    assert caught.value.code == code


spending = st.lists(
    st.tuples(st.integers(0, 8), st.floats(0.01, 100.0), st.sampled_from([0.0, 1.0])), min_size=2, max_size=40
)


@settings(max_examples=100, deadline=None)
@given(spending, st.floats(0.01, 1000.0))
def test_the_unit_of_cost_does_not_matter(rows, factor):
    ids, costs, scores = ([row[i] for row in rows] for i in range(3))
    told = cost_per_correct([str(i) for i in ids], costs, scores).per_correct
    scaled = cost_per_correct([str(i) for i in ids], [c * factor for c in costs], scores).per_correct
    assert scaled.state is told.state
    if told.estimated:
        assert (scaled.lo, scaled.value, scaled.hi) == pytest.approx(
            (told.lo * factor, told.value * factor, told.hi * factor), rel=1e-9
        )
        assert told.lo <= told.value <= told.hi


@settings(max_examples=100, deadline=None)
@given(spending, spending)
def test_swapping_a_and_b_inverts_the_ratio(a, b):
    first, second = (([str(r[0]) for r in rows], [r[1] for r in rows], [r[2] for r in rows]) for rows in (a, b))
    ab, ba = cost_ratio(first, second), cost_ratio(second, first)
    if ab.estimated:
        assert (ab.value, ab.lo, ab.hi) == pytest.approx((1 / ba.value, 1 / ba.hi, 1 / ba.lo), rel=1e-9)


def test_one_ratio_on_every_task_has_no_interval_of_no_width():
    """Both are right on the same tasks, and one costs twice as much on each: nothing tells how the ratio varies."""
    ids, right = [f"t{i}" for i in range(20)], [1.0, 1.0, 0.0, 1.0] * 5
    told = cost_ratio((ids, [2.0] * 20, right), (ids, [1.0] * 20, right))
    assert (told.value, told.lo, told.hi, told.state) == (2.0, None, None, State.ALL_EQUAL)


def test_where_nothing_was_spent_a_solve_costs_nothing_and_has_no_interval():
    told = cost_per_correct(["a", "b", "c"], [0.0] * 3, [1.0, 0.0, 1.0]).per_correct
    assert (told.value, told.lo, told.hi, told.state) == (0.0, None, None, State.ALL_EQUAL)
