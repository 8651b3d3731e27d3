"""The forecast, whole and for each contestant, and the part of earlier runs that it is made from."""

from __future__ import annotations

from prony.forecast.resolving import PlanResolution
from prony.forecast.sources import Learned, Source
from prony.journal.past import PastCell, PastContestant, PastRun
from prony.nouns import Noun

LEVEL = 0.95


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


class Forecast(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.estimate/1"):
    """What a plan will take, without its budgets. Totals are of the contestants that are known; `unknown` names others.

    money: in `currency`, of what has a price; `unpriced`: why something has none -> whose. disk_bytes: of the run's
    folder. assumed: sentences. shows: what the tasks of each suite can tell. complete: whether the totals are of the
    whole plan.
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
    shows: tuple[PlanResolution, ...] = ()


class Past(Noun, frozen=True, kw_only=True):
    """What earlier runs tell. disk: run -> bytes of its folder. briefs: (run, label, task) -> bytes of its messages."""

    contestants: tuple[PastContestant, ...] = ()
    cells: tuple[PastCell, ...] = ()
    runs: tuple[PastRun, ...] = ()
    disk: dict[str, int] = {}
    briefs: dict[tuple[str, str, str], int] = {}


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
