"""Rank sets of Bradley-Terry ratings: every pair at once, by simulating the largest of all the pairs' t statistics."""

from __future__ import annotations

import numpy as np

from prony.stats.bradley_terry import Fit
from prony.stats.elo import POINTS_PER_LOGIT
from prony.stats.estimate import Floats, State, checked_count, checked_level
from prony.stats.ranking import Decisions, Entrants, Ranking, ranking
from prony.stats.ranks import MIN_TASKS
from prony.stats.ratings import PRIOR_DOMINATED, fit_flags, pair_errors, pair_state, prior_ruled, prior_ruled_pairs


def duel_rank_sets(fitted: Fit, *, level: float = 0.95, draws: int = 4000, seed: int = 0) -> Ranking:
    """Rank contestants by rating, and tell which differences the duels can carry, with one error rate for all pairs.

    Scores, differences and intervals are Elo-like points (400 a decade of odds), the field's mean at 0. draws: how
    many sets of ratings are drawn from their estimated distribution (multivariate t, prompts - 1 degrees of freedom);
    seed: the draws are the same each time. critical: the simulated quantile of the largest |t| of all pairs.
    States: `one_task`, `too_few_tasks` (fewer than 6 prompts): nothing is decided. A pair is `disconnected` where
    nothing connects it, `too_few_tasks` where one of the two was seen on fewer than 6 prompts.
    Raises E804 (level, or draws fewer than 100). Source: simultaneous inference by max-|t|: Hothorn, Bretz, Westfall,
    Biometrical Journal 50 (2008); rank sets: see `prony.stats.ranking`.
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
        largest = _largest_t(fitted, tested, draws, seed)
        allowed = max(1, int((1.0 - level) * (draws + 1)))
        critical = float(largest[draws - allowed])
        error = pair_errors(fitted)
        t = np.abs(gap[tested]) / error[tested]
        p[tested] = (1.0 + draws - np.searchsorted(largest, t, side="left")) / (draws + 1.0)
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


def _largest_t(fitted: Fit, tested: np.ndarray, draws: int, seed: int) -> Floats:
    """The largest |t| over the tested pairs in each draw, ascending, (draws,)."""
    flat = np.diag(fitted.sandwich).max() <= 1e-12 * np.diag(fitted.curvature).max()
    covariance = fitted.curvature if flat else fitted.sandwich
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    random = np.random.default_rng(seed)
    drawn = (random.standard_normal((draws, len(values))) @ root.T).T.copy()
    own = np.diag(covariance)
    error = np.sqrt(np.maximum(own[:, None] + own[None, :] - 2.0 * covariance, 0.0))
    counted = tested & (error > 1e-12)
    weight = np.where(counted, 1.0 / np.where(counted, error, 1.0), 0.0)
    largest = np.zeros(draws)
    for i in range(len(values) - 1):
        apart = np.abs(drawn[i + 1 :] - drawn[i]) * weight[i + 1 :, i, None]
        np.maximum(largest, apart.max(axis=0), out=largest)
    largest /= np.sqrt(random.chisquare(fitted.df, draws) / fitted.df)
    return np.sort(largest)


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
