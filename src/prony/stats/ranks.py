"""Many contestants on the same tasks: who is decidedly better than whom, with one error rate for the whole board."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from prony.errors import EstimateError
from prony.stats.clusters import groups_of, own_groups
from prony.stats.components import two_way
from prony.stats.estimate import Floats, State, checked_level, t_quantile
from prony.stats.few_tasks import FEW_TASKS, held_back
from prony.stats.grid import Grid, Scores, grid
from prony.stats.multiplicity import holm
from prony.stats.paired import compare
from prony.stats.ranking import Decisions, Entrants, Pair, Ranking, ranking
from prony.stats.samples import Samples
from prony.stats.studentized_range import studentized_range_quantile, studentized_range_sf

MIN_TASKS = 6
"""With fewer tasks (or prompts, or groups of tasks) nothing is decided."""


LEAST_P = 1e-9
"""Below this the quadrature of the studentized range is rounding, and a smaller p is not told."""


class Method(StrEnum):
    """How pairs are decided. `auto` is `tukey` where every contestant was seen on every task, else `holm`."""

    AUTO = "auto"
    TUKEY = "tukey"
    """Tukey's range test on the task-block layout; a pair's own spread counts where it is larger than the pooled."""
    TUKEY_POOLED = "tukey_pooled"
    """The textbook test, which trusts that all contestants vary alike."""
    HOLM = "holm"
    """Paired t over the common tasks of each pair, Holm-adjusted."""


def rank_sets(
    scores: Scores,
    *,
    level: float = 0.95,
    method: Method = Method.AUTO,
    groups: Mapping[str, Hashable] | None = None,
    limits: tuple[float, float] | None = (0.0, 1.0),
) -> Ranking:
    """Rank contestants by mean score and tell which differences the tasks can carry.

    scores: contestant -> task -> scores of its attempts (or a Grid), any unit; a task that a contestant was not run
    on is left out. groups: task -> group (a repository, say) where tasks of one group vary together; method is then
    `holm`. On an incomplete grid a score is the mean over the contestant's own tasks, pairs are compared on their
    common tasks only, and scores of different task sets do not compare. limits: of the unit; where every score lies
    within them, no interval of a difference leaves what they allow. None for a unit without limits.
    On up to 40 tasks a decision must also be rare among equals by exact count: see `prony.stats.few_tasks`.
    States: `one_contestant`, `one_task`, `too_few_tasks` (fewer than 6 tasks or groups), `all_equal`; nothing is
    decided then. A pair without 6 common tasks has state `no_common_tasks` or `too_few_tasks`.
    Raises E801-E804; E830 where `tukey` is asked of an incomplete or grouped grid.
    Sources: Tukey (1953), on randomized blocks; Holm (1979); rank sets: see `prony.stats.ranking`. That a pair's own
    spread counts where it is larger is ours: benchmarks/coverage.py shows what the pooled test claims without it.
    """
    cells = grid(scores)
    checked_level(level)
    if groups is None:
        groups = own_groups(cells.tasks, *_told_groups(scores))
    group = groups_of(cells.tasks, groups)
    chosen = _chosen(Method(method), cells, groups is not None)
    found = _METHODS[chosen](cells, group, level)
    if groups is None and chosen is not Method.TUKEY_POOLED:
        found = _without_rare(cells, found, level)
        found = _without_undecided_alone(scores, cells, found, level)
    found = _within_limits(cells, found, limits)
    return ranking(
        _entrants(cells),
        found,
        level=level,
        n_tasks=len(cells.tasks),
        complete=cells.complete,
        state=_state(cells, int(group.max()) + 1),
    )


def _told_groups(scores: Scores) -> list[Mapping[str, str] | None]:
    if isinstance(scores, Grid):
        return []
    return [one.groups for one in scores.values() if isinstance(one, Samples)]


def picked_pair(scores: Scores, one: str, other: str, *, level: float = 0.95) -> Pair:
    """Two contestants that were picked after looking at all of `scores`, by the decision that holds for every pair.

    The pair that one would pick (the best and the worst of ten equals, say) differs by chance alone far more often than
    two that were named before. Raises KeyError for a name not among `scores`, E801-E804.
    """
    return rank_sets(scores, level=level).pair(one, other)


def _without_rare(cells: Grid, found: Decisions, level: float) -> Decisions:
    """`found` without what few tasks make look decided: such an interval reaches 0, and the p is the larger one."""
    return _held(found, *held_back(cells, found.decided, level))


def _held(found: Decisions, back: NDArray[np.bool_], p: Floats) -> Decisions:
    """`found` with these pairs undecided: their intervals reach 0, and the larger p counts."""
    if not back.any():
        return found
    return replace(
        found,
        decided=found.decided & ~back,
        half=np.where(back, np.maximum(found.half, np.abs(found.difference)), found.half),
        p=np.where(back, np.maximum(found.p, p), found.p),
    )


def _without_undecided_alone(scores: Scores, cells: Grid, found: Decisions, level: float) -> Decisions:
    """`found` without what two of a pair would leave open, were they alone: on few tasks one contestant more could else
    decide between two others. A ready grid has no attempts to ask, and scores must be shares."""
    if isinstance(scores, Grid) or len(cells.tasks) > FEW_TASKS or not found.decided.any():
        return found
    if np.nanmin(cells.means) < 0.0 or np.nanmax(cells.means) > 1.0:
        return found
    back, p = np.zeros_like(found.decided), np.zeros(found.decided.shape)
    for one, other in np.argwhere(np.triu(found.decided | found.decided.T)).tolist():
        alone = compare(scores[cells.contestants[one]], scores[cells.contestants[other]], level=level)
        if not alone.decided:
            back[one, other] = back[other, one] = True
            p[one, other] = p[other, one] = alone.p if alone.p is not None else 1.0
    return _held(found, back, p)


def _within_limits(cells: Grid, found: Decisions, limits: tuple[float, float] | None) -> Decisions:
    """`found`, its intervals cut to the differences that the unit allows, if the scores lie within its limits."""
    if limits is None or np.nanmin(cells.means) < limits[0] or np.nanmax(cells.means) > limits[1]:
        return found
    return replace(found, reach=limits[1] - limits[0])


def _chosen(method: Method, cells: Grid, grouped: bool) -> Method:
    whole = cells.complete and not grouped
    if method is Method.AUTO:
        return Method.TUKEY if whole else Method.HOLM
    if method is not Method.HOLM and not whole:
        reason = "some contestants were not run on every task" if not cells.complete else "tasks are grouped"
        raise EstimateError("E830", f"the method {method} needs a complete grid", cause=reason, hint="use holm or auto")
    return method


def _state(cells: Grid, n_groups: int) -> State:
    if len(cells.contestants) < 2:
        return State.ONE_CONTESTANT
    if n_groups < 2:
        return State.ONE_TASK
    if n_groups < MIN_TASKS:
        return State.TOO_FEW_TASKS
    return State.ALL_EQUAL if float(np.nanmax(cells.means) - np.nanmin(cells.means)) == 0.0 else State.ESTIMATED


def _entrants(cells: Grid) -> Entrants:
    return Entrants(
        names=cells.contestants,
        scores=np.nanmean(cells.means, axis=1),
        n_tasks=cells.seen.sum(axis=1),
        n_samples=cells.counts.sum(axis=1),
        flags=tuple(() if row.all() else ("incomplete",) for row in cells.seen),
    )


# --- the pairs -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Paired:
    """Paired differences of all pairs, (m, m) arrays: mean, its standard error, common tasks and groups of tasks."""

    difference: Floats
    se: Floats
    tasks: NDArray[np.int64]
    groups: NDArray[np.int64]


def _paired(cells: Grid, group: NDArray[np.intp]) -> _Paired:
    """Mean differences over common tasks, with standard errors clustered by group (each task its own: the paired t)."""
    m, n = cells.means.shape
    single = int(group.max()) + 1 == n
    member = np.eye(n) if single else np.equal.outer(group, np.arange(group.max() + 1)).astype(np.float64)
    filled, seen = np.nan_to_num(cells.means), cells.seen
    difference, se = np.full((m, m), np.nan), np.full((m, m), np.nan)
    tasks, n_groups = np.zeros((m, m), dtype=np.int64), np.zeros((m, m), dtype=np.int64)
    np.fill_diagonal(difference, 0.0)
    for i in range(m - 1):
        both = seen[i] & seen[i + 1 :]
        count = both.sum(axis=1)
        gaps = np.where(both, filled[i] - filled[i + 1 :], 0.0)
        mean = gaps.sum(axis=1) / np.maximum(count, 1)
        around = np.where(both, gaps - mean[:, None], 0.0)
        sums, held = (around, both) if single else (around @ member, both @ member > 0)
        g = held.sum(axis=1)
        spread = g / np.maximum(g - 1, 1) * (sums**2).sum(axis=1) / np.maximum(count, 1) ** 2
        # Differences that are all the same number leave only rounding behind; that is no spread.
        noise = 1e-12 * np.abs(gaps).max(axis=1, initial=0.0)
        error = np.where(np.sqrt(spread) > noise, np.sqrt(spread), 0.0)
        difference[i, i + 1 :] = np.where(count > 0, mean, np.nan)
        difference[i + 1 :, i] = -difference[i, i + 1 :]
        se[i, i + 1 :] = se[i + 1 :, i] = np.where(count > 0, error, np.nan)
        tasks[i, i + 1 :] = tasks[i + 1 :, i] = count
        n_groups[i, i + 1 :] = n_groups[i + 1 :, i] = g
    return _Paired(difference, se, tasks, n_groups)


# --- Tukey -----------------------------------------------------------------------------------------------------------


def _tukey(cells: Grid, group: NDArray[np.intp], level: float) -> Decisions:
    return _range_test(cells, group, level, Method.TUKEY, own_spread=True)


def _tukey_pooled(cells: Grid, group: NDArray[np.intp], level: float) -> Decisions:
    return _range_test(cells, group, level, Method.TUKEY_POOLED, own_spread=False)


def _range_test(cells: Grid, group: NDArray[np.intp], level: float, method: Method, *, own_spread: bool) -> Decisions:
    m, n = cells.means.shape
    pairs = _paired(cells, group)
    if m < 2 or n < 2:
        return _undecided(str(method), pairs)
    table = two_way(cells.means)
    if np.nanmax(pairs.se, initial=0.0) == 0.0:
        # Every task finds the same differences, so that there is no spread to compare them with.
        return _holm(cells, group, level)
    df = float(table.df_residual)
    pooled = np.sqrt(2.0 * table.ms_residual / n)
    se = np.maximum(pooled, np.nan_to_num(pairs.se)) if own_spread else np.full((m, m), pooled)
    critical = studentized_range_quantile(level, m, df)
    upper = np.triu_indices(m, 1)
    p = np.ones((m, m))
    tails = studentized_range_sf(np.abs(pairs.difference[upper]) / se[upper] * np.sqrt(2.0), m, df)
    p[upper] = np.maximum(tails, LEAST_P)
    p.T[upper] = p[upper]
    half = critical / np.sqrt(2.0) * se
    decided = np.abs(pairs.difference) > half
    np.fill_diagonal(decided, False)
    return Decisions(str(method), pairs.difference, half, p, decided, pairs.tasks, {}, critical, df)


def _undecided(method: str, pairs: _Paired) -> Decisions:
    nothing = np.full(pairs.difference.shape, np.nan)
    none = np.zeros(pairs.difference.shape, dtype=bool)
    return Decisions(method, pairs.difference, nothing, nothing, none, pairs.tasks, {})


# --- Holm ------------------------------------------------------------------------------------------------------------


def _holm(cells: Grid, group: NDArray[np.intp], level: float) -> Decisions:
    pairs = _paired(cells, group)
    m = len(pairs.difference)
    rows, columns = np.triu_indices(m, 1)
    tested = pairs.groups[rows, columns] >= MIN_TASKS
    states = {
        (int(i), int(j)): State.TOO_FEW_TASKS if pairs.tasks[i, j] else State.NO_COMMON_TASKS
        for i, j in zip(rows[~tested], columns[~tested], strict=True)
    }
    found = _undecided(str(Method.HOLM), pairs)
    if not tested.any():
        return Decisions(found.method, found.difference, found.half, found.p, found.decided, found.common, states)
    at = (rows[tested], columns[tested])
    raw = _paired_p(pairs.difference[at], pairs.se[at], pairs.groups[at])
    adjusted = np.array(holm(raw))
    p, half, decided = found.p.copy(), found.half.copy(), found.decided.copy()
    step = _step(raw, adjusted, level)
    quantile = np.array([t_quantile(1.0 - s, float(g - 1)) for s, g in zip(step, pairs.groups[at], strict=True)])
    se = pairs.se[at]
    reach = np.where((se == 0.0) & (pairs.difference[at] != 0.0), np.nan, quantile * se)
    for table, values in ((p, adjusted), (half, reach), (decided, adjusted <= 1.0 - level)):
        table[at] = values
        table.T[at] = values
    flags = ("tasks grouped",) if int(group.max()) + 1 < len(group) else ()
    return Decisions(found.method, found.difference, half, p, decided, found.common, states, flags=flags)


def _paired_p(difference: Floats, se: Floats, n: NDArray[np.int64]) -> Floats:
    """Two-sided p of the paired t. Where all n differences are equal, the mid-p of the sign-flip test, 2^-n."""
    from scipy import special

    flat = se == 0.0
    t = np.abs(difference) / np.where(flat, 1.0, se)
    same = np.where(difference == 0.0, 1.0, 0.5 ** n.astype(np.float64))
    return np.where(flat, same, 2.0 * special.stdtr(n - 1.0, -t))


def _step(raw: Floats, adjusted: Floats, level: float) -> Floats:
    """The alpha of each pair's interval: Bonferroni's, so that all hold at once; where Holm's procedure decides what
    Bonferroni's would not, the alpha of that step, so that decision and interval agree."""
    order = np.argsort(raw, kind="stable")
    steps = np.empty_like(raw)
    steps[order] = (1.0 - level) / (len(raw) - np.arange(len(raw)))
    bonferroni = (1.0 - level) / len(raw)
    return np.where((adjusted <= 1.0 - level) & (raw > bonferroni), steps, bonferroni)


_METHODS: dict[Method, Callable[[Grid, NDArray[np.intp], float], Decisions]] = {
    Method.TUKEY: _tukey,
    Method.TUKEY_POOLED: _tukey_pooled,
    Method.HOLM: _holm,
}
