"""What a plan will take, before anything starts: tokens, time, money and disk, each with a prediction interval.

A pure function of the plan, of what is known of its contestants, and of what earlier attempts cost. Nothing is guessed:
where no earlier attempt tells, a quantity is None, and the reason stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from prony.bench.plan import Cell
from prony.forecast.costs import Prices, unpriced
from prony.forecast.kinship import Expected
from prony.forecast.pools import Kept, by_contestant
from prony.forecast.prediction import Forecast, Past, share_of
from prony.forecast.sources import Source
from prony.forecast.totals import totalled
from prony.nouns import RunPlan, Task

PLAYS = 4000


def sources_of(
    expected: Mapping[str, Expected], left: Mapping[str, Sequence[Cell]], tasks: Mapping[str, Task], past: Past
) -> dict[str, Source]:
    """Label -> the contestant's share, of contestants with something left to do."""
    cells = by_contestant(past.cells)
    return {
        label: Source(one, left[label], tasks, Kept(one, past.contestants, cells))
        for label, one in expected.items()
        if left.get(label)
    }


def estimate(
    plan: RunPlan,
    sources: Mapping[str, Source],
    past: Past,
    prices: Prices,
    *,
    spent_tokens: int = 0,
    seed: int = 0,
    plays: int = PLAYS,
) -> Forecast:
    """Estimate a plan by playing it `plays` times; the same question gets the same answer (`seed`).

    spent_tokens: what a run that goes on has spent of its budget.
    """
    downloads = {one.spec.catalog: one.expected.download_bytes for one in sources.values()}
    bare = Forecast(
        suites=tuple(pin.id for pin in plan.suites),
        attempts=sum(one.attempts for one in sources.values()),
        unknown=tuple(label for label, one in sources.items() if not one.known),
        download_bytes=sum(size for size in downloads.values() if size),
        currency=prices.currency,
        unpriced={
            why: tuple(labels) for why, labels in unpriced((one.spec for one in sources.values()), prices).items()
        },
    )
    if len(bare.unknown) == len(sources):
        return msgspec.structs.replace(bare, shares=tuple(map(share_of, sources.values())))
    return totalled(bare, plan, sources, past, prices, spent_tokens=spent_tokens, seed=seed, plays=plays)
