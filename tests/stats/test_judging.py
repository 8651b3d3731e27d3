"""Verdicts in both orders: one observation a pair, a failed judge never a tie, and a bias that shows."""

from __future__ import annotations

import pytest

from prony.errors import EstimateError
from prony.stats import both_orders, position_bias


def test_verdicts_that_agree_count_and_those_that_do_not_are_a_tie():
    assert both_orders([1.0, 0.0, 1.0, 0.5], [1.0, 0.0, 0.0, 0.5]) == (1.0, 0.0, 0.5, 0.5)


def test_a_verdict_that_is_missing_makes_no_battle():
    assert both_orders([1.0, None], [None, 0.0]) == (None, None)


def test_a_judge_that_always_takes_the_first_answer_is_found():
    found = position_bias([1.0] * 20, [0.0] * 20)
    assert (found.n, found.first, found.second) == (20, 20, 0)
    assert found.flipped.value == 1.0
    assert found.p < 1e-5


def test_its_p_is_mcnemars_mid_p(golden):
    for row in golden["mcnemar"]:
        first = [1.0] * row["b"] + [0.0] * row["c"] + [1.0] * 5
        second = [0.0] * row["b"] + [1.0] * row["c"] + [1.0] * 5
        assert position_bias(first, second).p == pytest.approx(row["mid_p"], abs=1e-12)


def test_flips_both_ways_are_noise_not_bias():
    found = position_bias([1.0, 0.0] * 10, [0.0, 1.0] * 10)
    assert found.flipped.value == 1.0
    assert found.p == pytest.approx(1.0, abs=0.2)


def test_pairs_on_one_prompt_are_not_independent():
    first, second = [1.0] * 40, [0.0] * 40
    alone = position_bias(first, second)
    together = position_bias(first, second, prompts=[i // 10 for i in range(40)])
    assert together.p > alone.p
    assert together.flipped.n_tasks == 4


def test_pairs_without_both_verdicts_are_counted_apart():
    found = position_bias([1.0, None, 0.0], [1.0, 1.0, None])
    assert (found.n, found.missing) == (1, 2)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [([1.0], [1.0, 0.0], "E801"), ([0.7], [1.0], "E804"), ([None], [1.0], "E803"), ([], [], "E803")],
)
def test_verdicts_that_are_none_are_refused(first, second, code):
    with pytest.raises(EstimateError) as caught:
        position_bias(first, second)
    assert caught.value.code == code
