"""Kendall's tau against an independent implementation, and its interval against simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from prony.errors import EstimateError
from prony.stats import kendall
from prony.stats.estimate import State

VALUES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=5, max_size=14)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_tau_is_that_of_an_independent_implementation(pairs):
    x, y = zip(*pairs, strict=True)
    found, theirs = kendall(list(x), list(y)), kendalltau(x, y)
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert (found.tau, found.state) == (None, State.ALL_EQUAL)
        return
    assert found.tau == pytest.approx(theirs.statistic)
    assert found.lo <= found.tau <= found.hi
    if not found.exact:
        assert found.p == pytest.approx(kendalltau(x, y, method="asymptotic").pvalue)


def test_p_of_few_values_counts_all_orders():
    x, y = [1.0, 2.0, 3.0, 4.0, 5.0], [1.0, 3.0, 2.0, 4.0, 5.0]
    found = kendall(x, y)
    assert found.exact
    assert found.p == pytest.approx(kendalltau(x, y, method="exact").pvalue)
    assert (found.concordant, found.discordant) == (9, 1)


def test_turning_one_side_round_turns_tau_and_its_interval():
    x, y = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [2.0, 1.0, 4.0, 3.0, 6.0, 5.0]
    found, turned = kendall(x, y), kendall(x, [-value for value in y])
    assert turned.tau == pytest.approx(-found.tau)
    assert (turned.lo, turned.hi) == (pytest.approx(-found.hi), pytest.approx(-found.lo))
    assert turned.p == pytest.approx(found.p)


def test_nothing_is_said_below_five_values():
    found = kendall([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0])
    assert (found.tau, found.p, found.state) == (None, None, State.TOO_FEW_TASKS)
    with pytest.raises(EstimateError):
        kendall([1.0, 2.0], [1.0])


@pytest.mark.parametrize(("n", "rho"), [(6, 0.5), (10, 0.0), (12, 0.8), (30, 0.9)])
def test_the_interval_holds_the_true_tau(n, rho):
    rng = np.random.default_rng(n)
    true, held = 2.0 / np.pi * np.arcsin(rho), 0
    for _ in range(400):
        x = rng.normal(size=n)
        found = kendall(x, rho * x + np.sqrt(1.0 - rho**2) * rng.normal(size=n))
        held += found.lo <= true <= found.hi
    assert held >= 0.92 * 400
