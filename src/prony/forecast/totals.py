"""All shares of a plan played together: totals of each play, and the intervals that hold them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from statistics import median

import msgspec
import numpy as np

from prony.bench.contestants import leaves_machine
from prony.forecast import spread
from prony.forecast.costs import Prices
from prony.forecast.kinship import Kin
from prony.forecast.pools import by_contestant
from prony.forecast.prediction import LEVEL, BudgetOutlook, Forecast, Past, Range, Share, share_of
from prony.forecast.simulate import Floats, Noise, Played, Work, drifts, play
from prony.forecast.sources import Source
from prony.nouns import RunPlan

BETWEEN_S, BETWEEN_MOST_S = 1.0, 30.0
"""From one contestant to the next, beside loading: seconds where no run tells, and the most that is believed."""
BETWEEN_SD = 0.5


def totalled(
    bare: Forecast,
    plan: RunPlan,
    sources: Mapping[str, Source],
    past: Past,
    prices: Prices,
    *,
    spent_tokens: int,
    seed: int,
    plays: int,
) -> Forecast:
    """`bare` with its quantities. At least one of `sources` is known."""
    return _Totals(plan, sources, past, prices, np.random.default_rng(seed), plays).forecast(bare, spent_tokens)


class _Totals:
    def __init__(
        self,
        plan: RunPlan,
        sources: Mapping[str, Source],
        past: Past,
        prices: Prices,
        random: np.random.Generator,
        plays: int,
    ) -> None:
        self.settings, self.sources, self.past, self.prices = plan.settings, sources, past, prices
        self.random, self.plays = random, plays
        cells = by_contestant(past.cells)
        self.drift = spread.drift_spread(past.contestants, cells)
        self.repeat = {
            greedy: spread.repeat_spread(past.contestants, past.cells, greedy=greedy) for greedy in (True, False)
        }
        known = {label: one for label, one in sources.items() if one.known}
        graded = [cell.grade_s for cell in past.cells if cell.grade_s is not None]
        self.grade_s = median(graded) if graded else None
        self.runs = sorted({cell.run for one in known.values() for cell in one.learned_cells()})
        self.slower = drifts(self.drift, len(self.runs), plays, random)
        self.between = between_s(past) * np.exp(BETWEEN_SD * random.standard_normal(plays))
        self.played = {label: self._play(one) for label, one in known.items()}
        self.seconds = {label: self._elapsed(sources[label], one) for label, one in self.played.items()}
        self.money = {label: self._money(label) for label in self.played}

    def _play(self, source: Source) -> Played:
        share = [
            Work(
                pool=source.pools[name],
                repeats=count,
                brief_bytes=source.brief_bytes(source.tasks[name]),
                most_tokens=source.most_reply_tokens(source.tasks[name]),
                most_s=source.limits(source.tasks[name]).wall_s or math.inf,
            )
            for name, count in source.repeats.items()
        ]
        repeat = self.repeat[source.spec.sampling.temperature == 0]
        noise = Noise(repeat=repeat, drift=self.slower, grade_s=self.grade_s or 0.0)
        return play(share, source.bytes_per_token(self.past.briefs), noise, self.random)

    def _elapsed(self, source: Source, played: Played) -> Floats:
        """Seconds of the run that a share takes: generating, and grading where that cannot run beside it."""
        parallel = source.parallel(self.settings)
        gained = self._gained(source, parallel)
        seconds = np.maximum(played.seconds * gained, played.longest)
        if self.settings.grade:
            slots = min(self.settings.slots, max(1, source.attempts))
            alongside = not source.expected.shares_cpu
            seconds = seconds + played.grading / slots / (source.attempts if alongside else 1)
        load = (source.load_s() or 0.0) * self.slower
        return seconds + load + self.between

    def _gained(self, source: Source, parallel: int) -> Floats:
        """Seconds of the run for each second of an attempt. How much an engine gains by more attempts at once than it
        was seen with is not known: anything from nothing to all of it."""
        at_once = {(past.run, past.label): past.at_once for _, past in source.kept.relatives}
        was = round(median(at_once[cell.run, cell.label] for cell in source.learned_cells()))
        if was == parallel:
            return np.full(self.plays, 1.0 / parallel)
        share = self.random.random(self.plays)
        gained: Floats = (parallel / was) ** share / parallel
        return gained

    def _money(self, label: str) -> Floats | None:
        """None where it is not known."""
        spec, played = self.sources[label].spec, self.played[label]
        if self.prices.missing(spec) is not None:
            return None
        price = self.prices.tokens_of(spec)
        spent = np.zeros(self.plays) if price is None else price.of(played.tokens_in, played.cached, played.tokens_out)
        per_second = self.prices.per_second
        if not leaves_machine(spec) and per_second is not None:
            spent = spent + self.seconds[label] * per_second
        return spent

    def forecast(self, bare: Forecast, spent_tokens: int) -> Forecast:
        """The estimate, whole."""
        tokens_in = _sum(one.tokens_in for one in self.played.values())
        tokens_out = _sum(one.tokens_out for one in self.played.values())
        seconds = _sum(self.seconds.values())
        assert seconds is not None
        tokens = None if tokens_in is None or tokens_out is None else tokens_in + tokens_out
        return msgspec.structs.replace(
            bare,
            complete=not bare.unknown,
            tokens_in=_range(tokens_in),
            tokens_out=_range(tokens_out),
            tokens=_range(tokens),
            seconds=_range(seconds),
            money=_range(_sum(one for one in self.money.values() if one is not None)),
            disk_bytes=self._disk(sum(self.sources[label].attempts for label in self.played)),
            shares=tuple(self._share(label, source) for label, source in self.sources.items()),
            budgets=self._budgets(seconds, None if tokens is None else tokens + spent_tokens),
            assumed=tuple(self._assumed()),
        )

    def _share(self, label: str, source: Source) -> Share:
        share = share_of(source)
        played = self.played.get(label)
        if played is None:
            return share
        return msgspec.structs.replace(
            share,
            tokens_in=_range(played.tokens_in),
            tokens_out=_range(played.tokens_out),
            seconds=_range(self.seconds[label]),
            money=_range(self.money[label]),
        )

    def _disk(self, attempts: int) -> Range | None:
        """By what an attempt took in the runs that were learned from."""
        counts = {run.run: run.attempts for run in self.past.runs}
        each = np.array([self.past.disk[run] / counts[run] for run in self.runs if run in self.past.disk])
        if not each.size:
            return None
        about = spread.within(spread.DISK_SD, [each.tolist()])
        moved = about.sd * np.sqrt(2 / each.size) * self.random.standard_t(about.df, self.plays)
        return _range(attempts * self.random.choice(each, self.plays) * np.exp(np.clip(moved, -3, 3)))

    def _budgets(self, seconds: Floats, tokens: Floats | None) -> tuple[BudgetOutlook, ...]:
        settings, found = self.settings, []
        if settings.max_minutes is not None:
            spent = float(np.mean(seconds > settings.max_minutes * 60))
            found.append(BudgetOutlook(name="max_minutes", value=settings.max_minutes, spent_early=spent))
        if settings.max_total_tokens is not None and tokens is not None and not np.isnan(tokens).any():
            spent = float(np.mean(tokens > settings.max_total_tokens))
            found.append(BudgetOutlook(name="max_total_tokens", value=settings.max_total_tokens, spent_early=spent))
        return tuple(found)

    def _assumed(self) -> Iterable[str]:
        runs = "run" if len(self.runs) == 1 else f"{len(self.runs)} runs"
        factor = float(np.quantile(self.slower, 1 - (1 - LEVEL) / 2))
        learned = (
            "by contestants that were run more than once"
            if self.drift.learned
            else "by how speed varied within a run, for none was run twice"
        )
        yield f"engines are as fast as in the {runs} learned from, within a factor of {factor:.1f}: {learned}"
        if any(self._relaxed(one, Kin.SIZE_CLASS, Kin.OTHER) for one in self.sources.values()):
            yield "time goes with the size of the model's file, where another model stands in"
        if any(not pool.step.same_task for one in self.sources.values() for pool in one.pools.values()):
            yield "tasks that were not run before are like those that were; their briefs are counted by their bytes"
        if self.settings.grade and any(map(_ungraded, self.sources.values())):
            yield (
                "grading takes no time, for nothing was graded yet"
                if self.grade_s is None
                else "what was never graded is graded as fast as the rest"
            )
        if any(one.parallel(self.settings) > 1 for one in self.sources.values()):
            yield "attempts at once gain anything between nothing and all, where none were run so"
        if any(one.expected.download_bytes for one in self.sources.values()):
            yield "downloads take no time: how fast this network is is not known"

    def _relaxed(self, source: Source, *kins: Kin) -> bool:
        return any(pool.step.kin in kins for pool in source.pools.values())


def between_s(past: Past) -> float:
    """Seconds that a run takes for each contestant beside loading, generating and grading: a median of runs."""
    cells = by_contestant(past.cells)
    busy_s: dict[str, float] = {}
    for one in past.contestants:
        here = cells.get((one.run, one.label), ())
        grading = sum(cell.grade_s or 0.0 for cell in here) / max(1, one.settings.slots)
        busy = sum(cell.wall_s for cell in here) / one.at_once + (one.load_s or 0.0) + grading
        busy_s[one.run] = busy_s.get(one.run, 0.0) + busy
    found = []
    for run in past.runs:
        busy = busy_s.get(run.run, 0.0)
        found.append(max(0.0, run.span_s - busy) / max(1, run.contestants))
    return min(BETWEEN_MOST_S, median(found)) if found else BETWEEN_S


def _ungraded(source: Source) -> bool:
    """Whether some task's attempts all wait for their grades."""
    return any(all(cell.grade_s is None for cell in pool.cells) for pool in source.pools.values())


def _range(values: Floats | None) -> Range | None:
    if values is None or np.isnan(values).any():
        return None
    tail = (1 - LEVEL) / 2
    low, about, high = (float(one) for one in np.quantile(values, (tail, 0.5, 1 - tail)))
    return Range(about=about, low=low, high=high)


def _sum(values: Iterable[Floats]) -> Floats | None:
    every = list(values)
    return np.sum(every, axis=0) if every else None
