"""Rank sets: what a published board could really claim, and what no board may."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multicomp import pairwise_tukeyhsd

from prony.errors import EstimateError
from prony.stats import rank_sets
from prony.stats.estimate import State
from prony.stats.grid import grid, grid_of_means
from prony.stats.ranking import Ranking
from prony.stats.ranks import Method


def board(published) -> dict[str, dict[str, list[float]]]:
    return {
        row["model"]: {task: [float(score)] for task, score in zip(published["tasks"], row["scores"], strict=True)}
        for row in published["rows"]
    }


def sets(found: Ranking) -> dict[str, tuple[int, int]]:
    return {place.contestant: (place.best, place.worst) for place in found.places}


def decided(found: Ranking) -> set[tuple[str, str]]:
    return {(pair.a, pair.b) for pair in found.pairs if pair.decided}


def random_scores(rng, m=8, n=20, k=2, spread=1.0) -> dict[str, dict[str, list[float]]]:
    chance = 1 / (1 + np.exp(-(rng.normal(0, spread, m)[:, None] + rng.normal(0, 1, n))))
    return {
        f"c{i}": {f"t{j}": rng.binomial(1, chance[i, j], k).astype(float).tolist() for j in range(n)} for i in range(m)
    }


# --- a published board -----------------------------------------------------------------------------------------------


def test_the_textbook_test_finds_the_published_boards_tukey_distance(published):
    found = rank_sets(board(published), method=Method.TUKEY_POOLED)
    pair = found.pairs[0]
    expected = published["statistics"]["anova"]["tukey_hsd95_total"]
    assert (pair.hi - pair.lo) / 2 * 6 == pytest.approx(expected, abs=1e-8)
    assert found.df == 125
    assert found.critical == pytest.approx(5.321648057389017, abs=1e-9)


def test_on_the_published_board_the_textbook_test_separates_ten_pairs_and_the_first_could_be_twentieth(published):
    found = rank_sets(board(published), method=Method.TUKEY_POOLED)
    assert len(decided(found)) == 10
    assert (found.places[0].rank, found.places[0].best, found.places[0].worst) == (1, 1, 20)


def test_by_default_a_pairs_own_spread_counts_where_it_is_larger(published):
    pooled, found = rank_sets(board(published), method=Method.TUKEY_POOLED), rank_sets(board(published))
    assert found.method == "tukey"
    assert decided(found) < decided(pooled)
    assert len(decided(found)) == 6


def test_ranks_of_scores_are_competition_ranks(published):
    ranks = {place.contestant: place.rank for place in rank_sets(board(published)).places}
    assert ranks == published["derived"]["rank_competition"]


# --- libraries -------------------------------------------------------------------------------------------------------


def test_the_textbook_test_equals_statsmodels_on_residuals_of_the_blocks(rng):
    """With task effects taken out, statsmodels' one-way Tukey differs by its degrees of freedom alone."""
    means = rng.normal(0, 1, (5, 12)) + rng.normal(0, 3, 12)
    centred = means - means.mean(axis=0)
    found = rank_sets(grid_of_means(means), method=Method.TUKEY_POOLED)
    theirs = pairwise_tukeyhsd(centred.ravel(), np.repeat(np.arange(5), 12))
    scale = np.sqrt((5 * 11) / (4 * 11)) * found.critical / theirs.q_crit
    ours = {frozenset((pair.a[-1], pair.b[-1])): (pair.hi - pair.lo) / 2 for pair in found.pairs}
    for (one, other), low, high in zip(
        itertools.combinations("01234", 2), theirs.confint[:, 0], theirs.confint[:, 1], strict=True
    ):
        assert ours[frozenset((one, other))] == pytest.approx((high - low) / 2 * scale, rel=1e-6)


def test_two_contestants_are_a_paired_t_test(rng):
    means = rng.normal(0, 1, (2, 15))
    for method in Method:
        found = rank_sets(grid_of_means(means), method=method)
        assert found.pairs[0].p == pytest.approx(stats.ttest_rel(*means).pvalue, abs=1e-9)


