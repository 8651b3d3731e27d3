"""The studentized range: equal to the reference implementation, and fast because it integrates by itself."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from prony.errors import EstimateError
from prony.stats.studentized_range import studentized_range_quantile, studentized_range_sf


def test_quantiles_equal_the_reference_values(golden):
    for row in golden["tukey_q95"]:
        assert studentized_range_quantile(0.95, row["m"], row["df"]) == pytest.approx(row["q"], abs=1e-9)


@pytest.mark.parametrize(("m", "df"), [(2, 1), (2, 5), (3, 2), (5, 4), (8, 35), (50, 49)])
def test_upper_tails_equal_scipy(m, df):
    q = np.array([0.5, 2.0, 3.5, 5.0, 9.0])
    assert studentized_range_sf(q, m, df) == pytest.approx(stats.studentized_range.sf(q, m, df), abs=1e-9)


def test_two_means_are_a_t_test():
    t = 2.3
    assert studentized_range_sf(np.array([t * np.sqrt(2.0)]), 2, 17)[0] == pytest.approx(
        2 * stats.t.sf(t, 17), abs=1e-12
    )


@pytest.mark.parametrize(("m", "df"), [(4, 15), (26, 125), (300, 29_900)])
def test_many_tails_at_once_equal_one_at_a_time(m, df, rng):
    q = np.concatenate([[0.0, 60.0], rng.gamma(4.0, 1.5, 300)])
    some = [0, 1, 17, 101, 250]
    single = [studentized_range_sf(q[[i]], m, df)[0] for i in some]
    assert studentized_range_sf(q, m, df)[some] == pytest.approx(single, abs=1e-9)


@pytest.mark.parametrize(("m", "df"), [(1, 5), (3, 0.5), (3, float("inf")), (3, float("nan"))])
def test_impossible_designs_are_refused(m, df):
    with pytest.raises(EstimateError) as caught:
        studentized_range_quantile(0.95, m, df)
    assert caught.value.code == "E804"


def test_a_negative_range_is_refused():
    with pytest.raises(EstimateError):
        studentized_range_sf(np.array([-1.0]), 3, 4)
