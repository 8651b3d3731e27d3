"""Friedman's test: whether contestants differ at all."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from prony.stats import friedman
from prony.stats.estimate import State
from prony.stats.grid import grid_of_means


def test_the_published_boards_contestants_differ(published):
    found = friedman(grid_of_means(np.array([row["scores"] for row in published["rows"]], dtype=float)))
    assert found.chi2 == pytest.approx(published["statistics"]["friedman"]["chi2"], abs=1e-9)
    assert found.p == pytest.approx(published["statistics"]["friedman"]["p"], rel=1e-9)


@pytest.mark.parametrize("decimals", [0, 1, 6])
def test_it_equals_scipy_with_and_without_ties(decimals, rng):
    means = np.round(rng.normal(0, 1, (5, 9)), decimals)
    theirs = stats.friedmanchisquare(*means)
    found = friedman(grid_of_means(means))
    assert (found.chi2, found.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)


@pytest.mark.parametrize(
    ("means", "state"),
    [
        ([[1.0, 0.0]], State.ONE_CONTESTANT),
        ([[1.0], [0.0]], State.ONE_TASK),
        ([[1.0, 0.0], [1.0, np.nan]], State.INCOMPLETE),
        ([[1.0, 0.0], [1.0, 0.0]], State.ALL_EQUAL),
    ],
)
def test_what_cannot_be_tested_has_no_p(means, state):
    found = friedman(grid_of_means(np.array(means)))
    assert (found.state, found.p, found.chi2) == (state, None, None)
