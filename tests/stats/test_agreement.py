"""Agreement of judges: equal to published examples and libraries, silent where chance cannot be told apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from prony.errors import EstimateError
from prony.stats import cohen_kappa, krippendorff_alpha
from prony.stats.estimate import State

# Krippendorff's own example: four judges, twelve items, gaps.
_ = None
EXAMPLE = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]

ratings = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=60)


def test_kappas_and_alphas_equal_the_reference(golden):
    rows = golden["agreement"]
    assert cohen_kappa(*rows["raters"][:2]).value == pytest.approx(rows["cohen_12"], abs=1e-12)
    assert krippendorff_alpha(rows["raters"]).value == pytest.approx(rows["krippendorff_nominal"], abs=1e-12)
    ordered = rows["ordinal_example"]
    kappa = cohen_kappa(ordered["a"], ordered["b"], scale="quadratic")
    assert kappa.value == pytest.approx(ordered["cohen_quadratic"], abs=1e-12)
    alpha = krippendorff_alpha([ordered["a"], ordered["b"]], scale="interval")
    assert alpha.value == pytest.approx(ordered["krippendorff_interval"], abs=1e-12)


@pytest.mark.parametrize(
    ("scale", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_textbook_example_with_gaps_comes_out_on_every_scale(scale, expected):
    assert krippendorff_alpha(EXAMPLE, scale=scale).value == pytest.approx(expected, abs=5e-4)


@settings(max_examples=40, deadline=None)
@given(ratings, st.sampled_from(["nominal", "linear", "quadratic"]))
def test_kappa_equals_scikit_learn(pairs, scale):
    first, second = zip(*pairs, strict=True)
    if len({*first, *second}) == 1:
        return
    expected = cohen_kappa_score(first, second, weights=None if scale == "nominal" else scale)
    assert cohen_kappa(first, second, scale=scale).value == pytest.approx(expected, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(ratings)
def test_it_does_not_matter_which_judge_is_named_first_nor_in_which_order_items_come(pairs):
    first, second = zip(*pairs, strict=True)
    back = second[::-1], first[::-1]
    assert cohen_kappa(*back).value == pytest.approx(cohen_kappa(first, second).value)
    alpha = krippendorff_alpha([first, second], scale="ordinal")
    assert krippendorff_alpha(back, scale="ordinal").value == pytest.approx(alpha.value)


def test_perfect_agreement_still_has_an_interval():
    """Twenty-four items agreed on do not prove that the next will be."""
    labels = ["a", "b", "c"] * 8
    found = cohen_kappa(labels, labels)
    assert (found.value, found.raw, found.hi) == (1.0, 1.0, 1.0)
    assert 0.4 < found.lo < 0.98
    assert found.flags == ()


def test_intervals_narrow_as_items_are_added(rng):
    def width(n):
        truth = rng.integers(0, 3, n)
        judged = [np.where(rng.random(n) < 0.8, truth, rng.integers(0, 3, n)).tolist() for _ in range(2)]
        found = cohen_kappa(*judged)
        assert found.lo < found.value < found.hi
        return found.hi - found.lo

    assert width(40) > width(400) > width(4000)


def test_raw_agreement_is_high_and_kappa_low_where_one_category_rules():
    first = [1] * 90 + [0] * 5 + [1] * 5
    second = [1] * 90 + [1] * 5 + [0] * 5
    found = cohen_kappa(first, second)
    assert found.raw == 0.9
    assert found.value < 0
    assert found.prevalence == ((1, 0.95), (0, 0.05))
    assert found.flags == ("unreliable",)
    assert (found.state, found.lo) == (State.TOO_FEW_TASKS, None)


def test_fewer_than_twenty_items_have_a_value_and_no_interval():
    found = cohen_kappa(["a", "b"] * 9, ["a", "b"] * 9)
    assert (found.value, found.lo, found.state) == (1.0, None, State.TOO_FEW_TASKS)


def test_one_category_alone_says_nothing():
    for found in (cohen_kappa([1] * 30, [1] * 30), krippendorff_alpha([[1] * 30] * 3)):
        assert (found.state, found.value, found.raw) == (State.ALL_EQUAL, None, 1.0)


def test_items_with_one_rating_are_left_out():
    with_gap = krippendorff_alpha([[1, 2, 1, 2, 1], [1, 2, 2, 2, None]])
    assert with_gap.n_items == 4
    assert with_gap.value == krippendorff_alpha([[1, 2, 1, 2], [1, 2, 2, 2]]).value


def test_alpha_of_two_judges_without_gaps_approaches_kappa(rng):
    truth = rng.integers(0, 2, 5000)
    judged = [np.where(rng.random(5000) < 0.7, truth, 1 - truth).tolist() for _ in range(2)]
    assert krippendorff_alpha(judged).value == pytest.approx(cohen_kappa(*judged).value, abs=2e-3)


def test_the_order_of_categories_is_the_callers():
    first, second = ["high", "high", "mid", "low"], ["mid", "high", "mid", "low"]
    right = cohen_kappa(first, second, scale="quadratic", categories=["low", "mid", "high"])
    wrong = cohen_kappa(first, second, scale="quadratic")
    assert right.value > wrong.value


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: cohen_kappa([1], [1, 2]), "E801"),
        (lambda: cohen_kappa([], []), "E803"),
        (lambda: cohen_kappa([1, None], [1, 2]), "E802"),
        (lambda: cohen_kappa([1, 2], [1, 2], categories=[1]), "E801"),
        (lambda: cohen_kappa([1, 2], [1, 2], scale="interval"), "E801"),
        (lambda: cohen_kappa([1, "a"], [1, 2]), "E801"),
        (lambda: krippendorff_alpha([[1, 2]]), "E801"),
        (lambda: krippendorff_alpha([[1, None], [None, 2]]), "E803"),
        (lambda: krippendorff_alpha([["a", "b"], ["a", "b"]], scale="interval"), "E801"),
        (lambda: krippendorff_alpha([[1, 2], [1, 2]], level=95), "E804"),
    ],
)
def test_ratings_that_are_none_are_refused(call, code):
    with pytest.raises(EstimateError) as caught:
        call()
    assert caught.value.code == code
