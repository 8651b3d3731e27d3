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
from prony.forecast.sources import Learned, Source
from prony.journal.past import PastCell, PastContestant, PastRun
from prony.nouns import Noun, RunPlan, Task

LEVEL = 0.95
PLAYS = 4000


class Range(Noun, frozen=True, kw_only=True):
    """A prediction: the median, and the bounds that the truth lies between in `LEVEL` of all cases."""

    about: float
    low: float
    high: float


class Share(Noun, frozen=True, kw_only=True):
    """One contestant's share of a plan. None = not known.

    seconds: of the run, with loading and grading, without downloads. replies_at_most: tokens that the budgets of its
    attempts let pass; None where nothing bounds them.
    """

    label: str
    reference: bool
    attempts: int
    tokens_in: Range | None = None
    tokens_out: Range | None = None
    seconds: Range | None = None
    money: Range | None = None
    replies_at_most: int | None = None
    download_bytes: int | None = None
    learned: tuple[Learned, ...] = ()
    note: str = ""


class BudgetOutlook(Noun, frozen=True, kw_only=True):
    """A budget of the run: in which share of all cases it is spent before the plan is done."""

    name: str
    value: float
    spent_early: float


class Estimate(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.estimate/1"):
    """What a plan will take, without its budgets. Totals are of the contestants that are known; `unknown` names others.

    money: in `currency`, of what has a price; `unpriced`: why something has none -> whose. disk_bytes: of the run's
    folder. assumed: sentences. complete: whether the totals are of the whole plan.
    """

    suites: tuple[str, ...]
    attempts: int
    complete: bool = False
    level: float = LEVEL
    tokens_in: Range | None = None
    tokens_out: Range | None = None
    tokens: Range | None = None
    seconds: Range | None = None
    money: Range | None = None
    currency: str = ""
    disk_bytes: Range | None = None
    download_bytes: int = 0
    shares: tuple[Share, ...] = ()
    unknown: tuple[str, ...] = ()
    unpriced: dict[str, tuple[str, ...]] = {}
    budgets: tuple[BudgetOutlook, ...] = ()
    assumed: tuple[str, ...] = ()


class Past(Noun, frozen=True, kw_only=True):
    """What earlier runs tell. disk: run -> bytes of its folder. briefs: (run, label, task) -> bytes of its messages."""

    contestants: tuple[PastContestant, ...] = ()
    cells: tuple[PastCell, ...] = ()
    runs: tuple[PastRun, ...] = ()
    disk: dict[str, int] = {}
    briefs: dict[tuple[str, str, str], int] = {}


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
) -> Estimate:
    """Estimate a plan by playing it `plays` times; the same question gets the same answer (`seed`).

    spent_tokens: what a run that goes on has spent of its budget.
    """
    downloads = {one.spec.catalog: one.expected.download_bytes for one in sources.values()}
    bare = Estimate(
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
    from prony.forecast.totals import totalled

    return totalled(bare, plan, sources, past, prices, spent_tokens=spent_tokens, seed=seed, plays=plays)


def share_of(source: Source) -> Share:
    """What is known of a share without playing it."""
    return Share(
        label=source.spec.label,
        reference=source.spec.reference,
        attempts=source.attempts,
        replies_at_most=source.replies_at_most(),
        download_bytes=source.expected.download_bytes,
        learned=source.learned(),
        note=source.expected.note,
    )
