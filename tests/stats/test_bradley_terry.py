"""Bradley-Terry ratings: equal to published fits, to logistic regression and, where installed, to arena-rank."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.errors import EstimateError
from prony.stats import battles, fit_bradley_terry, rating_difference, ratings
from prony.stats.duels import beaten_cycles, connected_parts, table
from prony.stats.elo import elo_points
from prony.stats.estimate import State
from prony.stats.fitted_ratings import pair_errors, prior_ruled


def archive(duels, category=None, prompts=True):
    rows = [row for row in duels["battles"] if category in (None, row["category"])]
    return battles(
        [row["a"] for row in rows],
        [row["b"] for row in rows],
        [row["score_a"] for row in rows],
        prompts=[row["prompt"] for row in rows] if prompts else None,
    )


def random_duels(seed, m=6, n=80, prompts=12, spread=1.0):
    rng = np.random.default_rng(seed)
    strength = rng.normal(0, spread, m)
    left = rng.integers(0, m, n)
    right = (left + rng.integers(1, m, n)) % m
    score = np.where(rng.random(n) < 0.15, 0.5, rng.random(n) < 1 / (1 + np.exp(strength[right] - strength[left])))
    names = [f"c{i}" for i in range(m)]
    return {
        "left": [names[i] for i in left],
        "right": [names[i] for i in right],
        "scores": score.astype(float).tolist(),
        "prompts": rng.integers(0, prompts, n).tolist(),
    }


def logits(fitted):
    return dict(zip(fitted.names, fitted.theta.tolist(), strict=True))


# --- published fits --------------------------------------------------------------------------------------------------


def test_without_a_prior_the_published_maximum_likelihood_ratings_come_out(duels):
    found = {r.contestant: r.elo for r in ratings(fit_bradley_terry(archive(duels), prior=0.0), anchor=1400.0).ratings}
    for name, expected in duels["bradley_terry"]["mle_elo_1400"].items():
        assert found[name].value == pytest.approx(expected, abs=6e-4)


def test_errors_clustered_by_prompt_equal_the_published(duels):
    fitted = fit_bradley_terry(archive(duels), prior=0.0)
    for name, expected in duels["bradley_terry"]["prompt_cluster_se_elo"].items():
        error = np.sqrt(fitted.sandwich[fitted.place(name), fitted.place(name)])
        assert elo_points(error) == pytest.approx(expected, abs=6e-4)


def test_unclustered_errors_equal_the_published_but_for_the_small_sample_factor(duels):
    fitted = fit_bradley_terry(archive(duels, prompts=False), prior=0.0)
    for name, expected in duels["bradley_terry"]["sandwich_se_elo"].items():
        error = np.sqrt(fitted.sandwich[fitted.place(name), fitted.place(name)] * 188 / 189)
        assert elo_points(error) == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize("prior", ["0.25", "1.0"])
def test_with_a_prior_the_published_ratings_and_errors_come_out(duels, prior):
    fitted = fit_bradley_terry(archive(duels), prior=float(prior))
    for name, expected in duels["bradley_terry"]["l2_prior"][prior].items():
        i = fitted.place(name)
        assert fitted.theta[i] == pytest.approx(expected["theta"], abs=6e-7)
        assert 1400 + elo_points(fitted.theta[i]) == pytest.approx(expected["elo"], abs=6e-4)
        assert elo_points(np.sqrt(fitted.sandwich[i, i])) == pytest.approx(expected["cluster_se_elo"], abs=6e-4)


def test_published_arena_rank_ratings_come_out(duels):
    found = logits(fit_bradley_terry(archive(duels), prior=0.0))
    for name, (value, lo, hi) in duels["arena_rank_0_1_1"]["all"].items():
        assert 1400 + elo_points(found[name]) == pytest.approx(value, abs=0.01)
        assert lo < value < hi


def test_categories_fall_into_the_published_strong_components(duels):
    for category, expected in duels["bradley_terry"]["strong_components"].items():
        assert beaten_cycles(table(archive(duels, category))).max() + 1 == expected
    assert beaten_cycles(table(archive(duels))).max() + 1 == duels["bradley_terry"]["strong_components_all"]


def test_where_only_infinite_ratings_fit_a_prior_is_needed_and_flagged(duels):
    """A category in which one side won everything: a plain fit would print 4921 and -1859 with confidence."""
    fought = archive(duels, "General Knowledge")
    with pytest.raises(EstimateError) as caught:
        fit_bradley_terry(fought, prior=0.0)
    assert caught.value.code == "E832"
    found = ratings(fit_bradley_terry(fought))
    assert found.strong_components == 5
    assert "prior-dominated" in found.flags
    assert all(abs(r.elo.value - 1500) < 700 for r in found.ratings)


# --- libraries -------------------------------------------------------------------------------------------------------


def test_ratings_equal_an_l2_penalized_logistic_regression():
    from sklearn.linear_model import LogisticRegression

    told = random_duels(3)
    fought = battles(**told)
    design = np.zeros((len(fought), 6))
    design[np.arange(len(fought)), fought.left] = 1.0
    design[np.arange(len(fought)), fought.right] = -1.0
    rows, wins = np.vstack([design, design]), np.repeat([1.0, 0.0], len(fought))
    weight = np.concatenate([fought.score, 1.0 - fought.score])
    theirs = LogisticRegression(C=4.0, fit_intercept=False, tol=1e-12, max_iter=5000)
    theirs.fit(rows, wins, sample_weight=weight)
    assert fit_bradley_terry(fought, prior=0.25).theta == pytest.approx(theirs.coef_[0], abs=1e-6)


def test_clustered_errors_equal_statsmodels():
    """A binomial model with cluster-robust covariance; theirs has the factor (N - 1)/(N - k) besides."""
    import statsmodels.api as sm

    told = random_duels(5, m=4, n=300, prompts=25)
    fought = battles(**told)
    design = np.zeros((300, 4))
    design[np.arange(300), fought.left] = 1.0
    design[np.arange(300), fought.right] = -1.0
    model = sm.GLM(fought.score, design[:, :3], family=sm.families.Binomial())
    theirs = model.fit(cov_type="cluster", cov_kwds={"groups": fought.prompt, "use_correction": False}, tol=1e-13)
    ours = fit_bradley_terry(fought, prior=0.0)
    factor = np.sqrt(25 / 24)
    for i in range(3):
        assert ours.theta[i] - ours.theta[3] == pytest.approx(theirs.params[i], abs=1e-7)
        assert pair_errors(ours)[i, 3] == pytest.approx(theirs.bse[i] * factor, rel=1e-6)


@pytest.mark.arena_rank
def test_ratings_and_unclustered_intervals_equal_arena_rank(duels):
    pytest.importorskip("arena_rank")
    import pandas as pd
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    outcome = {1.0: "model_a", 0.0: "model_b", 0.5: "tie"}
    rows = [{"model_a": r["a"], "model_b": r["b"], "winner": outcome[r["score_a"]]} for r in duels["battles"]]
    data = PairDataset.from_pandas(pd.DataFrame(rows))
    theirs = BradleyTerry(n_competitors=9, hessian_reg=1e-9).compute_ratings_and_cis(data)
    ours = fit_bradley_terry(archive(duels, prompts=False), prior=0.0)
    rated = np.array(theirs["ratings"])
    expected = dict(zip(theirs["competitors"], rated - rated.mean(), strict=True))
    assert {name: elo_points(value) for name, value in logits(ours).items()} == pytest.approx(expected, abs=0.01)
    for name, error in zip(theirs["competitors"], np.sqrt(np.array(theirs["variances"])), strict=True):
        i = ours.place(name)
        assert elo_points(np.sqrt(ours.sandwich[i, i] * 188 / 189)) == pytest.approx(error, rel=3e-3)


# --- invariances -----------------------------------------------------------------------------------------------------

seeds = st.integers(0, 100_000)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_it_does_not_matter_who_is_named_first(seed):
    told = random_duels(seed)
    swapped = told | {"left": told["right"], "right": told["left"], "scores": [1.0 - s for s in told["scores"]]}
    one, other = fit_bradley_terry(battles(**told)), fit_bradley_terry(battles(**swapped))
    assert logits(one) == pytest.approx(logits(other), abs=1e-9)
    assert one.sandwich == pytest.approx(other.sandwich, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_the_order_of_the_battles_does_not_matter(seed):
    told = random_duels(seed)
    order = np.random.default_rng(seed).permutation(len(told["scores"]))
    mixed = {key: [values[i] for i in order] for key, values in told.items()}
    one, other = fit_bradley_terry(battles(**told)), fit_bradley_terry(battles(**mixed))
    assert one.theta == pytest.approx(other.theta, abs=1e-9)
    assert one.sandwich == pytest.approx(other.sandwich, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(2, 4))
def test_every_battle_told_several_times_on_its_prompt_changes_no_rating_and_no_clustered_error(seed, times):
    """More copies are no more evidence: the prompt is the unit. (Without a prior, which copies do outweigh.)"""
    told = random_duels(seed, spread=0.3, n=150)
    fought = battles(**told)
    if beaten_cycles(table(fought)).max():
        return
    copied = battles(**{key: values * times for key, values in told.items()})
    one, other = fit_bradley_terry(fought, prior=0.0), fit_bradley_terry(copied, prior=0.0)
    assert one.theta == pytest.approx(other.theta, abs=1e-8)
    assert one.sandwich == pytest.approx(other.sandwich, abs=1e-8)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_two_wins_and_a_loss_weigh_as_their_shares(seed):
    """Aggregation: battles of a pair on a prompt may be told one by one or as scores with the same sum and number."""
    told = random_duels(seed)
    pairs = told | {key: told[key] * 2 for key in ("left", "right", "prompts")}
    split = battles(
        **(
            pairs
            | {
                "scores": [1.0 if s == 0.5 else s for s in told["scores"]]
                + [0.0 if s == 0.5 else s for s in told["scores"]]
            }
        )
    )
    whole = battles(**(pairs | {"scores": told["scores"] * 2}))
    one, other = fit_bradley_terry(split), fit_bradley_terry(whole)
    assert one.theta == pytest.approx(other.theta, abs=1e-9)
    assert one.sandwich == pytest.approx(other.sandwich, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(0, 5), st.integers(0, 5))
def test_a_win_more_never_lowers_the_winner_nor_lifts_the_loser(seed, winner, loser):
    if winner == loser:
        return
    told = random_duels(seed)
    more = {
        "left": [*told["left"], f"c{winner}"],
        "right": [*told["right"], f"c{loser}"],
        "scores": [*told["scores"], 1.0],
        "prompts": [*told["prompts"], 0],
    }
    base = told | {"left": [*told["left"]], "prompts": told["prompts"]}
    names = sorted({*told["left"], *told["right"], f"c{winner}", f"c{loser}"})
    if names != sorted({*told["left"], *told["right"]}):
        return
    before, after = logits(fit_bradley_terry(battles(**base))), logits(fit_bradley_terry(battles(**more)))
    assert after[f"c{winner}"] >= before[f"c{winner}"] - 1e-9
    assert after[f"c{loser}"] <= before[f"c{loser}"] + 1e-9


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_ratings_sum_to_zero(seed):
    assert fit_bradley_terry(battles(**random_duels(seed))).theta.sum() == pytest.approx(0.0, abs=1e-9)


def test_names_and_numbers_give_the_same_ratings():
    told = random_duels(9)
    names = [f"c{i}" for i in range(6)]
    numbered = {
        "left": np.array([names.index(n) for n in told["left"]]),
        "right": np.array([names.index(n) for n in told["right"]]),
        "scores": np.array(told["scores"]),
        "prompts": np.array(told["prompts"]) * 1_000_003,
        "names": names,
    }
    one, other = fit_bradley_terry(battles(**told)), fit_bradley_terry(battles(**numbered))
    assert one.theta == pytest.approx(other.theta, abs=1e-12)
    assert one.sandwich == pytest.approx(other.sandwich, abs=1e-12)


def test_many_prompts_are_clustered_through_a_sparse_matrix_with_the_same_result(monkeypatch):
    fought = battles(**random_duels(11))
    dense = fit_bradley_terry(fought)
    monkeypatch.setattr("prony.stats.bradley_terry._DENSE_CELLS", 1)
    sparse = fit_bradley_terry(fought)
    assert sparse.sandwich == pytest.approx(dense.sandwich, abs=1e-12)
    assert sparse.prompts.tolist() == dense.prompts.tolist()


# --- intervals -------------------------------------------------------------------------------------------------------


def test_a_difference_has_the_interval_of_its_own_pair(duels):
    fitted = fit_bradley_terry(archive(duels))
    found = rating_difference(fitted, "gemma3:27b", "gemma3:4b")
    i, j = fitted.place("gemma3:27b"), fitted.place("gemma3:4b")
    c = fitted.sandwich
    assert found.value == pytest.approx(fitted.theta[i] - fitted.theta[j])
    assert found.se == pytest.approx(np.sqrt(c[i, i] + c[j, j] - 2 * c[i, j]))
    assert found.df == 46
    assert found.lo < found.value < found.hi
    back = rating_difference(fitted, "gemma3:4b", "gemma3:27b")
    assert (back.lo, back.hi) == pytest.approx((-found.hi, -found.lo))


def test_pairs_that_share_prompts_are_not_taken_as_independent():
    """Both verdicts on one pair of answers, told as two battles, must not narrow the interval."""
    told = random_duels(2, m=3, n=90, prompts=30)
    twice = {key: values * 2 for key, values in told.items()}
    once = rating_difference(fit_bradley_terry(battles(**told), prior=1e-6), "c0", "c1")
    both = rating_difference(fit_bradley_terry(battles(**twice), prior=1e-6), "c0", "c1")
    naive = {key: values for key, values in twice.items() if key != "prompts"}
    alone = {key: values for key, values in told.items() if key != "prompts"}
    sure = rating_difference(fit_bradley_terry(battles(**naive), prior=1e-6), "c0", "c1")
    unsure = rating_difference(fit_bradley_terry(battles(**alone), prior=1e-6), "c0", "c1")
    assert both.se == pytest.approx(once.se, rel=1e-3)
    assert sure.se == pytest.approx(unsure.se / np.sqrt(2), rel=1e-2)


def test_three_straight_wins_decide_nothing():
    """Small residuals of a rating that only the prior holds are not evidence."""
    rest = random_duels(4, m=5, n=120, prompts=20)
    told = {
        "left": [*rest["left"], *["new"] * 3],
        "right": [*rest["right"], *["c0"] * 3],
        "scores": [*rest["scores"], 1.0, 1.0, 1.0],
        "prompts": [*rest["prompts"], 100, 101, 102],
    }
    fitted = fit_bradley_terry(battles(**told))
    found = rating_difference(fitted, "new", "c0")
    assert found.state is State.TOO_FEW_TASKS
    assert found.lo is None
    assert prior_ruled(fitted)[fitted.place("new")]
    rated = {r.contestant: r for r in ratings(fitted).ratings}
    assert rated["new"].flags == ("prior-dominated",)
    assert rated["c1"].flags == ()


def test_an_unbeaten_contestant_gets_a_wide_interval_not_a_sure_one():
    rest = random_duels(4, m=5, n=120, prompts=20)
    told = {
        "left": [*rest["left"], *["new"] * 8],
        "right": [*rest["right"], *["c0"] * 8],
        "scores": [*rest["scores"], *[1.0] * 8],
        "prompts": [*rest["prompts"], *range(100, 108)],
    }
    fitted = fit_bradley_terry(battles(**told))
    i, j = fitted.place("new"), fitted.place("c0")
    clustered = np.sqrt(fitted.sandwich[i, i] + fitted.sandwich[j, j] - 2 * fitted.sandwich[i, j])
    found = rating_difference(fitted, "new", "c0")
    assert found.flags == ("prior-dominated",)
    assert found.se > 1.5 * clustered


def test_contestants_never_compared_have_no_difference():
    fought = battles(["a", "b", "x", "y"] * 10, ["b", "a", "y", "x"] * 10, [1.0, 1.0, 1.0, 1.0] * 10)
    fitted = fit_bradley_terry(fought)
    assert len(set(connected_parts(table(fought)))) == 2
    found = rating_difference(fitted, "a", "x")
    assert (found.state, found.value, found.lo) == (State.DISCONNECTED, None, None)
    assert rating_difference(fitted, "a", "b").state is State.ESTIMATED
    told = ratings(fitted)
    assert (told.state, told.parts) == (State.DISCONNECTED, 2)
    assert "not connected" in told.flags


def test_one_prompt_gives_values_without_intervals():
    fitted = fit_bradley_terry(battles(["a", "b", "a"], ["b", "c", "c"], [1.0, 0.5, 0.0], prompts=["p"] * 3))
    told = ratings(fitted)
    assert told.state is State.ONE_TASK
    assert all(r.elo.lo is None and r.elo.state is State.ONE_TASK for r in told.ratings)


def test_battles_without_prompts_are_flagged(duels):
    assert "battles taken as independent" in ratings(fit_bradley_terry(archive(duels, prompts=False))).flags


# --- input -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (([], [], []), "E803"),
        ((["a"], ["b"], [1.0, 0.0]), "E801"),
        ((["a"], ["b"], [float("nan")]), "E802"),
        ((["a"], ["b"], [1.5]), "E804"),
        ((["a"], ["a"], [1.0]), "E831"),
    ],
)
def test_battles_that_are_none_are_refused(told, code):
    with pytest.raises(EstimateError) as caught:
        battles(*told)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("left", "names", "code"),
    [([0, 2], ["a", "b"], "E804"), ([0.0, 1.0], ["a", "b"], "E801"), ([0, 1], ["a", "a"], "E801")],
)
def test_numbers_must_fit_their_names(left, names, code):
    with pytest.raises(EstimateError) as caught:
        battles(np.array(left), np.array([1, 0]), [1.0, 0.0], names=names)
    assert caught.value.code == code


@pytest.mark.parametrize("prior", [-0.1, float("nan"), float("inf")])
def test_a_prior_that_is_none_is_refused(prior):
    with pytest.raises(EstimateError) as caught:
        fit_bradley_terry(battles(["a"], ["b"], [1.0]), prior=prior)
    assert caught.value.code == "E804"


def test_a_name_that_fought_nothing_is_refused():
    with pytest.raises(EstimateError) as caught:
        rating_difference(fit_bradley_terry(battles(["a"], ["b"], [1.0])), "a", "z")
    assert caught.value.code == "E801"


def test_nothing_but_ties_is_not_certainty():
    """Residuals of zero must not become an interval of zero width."""
    fought = battles(["a", "b", "c"] * 10, ["b", "c", "a"] * 10, [0.5] * 30, prompts=[i // 3 for i in range(30)])
    found = rating_difference(fit_bradley_terry(fought), "a", "b")
    assert found.value == pytest.approx(0.0, abs=1e-12)
    assert found.hi - found.lo > 1.0
