"""Two runs of one contestant: changed, or no change larger than so much detected; never stable."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import State, compare
from prony.stats.over_time import DriftVerdict, drift


def run(rows):
    return {f"t{i}": [float(score) for score in row] for i, row in enumerate(rows)}


def brute(before, after):
    """Two-sided mid-p over every deal, from the definition."""
    sums = np.zeros(1)
    for old, new in zip(before, after, strict=True):
        pool, k = [*old, *new], len(new)
        deals = [
            np.mean([pool[i] for i in chosen]) - np.mean([pool[i] for i in range(len(pool)) if i not in chosen])
            for chosen in itertools.combinations(range(len(pool)), k)
        ]
        sums = np.add.outer(sums, deals).ravel()
    observed = sum(np.mean(new) - np.mean(old) for old, new in zip(before, after, strict=True))
    at = np.mean(np.abs(sums - observed) < 1e-9) / 2
    return min(1.0, 2 * min(np.mean(sums < observed - 1e-9) + at, np.mean(sums > observed + 1e-9) + at))


bits = st.lists(st.integers(0, 1), min_size=1, max_size=3)
tasks = st.lists(st.tuples(bits, bits), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(tasks)
def test_the_exact_p_equals_counting_every_deal(rows):
    before, after = [a for a, _ in rows], [b for _, b in rows]
    told = drift(run(before), run(after))
    assert told.exact
    assert told.p == pytest.approx(brute(before, after), abs=1e-9)


def test_tried_once_each_it_is_the_sign_flip_test():
    before, after = run([[i < 8] for i in range(20)]), run([[i < 15] for i in range(20)])
    assert drift(before, after).p == pytest.approx(compare(after, before).p, abs=1e-12)


def test_a_large_drop_is_a_change(rng):
    before, after = run(rng.random((30, 4)) < 0.9), run(rng.random((30, 4)) < 0.4)
    told = drift(before, after)
    assert told.verdict is DriftVerdict.CHANGED
    assert told.change.hi < -0.2


def test_no_change_is_told_with_the_smallest_that_would_have_shown(rng):
    chance = rng.random(30)[:, None]
    told = drift(run(rng.random((30, 4)) < chance), run(rng.random((30, 4)) < chance))
    assert told.verdict is DriftVerdict.NO_CHANGE_DETECTED
    assert 0.05 < told.smallest_detectable < 0.25
    assert told.change.hi - told.change.value < told.smallest_detectable


def test_runs_that_are_the_same_in_every_attempt_still_have_a_smallest_detectable_change():
    told = drift(run([[1, 1]] * 10), run([[1, 1]] * 10))
    assert told.p == 1.0
    assert told.smallest_detectable > 0.05


def test_partial_credit_is_shuffled_from_a_seed(rng):
    before, after = run(rng.random((12, 3))), run(rng.random((12, 3)) * 0.5)
    told = drift(before, after, seed=9)
    assert (told.exact, told.shuffles, told.seed) == (False, 10_000, 9)
    assert drift({task: scores[::-1] for task, scores in before.items()}, after, seed=9).p == told.p
    assert told.verdict is DriftVerdict.CHANGED


def test_shuffles_agree_with_the_exact_count(monkeypatch):
    before, after = run([[0, 1], [0, 0], [1, 0]] * 3), run([[1, 1, 0], [0, 1, 0], [1, 0, 1]] * 3)
    exact = drift(before, after)
    monkeypatch.setitem(drift.__globals__, "LARGEST_SUM", 0)
    shuffled = drift(before, after)
    assert (exact.exact, shuffled.exact) == (True, False)
    assert shuffled.p == pytest.approx(exact.p, abs=0.015)


def test_tasks_of_only_one_run_are_counted_and_left_out():
    told = drift({"a": [1.0], "b": [1.0], "c": []}, {"a": [1.0], "d": [0.0]})
    assert (told.n_common, told.only_before, told.only_after) == (1, 1, 1)
    nothing = drift({"a": [1.0]}, {"b": [1.0]})
    assert nothing.verdict is DriftVerdict.NOT_ESTIMABLE
    assert nothing.change.state is State.NO_COMMON_TASKS
    with pytest.raises(EstimateError) as caught:
        drift({}, {"a": [1.0]})
    assert caught.value.code == "E803"


@settings(max_examples=60, deadline=None)
@given(tasks)
def test_swapping_the_runs_mirrors_the_change(rows):
    before, after = run([a for a, _ in rows]), run([b for _, b in rows])
    there, back = drift(before, after), drift(after, before)
    assert there.p == pytest.approx(back.p, abs=1e-9)
    assert there.change.value == pytest.approx(-back.change.value)
    assert (there.change.lo, there.change.hi) == pytest.approx((-back.change.hi, -back.change.lo))


@pytest.mark.parametrize(("n", "k", "ease"), [(20, 1, 1.2), (20, 3, 3.5), (48, 3, 1.2)])
def test_the_smallest_detectable_change_is_detected_four_times_of_five(rng, n, k, ease):
    """Near the ceiling too, where a contestant that has become worse varies more than it did."""
    shifts, seen = np.linspace(0.0, 15.0, 400), []
    for _ in range(80):
        logit = ease + rng.normal(0.0, 1.6, n)
        chance = 1.0 / (1.0 + np.exp(-logit))
        fallen = chance.mean() - (1.0 / (1.0 + np.exp(shifts - logit[:, None]))).mean(axis=0)

        def run(shift, logit=logit):
            now = 1.0 / (1.0 + np.exp(shift - logit))
            return {f"t{i}": list(map(float, row)) for i, row in enumerate(rng.random((n, k)) < now[:, None])}

        least = drift(run(0.0), run(0.0)).smallest_detectable
        seen.append(drift(run(0.0), run(np.interp(least, fallen, shifts))).verdict is DriftVerdict.CHANGED)
    assert 0.65 <= np.mean(seen) <= 0.95
