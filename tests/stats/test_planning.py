"""How many tasks decide, what noise alone shows, and when a run may stop."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import State
from prony.stats.planning import (
    StopDecision,
    e_value,
    e_value_of,
    may_stop,
    noise_floor,
    smallest_difference,
    tasks_needed,
)


def test_tasks_needed_equal_the_golden_values(golden):
    for case in golden["power_tasks"]:
        told = tasks_needed(
            case["delta"], omega2=case["omega2"], within_a=case["s2a"], within_b=case["s2b"], repeats=case["k"]
        )
        assert told == pytest.approx(case["n"], rel=1e-6)


def test_power_agrees_with_statsmodels_for_one_attempt_a_task():
    from statsmodels.stats.power import NormalIndPower

    spread = 0.06 + 0.15 + 0.16
    told = tasks_needed(0.1, omega2=0.06, within_a=0.15, within_b=0.16, power=0.9)
    # One sample of differences: statsmodels' two-sample solver with an infinitely large second sample.
    assert told == pytest.approx(
        NormalIndPower(ddof=0).solve_power(0.1 / spread**0.5, power=0.9, alpha=0.05, ratio=0), rel=1e-3
    )


def test_the_smallest_difference_is_the_inverse_of_tasks_needed():
    variances = {"omega2": 0.058, "within_a": 0.15, "within_b": 0.16}
    difference = smallest_difference(116, **variances)
    assert tasks_needed(difference, **variances) == pytest.approx(116)
    assert difference == pytest.approx(0.16, abs=0.003)


def test_repeats_without_end_leave_the_tasks_as_the_limit():
    variances = {"omega2": 0.058, "within_a": 0.155, "within_b": 0.155}
    assert tasks_needed(0.08, **variances, repeats=10**9) == pytest.approx(71, abs=2)


@pytest.mark.parametrize("difference", [0.0, float("nan")])
def test_no_number_of_tasks_decides_between_equals(difference):
    with pytest.raises(EstimateError) as caught:
        tasks_needed(difference, omega2=0.1, within_a=0.1, within_b=0.1)
    assert caught.value.code == "E804"


def test_impossible_plans_are_refused():
    for how in ({"omega2": -1.0}, {"within_a": float("nan")}, {"power": 1.0}, {"repeats": 0}):
        with pytest.raises(EstimateError):
            smallest_difference(10, **{"omega2": 0.1, "within_a": 0.1, "within_b": 0.1, **how})


def test_e_values_equal_the_golden_values(golden):
    for case in golden["eprocess_sign"]:
        assert e_value(case["b"], case["c"]) == pytest.approx(case["e"], rel=1e-12)


def test_an_e_value_is_a_fair_bet_under_the_null():
    from scipy import stats

    for n in (1, 7, 30):
        assert sum(e_value(b, n - b) * stats.binom.pmf(b, n, 0.5) for b in range(n + 1)) == pytest.approx(1.0)


def test_looking_after_every_task_decides_wrongly_in_less_than_one_run_in_twenty(rng):
    wrong = 0
    for _ in range(300):
        ahead = np.cumsum(rng.random(200) < 0.5)
        wrong += any(may_stop(int(a), n + 1 - int(a)) is not StopDecision.GO_ON for n, a in enumerate(ahead))
    assert wrong / 300 < 0.05


def test_a_clear_lead_stops_early_and_names_the_leader():
    assert may_stop(8, 0) is StopDecision.A_BETTER
    assert may_stop(0, 8) is StopDecision.B_BETTER
    assert may_stop(5, 0) is StopDecision.GO_ON
    assert may_stop(5000, 100) is StopDecision.A_BETTER


def test_two_runs_of_the_same_contestant_stay_under_its_noise_floor(rng):
    chance = rng.beta(0.7, 0.7, 40)
    held = []
    for _ in range(200):
        first, second, baseline = ((rng.random((40, 3)) < chance[:, None]).astype(float) for _ in range(3))
        floor = noise_floor({str(i): list(row) for i, row in enumerate(baseline)}, repeats=3)
        held.append(abs(first.mean() - second.mean()) <= floor.difference)
    assert 0.90 <= np.mean(held) <= 1.0


def test_attempts_that_never_differed_are_no_proof_of_no_noise():
    floor = noise_floor({str(i): [1.0, 1.0] for i in range(10)})
    assert 0.0 < floor.difference < 0.2


def test_a_baseline_tried_once_has_no_known_noise():
    told = noise_floor({"a": [1.0], "b": [0.0]})
    assert (told.difference, told.state) == (None, State.NO_REPEATS)
    with pytest.raises(EstimateError):
        noise_floor({})


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200))
def test_an_e_value_does_not_care_who_is_called_a(b, c):
    assert e_value(b, c) == pytest.approx(e_value(c, b))
    assert e_value(b + c + 2, 0) > e_value(b + c, 0)


def test_evidence_from_differences_of_one_size_is_the_e_value_of_counts(golden):
    for case in golden["eprocess_sign"]:
        told = e_value_of(np.array([1.0] * case["b"] + [-1.0] * case["c"] + [0.0] * 3))
        assert told == pytest.approx(case["e"], rel=1e-9)


def test_graded_differences_are_a_fair_bet_even_where_losses_are_rare_and_large(rng):
    """A is a little ahead on nine tasks of ten and far behind on the tenth: equals, though A is mostly ahead."""
    wrong = 0
    for _ in range(300):
        differences = np.where(rng.random(120) < 0.9, 0.1, -0.9)
        wrong += any(e_value_of(differences[:n]) >= 20.0 for n in range(5, 121, 5))
    assert wrong / 300 < 0.05


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=40))
def test_graded_evidence_does_not_care_who_is_called_a_nor_in_which_order(differences):
    d = np.array(differences)
    assert e_value_of(d) == pytest.approx(e_value_of(-d), rel=1e-6)
    assert e_value_of(d) == pytest.approx(e_value_of(d[::-1]), rel=1e-6)


def test_a_noise_floor_is_a_share_and_graded_repeats_that_differ_a_little_make_a_low_one():
    assert noise_floor({"x": [0.84, 0.89]}).difference <= 1.0
    graded = noise_floor({str(i): [0.84, 0.89] for i in range(6)}).difference
    assert 0.05 < graded < 0.12
    assert noise_floor({str(i): [1.0, 0.0] for i in range(2)}).difference == 1.0
