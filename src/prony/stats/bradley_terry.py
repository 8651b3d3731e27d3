"""Bradley-Terry ratings from judged duels: penalized maximum likelihood, with intervals clustered by prompt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prony.errors import EstimateError
from prony.stats.duels import Battles, Numbers, Table, beaten_cycles, connected_parts, table
from prony.stats.estimate import Floats, out_of_range

PRIOR = 0.25
"""Precision of the normal prior on a rating in logits: standard deviation 2, which is 347 Elo-like points."""
_STEPS = 200
"""Newton needs six to ten steps; near-separated data without a prior a few dozen."""
_DENSE_CELLS = 20_000_000
"""Prompt x contestant cells up to which the score matrix is dense: 160 MB."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted ratings of m contestants, in logits, summing to zero. Made by `fit`, read by `fitted_ratings`.

    theta: (m,). sandwich: (m, m) covariance, clustered by prompt. curvature: (m, m) covariance if battles were
    independent (the inverse Hessian, prior included). part: who was compared with whom. cycle: the strong component
    of each. prior_share: the prior's share of each rating's information, 0..1. prompts, battles: (m,) seen of each.
    """

    names: tuple[str, ...]
    theta: Floats
    sandwich: Floats
    curvature: Floats
    part: Numbers
    cycle: Numbers
    prior: float
    prior_share: Floats
    prompts: Numbers
    battles: Numbers
    n_prompts: int
    n_battles: int
    prompts_told: bool
    iterations: int

    @property
    def df(self) -> float:
        """Degrees of freedom of its intervals: prompts less one."""
        return float(self.n_prompts - 1)

    def place(self, name: str) -> int:
        """The row of a contestant. Raises E801 for one that fought no battle."""
        try:
            return self.names.index(name)
        except ValueError:
            raise EstimateError("E801", f"{name!r} fought no battle") from None


def fit(fought: Battles, *, prior: float = PRIOR) -> Fit:
    """Bradley-Terry ratings: P(i beats j) = 1 / (1 + exp(theta_j - theta_i)), a tie counted as half a win.

    prior: precision of the normal prior on theta; 0 gives the plain maximum likelihood estimate. Newton's method on
    the pair table, so that the time hardly depends on the number of battles. Order of battles, side of a contestant
    and battles already added up do not change the result.
    Raises E803 (fewer than two contestants), E804 (a negative prior), E832 (prior 0 and data that only infinite
    ratings fit, or contestants never compared).
    Sources: Bradley and Terry (1952); ties: Glickman (1999); prior: Caron and Doucet (2012); clustered sandwich:
    Liang and Zeger (1986) with the factor G / (G - 1).
    """
    if len(fought.names) < 2:
        raise EstimateError("E803", "ratings need at least two contestants")
    if not (np.isfinite(prior) and prior >= 0.0):
        raise out_of_range(f"the prior's precision is {prior}", hint="0 or a positive number; 0.25 is the default")
    pairs = table(fought)
    part, cycle = connected_parts(pairs), beaten_cycles(pairs)
    if prior == 0.0 and cycle.max() > 0:
        raise EstimateError(
            "E832",
            f"the contestants fall into {cycle.max() + 1} groups between which one side won everything or none met",
            hint="fit with a prior, or add battles between the groups",
        )
    theta, information, iterations = _newton(pairs, prior)
    curvature = _inverse(information, prior)
    meat = _meat(fought, pairs, theta)
    clusters = fought.n_prompts
    sandwich = curvature @ meat @ curvature * (clusters / max(clusters - 1, 1))
    seen, prompts = _seen(fought)
    return Fit(
        names=fought.names,
        theta=theta,
        sandwich=0.5 * (sandwich + sandwich.T),
        curvature=curvature,
        part=part,
        cycle=cycle,
        prior=prior,
        prior_share=prior / np.diag(information),
        prompts=prompts,
        battles=seen,
        n_prompts=clusters,
        n_battles=len(fought),
        prompts_told=fought.prompts_told,
        iterations=iterations,
    )


def _newton(pairs: Table, prior: float) -> tuple[Floats, Floats, int]:
    """Ratings and the information matrix at them (prior included), by damped Newton steps."""
    from scipy import linalg

    m = len(pairs.count)
    theta = np.zeros(m)
    loss = _loss(theta, pairs, prior)
    for iteration in range(1, _STEPS + 1):
        gradient, information = _derivatives(theta, pairs, prior)
        # The sum of the ratings is free without a prior and settled by it: a ridge along it makes both solvable.
        ridge = max(1.0, information.trace() / m) / m
        step = linalg.solve(information + ridge, gradient, assume_a="pos")
        size = 1.0
        while size > 1e-9:
            moved = theta + size * step
            moved_loss = _loss(moved, pairs, prior)
            if moved_loss <= loss + 1e-12 * abs(loss):
                break
            size *= 0.5
        theta, loss = moved, moved_loss
        if np.abs(size * step).max() < 1e-10:
            theta = theta - theta.mean()
            return theta, _derivatives(theta, pairs, prior)[1], iteration
    raise EstimateError("E832", f"the ratings do not settle in {_STEPS} steps", hint="fit with a stronger prior")


def _loss(theta: Floats, pairs: Table, prior: float) -> float:
    gap = theta[:, None] - theta[None, :]
    fitted = pairs.count * np.logaddexp(0.0, gap) - pairs.won * gap
    return float(0.5 * fitted.sum() + 0.5 * prior * theta @ theta)


def _derivatives(theta: Floats, pairs: Table, prior: float) -> tuple[Floats, Floats]:
    chance = _chance(theta)
    gradient = (pairs.won - pairs.count * chance).sum(axis=1) - prior * theta
    weight = pairs.count * chance * (1.0 - chance)
    information = np.diag(weight.sum(axis=1) + prior) - weight
    return gradient, information


def _chance(theta: Floats) -> Floats:
    from scipy import special

    return np.asarray(special.expit(theta[:, None] - theta[None, :]))


def _inverse(information: Floats, prior: float) -> Floats:
    """The inverse; without a prior, the one on ratings that sum to zero."""
    m = len(information)
    level = np.full((m, m), 1.0 / m)
    scale = information.trace() / m
    if prior == 0.0:
        return np.asarray(np.linalg.inv(information + scale * level) - level / scale)
    return np.asarray(np.linalg.inv(information))


def _meat(fought: Battles, pairs: Table, theta: Floats) -> Floats:
    """Sum over prompts of the outer product of the prompt's score vector, (m, m)."""
    m = len(theta)
    chance = _chance(theta)
    if not fought.prompts_told:
        spread = pairs.squares - 2.0 * chance * pairs.won + chance**2 * pairs.count
        return np.diag(spread.sum(axis=1)) - spread
    residual = fought.score - chance[fought.left, fought.right]
    if fought.n_prompts * m <= _DENSE_CELLS:
        cells = fought.n_prompts * m
        row = fought.prompt * m
        scores = np.bincount(row + fought.left, residual, minlength=cells)
        scores -= np.bincount(row + fought.right, residual, minlength=cells)
        scores = scores.reshape(fought.n_prompts, m)
        return np.asarray(scores.T @ scores)
    from scipy.sparse import coo_array

    where = (np.tile(fought.prompt, 2), np.concatenate([fought.left, fought.right]))
    sparse = coo_array((np.concatenate([residual, -residual]), where), shape=(fought.n_prompts, m)).tocsr()
    return np.asarray((sparse.T @ sparse).toarray())


def _seen(fought: Battles) -> tuple[Numbers, Numbers]:
    """Battles and distinct prompts of each contestant, (m,)."""
    m = len(fought.names)
    seen = np.bincount(fought.left, minlength=m) + np.bincount(fought.right, minlength=m)
    if not fought.prompts_told:
        return seen, seen
    if fought.n_prompts * m <= 4 * _DENSE_CELLS:
        present = np.zeros(fought.n_prompts * m, dtype=bool)
        present[fought.prompt * m + fought.left] = True
        present[fought.prompt * m + fought.right] = True
        return seen, present.reshape(-1, m).sum(axis=0)
    cells = np.unique(np.concatenate([fought.prompt * m + fought.left, fought.prompt * m + fought.right]))
    return seen, np.bincount(cells % m, minlength=m)
