"""Composites as a sieve: the shortlist that all weights agree on, and the weight that flips the top."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from prony.errors import EstimateError
from prony.stats.composite import nearest_flip, rank_acceptability, weighted_mean


def test_five_contestants_of_a_published_board_are_its_shortlist(published):
    told = rank_acceptability(np.array([row["scores"] for row in published["rows"]]) / 20)
    top5 = sorted(told.top(5), reverse=True)
    assert min(top5[:5]) >= 0.955
    assert top5[5] == pytest.approx(0.03, abs=0.01)


def test_two_axes_have_acceptability_in_closed_form():
    """The second leads while the first weight is below 3/4: three times of four, with a mean weight of 3/8."""
    told = rank_acceptability([[1.0, 0.0], [0.0, 3.0]], draws=200_000)
    assert told.chance[1][0] == pytest.approx(0.75, abs=0.005)
    assert told.mean_weights[1][0] == pytest.approx(0.375, abs=0.005)


def test_equal_contestants_share_their_ranks():
    told = rank_acceptability([[1.0, 2.0], [1.0, 2.0], [0.0, 0.0]], draws=100)
    assert told.chance[0][:2] == told.chance[1][:2] == (0.5, 0.5)
    assert told.mean_weights[2] is None


def test_the_seed_makes_it_repeatable():
    grid = np.random.default_rng(0).random((5, 4))
    assert rank_acceptability(grid, seed=4) == rank_acceptability(grid, seed=4)
    assert rank_acceptability(grid, seed=4) != rank_acceptability(grid, seed=5)


def test_the_nearest_flip_is_where_both_are_level():
    values, weights = [[0.9, 0.5, 0.7], [0.8, 0.9, 0.6]], [8.0, 1.0, 1.0]
    flip = nearest_flip(values, weights)
    rest = 1.0 - flip.weight
    others = np.delete(np.array(weights) / 10, flip.axis)
    moved = np.insert(others / others.sum() * rest, flip.axis, flip.weight)
    level = np.array(values) @ moved
    assert level[0] == pytest.approx(level[1])
    assert flip.winner == 1
    assert flip.now == pytest.approx(0.8 if flip.axis == 0 else 0.1)


def test_a_leader_on_every_axis_cannot_be_flipped():
    assert nearest_flip([[3.0, 3.0], [1.0, 2.0]], [1, 1]) is None


def test_a_composite_is_the_weighted_mean_and_imputes_nothing():
    assert weighted_mean([[1.0, 0.0], [0.5, 1.0]], [3, 1]) == pytest.approx((0.75, 0.625))
    with pytest.raises(EstimateError) as caught:
        weighted_mean([[1.0, float("nan")]], [1, 1])
    assert caught.value.code == "E802"


@pytest.mark.parametrize(("weights", "code"), [([1], "E801"), ([0, 0], "E804"), ([-1, 2], "E804")])
def test_bad_weights_are_refused(weights, code):
    with pytest.raises(EstimateError) as caught:
        nearest_flip([[1.0, 2.0]], weights)
    assert caught.value.code == code


grids = arrays.arrays(np.float64, (4, 3), elements=st.integers(0, 6).map(float))


@settings(max_examples=60, deadline=None)
@given(grids)
def test_every_contestant_and_every_rank_adds_up_to_one(grid):
    chance = np.array(rank_acceptability(grid, draws=200).chance)
    assert chance.sum(axis=0) == pytest.approx(np.ones(4))
    assert chance.sum(axis=1) == pytest.approx(np.ones(4))


@settings(max_examples=100, deadline=None)
@given(grids, st.lists(st.integers(1, 5).map(float), min_size=3, max_size=3))
def test_beyond_the_flip_the_winner_is_ahead_of_the_old_leader(grid, weights):
    flip = nearest_flip(grid, weights)
    if flip is None:
        return
    share = np.array(weights) / sum(weights)
    leader = int(np.argmax(grid @ share))

    def moved(weight):
        others = np.delete(share, flip.axis)
        return grid @ np.insert(others / others.sum() * (1.0 - weight), flip.axis, weight)

    step = 1e-6 if flip.weight >= flip.now else -1e-6
    if 0.0 <= flip.weight + step <= 1.0:
        scores = moved(flip.weight + step)
        assert scores[flip.winner] >= scores[leader] - 1e-9
