"""Best minus worst of several groups of tasks: the interval accounts for their having been picked."""

from __future__ import annotations

import statistics
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.stats import compare, rate
from prony.stats.spread import spread


def group(name: str, wins: int, tasks: int, repeats: int = 1) -> dict[str, list[float]]:
    return {f"{name}{number}": [float(number < wins)] * repeats for number in range(tasks)}


def wilson(solved: int, n: int, level: float) -> tuple[float, float]:
    z, p = statistics.NormalDist().inv_cdf(0.5 + level / 2), solved / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def test_two_groups_have_newcombes_interval():
    found = spread({"go": group("g", 30, 40), "rust": group("r", 14, 40)})
    (p, p_lo, p_hi), (q, q_lo, q_hi) = (0.75, *wilson(30, 40, 0.95)), (0.35, *wilson(14, 40, 0.95))
    assert (found.best, found.worst, found.value) == ("go", "rust", pytest.approx(0.4))
    assert found.lo == pytest.approx(0.4 - sqrt((p - p_lo) ** 2 + (q_hi - q) ** 2))
    assert found.hi == pytest.approx(0.4 + sqrt((p_hi - p) ** 2 + (q - q_lo) ** 2))
    assert found.ahead == (("go", "rust"),)


def test_each_pair_of_three_has_a_third_of_the_error():
    groups = {"go": group("g", 30, 40), "rust": group("r", 14, 40), "py": group("p", 22, 40)}
    level = 1 - 0.05 / 3
    (p, p_lo), (q, q_hi) = (0.75, wilson(30, 40, level)[0]), (0.35, wilson(14, 40, level)[1])
    found = spread(groups)
    assert found.lo == pytest.approx(0.4 - sqrt((p - p_lo) ** 2 + (q_hi - q) ** 2))
    assert found.pairs == 3


def test_the_same_problems_are_compared_problem_by_problem():
    groups = {"go": group("g", 18, 20), "rust": group("r", 12, 20)}
    problems = {task: task[1:] for some in groups.values() for task in some}
    found = spread(groups, problems=problems)
    paired = compare({t[1:]: s for t, s in groups["go"].items()}, {t[1:]: s for t, s in groups["rust"].items()})
    assert found.paired == found.pairs == 1
    assert (found.lo, found.hi) == (paired.difference.lo, paired.difference.hi)
    assert spread(groups).paired == 0


def test_tasks_of_other_problems_are_no_pairs():
    groups = {"go": group("g", 18, 20), "rust": group("r", 12, 20)}
    problems = {task: task[1:] if task[0] == "g" else task for some in groups.values() for task in some}
    assert spread(groups, problems=problems) == spread(groups)


def test_groups_of_fewer_than_six_tasks_are_in_no_spread():
    found = spread({"go": group("g", 6, 6), "rust": group("r", 0, 5)})
    assert (found.state, found.value, found.left_out) == ("too_few_tasks", None, ("rust",))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(6, 12)), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_a_spread_lies_in_its_interval_and_no_order_of_groups_moves_it(sizes):
    groups = {f"l{at}": group(f"l{at}-", min(wins, tasks), tasks) for at, (wins, tasks) in enumerate(sizes)}
    found, turned = spread(groups), spread(dict(reversed(groups.items())))
    assert found.lo is not None
    assert found.hi is not None
    assert 0.0 <= found.lo <= found.value <= found.hi <= 1.0
    assert (found.lo, found.hi, found.value) == pytest.approx((turned.lo, turned.hi, turned.value))
    assert set(found.ahead) == set(turned.ahead)
    rates = {name: rate(list(some), [one[0] for one in some.values()]).value for name, some in groups.items()}
    assert all(rates[one] > rates[other] for one, other in found.ahead)


def test_repeats_that_agree_narrow_nothing():
    once = spread({"go": group("g", 30, 40), "rust": group("r", 14, 40)})
    often = spread({"go": group("g", 30, 40, repeats=5), "rust": group("r", 14, 40, repeats=5)})
    assert often.hi - often.lo >= once.hi - once.lo - 1e-9
