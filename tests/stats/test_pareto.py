"""The Pareto frontier keeps ties and makes nothing up for what is missing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from prony.errors import EstimateError
from prony.stats.frontier import Dominance, pareto

NAN = float("nan")


@pytest.mark.parametrize(
    ("key", "axis"), [("pareto_local_total_vs_wall", "wall_s"), ("pareto_local_total_vs_size", "size_gb")]
)
def test_a_published_board_has_the_golden_frontiers(published, key, axis):
    local = [row for row in published["rows"] if row["size_gb"] is not None]
    placed = pareto([[sum(row["scores"]), row[axis]] for row in local], [1, -1])
    front = {row["model"] for row, place in zip(local, placed, strict=True) if place.standing is Dominance.FRONTIER}
    assert front == set(published["derived"][key])


def test_equal_contestants_are_on_the_frontier_together():
    placed = pareto([[5, 1], [5, 1], [4, 2]], [1, -1])
    assert [p.standing for p in placed] == [Dominance.FRONTIER, Dominance.FRONTIER, Dominance.DOMINATED]
    assert placed[0].equal_to == (1,)
    assert placed[2].dominated_by == (0, 1)


def test_better_on_one_axis_and_level_on_the_other_dominates():
    assert pareto([[5, 1], [5, 2]], [1, -1])[1].dominated_by == (0,)


def test_a_missing_value_is_incomparable_and_dominates_nobody():
    placed = pareto([[9, NAN], [5, 1]], [1, -1])
    assert [p.standing for p in placed] == [Dominance.INCOMPARABLE, Dominance.FRONTIER]


def test_within_the_tolerance_is_a_tie():
    assert pareto([[5.0, 1.0], [4.95, 1.0]], [1, -1], tolerance=[0.1, 0.0])[1].standing is Dominance.FRONTIER


@pytest.mark.parametrize(
    ("values", "directions", "code"),
    [([[1, 2]], [1], "E801"), ([[1]], [0], "E804"), ([[NAN]], [1], "E803"), ([], [], "E801")],
)
def test_bad_input_is_an_error_with_its_code(values, directions, code):
    with pytest.raises(EstimateError) as caught:
        pareto(values, directions)
    assert caught.value.code == code


grids = arrays.arrays(np.float64, (6, 3), elements=st.integers(0, 4).map(float))


@settings(max_examples=100, deadline=None)
@given(grids)
def test_someone_is_always_on_the_frontier_and_everyone_else_is_below_someone_on_it(grid):
    placed = pareto(grid, [1, 1, 1])
    front = {i for i, p in enumerate(placed) if p.standing is Dominance.FRONTIER}
    assert front
    assert all(front & set(p.dominated_by) for p in placed if p.standing is Dominance.DOMINATED)


@settings(max_examples=100, deadline=None)
@given(grids, st.permutations(range(6)))
def test_the_order_of_contestants_does_not_matter(grid, order):
    placed, shuffled = pareto(grid, [1, -1, 1]), pareto(grid[list(order)], [1, -1, 1])
    assert [placed[i].standing for i in order] == [p.standing for p in shuffled]
