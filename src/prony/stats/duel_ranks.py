"""Rank sets of Bradley-Terry ratings: every pair at once, by simulating the largest of all the pairs' t statistics."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prony.stats.bradley_terry import Fit
from prony.stats.elo import POINTS_PER_LOGIT
from prony.stats.estimate import Floats, State, checked_count, checked_level, out_of_range
from prony.stats.fitted_ratings import (
    PRIOR_DOMINATED,
    fit_flags,
    pair_errors,
    pair_state,
    prior_ruled,
    prior_ruled_pairs,
)
from prony.stats.ranking import Decisions, Entrants, Ranking, ranking
from prony.stats.ranks import MIN_TASKS

_MANY_PROMPTS = 60
"""From here on a pair's own error hardly differs from the common one, and need not be drawn prompt by prompt."""


class Errors(StrEnum):
    """What the largest |t| of all pairs is made of."""

    OWN = "own"
    """Each pair's error is estimated for itself, as the decisions use it."""
    COMMON = "common"
    """All share one estimate (the textbook's multivariate t): claims too much where prompts are few or pairs many."""


def duel_rank_sets(
    fitted: Fit, *, level: float = 0.95, draws: int = 4000, seed: int = 0, errors: Errors | str = Errors.OWN
) -> Ranking:
    """Rank contestants by rating, and tell which differences the duels can carry, with one error rate for all pairs.

    Scores, differences and intervals are Elo-like points (400 a decade of odds), the field's mean at 0. draws: how
    many sets of ratings are drawn from their estimated distribution; seed: the draws are the same each time. errors:
    see `Errors`. critical: the simulated quantile of the largest |t| of all pairs.
    States: `one_task`, `too_few_tasks` (fewer than 6 prompts): nothing is decided. A pair is `disconnected` where
    nothing connects it, `too_few_tasks` where one of the two was seen on fewer than 6 prompts.
    Raises E804 (level, or too few draws for it; at least 100). Source: simultaneous inference by max-|t|: Hothorn,
    Bretz and Westfall, Biometrical Journal 50 (2008); rank sets: see `prony.stats.ranking`.
    """
    checked_level(level)
    checked_count("draws", draws, least=100)
    m = len(fitted.names)
    state = State.ONE_TASK if fitted.n_prompts < 2 else State.TOO_FEW_TASKS if fitted.n_prompts < MIN_TASKS else None
    states = _states(fitted)
    gap = fitted.theta[:, None] - fitted.theta[None, :]
    gap[fitted.part[:, None] != fitted.part[None, :]] = np.nan
    p, half = np.full((m, m), np.nan), np.full((m, m), np.nan)
    decided = np.zeros((m, m), dtype=bool)
    critical = None
    if state is None:
        tested = np.ones((m, m), dtype=bool)
        for i, j in states:
            tested[i, j] = tested[j, i] = False
        np.fill_diagonal(tested, False)
        chance = _chance(draws, Errors(errors))
        allowed = int(np.searchsorted(chance, 1.0 - level, side="right"))
        if allowed == 0:
            raise out_of_range(f"{draws} draws cannot carry the level {level}", hint="ask for more draws")
        largest = _largest_t(fitted, tested, draws, seed, Errors(errors))
        critical = float(largest[draws - allowed])
        error = pair_errors(fitted)
        t = np.abs(gap[tested]) / error[tested]
        p[tested] = chance[draws - np.searchsorted(largest, t, side="left")]
        half[tested] = critical * error[tested]
        decided[tested] = t > critical
    found = Decisions(
        method="bradley-terry, simulated max-|t|",
        difference=gap * POINTS_PER_LOGIT,
        half=half * POINTS_PER_LOGIT,
        p=p,
        decided=decided,
        common=np.minimum(fitted.prompts[:, None], fitted.prompts[None, :]),
        states=states,
        critical=critical,
        df=fitted.df,
        flags=fit_flags(fitted),
        pair_flags={
            (int(i), int(j)): (PRIOR_DOMINATED,)
            for i, j in zip(*np.nonzero(prior_ruled_pairs(fitted)), strict=True)
            if i < j
        },
    )
    return ranking(
        _entrants(fitted),
        found,
        level=level,
        n_tasks=fitted.n_prompts,
        complete=int(fitted.part.max()) == 0,
        state=state or State.ESTIMATED,
    )


