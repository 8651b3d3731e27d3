"""One contestant's share of a plan, played many times with what earlier attempts cost: tokens and seconds.

Every value is drawn from the attempts that its cell learns from, and moved by as much as those few may misrepresent
what comes: with n of them, of a spread s, by a factor whose logarithm has the variance 2 s^2/n. Drawing from n gives
(n-1)/n s^2 of its own, and a prediction needs (1 + 1/n) s^2, so that is what is missing. Half of it, the error of
their mean, is common to all cells that learn from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

import numpy as np
from numpy.typing import NDArray

from prony.forecast import spread
from prony.forecast.kinship import Kin
from prony.forecast.pools import Pool
from prony.forecast.spread import Spread
from prony.journal.past import PastCell

Floats = NDArray[np.float64]

FURTHEST = 3.0
"""No factor moves a value by more than e to this."""


@dataclass(frozen=True, slots=True)
class Work:
    """One task of a contestant's share."""

    pool: Pool
    repeats: int
    """Attempts at it."""
    brief_bytes: int
    most_tokens: int | None
    """Tokens of an attempt's replies; None: any."""
    most_s: float
    """Seconds of an attempt."""


@dataclass(frozen=True, slots=True)
class Noise:
    """What a share is moved by. repeat: of replies to one task. drift: a factor of all seconds in each play, common to
    the whole run. grade_s: of an attempt, where none that its cell learns from was graded."""

    repeat: Spread
    drift: Floats
    grade_s: float = 0.0


@dataclass(slots=True)
class Played:
    """Totals of each play; NaN where a quantity is not known. seconds: of generating; grading: of grading."""

    tokens_in: Floats
    cached: Floats
    tokens_out: Floats
    seconds: Floats
    longest: Floats
    grading: Floats


def play(share: Sequence[Work], bytes_per_token: float | None, noise: Noise, random: np.random.Generator) -> Played:
    """Play a contestant's share once for each entry of `noise.drift`.

    bytes_per_token: of the model's earlier briefs; None where none was kept.
    """
    plays = noise.drift.size
    zero = np.zeros(plays)
    total = Played(zero.copy(), zero.copy(), zero.copy(), zero.copy(), zero.copy(), zero.copy())
    common = _Common(share, random, plays)
    for work in share:
        _add(total, _Cell(work, common, random), bytes_per_token, noise, random)
    total.grading *= _factor(spread.GRADING_SD * random.standard_normal(plays))
    return total


class _Common:
    """What all cells of a share have in common in each play: which other model stands in, and how it errs."""

    def __init__(self, share: Sequence[Work], random: np.random.Generator, plays: int) -> None:
        self.plays = plays
        self.pick = random.random(plays)
        self.mean_error = random.standard_t(spread.PRIOR_DF, plays)
        self.tokens_error = random.standard_t(spread.MODEL_DF, plays)
        self.time_error = random.standard_t(spread.MODEL_DF, plays)


class _Cell:
    """One task: the attempts that it draws from, as columns, and by how much its tokens and seconds are moved."""

    def __init__(self, work: Work, common: _Common, random: np.random.Generator) -> None:
        self.work, self.common = work, common
        cells = work.pool.cells
        self.same_task = work.pool.step.same_task
        self.kin = work.pool.step.kin
        self.sources = sorted({cell.contestant for cell in cells})
        self.chosen = self._choose(cells, random)
        self.sizes = np.array([1.0 if size is None else size for size in work.pool.sizes])[self.chosen]

    def _choose(self, cells: Sequence[PastCell], random: np.random.Generator) -> NDArray[np.int64]:
        """Which attempt stands in for each repeat of each play: of one source a play, of one task a play."""
        shape = (self.common.plays, self.work.repeats)
        source = np.array([self.sources.index(cell.contestant) for cell in cells])
        tasks = sorted({(cell.task, cell.digest) for cell in cells})
        task = np.array([tasks.index((cell.task, cell.digest)) for cell in cells])
        picked = (self.common.pick * len(self.sources)).astype(np.int64)
        chosen = np.zeros(shape, dtype=np.int64)
        for one in range(len(self.sources)):
            plays = picked == one
            mine = np.flatnonzero(source == one)
            have = np.unique(task[mine])
            which = random.choice(have, size=int(plays.sum()))
            for name in have:
                rows = np.flatnonzero(plays)[which == name]
                chosen[rows] = random.choice(mine[task[mine] == name], size=(rows.size, shape[1]))
        return chosen

    def column(self, name: str) -> Floats:
        """The drawn attempts' `name`; NaN where it was not captured."""
        values = [getattr(cell, name) for cell in self.work.pool.cells]
        return np.array([np.nan if one is None else float(one) for one in values])[self.chosen]

    def grading(self, otherwise: float) -> Floats:
        """Seconds of grading; for an attempt that waits for its grade the median of the others, else `otherwise`."""
        told = [cell.grade_s for cell in self.work.pool.cells if cell.grade_s is not None]
        return np.nan_to_num(self.column("grade_s"), nan=median(told) if told else otherwise)

    def token_factor(self, repeat: Spread, random: np.random.Generator) -> Floats:
        """By how much replies are longer than those drawn."""
        cells, (plays, repeats) = self.work.pool.cells, self.chosen.shape
        if self.same_task:
            missing, df, mean_error = repeat.sd * sqrt(2 / len(cells)), repeat.df, self._task_error(repeat, random)
        else:
            tasks: dict[str, list[float]] = {}
            for cell in cells:
                tasks.setdefault(cell.contestant, []).append(cell.completion_tokens or 0)
            between = spread.within(spread.TASK_SD, tasks.values())
            count = len({(cell.task, cell.digest) for cell in cells})
            missing, df, mean_error = between.sd * sqrt(2 / count), between.df, self.common.mean_error
        own = random.standard_t(df, (plays, repeats))
        moved = missing * (mean_error[:, None] + own) / sqrt(2)
        return _factor(moved + (self._token_sd() * self.common.tokens_error)[:, None])

    def _task_error(self, repeat: Spread, random: np.random.Generator) -> Floats:
        """How far the mean of a task's earlier attempts is off, common to its repeats."""
        errors: Floats = random.standard_t(repeat.df, self.common.plays)
        return errors

    def time_factor(self, drift: Floats) -> Floats:
        """By how much the same work takes longer than it took those drawn."""
        return (drift * _factor(self._time_sd() * self.common.time_error))[:, None]

    def _token_sd(self) -> float:
        return _of(self.kin, spread.CHANGED_TOKENS_SD, spread.MODEL_TOKENS_SD, spread.OTHER_TOKENS_SD, self.sources)

    def _time_sd(self) -> float:
        return _of(self.kin, spread.CHANGED_TIME_SD, spread.MODEL_TIME_SD, spread.OTHER_TIME_SD, self.sources)


