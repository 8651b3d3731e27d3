"""Rank sets of duels: the published simultaneous ones, and nothing decided where nothing can be."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from prony.errors import EstimateError
from prony.stats import battles, duel_rank_sets, fit_bradley_terry
from prony.stats.duel_ranks import Errors
from prony.stats.estimate import State


@pytest.fixture(scope="module")
def fitted(duels):
    rows = duels["battles"]
    return fit_bradley_terry(
        battles(
            [r["a"] for r in rows],
            [r["b"] for r in rows],
            [r["score_a"] for r in rows],
            prompts=[r["prompt"] for r in rows],
        )
    )


def test_the_published_simultaneous_rank_sets_come_out(duels, fitted):
    expected = duels["bradley_terry"]["simultaneous_rank_sets_prior025_cluster_sandwich_t"]
    found = duel_rank_sets(fitted, draws=expected["draws"], errors=Errors.COMMON)
    assert found.df == expected["df"]
    assert found.critical == pytest.approx(expected["critical_value"], abs=0.03)
    assert {p.contestant: [p.best, p.worst] for p in found.places} == expected["sets"]


def test_by_default_each_pair_has_an_error_of_its_own_and_claims_less(fitted):
    common, own = duel_rank_sets(fitted, errors=Errors.COMMON), duel_rank_sets(fitted)
    assert own.critical > common.critical
    assert sum(pair.decided for pair in own.pairs) <= sum(pair.decided for pair in common.pairs)


@pytest.mark.parametrize("contestants", [5, 9])
def test_the_two_ways_to_draw_own_errors_meet_where_prompts_are_many(monkeypatch, rng, contestants):
    n, pairs = 80, list(itertools.combinations(range(contestants), 2))
    left, right = (np.tile([pair[side] for pair in pairs], n) for side in (0, 1))
    fought = battles(
        left,
        right,
        rng.integers(0, 2, len(left)).astype(float),
        prompts=np.repeat(np.arange(n), len(pairs)),
        names=[f"c{i}" for i in range(contestants)],
    )
    many = duel_rank_sets(fit_bradley_terry(fought))
    monkeypatch.setattr("prony.stats.duel_ranks._MANY_PROMPTS", 1000)
    assert duel_rank_sets(fit_bradley_terry(fought)).critical == pytest.approx(many.critical, abs=0.12)


def test_decision_interval_and_p_say_the_same(fitted):
    found = duel_rank_sets(fitted)
    assert any(pair.decided for pair in found.pairs)
    for pair in found.pairs:
        assert pair.decided == (pair.lo > 0 or pair.hi < 0) == (pair.p <= 0.05)


def test_the_same_seed_gives_the_same_ranking_and_names_do_not_matter(duels, fitted):
    assert duel_rank_sets(fitted) == duel_rank_sets(fitted)
    rows = list(reversed(duels["battles"]))
    mirrored = battles(
        [r["b"] for r in rows],
        [r["a"] for r in rows],
        [1 - r["score_a"] for r in rows],
        prompts=[r["prompt"] for r in rows],
    )
    places = duel_rank_sets(fit_bradley_terry(mirrored)).places
    assert [(p.contestant, p.best, p.worst) for p in places] == [
        (p.contestant, p.best, p.worst) for p in duel_rank_sets(fitted).places
    ]


def test_scores_are_elo_like_points_around_the_fields_mean(fitted):
    scores = [place.score for place in duel_rank_sets(fitted).places]
    assert sum(scores) == pytest.approx(0.0, abs=1e-6)
    assert scores == sorted(scores, reverse=True)


def test_pairs_that_only_the_prior_keeps_finite_are_flagged():
    pairs = list(itertools.permutations("abc", 2)) * 10
    left, right = zip(*[*pairs, *[("top", name) for name in "abc"] * 10], strict=True)
    scores = [*([1.0, 0.0, 0.5] * 20), *[1.0] * 30]
    fitted = fit_bradley_terry(battles(left, right, scores, prompts=[i % 20 for i in range(len(scores))]))
    found = duel_rank_sets(fitted)
    assert found.pair("top", "a").flags == ("prior-dominated",)
    assert found.pair("a", "b").flags == ()
    assert found.places[0].contestant == "top"
    assert "prior-dominated" in found.flags


def test_parts_that_never_met_are_not_ranked_against_each_other():
    left, right = ["a", "b"] * 20 + ["x", "y"] * 20, ["b", "a"] * 20 + ["y", "x"] * 20
    scores = ([1.0, 0.0] * 19 + [0.0, 1.0]) * 2
    found = duel_rank_sets(fit_bradley_terry(battles(left, right, scores, prompts=[i // 2 for i in range(80)])))
    assert found.pair("a", "y").state is State.DISCONNECTED
    assert found.pair("a", "y").difference is None
    assert found.pair("a", "b").decided
    assert not found.complete
    assert {p.contestant: (p.best, p.worst) for p in found.places} == {
        "a": (1, 3),
        "b": (2, 4),
        "x": (1, 3),
        "y": (2, 4),
    }


@pytest.mark.parametrize(("prompts", "state"), [(1, State.ONE_TASK), (5, State.TOO_FEW_TASKS)])
def test_with_fewer_than_six_prompts_nothing_is_decided(prompts, state):
    fought = battles(["a"] * 30, ["b"] * 30, [1.0] * 29 + [0.0], prompts=[i % prompts for i in range(30)])
    found = duel_rank_sets(fit_bradley_terry(fought))
    assert found.state is state
    assert [(p.best, p.worst) for p in found.places] == [(1, 2), (1, 2)]
    assert found.pairs[0].p is None


def test_all_ties_share_every_rank():
    pairs = list(itertools.combinations("abcd", 2)) * 10
    left, right = zip(*pairs, strict=True)
    found = duel_rank_sets(fit_bradley_terry(battles(left, right, [0.5] * 60, prompts=[i // 6 for i in range(60)])))
    assert {(p.rank, p.best, p.worst) for p in found.places} == {(1, 1, 4)}
    assert all(pair.lo < -50 and pair.hi > 50 and not pair.decided for pair in found.pairs)


@pytest.mark.parametrize(("level", "draws"), [(95.0, 4000), (0.95, 10)])
def test_impossible_settings_are_refused(fitted, level, draws):
    with pytest.raises(EstimateError) as caught:
        duel_rank_sets(fitted, level=level, draws=draws)
    assert caught.value.code == "E804"


def test_numpy_stays_inside(fitted):
    place = duel_rank_sets(fitted).places[0]
    assert not any(isinstance(value, np.generic) for value in (place.score, place.best, place.n_tasks))
