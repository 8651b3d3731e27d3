"""The bootstrap is seeded, stated, and refused where it does not hold."""

import numpy as np
import pytest

from prony.errors import EstimateError
from prony.stats import State
from prony.stats.resampling import bootstrap


def test_it_equals_scipys_bca_within_resampling_noise(rng):
    from scipy import stats

    values = rng.exponential(size=50)
    told = bootstrap(50, lambda i: float(np.median(values[i]) + values[i].mean()), draws=6000)
    expected = stats.bootstrap(
        (values,), lambda v, axis: np.median(v, axis=axis) + v.mean(axis=axis), n_resamples=6000, rng=1
    ).confidence_interval
    width = expected.high - expected.low
    assert (told.lo, told.hi) == pytest.approx((expected.low, expected.high), abs=0.06 * width)


def test_the_method_names_draws_and_seed_and_repeats_exactly(rng):
    values = rng.random(30)
    told = bootstrap(30, lambda i: values[i].mean(), draws=500, seed=11)
    assert told.method == "BCa bootstrap over tasks, 500 draws, seed 11"
    assert told == bootstrap(30, lambda i: values[i].mean(), draws=500, seed=11)


def test_below_twenty_tasks_there_is_a_value_and_no_interval(rng):
    values = rng.random(19)
    told = bootstrap(19, lambda i: values[i].mean())
    assert (told.value, told.lo, told.state) == (pytest.approx(values.mean()), None, State.TOO_FEW_TASKS)


def test_a_statistic_that_never_varies_has_no_interval():
    assert bootstrap(25, lambda i: 1.0, draws=100).state is State.ALL_EQUAL


def test_a_statistic_that_some_resamples_lack_is_an_error(rng):
    values = np.array([1.0] + [0.0] * 24)
    with pytest.raises(EstimateError) as caught:
        bootstrap(25, lambda i: float(1.0 / values[i].sum()) if values[i].sum() else float("nan"))
    assert caught.value.code == "E802"