def _of(kin: Kin, changed: float, of_size: float, other: float, sources: Sequence[str]) -> float:
    """The deviation that a step's being no exact match adds; the more sources, the less a single one misleads."""
    scale = {Kin.SAME: 0.0, Kin.CHANGED: changed, Kin.SIZE_CLASS: of_size, Kin.OTHER: other}[kin]
    return scale if kin <= Kin.CHANGED else scale * sqrt(1 + 1 / len(sources))


def _add(total: Played, cell: _Cell, bytes_per_token: float | None, noise: Noise, random: np.random.Generator) -> None:
    work = cell.work
    longer = cell.token_factor(noise.repeat, random)
    told = cell.column("completion_tokens")
    many = cell.column("requests") > 1
    replies = told * longer
    if work.most_tokens is not None:
        # A reply that its budget ended would have been longer: that it is shorter next time, nothing says.
        replies = np.where(told >= work.most_tokens, np.maximum(replies, told), replies)
        replies = np.minimum(replies, work.most_tokens)
    grown = np.divide(replies, told, out=longer.copy(), where=told > 0)
    was_in = cell.column("prompt_tokens")
    tokens_in = np.where(many, was_in * grown, was_in)
    if bytes_per_token and not (cell.same_task and cell.kin <= Kin.CHANGED):
        brief = work.brief_bytes / bytes_per_token * _factor(spread.BRIEF_SD * random.standard_normal(was_in.shape))
        tokens_in = np.where(many, tokens_in, brief)
    fuller = np.divide(tokens_in, was_in, out=np.ones_like(was_in), where=was_in > 0)
    prefill, decode = np.nan_to_num(cell.column("prefill_s")), np.nan_to_num(cell.column("decode_s"))
    rest = np.maximum(0.0, cell.column("wall_s") - prefill - decode)
    engine = (prefill * np.nan_to_num(fuller, nan=1.0) + decode * np.nan_to_num(grown, nan=1.0)) * cell.sizes
    slower = cell.time_factor(noise.drift)
    seconds = (engine + rest * np.where(many, np.nan_to_num(grown, nan=1.0), 1.0)) * slower
    seconds = np.minimum(seconds, np.maximum(work.most_s, cell.column("wall_s")))
    total.tokens_in += tokens_in.sum(axis=1)
    cached = np.minimum(np.nan_to_num(cell.column("cached_tokens")) * np.nan_to_num(fuller, nan=1.0), tokens_in)
    total.cached += cached.sum(axis=1)
    total.tokens_out += replies.sum(axis=1)
    total.seconds += seconds.sum(axis=1)
    total.longest = np.maximum(total.longest, seconds.max(axis=1))
    total.grading += (cell.grading(noise.grade_s) * noise.drift[:, None]).sum(axis=1)


def _factor(logs: Floats) -> Floats:
    return np.exp(np.clip(logs, -FURTHEST, FURTHEST))


def drifts(spread_of: Spread, runs: int, plays: int, random: np.random.Generator) -> Floats:
    """A factor of all seconds for each play: how much slower the machine is than it was in `runs` earlier runs."""
    return _factor(spread_of.sd * sqrt(1 + 1 / max(1, runs)) * random.standard_t(spread_of.df, plays))