def _chance(draws: int, errors: Errors) -> Floats:
    """The p of a |t| that k of the draws reach, for k = 0..draws; with own errors, two simulation errors to be safe."""
    reached = np.arange(draws + 1) + 1.0
    safe = 2.0 * np.sqrt(reached) if errors is Errors.OWN else 0.0
    return np.asarray(np.minimum(1.0, (reached + safe) / (draws + 1.0)))


# --- the largest |t| of all pairs, draw by draw ----------------------------------------------------------------------


def _largest_t(fitted: Fit, tested: NDArray[np.bool_], draws: int, seed: int, errors: Errors) -> Floats:
    """The largest |t| over the tested pairs in each draw of the ratings, ascending, (draws,)."""
    flat = np.diag(fitted.sandwich).max() <= 1e-12 * np.diag(fitted.curvature).max()
    covariance = fitted.curvature if flat else fitted.sandwich
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    error = np.sqrt(_gap_variance(covariance))
    counted = tested & (error > 1e-12)
    random = np.random.default_rng(seed)
    if errors is Errors.OWN and fitted.n_prompts < _MANY_PROMPTS:
        largest = _own_by_prompt(root, counted, fitted.n_prompts, draws, random)
    else:
        weight = np.where(counted, 1.0 / np.where(counted, error, 1.0), 0.0)
        normal = _largest_normal(root @ random.standard_normal((len(root), draws)), weight)
        largest = _IN_T[errors](normal, fitted.df, random)
    return np.sort(largest)


def _largest_normal(drawn: Floats, weight: Floats) -> Floats:
    """The largest weighted difference of each draw; drawn: (m, draws)."""
    largest = np.zeros(drawn.shape[1])
    for i in range(len(drawn) - 1):
        apart = np.abs(drawn[i + 1 :] - drawn[i]) * weight[i + 1 :, i, None]
        np.maximum(largest, apart.max(axis=0), out=largest)
    return largest


def _own_by_prompt(
    root: Floats, counted: NDArray[np.bool_], prompts: int, draws: int, random: np.random.Generator
) -> Floats:
    """Prompts drawn anew, and each pair's error estimated from the same prompts as its difference."""
    largest = np.zeros(draws)
    for draw in range(draws):
        scores = random.standard_normal((prompts, len(root))) @ root.T
        mean = scores.mean(axis=0)
        around = scores - mean
        variance = _gap_variance(around.T @ around / (prompts - 1.0))[counted] / prompts
        apart = np.abs(mean[:, None] - mean[None, :])[counted]
        largest[draw] = (apart / np.sqrt(np.maximum(variance, 1e-300))).max(initial=0.0)
    return largest


def _own_by_margin(normal: Floats, df: float, random: np.random.Generator) -> Floats:
    """The normal maximum carried to the t of its marginal probability: what `_own_by_prompt` tends to."""
    from scipy import special

    return np.asarray(-special.stdtrit(df, special.ndtr(-normal)))


def _common(normal: Floats, df: float, random: np.random.Generator) -> Floats:
    """The multivariate t: one estimate of error for all pairs."""
    return np.asarray(normal / np.sqrt(random.chisquare(df, len(normal)) / df))


_IN_T: dict[Errors, Callable[[Floats, float, np.random.Generator], Floats]] = {
    Errors.OWN: _own_by_margin,
    Errors.COMMON: _common,
}


def _gap_variance(covariance: Floats) -> Floats:
    own = np.diag(covariance)
    return np.asarray(np.maximum(own[:, None] + own[None, :] - 2.0 * covariance, 0.0))


def _states(fitted: Fit) -> dict[tuple[int, int], State]:
    m = len(fitted.names)
    pairs = ((i, j) for i in range(m) for j in range(i + 1, m))
    found = {(i, j): pair_state(fitted, i, j) for i, j in pairs}
    return {pair: state for pair, state in found.items() if state is not State.ESTIMATED}


def _entrants(fitted: Fit) -> Entrants:
    ruled = prior_ruled(fitted)
    return Entrants(
        names=fitted.names,
        scores=fitted.theta * POINTS_PER_LOGIT,
        n_tasks=fitted.prompts,
        n_samples=fitted.battles,
        flags=tuple((PRIOR_DOMINATED,) if held else () for held in ruled),
    )