def test_holm_adjusts_the_paired_t_tests_of_common_tasks(rng):
    means = rng.normal(0, 1, (3, 20)) + np.array([[0.0], [0.4], [1.4]])
    means[0, :4] = np.nan
    found = rank_sets(grid_of_means(means))
    assert found.method == "holm"
    raw = {}
    for i, j in itertools.combinations(range(3), 2):
        both = ~np.isnan(means[i]) & ~np.isnan(means[j])
        raw[i, j] = stats.ttest_rel(means[i, both], means[j, both]).pvalue
    smallest = min(raw, key=raw.get)
    pair = found.pair(*(f"contestant {i}" for i in smallest))
    assert pair.p == pytest.approx(min(1.0, 3 * raw[smallest]), rel=1e-9)
    assert found.pair("contestant 0", "contestant 1").n_tasks == 16


# --- what holds of every ranking -------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([Method.TUKEY, Method.TUKEY_POOLED, Method.HOLM]))
def test_decision_interval_p_letters_and_rank_sets_say_the_same(seed, method):
    found = rank_sets(random_scores(np.random.default_rng(seed)), method=method)
    letters = {place.contestant: set(place.letters) for place in found.places}
    for pair in found.pairs:
        assert pair.decided == (pair.p <= 0.05)
        if pair.lo is not None:
            assert pair.decided == (pair.lo > 0 or pair.hi < 0)
        assert pair.decided == letters[pair.a].isdisjoint(letters[pair.b])
    for place in found.places:
        above = sum(pair.decided for pair in found.pairs if pair.b == place.contestant)
        below = sum(pair.decided for pair in found.pairs if pair.a == place.contestant)
        assert (place.best, place.worst) == (1 + above, len(found.places) - below)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_neither_the_order_of_contestants_nor_of_tasks_matters(seed):
    rng = np.random.default_rng(seed)
    scores = random_scores(rng)
    shuffled = {
        name: {task: scores[name][task] for task in rng.permutation(list(scores[name]))}
        for name in rng.permutation(list(scores))
    }
    assert rank_sets(shuffled) == rank_sets(scores)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_another_unit_changes_no_decision(seed):
    rng = np.random.default_rng(seed)
    means = rng.normal(0, 1, (6, 12)) + rng.normal(0, 1, (6, 1))
    assert sets(rank_sets(grid_of_means(means))) == sets(rank_sets(grid_of_means(20.0 * means - 7.0)))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_repeats_count_through_their_mean_alone(seed):
    scores = random_scores(np.random.default_rng(seed), k=2)
    means = {name: {task: [sum(tries) / 2] for task, tries in cells.items()} for name, cells in scores.items()}
    assert sets(rank_sets(scores)) == sets(rank_sets(means))


def test_a_better_score_never_worsens_a_contestants_own_place(rng):
    scores = random_scores(rng, k=1)
    before = {place.contestant: place.rank for place in rank_sets(scores).places}
    worst = max(before, key=before.get)
    scores[worst] = {task: [1.0] for task in scores[worst]}
    assert {place.contestant: place.rank for place in rank_sets(scores).places}[worst] == 1


def test_a_lone_first_place_needs_to_beat_everybody():
    tasks = [f"t{i}" for i in range(40)]
    scores = {
        "strong": {task: [1.0 if i % 8 else 0.0] for i, task in enumerate(tasks)},
        "weak": {task: [1.0 if i % 4 == 0 else 0.0] for i, task in enumerate(tasks)},
        "weaker": {task: [1.0 if i % 5 == 0 else 0.0] for i, task in enumerate(tasks)},
    }
    found = rank_sets(scores)
    assert sets(found) == {"strong": (1, 1), "weak": (2, 3), "weaker": (2, 3)}
    assert [place.letters for place in found.places] == [("a",), ("b",), ("b",)]


# --- data that cannot answer -----------------------------------------------------------------------------------------


def test_one_contestant_is_no_ranking():
    found = rank_sets({"a": {f"t{i}": [i % 2] for i in range(8)}})
    assert (found.state, found.pairs, sets(found)) == (State.ONE_CONTESTANT, (), {"a": (1, 1)})


@pytest.mark.parametrize(("n", "state"), [(1, State.ONE_TASK), (5, State.TOO_FEW_TASKS)])
def test_with_fewer_than_six_tasks_nothing_is_decided(n, state):
    found = rank_sets({"a": {f"t{i}": [1.0] for i in range(n)}, "b": {f"t{i}": [0.0] for i in range(n)}})
    assert found.state is state
    assert sets(found) == {"a": (1, 2), "b": (1, 2)}
    assert (found.pairs[0].p, found.pairs[0].lo, found.pairs[0].difference) == (None, None, 1.0)


