"""Self-reports against measurement: bias alone says nothing without skill and tracking."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import State
from prony.stats.calibration import calibrate, check_claims
from prony.stats.correlation import spearman

DATA = Path(__file__).parent.parent / "data" / "stats"


@pytest.fixture(scope="module")
def rounds():
    return json.loads((DATA / "published_five_rounds.json").read_text())


def test_six_published_claims_have_the_golden_error_and_skill(rounds):
    claims = rounds["self_report"]
    told = calibrate(*([claim[key] for claim in claims] for key in ("claim_lo_s", "claim_hi_s", "actual_s")))
    derived = rounds["derived"]
    assert told.error == pytest.approx(derived["mean_abs_log2_error"], abs=5e-5)
    assert told.best_constant_error == pytest.approx(derived["best_constant_mean_abs_log2_error"], abs=5e-5)
    assert told.skill == pytest.approx(derived["skill_vs_best_constant"], abs=5e-4)
    assert told.bias.value == pytest.approx(told.error)
    assert told.bias.lo > 0.0
    assert told.within2.value == 0.0
    assert told.outside < told.error


def test_correlation_of_overestimate_and_time_has_the_golden_exact_p(rounds):
    claims = rounds["self_report"]
    told = spearman([c["log2_ratio_geomid"] for c in claims], [c["actual_s"] for c in claims])
    golden = rounds["derived"]["spearman_overestimate_vs_actual_time"]
    assert told.rho == pytest.approx(golden["rho"], abs=1e-12)
    assert told.p == pytest.approx(golden["exact_two_sided_p"], abs=5e-5)


def test_four_pairs_can_never_be_significant(rounds):
    golden = rounds["derived"]["spearman_overestimate_vs_r3_passed"]
    assert spearman([1, 2, 3, 4], [2, 1, 3, 4]).p_floor == pytest.approx(golden["min_attainable_two_sided_p"], abs=5e-5)


def test_a_constant_claim_tracks_nothing_however_lucky():
    told = calibrate([60.0] * 6, [60.0] * 6, [50.0, 55.0, 60.0, 62.0, 65.0, 70.0])
    assert told.error < 0.2
    assert told.tracking.state is State.ALL_EQUAL
    assert told.skill <= 0.0 + 1e-9


def test_a_claimed_interval_that_holds_the_truth_has_no_error_outside():
    told = calibrate([1.0] * 5, [4.0] * 5, [1.0, 2.0, 3.0, 4.0, 2.0])
    assert told.outside == 0.0
    assert told.error > 0.0


def test_equal_errors_have_a_bias_and_no_interval():
    told = calibrate([2.0, 4.0, 6.0, 8.0, 10.0], [2.0, 4.0, 6.0, 8.0, 10.0], [1.0, 2.0, 3.0, 4.0, 5.0])
    assert told.bias.value == pytest.approx(1.0)
    assert (told.bias.lo, told.bias.state) == (None, State.ALL_EQUAL)
    assert told.tracking.rho == pytest.approx(1.0)


def test_below_five_claims_nothing_is_said():
    told = calibrate([1.0] * 4, [1.0] * 4, [1.0, 2.0, 3.0, 4.0])
    assert told.state is State.TOO_FEW_TASKS
    assert (told.error, told.skill, told.tracking, told.bias.value) == (None, None, None, None)


@pytest.mark.parametrize(
    ("lo", "hi", "actual", "code"),
    [
        ([2.0], [1.0], [1.0], "E804"),
        ([0.0], [1.0], [1.0], "E804"),
        ([1.0], [1.0], [1.0, 2.0], "E801"),
        ([1.0], [1.0], [math.nan], "E802"),
        ([], [], [], "E803"),
    ],
)
def test_bad_claims_are_an_error_with_their_code(lo, hi, actual, code):
    with pytest.raises(EstimateError) as caught:
        calibrate(lo, hi, actual)
    assert caught.value.code == code


def test_claims_of_success_are_checked_both_ways():
    ids = [f"t{i}" for i in range(10)]
    claimed = [True] * 8 + [False] * 2
    passed = [True] * 6 + [False] * 2 + [True, False]
    told = check_claims(ids, claimed, passed, confidence=[0.9] * 8 + [0.1] * 2)
    assert told.false_claims.value == pytest.approx(0.25)
    assert told.missed_claims.value == pytest.approx(0.5)
    assert told.false_claims.n_tasks == 8
    assert told.brier == pytest.approx((6 * 0.01 + 2 * 0.81 + 0.81 + 0.01) / 10)
    assert told.calibration_error == pytest.approx((8 * 0.15 + 2 * 0.4) / 10)


def test_the_brier_score_is_that_of_scikit_learn(rng):
    from sklearn.metrics import brier_score_loss

    passed, stated = rng.random(50) < 0.6, rng.random(50)
    told = check_claims([str(i) for i in range(50)], passed, passed, confidence=stated)
    assert told.brier == pytest.approx(brier_score_loss(passed, stated))


def test_no_claim_at_all_has_no_false_claim_rate():
    told = check_claims(["a", "b"], [False, False], [True, False])
    assert told.false_claims is None
    assert told.brier is None


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=9, max_size=30))
def test_spearman_agrees_with_scipy(pairs):
    from scipy import stats

    x, y = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    told = spearman(x, y)
    if told.state is State.ALL_EQUAL:
        assert len(set(x)) == 1 or len(set(y)) == 1
    else:
        expected = stats.spearmanr(x, y)
        assert told.rho == pytest.approx(expected.statistic, abs=1e-12)
        assert told.p == pytest.approx(expected.pvalue, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 1e4), st.floats(1, 1e4)), min_size=5, max_size=20), st.floats(0.1, 1000.0))
def test_the_unit_of_time_does_not_matter(pairs, factor):
    claim, actual = [c for c, _ in pairs], [a for _, a in pairs]
    told = calibrate(claim, claim, actual)
    scaled = calibrate([c * factor for c in claim], [c * factor for c in claim], [a * factor for a in actual])
    assert scaled.error == pytest.approx(told.error, abs=1e-9)
    assert scaled.bias.value == pytest.approx(told.bias.value, abs=1e-9)
