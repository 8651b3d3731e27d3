"""Rasch abilities for grids with holes, and what each task tells about its contestants.

On a complete grid a Rasch ability ranks as the mean does and adds nothing; with contestants that were run on different
tasks it takes the tasks' difficulty out of the comparison. It adjusts a score; it decides nothing: decisions on
incomplete grids come from `rank_sets`, which compares each pair on its common tasks.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from prony.nouns import Noun
from prony.stats.estimate import Floats, State, out_of_range
from prony.stats.grid import Grid, Scores, grid

PRIOR = 0.25
"""Precision of the normal prior on abilities and on difficulties, in logits: standard deviation 2."""
ALARM = 0.05
"""One-sided p at which a negative discrimination is flagged."""
MIN_RATERS = 6
"""Contestants on a task below which its discrimination is not told."""


class Ability(Noun, frozen=True, kw_only=True):
    """logit: ability, the mean of a part at 0. adjusted: expected mean score over all tasks of its part, 0..1. raw:
    mean over the tasks it was run on. part: contestants of different parts share no task, even through others."""

    contestant: str
    logit: float
    adjusted: float
    raw: float
    n_tasks: int
    part: int


class TaskFlag(StrEnum):
    """What is wrong with a task as a measuring device."""

    SATURATED = "saturated"
    """Every attempt of every contestant got everything: it tells nothing any more."""
    NEVER_SOLVED = "never solved"
    """No attempt got anything: too hard, or broken."""
    NEGATIVE = "negative discrimination"
    """The better the contestant, the worse its score here: most often a broken test."""


class TaskReport(Noun, frozen=True, kw_only=True):
    """One task. difficulty: logits, higher is harder. mean: mean score. discrimination: correlation of its scores with
    the contestants' scores on their other tasks, -1..1; None with fewer than 6 contestants or where one side does not
    vary. p: one-sided, the chance of a discrimination this low for a task that has none; not adjusted over tasks, since
    a sound task has a positive one and is flagged far more seldom."""

    task: str
    difficulty: float
    mean: float
    discrimination: float | None = None
    p: float | None = None
    n_contestants: int
    flags: tuple[TaskFlag, ...] = ()


class Rasch(Noun, frozen=True, kw_only=True):
    """abilities: highest adjusted score first. tasks: in sorted order. complete: nothing to adjust, `adjusted` ranks as
    `raw` does. State `disconnected` where contestants fall into parts that do not compare."""

    abilities: tuple[Ability, ...]
    tasks: tuple[TaskReport, ...]
    complete: bool
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED


def rasch(scores: Scores, *, prior: float = PRIOR) -> Rasch:
    """Abilities and difficulties with logit P(contestant i solves task j) = ability_i - difficulty_j, and task reports.

    scores: contestant -> task -> scores of its attempts, 0..1 (or a Grid); partial credit counts as that share of a
    success. prior: precision of the normal prior, positive; it keeps contestants that solved all or nothing finite.
    States: `one_contestant`, `one_task`, `disconnected`. Raises E801-E804.
    Sources: Rasch (1960), ridge as in Mislevy (1986); item-rest correlation: Lord and Novick (1968), Student's t.
    """
    cells = grid(scores)
    if not (np.isfinite(prior) and prior > 0.0):
        raise out_of_range(f"the prior's precision is {prior}", hint="a positive number; 0.25 is the default")
    if np.nanmin(cells.means) < 0.0 or np.nanmax(cells.means) > 1.0:
        raise out_of_range("scores lie outside 0..1", hint="divide them by the most that can be got")
    part, task_part = _parts(cells)
    ability, difficulty = _fit(cells, prior)
    for number in range(int(part.max()) + 1):
        # Nothing connects the levels of two parts; each is told from its own mean.
        middle = ability[part == number].mean()
        ability[part == number] -= middle
        difficulty[task_part == number] -= middle
    m, n = cells.means.shape
    state = State.ONE_CONTESTANT if m < 2 else State.ONE_TASK if n < 2 else State.ESTIMATED
    return Rasch(
        abilities=_abilities(cells, ability, difficulty, part, task_part),
        tasks=_reports(cells, difficulty),
        complete=cells.complete,
        flags=() if cells.complete else ("adjusted",),
        state=State.DISCONNECTED if part.max() > 0 else state,
    )


def _fit(cells: Grid, prior: float) -> tuple[Floats, Floats]:
    """Penalized maximum likelihood, abilities (m,) and difficulties (n,), by damped Newton steps on a convex loss."""
    from scipy import linalg, special

    m, n = cells.means.shape
    count = cells.counts.astype(np.float64)
    solved = np.nan_to_num(cells.means) * count
    both = np.zeros(m + n)

    def loss(at: Floats) -> float:
        gap = at[:m, None] - at[None, m:]
        return float((count * np.logaddexp(0.0, gap) - solved * gap).sum() + 0.5 * prior * at @ at)

    now = loss(both)
    for _ in range(200):
        chance = special.expit(both[:m, None] - both[None, m:])
        residual, weight = solved - count * chance, count * chance * (1.0 - chance)
        gradient = np.concatenate([residual.sum(axis=1), -residual.sum(axis=0)]) - prior * both
        information = np.block(
            [[np.diag(weight.sum(axis=1)), -weight], [-weight.T, np.diag(weight.sum(axis=0))]]
        ) + prior * np.eye(m + n)
        step = linalg.solve(information, gradient, assume_a="pos")
        size = 1.0
        while loss(both + size * step) > now + 1e-12 * abs(now) and size > 1e-9:
            size *= 0.5
        both = both + size * step
        now = loss(both)
        if np.abs(size * step).max() < 1e-9:
            break
    return both[:m], both[m:]


def _parts(cells: Grid) -> tuple[np.ndarray, np.ndarray]:
    """The part of each contestant (m,) and of each task (n,): connected through cells that were observed."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    m, n = cells.means.shape
    edges = np.zeros((m + n, m + n))
    edges[:m, m:] = cells.seen
    _, part = connected_components(csr_array(edges), directed=False)
    return part[:m], part[m:]


