"""Many contestants on few tasks: where scores are coarse, what Tukey's test decides must also be rare among equals.

Tukey's test takes means for normal. On some eight tasks solved or not they are far from it: between two equals that
differ on every task it decides wrongly in 8.6 % of boards.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from prony.stats.estimate import Floats
from prony.stats.grid import Grid

FEW_TASKS = 40
"""Beyond so many tasks, means are near enough to normal."""
DEALS, BLOCK = 4_000, 500
CLEAR_AFTER = 1_000
"""After so many deals, one that is outside 0.3 to 25 % needs no more: it will not come to 5 %."""


def range_p(means: Floats, seed: int = 0) -> float:
    """The chance of means as far apart as these, were all contestants alike: scores dealt anew within each task.

    means: (m, n), complete. Of two contestants exact, by all sign patterns of the tasks that differ by one size; else
    from deals drawn from `seed`. All of what was observed counts, so that it is below x in at most a share x of boards.
    Source: Pitman (1938), the randomization test of a complete block design.
    """
    m, n = means.shape
    if m == 2 and (exact := float(_signs_p(means)[0, 1])) == exact:
        return exact
    rng = np.random.default_rng(seed)
    seen = float(np.ptp(means.sum(axis=1)))
    beyond = done = 0
    while done < DEALS and not (done >= CLEAR_AFTER and not 0.003 < beyond / done < 0.25):
        dealt = rng.permuted(np.broadcast_to(means.T, (BLOCK, n, m)), axis=2).sum(axis=1)
        beyond += int((np.ptp(dealt, axis=1) >= seen - 1e-9).sum())
        done += BLOCK
    return (beyond + 1.0) / (done + 1.0)


def held_back(cells: Grid, decided: NDArray[np.bool_], level: float) -> tuple[NDArray[np.bool_], Floats]:
    """Which of the decided pairs are not so rare among equals after all, and the p that says so, (m, m)."""
    p = np.zeros(decided.shape)
    if len(cells.tasks) > FEW_TASKS or not decided.any():
        return np.zeros_like(decided), p
    p = np.nan_to_num(_signs_p(cells.means))
    if cells.complete:
        p = np.maximum(p, range_p(cells.means))
    return decided & (p > 1.0 - level), p


def _signs_p(means: Floats) -> Floats:
    """The exact sign-flip p of every pair of rows whose differences have one size, NaN elsewhere, (m, m)."""
    from scipy import special

    gaps = np.nan_to_num(means[:, None, :] - means[None, :, :])
    sizes = np.abs(gaps)
    largest = sizes.max(axis=2)
    one_size = ((sizes < 1e-9) | (sizes > largest[:, :, None] - 1e-9)).all(axis=2)
    ahead, behind = (gaps > 1e-9).sum(axis=2), (gaps < -1e-9).sum(axis=2)
    most = np.maximum(ahead, behind)
    tail = np.where(most > 0, special.bdtrc(most - 1, ahead + behind, 0.5), 0.5)
    return np.where(one_size, np.minimum(1.0, 2.0 * tail), np.nan)
