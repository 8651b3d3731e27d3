"""The dimension of trade-offs: one thing that models are weighed by, as data."""

from __future__ import annotations

from prony.boards.tradeoffs.dimensions.contest import Contest, Measure
from prony.nouns import Noun


class TradeDimension(Noun, frozen=True, kw_only=True):
    """One dimension: what a model has in it, and how two are told apart."""

    name: str
    """How it is asked for."""
    header: str
    help: str
    unit: str = ""
    amount: Measure
    contest: Contest
    share: bool = False
    """Whether it is a share of tasks: shown in percent, told apart by differences in points, and more is better."""
    more_is_better: bool = False
    estimated: bool = True
    """Whether it has an interval, so that the error rate of a view is divided among those that do."""
    timed: bool = False
    """Whether it cannot be read where times do not compare."""
    usual: bool = False
    """Whether models are weighed by it where nothing else is asked for, and it was captured."""
    superlative: str
    """What the one is called that is better in it than all others."""
    place: int

    @property
    def better_up(self) -> bool:
        """Whether more of it is better."""
        return self.share or self.more_is_better
