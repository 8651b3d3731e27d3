"""A against B: decided only where test and interval agree; incomplete pairs are stated, never filled in silently."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import Decision, State, compare
from prony.stats.paired import NonInferiority, non_inferior


def bench(*rows):
    """Task -> scores, one row a task."""
    return {f"t{i}": list(row) for i, row in enumerate(rows)}


def once(solved, n):
    return bench(*([1.0] if i < solved else [0.0] for i in range(n)))


def test_p_is_mcnemars_mid_p_on_binary_outcomes_tried_once(golden):
    for case in golden["mcnemar"]:
        b, c = case["b"], case["c"]
        a = bench(*[[1.0]] * b, *[[0.0]] * c, *[[1.0]] * 10)
        z = bench(*[[0.0]] * b, *[[1.0]] * c, *[[1.0]] * 10)
        told = compare(a, z)
        assert told.p == pytest.approx(case["mid_p"], abs=1e-12)
        assert (told.a_ahead, told.b_ahead, told.level_tasks) == (b, c, 10)


def test_pairs_of_a_published_board_have_the_golden_p(golden, published):
    rows = {row["model"]: bench(*([score / 20] for score in row["scores"])) for row in published["rows"]}
    for case in golden["signflip"]:
        assert compare(rows[case["a"]], rows[case["b"]]).p == pytest.approx(case["mid_p"], abs=1e-12)


def test_thinking_reverses_a_printed_difference_on_the_tasks_both_finished(published):
    """The board printed -4 for a contestant that was 9 points ahead on the five tasks both completed."""
    case = next(row for row in published["thinking"] if row["base"] == "qwen35-27b-q8")
    # Only the sums of the thinking side are published; any split of 83 points over the five tasks serves.
    nothink = next(row for row in published["rows"] if row["model"] == case["nothink"])["scores"]
    think = [17, 17, 17, 16, 16]
    told = compare(bench(*([score / 20] for score in think)), bench(*([score / 20] for score in nothink)), level=0.95)
    assert told.n_common == 5
    assert told.only_b == 1
    assert told.difference.value * 100 == pytest.approx(case["delta_common"])
    assert told.missing_as_zero.value * 120 == pytest.approx(case["delta_err_as_zero"])
    assert told.decision is Decision.TOO_FEW_TASKS
    assert told.p is None


def test_a_clear_lead_is_decided():
    told = compare(once(18, 20), once(4, 20))
    assert told.decision is Decision.A_BETTER
    assert told.difference.value == pytest.approx(0.7)
    assert told.difference.lo > 0.4


def test_below_six_tasks_there_is_no_p_and_no_decision():
    told = compare(once(5, 5), once(0, 5))
    assert told.decision is Decision.TOO_FEW_TASKS
    assert (told.p, told.p_floor, told.resolution) == (None, None, None)
    assert told.difference.value == 1.0


def test_six_groups_are_needed_where_tasks_stand_or_fall_together():
    groups = {f"t{i}": i // 5 for i in range(25)}
    assert compare(once(25, 25), once(0, 25)).decision is Decision.A_BETTER
    assert compare(once(25, 25), once(0, 25), groups=groups).decision is Decision.TOO_FEW_TASKS


def test_identical_contestants_are_not_decided_and_the_interval_still_has_width():
    told = compare(once(15, 20), once(15, 20))
    assert told.decision is Decision.NOT_DECIDED
    assert told.p == 1.0
    assert told.difference.lo < -0.1 < 0.1 < told.difference.hi


def test_incomplete_pairs_are_counted_and_also_told_with_zero_for_what_is_missing():
    a, b = once(10, 12), once(6, 12)
    del a["t0"], a["t1"], b["t11"]
    told = compare(a, b)
    assert (told.n_common, told.only_a, told.only_b) == (9, 1, 2)
    assert told.difference.value == pytest.approx(4 / 9)
    assert told.missing_as_zero.value == pytest.approx(2 / 12)
    assert told.missing_as_zero.n_tasks == 12


def test_a_task_without_attempts_counts_as_absent():
    assert compare({**once(6, 8), "x": []}, {**once(6, 8), "x": [1.0]}).only_b == 1


def test_contestants_that_share_no_task_are_not_comparable():
    told = compare({"a": [1.0]}, {"b": [1.0]})
    assert told.decision is Decision.NO_COMMON_TASKS
    assert told.difference.state is State.NO_COMMON_TASKS
    assert told.difference.value is None


def test_one_common_task_has_a_difference_and_no_interval():
    told = compare({"t": [1.0, 1.0]}, {"t": [0.0, 1.0]})
    assert (told.difference.value, told.difference.lo, told.difference.state) == (0.5, None, State.ONE_TASK)


def test_more_repeats_sharpen_the_resolution_until_tasks_are_the_limit(rng):
    chance_a, chance_b = rng.random(40), rng.random(40)

    def resolution(k):
        a, b = ((rng.random((40, k)) < chance[:, None]).astype(float) for chance in (chance_a, chance_b))
        return compare(bench(*a), bench(*b)).resolution

    once, four, hundred, thousand = (resolution(k) for k in (1, 4, 100, 1000))
    assert once > four > hundred
    assert hundred == pytest.approx(thousand, rel=0.1)


@pytest.mark.parametrize(("solved", "state"), [(9, Decision.SATURATED), (0, Decision.FLOOR)])
def test_all_or_nothing_of_both_is_a_state_of_its_own_with_an_interval(solved, state):
    told = compare(once(solved, 9), once(solved, 9))
    assert (told.decision, told.p, told.decided) == (state, 1.0, False)
    assert told.difference.lo < -0.2 < 0.2 < told.difference.hi


def test_one_attempt_that_differs_is_neither_saturated_nor_floor():
    nearly = bench(*[[1.0, 1.0]] * 8, [1.0, 0.0])
    assert compare(nearly, nearly).decision is Decision.NOT_DECIDED
    assert compare(once(5, 5), once(5, 5)).decision is Decision.TOO_FEW_TASKS


def copies(scores, k):
    return {task: list(row) * k for task, row in scores.items()}


@pytest.mark.parametrize("k", [2, 5, 20])
def test_greedy_repeats_that_agree_narrow_nothing(k):
    a, b = once(75, 75), bench(*[[0.0]] * 7, *[[1.0]] * 68)
    b["t74"], a["t74"] = [1.0], [0.0]
    once_each, repeated = compare(a, b), compare(copies(a, k), copies(b, k))
    assert (repeated.difference.lo, repeated.difference.hi) == (once_each.difference.lo, once_each.difference.hi)
    assert repeated.decision is once_each.decision is Decision.NOT_DECIDED


def test_partial_credit_that_is_nearly_all_or_nothing_is_treated_as_such():
    whole, nearly = once(12, 14), bench(*[[1.0]] * 9, *[[0.95]] * 3, *[[0.0]] * 2)
    other = once(11, 14)
    wide, near = (compare(side, other).difference for side in (whole, nearly))
    assert near.hi - near.lo > 0.9 * (wide.hi - wide.lo)


def test_golden_seed_free_results_do_not_depend_on_the_seed():
    a, b = once(14, 30), once(9, 30)
    assert compare(a, b, seed=1) == compare(a, b, seed=2)


def test_weights_reach_difference_and_interval():
    a, b = once(6, 12), once(3, 12)
    told = compare(a, b, weights={f"t{i}": 4.0 if 3 <= i < 6 else 1.0 for i in range(12)})
    assert told.difference.value == pytest.approx(12 / 21)
    assert told.difference.n_effective < 12


@pytest.mark.parametrize(
    ("a", "b", "how", "code"),
    [
        ({}, {"t": [1.0]}, {}, "E803"),
        ({"t": []}, {"t": [1.0]}, {}, "E803"),
        ({"t": [1.5]}, {"t": [1.0]}, {}, "E804"),
        ({"t": [math.nan]}, {"t": [1.0]}, {}, "E802"),
        ({"t": [1.0]}, {"t": [1.0]}, {"groups": {}}, "E801"),
        ({"t": [1.0]}, {"t": [1.0]}, {"level": 1.0}, "E804"),
    ],
)
def test_bad_input_is_an_error_with_its_code(a, b, how, code):
    with pytest.raises(EstimateError) as caught:
        compare(a, b, **how)
    assert caught.value.code == code


def test_non_inferiority_needs_the_whole_interval_above_the_margin():
    same = compare(once(190, 200), once(190, 200))
    assert non_inferior(same, 0.05) is NonInferiority.SHOWN
    assert non_inferior(compare(once(9, 10), once(9, 10)), 0.05) is NonInferiority.NOT_SHOWN
    assert non_inferior(compare(once(20, 200), once(190, 200)), 0.05) is NonInferiority.REFUTED
    assert non_inferior(compare(once(2, 3), once(2, 3)), 0.05) is NonInferiority.NOT_ESTIMABLE
    with pytest.raises(EstimateError, match="margin"):
        non_inferior(same, 5)


row = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=3)
side = st.dictionaries(st.integers(0, 15).map(lambda i: f"t{i}"), row, min_size=1, max_size=16)


@settings(max_examples=150, deadline=None)
@given(side, side)
def test_swapping_a_and_b_mirrors_everything(a, b):
    ab, ba = compare(a, b), compare(b, a)
    assert (ab.p, ab.n_common, ab.only_a) == (pytest.approx(ba.p) if ba.p is not None else None, ba.n_common, ba.only_b)
    mirrored = {Decision.A_BETTER: Decision.B_BETTER, Decision.B_BETTER: Decision.A_BETTER}
    assert ab.decision is mirrored.get(ba.decision, ba.decision)
    if ab.difference.estimated:
        assert ab.difference.value == pytest.approx(-ba.difference.value, abs=1e-12)
        assert (ab.difference.lo, ab.difference.hi) == pytest.approx((-ba.difference.hi, -ba.difference.lo), abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(side, side, st.randoms(use_true_random=False))
def test_order_of_tasks_and_attempts_does_not_matter(a, b, random):
    def shuffled(scores):
        return {
            task: random.sample(scores[task], len(scores[task])) for task in random.sample(list(scores), len(scores))
        }

    told, again = compare(a, b), compare(shuffled(a), shuffled(b))
    assert again.decision is told.decision
    assert again.p == (None if told.p is None else pytest.approx(told.p, abs=1e-12))
    assert again.difference.value == (None if told.difference.value is None else pytest.approx(told.difference.value))


@settings(max_examples=100, deadline=None)
@given(side)
def test_a_decision_needs_both_the_test_and_the_interval(a):
    b = {task: [0.0] * len(scores) for task, scores in a.items()}
    told = compare(a, b)
    if told.decided:
        assert told.p < 0.05
        assert told.difference.lo > 0.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=6, max_size=40), st.data())
def test_one_more_task_solved_by_a_never_lowers_the_difference(rows, data):
    a, b = bench(*([float(x)] for x, _ in rows)), bench(*([float(y)] for _, y in rows))
    task = data.draw(st.sampled_from(sorted(a)))
    better = compare({**a, task: [1.0]}, b).difference
    assert better.value >= compare(a, b).difference.value - 1e-12


@settings(max_examples=100, deadline=None)
@given(side, side, st.integers(2, 6), st.integers(1, 4))
def test_copying_every_attempt_changes_no_interval(a, b, k_a, k_b):
    """Aggregation invariance: task means are all that counts, whatever the number of equal repeats behind them."""
    told, copied = compare(a, b), compare(copies(a, k_a), copies(b, k_b))
    assert copied.decision is told.decision
    if told.difference.estimated:
        assert copied.difference.lo == pytest.approx(told.difference.lo, abs=1e-9)
        assert copied.difference.hi == pytest.approx(told.difference.hi, abs=1e-9)
    if told.p is not None:
        assert copied.p == pytest.approx(told.p, abs=1e-9)


def test_seven_to_one_is_not_decided_though_its_mid_p_is_below_five_percent():
    told = compare(bench(*[[1.0]] * 7, [0.0]), bench(*[[0.0]] * 7, [1.0]))
    assert (told.p, told.p_full) == (pytest.approx(10 / 256), pytest.approx(18 / 256))
    assert told.decision is Decision.NOT_DECIDED


@pytest.mark.parametrize("n", [6, 8, 9, 11, 13, 16, 20, 25, 40])
def test_equals_that_differ_on_every_task_are_told_apart_in_at_most_six_and_a_half_percent(n):
    chance = [math.comb(n, ahead) / 2**n for ahead in range(n + 1)]
    rows = [bench(*([float(i < ahead)] for i in range(n))) for ahead in range(n + 1)]
    swapped = [bench(*([float(i >= ahead)] for i in range(n))) for ahead in range(n + 1)]
    decided = [compare(a, b).decided for a, b in zip(rows, swapped, strict=True)]
    assert sum(share for share, one in zip(chance, decided, strict=True) if one) <= 0.065


def test_looking_while_a_run_goes_on_settles_less_than_deciding_at_its_end():
    a, b = once(7, 8), once(1, 8)
    assert (compare(a, b).decided, compare(a, b).settled) == (True, Decision.NOT_DECIDED)
    assert compare(once(20, 20), once(4, 20)).settled is Decision.A_BETTER
    assert compare(once(4, 20), once(20, 20)).settled is Decision.B_BETTER


def test_what_is_not_decided_to_be_worse_is_not_refuted_to_be_no_worse():
    a = {str(task): [0.0] for task in range(6)}
    b = {str(task): [float(task < 4)] for task in range(6)}
    found = compare(a, b)
    assert found.decision is Decision.NOT_DECIDED
    assert found.difference.hi < 0.0
    assert non_inferior(found, 0.01) is NonInferiority.NOT_SHOWN