def _abilities(
    cells: Grid, ability: Floats, difficulty: Floats, part: np.ndarray, task_part: np.ndarray
) -> tuple[Ability, ...]:
    from scipy import special

    chance = special.expit(ability[:, None] - difficulty[None, :])
    raw = np.nanmean(cells.means, axis=1)
    found = [
        Ability(
            contestant=name,
            logit=float(ability[i]),
            adjusted=float(chance[i, task_part == part[i]].mean()),
            raw=float(raw[i]),
            n_tasks=int(cells.seen[i].sum()),
            part=int(part[i]),
        )
        for i, name in enumerate(cells.contestants)
    ]
    return tuple(sorted(found, key=lambda a: (a.part, -a.adjusted, a.contestant)))


# --- tasks -----------------------------------------------------------------------------------------------------------


def _reports(cells: Grid, difficulty: Floats) -> tuple[TaskReport, ...]:
    reports = []
    for column, task in enumerate(cells.tasks):
        seen = cells.means[cells.seen[:, column], column]
        r, p = _discrimination(cells, column)
        alone = {
            TaskFlag.SATURATED: bool((seen >= 1.0).all()),
            TaskFlag.NEVER_SOLVED: bool((seen <= 0.0).all()),
            TaskFlag.NEGATIVE: p is not None and p <= ALARM,
        }
        reports.append(
            TaskReport(
                task=task,
                difficulty=float(difficulty[column]),
                mean=float(seen.mean()),
                discrimination=r,
                p=p,
                n_contestants=len(seen),
                flags=tuple(flag for flag, holds in alone.items() if holds),
            )
        )
    return tuple(reports)


def _discrimination(cells: Grid, column: int) -> tuple[float, float] | tuple[None, None]:
    """The correlation of a task's scores with its contestants' other scores, and the chance of one as low.

    Other scores are taken as deviations from their tasks' means, so that holes in the grid do not count as failures.
    """
    from scipy import special

    around = np.where(cells.seen, cells.means - np.nanmean(cells.means, axis=0), 0.0)
    others = cells.seen.sum(axis=1) - 1
    rows = cells.seen[:, column] & (others > 0)
    m = int(rows.sum())
    if m < MIN_RATERS:
        return None, None
    rest = (around.sum(axis=1) - around[:, column])[rows] / others[rows]
    here = cells.means[rows, column]
    if np.ptp(rest) < 1e-12 or np.ptp(here) < 1e-12:
        return None, None
    r = float(np.clip(np.corrcoef(here, rest)[0, 1], -1.0, 1.0))
    t = r * np.sqrt((m - 2) / max(1.0 - r * r, 1e-12))
    return r, float(special.stdtr(m - 2, t))
