"""The three ways in which models are told apart in one dimension: by task, by a ratio over tasks, exactly."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from prony.boards.amount import NOT_CAPTURED, Amount
from prony.boards.board import Rate, Row
from prony.boards.entrants import Entrant
from prony.boards.ranks import ranking_of
from prony.boards.spending import ONE_COST, summed_up, unit_of
from prony.journal.packed import Costs
from prony.journal.rollup import CellCounts

if TYPE_CHECKING:
    from prony.stats.cost import Spending
    from prony.stats.samples import Samples


class Contender(NamedTuple):
    """A model that is weighed: its line of the board, and what the index says of it."""

    row: Row
    entrant: Entrant

    @property
    def contestant(self) -> str:
        """Its id."""
        return self.row.contestant

    @property
    def costs(self) -> Costs:
        """What its attempts took; nothing where that is not known of the grades asked for."""
        return self.entrant.costs or Costs.of({})

    def without(self, columns: Collection[str]) -> Contender:
        """The same, of which nobody knows these columns."""
        costs = self.costs
        left = {name: values for name, values in costs.columns.items() if name not in columns}
        return self._replace(entrant=self.entrant._replace(costs=Costs(costs.tasks, costs.scored, left)))


class Gap(NamedTuple):
    """How far `one` is from `other` in a dimension, with an interval that holds for all pairs of it at once: a
    difference of shares, or a ratio. decided: whether a test says so, too, where there is one."""

    one: str
    other: str
    value: float
    lo: float
    hi: float
    decided: bool = True


Contest = Callable[[Sequence[Contender], float], list[Gap]]
"""The gaps of every two contenders, at a level for all of them at once; of pairs that have one."""
Measure = Callable[[Contender, float], Amount]
"""What a contender has in a dimension, with its interval at a level."""


def by_task(read: Callable[[Mapping[str, CellCounts]], Samples]) -> Contest:
    """Shares of tasks, told apart as a board's rank sets are."""

    def contest(contenders: Sequence[Contender], level: float) -> list[Gap]:
        samples = {one.contestant: read(one.entrant.cells) for one in contenders}
        ranking = ranking_of({name: some for name, some in samples.items() if len(some)}, level, every_pair=True)
        return [
            Gap(pair.ahead, pair.behind, pair.difference, pair.lo, pair.hi, pair.decided)
            for pair in (ranking.pairs if ranking else ())
            if pair.difference is not None and pair.lo is not None and pair.hi is not None and pair.p is not None
        ]

    return contest


def share_of(read: Callable[[Mapping[str, CellCounts]], Samples]) -> Measure:
    """A share of tasks with its interval."""

    def amount(one: Contender, level: float) -> Amount:
        from prony.boards.estimates import rate_of

        rate: Rate = rate_of(read(one.entrant.cells), level)
        return Amount(
            value=rate.value, lo=rate.lo, hi=rate.hi, tasks=rate.tasks, attempts=rate.attempts, state=rate.state
        )

    return amount


def by_ratio(read: Callable[[Costs], Spending | None]) -> Contest:
    """What an attempt takes: the ratio of means over common tasks, intervals for all pairs at once (Bonferroni)."""

    def contest(contenders: Sequence[Contender], level: float) -> list[Gap]:
        from prony.stats.cost import cost_ratio_of

        known = {one.contestant: spent for one in contenders if (spent := read(one.costs)) is not None}
        pairs = list(itertools.combinations(known, 2))
        each = 1.0 - (1.0 - level) / max(1, len(pairs))
        found = []
        for one, other in pairs:
            ratio = cost_ratio_of(known[one], known[other], level=each)
            if ratio.value is not None and ratio.lo is not None and ratio.hi is not None:
                found.append(Gap(one, other, ratio.value, ratio.lo, ratio.hi))
        return found

    return contest


def mean_of(read: Callable[[Costs], Spending | None], column: str = "") -> Measure:
    """What an attempt takes, the mean over all scored attempts, with its interval over tasks. column: of amounts that
    have units."""

    def amount(one: Contender, level: float) -> Amount:
        import numpy as np

        from prony.stats.cost import Spending, cost_ratio_of

        spent = read(one.costs)
        if spent is None:
            return NOT_CAPTURED
        mean = float(spent.cost.sum() / spent.attempts.sum())
        unit_told = unit_of(one.costs, column)
        told = Amount(value=mean, tasks=len(spent.ids), attempts=spent.samples, state=ONE_COST, unit=unit_told)
        if spent.even or len(spent.ids) < 2:
            return told
        unit = Spending.of(spent.ids, spent.attempts, spent.attempts, spent.attempts.astype(np.int64))
        found = cost_ratio_of(spent, unit, level=level)
        return Amount(
            value=mean,
            lo=found.lo,
            hi=found.hi,
            tasks=told.tasks,
            attempts=told.attempts,
            state=found.state.value,
            unit=unit_told,
        )

    return amount


def spent_on(column: str, known: str) -> Callable[[Costs], Spending | None]:
    """The sums of a column of `prony.journal.packed.Costs`, which is known of as many attempts as `known` says."""

    def read(costs: Costs) -> Spending | None:
        return summed_up(costs, column, known) if column in costs.columns else None

    return read


def of_one_unit(contenders: Sequence[Contender]) -> tuple[list[Contender], dict[str, tuple[str, ...]]]:
    """The contenders, without the amounts that not all of them have in one unit; and the units of each amount that has
    any."""
    units: dict[str, dict[str, None]] = {}
    for one in contenders:
        for column, mine in one.costs.units.items():
            units.setdefault(column, {}).update(dict.fromkeys(mine))
    mixed = {column for column, all_of_it in units.items() if len(all_of_it) > 1}
    found = {column: tuple(all_of_it) for column, all_of_it in units.items() if all_of_it}
    if not mixed:
        return list(contenders), found
    return [one.without(mixed) for one in contenders], found


def exactly(read: Callable[[Row], float | None]) -> Contest:
    """A number that is no estimate, such as the size of a file."""

    def contest(contenders: Sequence[Contender], level: float) -> list[Gap]:
        known = {one.contestant: value for one in contenders if (value := read(one.row))}
        return [
            Gap(one, other, ratio, ratio, ratio)
            for one, other in itertools.combinations(known, 2)
            if (ratio := known[one] / known[other])
        ]

    return contest


def exact_amount(read: Callable[[Row], float | None]) -> Measure:
    """A number that is no estimate: its interval is itself."""

    def amount(one: Contender, level: float) -> Amount:
        value = read(one.row)
        return NOT_CAPTURED if value is None else Amount(value=value, lo=value, hi=value, state="exact")

    return amount


def untold(contenders: Sequence[Contender], level: float) -> list[Gap]:
    """Of a number whose spread is not kept, nothing is decided."""
    return []
