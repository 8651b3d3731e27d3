"""Solve rates: golden intervals, agreement with statsmodels, and what cannot be estimated."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import Estimand, State, rate
from prony.stats.rates import modified_wilson, pass_at_k, pass_hat_k, pass_rate, wilson


def attempts(solved, k):
    """Task ids and scores of `k` attempts a task, of which `solved[i]` at task i succeed."""
    ids = [f"t{i}" for i in range(len(solved)) for _ in range(k)]
    return ids, [float(j < count) for count in solved for j in range(k)]


def test_wilson_equals_the_golden_values(golden):
    for case in golden["wilson95"]:
        assert wilson(case["x"] / case["n"], case["n"]) == pytest.approx(tuple(case["ci"]), abs=1e-12)


def test_effective_n_wilson_equals_the_golden_values(golden):
    for case in golden["effective_n_wilson95"]:
        told = rate(*attempts([round(mean * case["k"]) for mean in case["task_means"]], case["k"]))
        assert told.value == pytest.approx(case["mean"], abs=1e-12)
        assert told.se == pytest.approx(case["cluster_se"], abs=1e-12)
        assert told.n_effective == pytest.approx(case["n_eff"], abs=1e-9)
        assert (told.lo, told.hi) == pytest.approx(tuple(case["ci"]), abs=1e-9)


def test_pass_at_k_and_pass_hat_k_equal_the_golden_values(golden):
    for case in golden["pass_at_k"]:
        at, hat = (f(case["n"], case["c"], case["k"]) for f in (pass_at_k, pass_hat_k))
        assert at == (None if case["pass_at"] is None else pytest.approx(case["pass_at"], abs=1e-15))
        assert hat == (None if case["pass_hat"] is None else pytest.approx(case["pass_hat"], rel=1e-12))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.data())
def test_wilson_agrees_with_statsmodels(n, data):
    from statsmodels.stats.proportion import proportion_confint

    solved = data.draw(st.integers(0, n))
    level = data.draw(st.sampled_from([0.8, 0.9, 0.95, 0.99]))
    expected = proportion_confint(solved, n, alpha=1 - level, method="wilson")
    assert wilson(solved / n, n, level) == pytest.approx(expected, abs=1e-9)


def test_one_attempt_a_task_in_mid_range_is_plain_wilson_over_tasks():
    told = rate(*attempts([1] * 9 + [0] * 49, 1))
    assert told.n_effective == 58
    assert (told.lo, told.hi) == pytest.approx(wilson(9 / 58, 58), abs=1e-12)
    assert told.flags == ("single_run",)


def test_the_standard_error_is_the_clustered_one_of_statsmodels(rng):
    import statsmodels.api as sm

    groups = np.repeat(np.arange(12), 5)
    scores = (rng.random(60) < 0.6).astype(float)
    fit = sm.OLS(scores, np.ones(60)).fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": True})
    told = rate([f"t{g}" for g in groups], scores)
    # statsmodels multiplies by (N - 1)/(N - p) beside G/(G - 1), which is 1 for one parameter.
    assert told.se == pytest.approx(float(fit.bse[0]), rel=1e-9)


def covered(interval, n, p):
    """How often `interval(solved, n)` holds the rate `p`, by summation over all outcomes."""
    from scipy import stats

    solved = np.arange(n + 1)
    lo, hi = np.array([interval(int(x), n) for x in solved]).T[:, :, None]
    return (stats.binom.pmf(solved[:, None], n, p) * ((lo <= p) & (p <= hi))).sum(axis=0)


def test_modified_wilson_covers_where_wilson_does_not():
    rates = np.linspace(0.001, 0.999, 999)
    for n in (5, 6, 8, 10, 20, 50, 100):
        assert covered(modified_wilson, n, rates).min() > 0.905
    assert covered(lambda x, n: wilson(x / n, n), 20, rates).min() < 0.86


def test_below_eight_tasks_an_interval_covers_every_rate_as_it_should():
    """At four tasks and a rate of 49 % the modified Wilson interval covers 87.5 %, at seven and 36 % 89.4 %."""
    rates = np.linspace(0.001, 0.999, 1997)

    def told(solved, n):
        return (found := rate([f"t{i}" for i in range(n)], [float(i < solved) for i in range(n)])).lo, found.hi

    for n in range(2, 14):
        assert covered(told, n, rates).min() > 0.908
    assert covered(modified_wilson, 4, rates).min() < 0.88


def test_repeats_of_one_task_are_not_more_evidence_than_tasks():
    few = rate(*attempts([10, 10, 10, 0, 0, 0], 10))
    assert few.n_samples == 60
    assert few.n_effective < 7
    assert few.hi - few.lo > 0.5


def test_groups_that_stand_or_fall_together_widen_the_interval():
    ids, scores = attempts([2] * 10 + [0] * 10, 2)
    alone = rate(ids, scores)
    grouped = rate(ids, scores, groups={f"t{i}": i // 5 for i in range(20)})
    assert grouped.hi - grouped.lo > 1.5 * (alone.hi - alone.lo)
    assert "groups:4" in grouped.flags


def test_weights_move_the_value_and_widen_the_interval():
    ids, scores = attempts([1] * 5 + [0] * 5, 1)
    told = rate(ids, scores, weights={f"t{i}": 3.0 if i < 5 else 1.0 for i in range(10)})
    assert told.value == pytest.approx(0.75)
    assert told.n_effective < 10
    assert "weighted" in told.flags


def test_equal_weights_change_nothing_but_the_small_sample_rule():
    ids, scores = attempts([3, 1, 0, 2, 3, 3, 1, 0], 3)
    assert rate(ids, scores, weights=dict.fromkeys(ids, 7.0)) == rate(ids, scores)


def test_a_pack_asked_about_alone_has_only_its_repeats_to_vary():
    ids, scores = attempts([4, 4, 0, 0, 4, 0, 4, 0, 2, 2], 4)
    pack, population = rate(ids, scores, target="pack"), rate(ids, scores)
    assert pack.target is Estimand.PACK
    assert pack.hi - pack.lo < 0.6 * (population.hi - population.lo)


def test_one_task_has_a_value_and_no_interval():
    told = rate(["t"] * 5, [1, 1, 0, 1, 1])
    assert (told.value, told.lo, told.hi, told.state) == (0.8, None, None, State.ONE_TASK)
    assert rate(["a", "b"], [1, 0], groups={"a": 1, "b": 1}).state is State.ONE_TASK


def test_a_pack_tried_once_has_no_interval():
    assert rate(["a", "b"], [1, 0], target="pack").state is State.NO_REPEATS


@pytest.mark.parametrize("solved", [0, 1])
def test_all_equal_is_an_interval_that_still_allows_for_the_unseen(solved):
    told = rate(*attempts([3 * solved] * 6, 3))
    assert told.value == solved
    assert told.hi - told.lo == pytest.approx(0.390334288, abs=1e-8)


@pytest.mark.parametrize(
    ("ids", "scores", "how", "code"),
    [
        ([], [], {}, "E803"),
        (["a"], [1.0, 0.0], {}, "E801"),
        (["a", "b"], [1.0, math.nan], {}, "E802"),
        (["a", "b"], [1.0, 2.0], {}, "E804"),
        (["a", "b"], [1.0, 0.0], {"weights": {"a": 1.0}}, "E801"),
        (["a", "b"], [1.0, 0.0], {"weights": {"a": 0.0, "b": 0.0}}, "E804"),
        (["a", "b"], [1.0, 0.0], {"weights": {"a": -1.0, "b": 2.0}}, "E804"),
        (["a", "b"], [1.0, 0.0], {"groups": {"b": 1}}, "E801"),
        (["a", "b"], [1.0, 0.0], {"level": 95}, "E804"),
        (["a", "b"], [1.0, 0.0], {"target": "everything"}, "E804"),
    ],
)
def test_bad_input_is_an_error_with_its_code(ids, scores, how, code):
    with pytest.raises(EstimateError) as caught:
        rate(ids, scores, **how)
    assert caught.value.code == code


@pytest.mark.parametrize(("n", "c", "k"), [(5, 6, 1), (5, -1, 1), (5, 1, 0), (-1, 0, 1)])
def test_impossible_counts_are_refused(n, c, k):
    with pytest.raises(EstimateError, match=r"is|correct"):
        pass_at_k(n, c, k)


def test_pass_rate_leaves_out_tasks_with_too_few_attempts_and_says_so():
    told = pass_rate({"a": (5, 2), "b": (5, 5), "c": (2, 2), "d": (5, 0)}, 3)
    assert told.n_tasks == 3
    assert told.value == pytest.approx((0.9 + 1.0 + 0.0) / 3)
    assert "tasks_below_k:1" in told.flags
    assert pass_rate({"a": (1, 1)}, 3).state is State.TOO_FEW_TASKS


def test_pass_rate_of_every_attempt_is_never_above_that_of_any():
    tried = {f"t{i}": (6, i % 7) for i in range(20)}
    assert pass_rate(tried, 3, every=True).value < pass_rate(tried, 3).value


scored = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.0, 0.25, 0.5, 1.0])), min_size=2, max_size=60)


@settings(max_examples=150, deadline=None)
@given(scored, st.randoms(use_true_random=False))
def test_the_order_of_attempts_and_the_names_of_tasks_do_not_matter(rows, random):
    ids, scores = [f"t{task}" for task, _ in rows], [score for _, score in rows]
    shuffled = random.sample(rows, len(rows))
    told, again = rate(ids, scores), rate([f"z{9 - task}" for task, _ in shuffled], [score for _, score in shuffled])
    assert again.state is told.state
    for name in ("value", "lo", "hi"):
        assert getattr(again, name) == pytest.approx(getattr(told, name), abs=1e-9)


@settings(max_examples=150, deadline=None)
@given(scored)
def test_the_interval_holds_the_value_and_lies_in_0_to_1(rows):
    told = rate([f"t{task}" for task, _ in rows], [score for _, score in rows])
    if told.estimated:
        assert 0.0 <= told.lo <= told.value <= told.hi <= 1.0


@settings(max_examples=150, deadline=None)
@given(scored)
def test_failures_for_solves_mirror_the_interval(rows):
    ids = [f"t{task}" for task, _ in rows]
    told, mirrored = rate(ids, [s for _, s in rows]), rate(ids, [1.0 - s for _, s in rows])
    if told.estimated:
        assert (1.0 - mirrored.hi, 1.0 - mirrored.lo) == pytest.approx((told.lo, told.hi), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 80), st.data())
def test_one_more_solved_never_lowers_a_bound(n, data):
    solved = data.draw(st.integers(0, n - 1))
    before, after = modified_wilson(solved, n), modified_wilson(solved + 1, n)
    assert after[0] >= before[0]
    assert after[1] >= before[1]


@pytest.mark.parametrize(("score", "state"), [(1.0, "saturated"), (0.0, "floor"), (0.5, "estimated")])
@pytest.mark.parametrize(("repeats", "target"), [(1, "population"), (3, "population"), (3, "pack")])
def test_the_end_of_the_scale_is_a_state_that_has_its_interval(score, state, repeats, target):
    told = rate([f"t{i}" for i in range(8) for _ in range(repeats)], [score] * 8 * repeats, target=target)
    assert told.state == state
    assert told.estimated


@given(
    st.lists(st.lists(st.sampled_from([0.0, 1.0]), min_size=2, max_size=2), min_size=2, max_size=12), st.integers(2, 4)
)
def test_copies_of_all_attempts_change_no_interval(rows, times):
    once, copied = (
        rate([f"t{i}" for i, row in enumerate(rows) for _ in row * n], [one for row in rows for one in row * n])
        for n in (1, times)
    )
    assert (copied.value, copied.lo, copied.hi) == pytest.approx((once.value, once.lo, once.hi))
