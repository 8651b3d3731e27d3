"""Where the variance of a score comes from: contestant, task, their interaction, and one repeat to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace

from prony.nouns import Noun
from prony.stats.estimate import Floats, State, checked_count, checked_level
from prony.stats.grid import Grid, Scores, grid
from prony.stats.planning import tasks_needed


@dataclass(frozen=True, slots=True)
class TwoWay:
    """The additive two-way analysis of variance of m x n cell means, one value a cell."""

    ms_contestant: float
    ms_task: float
    ms_residual: float
    df_residual: int


def two_way(means: Floats) -> TwoWay:
    """Mean squares of complete cell means, shape (m, n) with m, n >= 2. Source: Fisher, The Design of Experiments."""
    m, n = means.shape
    rows, columns, middle = means.mean(axis=1), means.mean(axis=0), means.mean()
    residual = means - rows[:, None] - columns[None, :] + middle
    df = (m - 1) * (n - 1)
    return TwoWay(
        ms_contestant=float(n * ((rows - middle) ** 2).sum() / (m - 1)),
        ms_task=float(m * ((columns - middle) ** 2).sum() / (n - 1)),
        ms_residual=float((residual**2).sum() / df),
        df_residual=df,
    )


class Components(Noun, frozen=True, kw_only=True):
    """Variance components of one attempt's score, in squared score units, and what they mean for this design.

    contestant, task: variance of true means. interaction: how differently contestants find the same task. repeat:
    variance between attempts of one contestant at one task. With one repeat the last two cannot be told apart: both
    are None and `residual` is their sum; with more, residual = interaction + repeat. repeats: attempts a cell
    (harmonic mean). reliability: the generalizability coefficient of a mean over these tasks and repeats, 0..1.
    se_score: standard error of one contestant's mean beside the others on these tasks; se_difference: of two means.
    All are None where `state` is not `estimated`.
    """

    n_contestants: int
    n_tasks: int
    n_samples: int
    repeats: float
    contestant: float | None = None
    task: float | None = None
    interaction: float | None = None
    repeat: float | None = None
    residual: float | None = None
    ms_contestant: float | None = None
    ms_task: float | None = None
    ms_residual: float | None = None
    df_residual: int | None = None
    reliability: float | None = None
    se_score: float | None = None
    se_difference: float | None = None
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED

    def shares(self) -> dict[str, float]:
        """Each component as a share of the variance of one attempt's score; empty where not estimable or all equal."""
        if self.interaction is not None and self.repeat is not None:
            split = {"interaction": self.interaction, "repeat": self.repeat}
        else:
            split = {"residual": self.residual or 0.0}
        parts = {"contestant": self.contestant or 0.0, "task": self.task or 0.0, **split}
        total = sum(parts.values())
        return {name: part / total for name, part in parts.items()} if total > 0.0 else {}


def variance_components(scores: Scores) -> Components:
    """Variance components by analysis of variance moments, contestants x tasks crossed, repeats within cells.

    scores: contestant -> task -> scores of its attempts (see `prony.stats.grid`); any unit. Repeats may differ between
    cells (unweighted means, harmonic mean of the repeats). A negative moment is set to 0 and flagged.
    State `incomplete` where a contestant misses a task, `one_task`, `one_contestant`, `all_equal`. Raises E801-E803.
    Source: Brennan, Generalizability Theory (2001), p x i design; Searle, Casella, McCulloch, Variance Components.
    """
    cells = grid(scores)
    m, n = cells.means.shape
    repeats = float(cells.counts.size / (1.0 / np.maximum(cells.counts, 1)).sum())
    base = Components(n_contestants=m, n_tasks=n, n_samples=cells.samples, repeats=repeats)
    state = _obstacle(cells)
    if state is not None:
        return replace(base, state=state)
    table = two_way(cells.means)
    spare = int((cells.counts - 1).sum())
    within = float(cells.squares.sum() / spare) if spare else None
    moments = {
        "contestant": (table.ms_contestant - table.ms_residual) / n,
        "task": (table.ms_task - table.ms_residual) / m,
    }
    if within is not None:
        moments["interaction"] = table.ms_residual - within / repeats
    flags = tuple(f"{name} came out negative and is set to 0" for name, moment in moments.items() if moment < 0.0)
    parts = {name: max(moment, 0.0) for name, moment in moments.items()}
    flags += () if spare else ("one repeat: interaction and repeat cannot be told apart",)
    error = table.ms_residual / n
    return replace(
        base,
        **parts,
        repeat=within,
        residual=table.ms_residual if within is None else parts["interaction"] + within,
        ms_contestant=table.ms_contestant,
        ms_task=table.ms_task,
        ms_residual=table.ms_residual,
        df_residual=table.df_residual,
        reliability=parts["contestant"] / (parts["contestant"] + error) if parts["contestant"] + error > 0 else None,
        se_score=math.sqrt(error),
        se_difference=math.sqrt(2.0 * error),
        flags=flags,
    )


def tasks_for_reliability(components: Components, reliability: float = 0.9, repeats: int | None = None) -> int | None:
    """Tasks that would give the scores this generalizability coefficient, at `repeats` attempts a cell (None: as now).

    None where it cannot be said: not estimated, contestants do not differ, or another number of repeats is asked of
    data with one. Raises E804 for a reliability outside (0, 1). Source: Brennan (2001), the D study of a p x i design.
    """
    checked_level(reliability)
    error = _error(components, repeats)
    if error is None or not components.contestant:
        return None
    return max(1, math.ceil(reliability / (1.0 - reliability) * error / components.contestant - 1e-9))


def tasks_for_difference(
    components: Components, difference: float, *, repeats: int | None = None, power: float = 0.8, level: float = 0.95
) -> float | None:
    """Tasks with which a true difference between two contestants would be found with probability `power`.

    difference: in score units, not 0. repeats: attempts a cell (None: as now). Not rounded: round up before printing.
    None where it cannot be said (see `tasks_for_reliability`). Raises E804.
    Source: `planning.tasks_needed` with omega2 = 2 interaction and the repeat component of both contestants.
    """
    error = _error(components, repeats)
    if error is None:
        return None
    return tasks_needed(difference, omega2=2.0 * error, within_a=0.0, within_b=0.0, power=power, level=level)


def _error(components: Components, repeats: int | None) -> float | None:
    """Variance of one cell mean around its contestant and task, at `repeats` attempts a cell."""
    if components.ms_residual is None:
        return None
    if repeats is None or checked_count("repeats", repeats) == components.repeats:
        return components.ms_residual
    if components.interaction is None or components.repeat is None:
        return None
    return components.interaction + components.repeat / repeats


def _obstacle(cells: Grid) -> State | None:
    m, n = cells.means.shape
    if m < 2:
        return State.ONE_CONTESTANT
    if n < 2:
        return State.ONE_TASK
    if not cells.complete:
        return State.INCOMPLETE
    constant = float(np.ptp(cells.means)) == 0.0 and float(cells.squares.sum()) == 0.0
    return State.ALL_EQUAL if constant else None