def test_contestants_that_are_all_equal_share_every_rank():
    found = rank_sets({name: {f"t{i}": [0.5] for i in range(9)} for name in "abc"})
    assert found.state is State.ALL_EQUAL
    assert set(sets(found).values()) == {(1, 3)}
    assert {place.rank for place in found.places} == {1}


def test_differences_without_any_spread_are_judged_by_their_number_alone():
    """A solves all of 8 tasks and B none: 2^-8, the sign-flip mid-p, not certainty."""
    scores = {"a": {f"t{i}": [1.0] for i in range(8)}, "b": {f"t{i}": [0.0] for i in range(8)}}
    found = rank_sets(scores)
    assert (found.method, found.pairs[0].p, found.pairs[0].lo) == ("holm", 2.0**-8, None)
    assert found.pairs[0].decided


def test_pairs_without_enough_common_tasks_stay_open():
    scores = {
        "a": {f"t{i}": [1.0] for i in range(10)},
        "b": {f"t{i}": [float(i == 3)] for i in range(4, 14)},
        "c": {f"u{i}": [0.0] for i in range(10)},
    }
    scores["a"]["t4"] = [0.0]
    found = rank_sets(scores)
    assert not found.complete
    assert found.pair("a", "c").state is State.NO_COMMON_TASKS
    assert found.pair("a", "c").difference is None
    assert found.pair("b", "a").state is State.ESTIMATED
    assert sets(found)["c"] == (1, 3)
    assert all(place.flags == ("incomplete",) for place in found.places)


def test_groups_of_tasks_are_the_unit_where_they_vary_together(rng):
    """Ten copies of each of six tasks are six tasks, not sixty."""
    base = rng.normal(0, 1, (2, 6)) + np.array([[0.5], [0.0]])
    names = [f"t{i}-{copy}" for i in range(6) for copy in range(10)]
    scores = {c: dict(zip(names, ([v] for v in np.repeat(base[row], 10)), strict=True)) for row, c in enumerate("ab")}
    grouped = rank_sets(scores, groups={name: name.split("-")[0] for name in names})
    assert grouped.pairs[0].p == pytest.approx(stats.ttest_rel(*base).pvalue, rel=1e-9)
    assert rank_sets(scores).pairs[0].p < grouped.pairs[0].p
    assert grouped.flags == ("tasks grouped",)


def test_tukey_refuses_a_grid_with_holes():
    scores = {"a": {f"t{i}": [1.0] for i in range(8)}, "b": {f"t{i}": [0.0] for i in range(7)}}
    with pytest.raises(EstimateError) as caught:
        rank_sets(scores, method=Method.TUKEY)
    assert caught.value.code == "E830"


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        ({}, "E803"),
        ({"a": {}}, "E803"),
        ({"a": {"t": []}}, "E803"),
        ({"a": {"t": [float("nan")]}}, "E802"),
        ({"a": {"t": ["x"]}}, "E801"),
        ({"a": {"t": [float("inf")]}}, "E802"),
    ],
)
def test_what_is_no_board_is_refused(scores, code):
    with pytest.raises(EstimateError) as caught:
        rank_sets(scores)
    assert caught.value.code == code


def test_a_level_in_percent_is_refused():
    with pytest.raises(EstimateError) as caught:
        rank_sets({"a": {"t": [1.0]}}, level=95)
    assert caught.value.code == "E804"


def test_a_matrix_of_means_must_fit_its_names():
    for means, names in (([[1.0, 2.0]], ["a", "b"]), ([[1.0], [2.0]], ["a", "a"])):
        with pytest.raises(EstimateError) as caught:
            grid_of_means(np.array(means), names)
        assert caught.value.code == "E801"


def test_a_grid_averages_repeats_within_its_cells():
    cells = grid({"b": {"t": [0.0, 1.0, 1.0]}, "a": {"t": [1.0], "u": [0.5]}})
    assert cells.contestants == ("a", "b")
    assert cells.counts.tolist() == [[1, 1], [3, 0]]
    assert cells.means[1, 0] == pytest.approx(2 / 3)
    assert cells.squares[1, 0] == pytest.approx(2 / 3)
    assert not cells.complete
