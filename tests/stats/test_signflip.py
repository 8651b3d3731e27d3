"""The sign-flip test: McNemar's mid-p on binary outcomes, exact wherever it can be."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats.signflip import FLIPS, sign_flip, sign_flips


def brute(differences):
    """Mid-p over all sign patterns, from the definition."""
    sizes, total = np.abs(differences), abs(sum(differences))
    sums = [
        abs(sum(s * d for s, d in zip(signs, sizes, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(sizes))
    ]
    above, at = np.mean([s > total + 1e-9 for s in sums]), np.mean([abs(s - total) <= 1e-9 for s in sums])
    return 1.0 if total < 1e-9 else above + at / 2


def test_binary_outcomes_give_the_golden_mid_p_of_mcnemar(golden):
    for case in golden["mcnemar"]:
        differences = np.array([1.0] * case["b"] + [-1.0] * case["c"] + [0.0] * 9)
        told = sign_flip(differences, unit=1)
        assert told.exact
        assert told.p == pytest.approx(case["mid_p"], abs=1e-12)


def test_points_of_a_published_board_give_the_golden_mid_p(golden):
    for case in golden["signflip"]:
        for unit in (20, 0):
            assert sign_flip(np.array(case["diff"]) / 20, unit=unit).p == pytest.approx(case["mid_p"], abs=1e-12)


def test_mcnemar_exact_of_statsmodels_is_mid_p_plus_half_the_observed_point():
    from scipy import stats
    from statsmodels.stats.contingency_tables import mcnemar

    for b, c in ((7, 1), (12, 5), (30, 14)):
        exact = mcnemar([[0, b], [c, 0]], exact=True).pvalue
        mid = sign_flip(np.array([1.0] * b + [-1.0] * c), unit=1).p
        assert exact - mid == pytest.approx(stats.binom.pmf(b, b + c, 0.5), abs=1e-12)


def test_the_permutation_test_of_scipy_agrees():
    from scipy import stats

    differences = np.array([0.4, 0.2, -0.2, 0.6, 0.2, 0.1, -0.1, 0.5])
    scipy = stats.permutation_test(
        (differences,), np.sum, permutation_type="samples", vectorized=False, n_resamples=np.inf
    )
    sums = scipy.null_distribution
    total = differences.sum()
    above, at = np.mean(np.abs(sums) > total + 1e-9), np.mean(np.abs(np.abs(sums) - total) <= 1e-9)
    assert sign_flip(differences).p == pytest.approx(above + at / 2, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=9))
def test_convolution_and_enumeration_both_equal_the_definition(whole):
    differences = np.array(whole) / 5
    expected = brute(differences)
    assert sign_flip(differences, unit=5).p == pytest.approx(expected, abs=1e-12)
    assert sign_flip(differences).p == pytest.approx(expected, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=2, max_size=60), st.randoms(use_true_random=False))
def test_order_and_swap_do_not_matter(whole, random):
    differences = np.array(whole) / 4
    told = sign_flip(differences, unit=4)
    assert sign_flip(-differences, unit=4).p == told.p
    assert sign_flip(np.array(random.sample(whole, len(whole))) / 4, unit=4).p == pytest.approx(told.p, abs=1e-12)


def test_many_uneven_differences_are_flipped_from_a_seed(rng):
    differences = rng.normal(0.1, 1.0, 60)
    told = sign_flip(differences, seed=3)
    assert (told.exact, told.flips, told.seed) == (False, FLIPS, 3)
    assert sign_flip(differences, seed=3) == told
    assert sign_flip(rng.permutation(differences), seed=3).p == pytest.approx(told.p, abs=1e-12)
    assert sign_flip(np.round(differences, 2), unit=100).p == pytest.approx(told.p, abs=0.02)


def test_flips_never_claim_less_than_they_can_see():
    assert sign_flip(np.linspace(1.0, 2.0, 40)).p == pytest.approx(1 / (FLIPS + 1))


def test_no_difference_at_all_is_p_of_one():
    assert (told := sign_flip(np.zeros(8), unit=1)).p == told.floor == 1.0


def test_a_difference_that_is_not_a_number_is_refused():
    with pytest.raises(EstimateError, match="not a number"):
        sign_flip(np.array([0.1, np.nan]))


@given(
    st.lists(st.lists(st.integers(-6, 6), min_size=1, max_size=40), min_size=1, max_size=5),
    st.sampled_from([0, 6]),
)
@settings(deadline=None, max_examples=40)
def test_many_tested_at_once_come_out_as_each_alone(many, unit):
    """Exactly, where sign patterns are counted; within what 10,000 flips tell, where they are drawn."""
    differences = [np.array(values) / 6 for values in many]
    for told, alone in zip(
        sign_flips(differences, unit=unit), [sign_flip(one, unit=unit) for one in differences], strict=True
    ):
        assert (told.n, told.exact, told.floor, told.flips) == (alone.n, alone.exact, alone.floor, alone.flips)
        assert told.p == pytest.approx(alone.p, abs=1e-12 if told.exact else 0.04)
