"""On few tasks, solved or not, a board claims nothing that equals would often show."""

import itertools

import numpy as np
import pytest
from scipy import stats

from prony.stats import rank_sets
from prony.stats.few_tasks import range_p
from prony.stats.grid import grid_of_means
from prony.stats.ranks import picked_pair
from prony.stats.signflip import sign_flip


@pytest.mark.parametrize("n", [6, 7, 8, 9, 10, 11, 12, 14, 16])
def test_two_equals_that_differ_on_every_task_are_told_apart_in_at_most_one_board_of_twenty(n):
    """By exact summation over how many of the tasks the first one solves."""
    wrong = 0.0
    for ahead in range(n + 1):
        solved = np.array([1.0] * ahead + [0.0] * (n - ahead))
        if rank_sets(grid_of_means(np.array([solved, 1.0 - solved]))).pairs[0].decided:
            wrong += stats.binom.pmf(ahead, n, 0.5)
    assert wrong <= 0.05


def test_a_range_as_wide_as_can_be_has_the_p_of_all_deals():
    """Three contestants, four tasks, one of them solves all: 3 of 3^4 deals are as wide."""
    means = np.zeros((3, 4))
    means[1] = 1.0
    every = [np.ptp(np.bincount(deal, minlength=3)) for deal in itertools.product(range(3), repeat=4)]
    assert range_p(means) == pytest.approx(np.mean(np.array(every) >= 4), abs=0.01)


def test_two_contestants_have_the_exact_p_of_the_sign_flip_test():
    differences = np.array([1, 1, 1, 1, 1, 1, -1, 0, 0, 0], dtype=float)
    means = np.array([np.maximum(differences, 0.0), np.maximum(-differences, 0.0)])
    assert range_p(means) == pytest.approx(sign_flip(differences, unit=1).full)


def test_a_clear_lead_is_decided_on_eight_tasks_all_the_same():
    board = grid_of_means(np.array([[1.0] * 8, [0.0] * 7 + [1.0], [0.0] * 8]))
    found = rank_sets(board)
    assert [(place.best, place.worst) for place in found.places] == [(1, 1), (2, 3), (2, 3)]


def test_no_interval_of_a_board_of_shares_leaves_what_a_share_can_be(rng):
    board = grid_of_means(np.vstack([np.ones((2, 10)), (rng.random((3, 10)) < 0.1).astype(float)]))
    pairs = rank_sets(board).pairs
    assert any(pair.decided for pair in pairs)
    assert all(-1.0 <= pair.lo <= pair.hi <= 1.0 for pair in pairs)
    assert all(pair.decided == (pair.lo > 0.0 or pair.hi < 0.0) for pair in pairs)


def test_other_units_keep_intervals_as_wide_as_they_are(rng):
    seconds = grid_of_means(100.0 * rng.random((3, 8)))
    assert max(pair.hi - pair.lo for pair in rank_sets(seconds).pairs) > 2.0
    shares = grid_of_means(seconds.means / 100.0)
    free = rank_sets(shares, limits=None).pairs
    assert max(pair.hi for pair in free) >= max(pair.hi for pair in rank_sets(shares).pairs)


def test_no_p_is_told_below_what_the_quadrature_can_tell():
    means = np.vstack([np.ones((1, 60)), np.zeros((2, 60))])
    means[:, :3] = 0.5
    assert min(pair.p for pair in rank_sets(grid_of_means(means)).pairs) >= 1e-9


def test_the_best_and_the_worst_of_ten_equals_are_seldom_told_apart(rng):
    wrong = 0
    for _ in range(60):
        solved = {f"m{i}": {f"t{j}": [float(x)] for j, x in enumerate(rng.random(30) < 0.7)} for i in range(10)}
        order = sorted(solved, key=lambda name: sum(row[0] for row in solved[name].values()))
        wrong += picked_pair(solved, order[-1], order[0]).decided
    assert wrong <= 6
