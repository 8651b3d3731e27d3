"""Whether contestants differ at all: Friedman's rank test over tasks."""

from __future__ import annotations

import numpy as np

from prony.nouns import Noun
from prony.stats.estimate import State
from prony.stats.grid import Scores, grid


class Friedman(Noun, frozen=True, kw_only=True):
    """chi2: the tie-corrected statistic; p: from chi-square with m - 1 degrees of freedom. None where not estimable."""

    chi2: float | None
    p: float | None
    df: int
    n_tasks: int
    state: State = State.ESTIMATED


def friedman(scores: Scores) -> Friedman:
    """The chance of ranks within tasks as uneven as these, were all contestants alike. Only order within a task counts.

    scores: contestant -> task -> scores of its attempts (or a Grid). States: `one_contestant` (fewer than 2),
    `one_task`, `incomplete`, `all_equal` (ties everywhere). Raises E801-E803. It asks one question of the whole
    board; which contestants differ is for `rank_sets`.
    Source: Friedman, JASA 32 (1937), tie correction as in Conover (1999); equals scipy.stats.friedmanchisquare.
    """
    cells = grid(scores)
    m, n = cells.means.shape

    def without(state: State) -> Friedman:
        return Friedman(chi2=None, p=None, df=m - 1, n_tasks=n, state=state)

    if m < 2:
        return without(State.ONE_CONTESTANT)
    if n < 2:
        return without(State.ONE_TASK)
    if not cells.complete:
        return without(State.INCOMPLETE)
    from scipy import special

    # Midranks: contestants below, and half of those level with it.
    below = (cells.means[:, None, :] > cells.means[None, :, :]).sum(axis=1)
    level = (cells.means[:, None, :] == cells.means[None, :, :]).sum(axis=1)
    ranks = below + 0.5 * (level + 1)
    # Each of g tied contestants has level g, so that this is the sum of g^3 - g over the ties of all tasks.
    ties = float((level.astype(np.float64) ** 2 - 1.0).sum())
    untied = 1.0 - ties / (n * m * (m * m - 1))
    if untied <= 1e-12:
        return without(State.ALL_EQUAL)
    total = float((ranks.sum(axis=1) ** 2).sum())
    chi2 = (12.0 / (n * m * (m + 1)) * total - 3.0 * n * (m + 1)) / untied
    return Friedman(chi2=chi2, p=float(special.chdtrc(m - 1, max(chi2, 0.0))), df=m - 1, n_tasks=n)
