"""Rasch abilities: fair to contestants that met the hard tasks, idle on a complete grid; and tasks that are broken."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from prony.errors import EstimateError
from prony.stats import rasch
from prony.stats.estimate import State
from prony.stats.grid import grid_of_means
from prony.stats.rasch_model import TaskFlag


def answers(rng, ability, difficulty, noise=0.0):
    chance = 1 / (1 + np.exp(-(ability[:, None] - difficulty + rng.normal(0, noise, (len(ability), len(difficulty))))))
    return rng.binomial(1, chance).astype(float)


def test_new_hard_tasks_that_old_contestants_never_met_cost_the_new_ones_nothing(rng):
    """Half of 30 contestants met 20 harder tasks besides the 30 of all: adjusted scores order them better."""
    better = []
    for _ in range(8):
        ability = rng.normal(0, 1, 30)
        scores = answers(rng, ability, np.concatenate([rng.normal(-0.5, 1, 30), rng.normal(1.5, 1, 20)]), 0.8)
        scores[:15, 30:] = np.nan
        cells = grid_of_means(scores)
        found = {a.contestant: a for a in rasch(cells).abilities}
        adjusted, raw = ([getattr(found[c], what) for c in cells.contestants] for what in ("adjusted", "raw"))
        better.append(stats.kendalltau(ability, adjusted)[0] - stats.kendalltau(ability, raw)[0])
    assert np.mean(better) > 0.04


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_on_a_complete_grid_it_orders_as_the_mean_does(seed):
    rng = np.random.default_rng(seed)
    found = rasch(grid_of_means(answers(rng, rng.normal(0, 1, 7), rng.normal(0, 1, 12))))
    raw = [a.raw for a in found.abilities]
    assert raw == sorted(raw, reverse=True)
    assert found.complete
    assert found.flags == ()


def test_abilities_fit_the_expected_scores_of_logistic_regression(rng):
    """The same model as an L2-penalized logistic regression on one column per contestant and task."""
    from sklearn.linear_model import LogisticRegression

    scores = answers(rng, rng.normal(0, 1, 6), rng.normal(0, 1, 10))
    found = rasch(grid_of_means(scores), prior=0.25)
    rows, columns = np.indices(scores.shape).reshape(2, -1)
    design = np.hstack([np.eye(6)[rows], -np.eye(10)[columns]])
    theirs = LogisticRegression(C=4.0, fit_intercept=False, tol=1e-10, max_iter=5000).fit(design, scores.ravel())
    theta = theirs.coef_[0, :6]
    ours = {a.contestant: a.logit for a in found.abilities}
    expected = {f"contestant {i}": theta[i] - theta.mean() for i in range(6)}
    assert ours == pytest.approx(expected, abs=1e-5)


def test_contestants_that_solved_all_or_nothing_stay_finite():
    scores = np.array([[1.0] * 8, [0.0] * 8, [1.0, 0.0] * 4])
    logits = {a.contestant: a.logit for a in rasch(grid_of_means(scores)).abilities}
    assert logits["contestant 0"] > logits["contestant 2"] > logits["contestant 1"]
    assert all(abs(logit) < 10 for logit in logits.values())


def test_saturated_and_never_solved_tasks_are_told(rng):
    scores = answers(rng, rng.normal(0, 1, 10), np.zeros(8))
    scores[:, 0], scores[:, 1] = 1.0, 0.0
    reports = rasch(grid_of_means(scores)).tasks
    assert reports[0].flags == (TaskFlag.SATURATED,)
    assert reports[1].flags == (TaskFlag.NEVER_SOLVED,)
    assert reports[0].discrimination is None


def test_a_task_whose_verdicts_are_inverted_is_found(rng):
    ability = np.linspace(-2, 2, 24)
    scores = answers(rng, ability, np.zeros(40))
    scores[:, 7] = (ability < 0).astype(float)
    reports = rasch(grid_of_means(scores)).tasks
    assert reports[7].discrimination < -0.6
    assert TaskFlag.NEGATIVE in reports[7].flags
    assert sum(TaskFlag.NEGATIVE in report.flags for report in reports) == 1


def test_sound_tasks_are_seldom_accused(rng):
    accused = 0
    for _ in range(10):
        scores = answers(rng, rng.normal(0, 1, 12), rng.normal(0, 1, 40), 0.8)
        accused += sum(TaskFlag.NEGATIVE in report.flags for report in rasch(grid_of_means(scores)).tasks)
    assert accused <= 0.02 * 400


def test_contestants_without_any_common_task_are_not_compared(rng):
    scores = np.full((6, 10), np.nan)
    scores[:3, :5], scores[3:, 5:] = rng.integers(0, 2, (3, 5)), rng.integers(0, 2, (3, 5))
    found = rasch(grid_of_means(scores))
    assert found.state is State.DISCONNECTED
    assert {a.part for a in found.abilities} == {0, 1}


def test_repeats_of_an_attempt_weigh_more_than_one():
    once = {"a": {"t": [1.0], "u": [0.0]}, "b": {"t": [0.0], "u": [0.0]}}
    often = {name: {task: tries * 5 for task, tries in cells.items()} for name, cells in once.items()}
    logits = [{x.contestant: x.logit for x in rasch(scores).abilities}["a"] for scores in (once, often)]
    assert logits[1] > logits[0]


@pytest.mark.parametrize("prior", [0.0, -1.0, float("nan")])
def test_a_prior_that_is_none_is_refused(prior):
    with pytest.raises(EstimateError) as caught:
        rasch({"a": {"t": [1.0]}}, prior=prior)
    assert caught.value.code == "E804"


def test_scores_in_points_are_refused():
    with pytest.raises(EstimateError) as caught:
        rasch({"a": {"t": [17.0]}})
    assert caught.value.code == "E804"
