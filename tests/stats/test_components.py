"""Variance components: a published board's own, known ones recovered, and what more tasks would buy."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from prony.errors import EstimateError
from prony.stats import rank_sets, variance_components
from prony.stats.components import tasks_for_difference, tasks_for_reliability, two_way
from prony.stats.estimate import State
from prony.stats.grid import grid_of_means


@pytest.fixture
def board(published):
    return grid_of_means(np.array([row["scores"] for row in published["rows"]], dtype=float))


def simulated(rng, m=40, n=60, k=3, parts=(1.0, 2.0, 0.5, 3.0)):
    contestant, task, interaction, repeat = np.sqrt(parts)
    cells = rng.normal(0, contestant, (m, 1)) + rng.normal(0, task, n) + rng.normal(0, interaction, (m, n))
    scores = cells[..., None] + rng.normal(0, repeat, (m, n, k))
    return {f"c{i}": {f"t{j}": scores[i, j].tolist() for j in range(n)} for i in range(m)}


def test_the_published_boards_components_equal_the_reference(board, published):
    expected = published["statistics"]["anova"]
    found = variance_components(board)
    assert found.ms_contestant == pytest.approx(expected["ms_model"], abs=1e-9)
    assert found.ms_task == pytest.approx(expected["ms_task"], abs=1e-9)
    assert found.ms_residual == pytest.approx(expected["ms_resid"], abs=1e-9)
    assert found.contestant == pytest.approx(expected["var_model"], abs=1e-9)
    assert found.task == pytest.approx(expected["var_task"], abs=1e-9)
    assert found.residual == pytest.approx(expected["var_resid"], abs=1e-9)
    assert found.reliability == pytest.approx(expected["g_coefficient_6_tasks"], abs=1e-12)
    assert found.se_score * 6 == pytest.approx(expected["se_total"], abs=1e-9)
    assert found.se_difference * 6 == pytest.approx(expected["se_diff_total"], abs=1e-9)


def test_one_repeat_leaves_interaction_and_repeat_in_one(board):
    found = variance_components(board)
    assert (found.interaction, found.repeat) == (None, None)
    assert "one repeat: interaction and repeat cannot be told apart" in found.flags
    assert sum(found.shares().values()) == pytest.approx(1.0)


def test_the_published_board_needs_22_tasks_for_a_reliability_of_nine_tenths(board):
    assert tasks_for_reliability(variance_components(board), 0.9) == 22


def test_known_components_are_recovered(rng):
    runs = [variance_components(simulated(rng)) for _ in range(5)]
    for name, expected in (("contestant", 1.0), ("task", 2.0), ("interaction", 0.5), ("repeat", 3.0)):
        assert np.mean([getattr(run, name) for run in runs]) == pytest.approx(expected, rel=0.2)


def test_tasks_for_a_difference_equal_the_reference(golden):
    """Components that put the reference's omega2 and repeat variances together."""
    found = variance_components(simulated(np.random.default_rng(1), m=3, n=8))
    for row in golden["power_tasks"]:
        parts = replace(
            found,
            interaction=row["omega2"] / 2,
            repeat=(row["s2a"] + row["s2b"]) / 2,
            ms_residual=0.0,
            repeats=99.0,
        )
        assert tasks_for_difference(parts, row["delta"], repeats=row["k"]) == pytest.approx(row["n"], rel=1e-6)


def test_more_repeats_cannot_be_planned_from_data_with_one(board):
    found = variance_components(board)
    assert tasks_for_difference(found, 1.0, repeats=4) is None
    assert tasks_for_reliability(found, repeats=4) is None
    assert tasks_for_difference(found, 1.0) > 0


def test_the_residual_is_the_one_that_rank_sets_pool(board):
    ranking = rank_sets(board, method="tukey_pooled")
    pair, spread = ranking.pairs[0], variance_components(board).se_difference
    assert (pair.hi - pair.lo) / 2 == pytest.approx(ranking.critical / np.sqrt(2) * spread, rel=1e-12)


def test_a_negative_moment_is_set_to_zero_and_told():
    means = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    found = variance_components(grid_of_means(means))
    assert found.contestant == 0.0
    assert "contestant came out negative and is set to 0" in found.flags
    assert tasks_for_reliability(found) is None


@pytest.mark.parametrize(
    ("scores", "state"),
    [
        ({"a": {"t": [1.0], "u": [0.0]}}, State.ONE_CONTESTANT),
        ({"a": {"t": [1.0]}, "b": {"t": [0.0]}}, State.ONE_TASK),
        ({"a": {"t": [1.0], "u": [0.0]}, "b": {"t": [0.0]}}, State.INCOMPLETE),
        ({"a": {"t": [1.0], "u": [1.0]}, "b": {"t": [1.0], "u": [1.0]}}, State.ALL_EQUAL),
    ],
)
def test_designs_that_cannot_answer_say_why(scores, state):
    found = variance_components(scores)
    assert (found.state, found.contestant, found.reliability) == (state, None, None)
    assert tasks_for_difference(found, 0.1) is None


def test_a_difference_of_nothing_is_refused(board):
    with pytest.raises(EstimateError) as caught:
        tasks_for_difference(variance_components(board), 0.0)
    assert caught.value.code == "E804"


def test_two_way_mean_squares_add_up_to_the_total_sum_of_squares(rng):
    means = rng.normal(0, 1, (4, 7))
    table = two_way(means)
    parts = 3 * table.ms_contestant + 6 * table.ms_task + 18 * table.ms_residual
    assert parts == pytest.approx(((means - means.mean()) ** 2).sum())
