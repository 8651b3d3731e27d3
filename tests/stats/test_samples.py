"""Scores as arrays and as lists: estimators say the same of both, to the last digit."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.stats import compare, cost_per_correct, cost_ratio, drift, rank_sets, rate
from prony.stats.cost import Spending, cost_per_correct_of, cost_ratio_of
from prony.stats.grid import grid
from prony.stats.rates import rate_of_tasks
from prony.stats.samples import Samples, samples_of

score = st.one_of(st.sampled_from([0.0, 1.0]), st.integers(0, 60).map(lambda points: points / 60))
scores = st.dictionaries(
    st.sampled_from([f"t{n}" for n in range(12)]),
    st.one_of(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=5), st.lists(score, min_size=1, max_size=5)),
    min_size=1,
)


def pairs_of(mapping):
    return [task for task, some in mapping.items() for _ in some], [one for some in mapping.values() for one in some]


@settings(deadline=None)
@given(scores)
def test_they_are_the_lists_that_they_were_made_of(lists):
    found = samples_of(lists)
    assert dict(found) == lists
    assert found == samples_of(dict(reversed(lists.items())))


@settings(deadline=None)
@given(scores)
def test_a_rate_is_the_same(lists):
    for target in ("population", "pack"):
        assert rate_of_tasks(samples_of(lists).tasks(), target=target) == rate(*pairs_of(lists), target=target)


@settings(deadline=None)
@given(scores, st.sets(st.sampled_from([f"t{n}" for n in range(12)]), min_size=1))
def test_so_is_that_of_some_tasks(lists, some):
    kept = {task: values for task, values in lists.items() if task in some}
    found = samples_of(lists)
    if kept:
        assert rate_of_tasks(found.tasks(found.among(some))) == rate(*pairs_of(kept))


@settings(deadline=None, max_examples=50)
@given(scores, scores)
def test_a_comparison_is_the_same(a, b):
    known = compare(a, b)
    assert compare(samples_of(a), samples_of(b)) == known
    assert compare(samples_of(a), b) == known


@settings(deadline=None, max_examples=25)
@given(scores, scores)
def test_a_drift_is_the_same(a, b):
    assert drift(samples_of(a), samples_of(b)) == drift(a, b)


@settings(deadline=None, max_examples=25)
@given(st.lists(scores, min_size=2, max_size=5))
def test_a_ranking_is_the_same(some):
    lists = {f"c{n}": one for n, one in enumerate(some)}
    arrays = {name: samples_of(one) for name, one in lists.items()}
    assert rank_sets(arrays) == rank_sets(lists)
    assert np.array_equal(grid(arrays).squares, grid(lists).squares)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6)), min_size=1, max_size=9))
def test_counts_of_solved_attempts_are_as_good_as_the_attempts(counts):
    lists = {f"t{n}": [1.0] * min(ones, k) + [0.0] * (k - min(ones, k)) for n, (k, ones) in enumerate(counts)}
    ids = tuple(sorted(lists))
    found = Samples.of_counts(
        ids, np.array([len(lists[task]) for task in ids]), np.array([int(sum(lists[task])) for task in ids])
    )
    assert found == samples_of(lists)
    assert rate_of_tasks(found.tasks(), target="pack") == rate(*pairs_of(lists), target="pack")


def spending(lists, costs):
    made = samples_of(lists)
    sums = np.array([sum_of(costs[task][: len(lists[task])]) for task in made.ids])
    return made, sums, Spending.of(made.ids, sums, made.total, made.count)


def sum_of(values):
    total = 0.0
    for value in values:
        total += value
    return total


costs = st.fixed_dictionaries({f"t{n}": st.lists(st.floats(0.1, 100.0), min_size=5, max_size=5) for n in range(12)})


@settings(deadline=None)
@given(scores, scores, costs)
def test_costs_are_the_same(a, b, each):
    rows = [
        (*pairs_of(lists), [cost for task, some in lists.items() for cost in each[task][: len(some)]])
        for lists in (a, b)
    ]
    made, sums, mine = spending(a, each)
    _, _, its = spending(b, each)
    assert cost_per_correct_of(sums, made) == cost_per_correct(rows[0][0], rows[0][2], rows[0][1])
    known = cost_ratio(*((ids, spent, got) for ids, got, spent in rows))
    assert cost_ratio_of(mine, its) == known
