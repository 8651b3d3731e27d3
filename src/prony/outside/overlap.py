"""Two outside boards side by side: which models stand on both, and whether the boards agree about those.

Scores of two boards never stand on one scale, and their rows are never ranked together: all that is compared is the
order of the models that both have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from prony.nouns import Noun
from prony.outside.names import Match, ModelName, match
from prony.outside.snapshot import PublishedBoard
from prony.stats.correlation import OrderAgreement
from prony.stats.printed import decimal_mark, read_printed

LEAST_SHARED = 5
"""Shared models below which nothing is said about agreement."""


class SharedModel(Noun, frozen=True, kw_only=True):
    """A model that two boards have, by the names that they print. same: in one effort and precision, as far as the
    names tell. a_value, b_value: what the boards compare by, None where a cell has no number."""

    a: str
    b: str
    same: bool
    a_value: float | None = None
    b_value: float | None = None


class Inversion(Noun, frozen=True, kw_only=True):
    """Two shared models that one board has the other way round: `first` is ahead on A, `second` on B."""

    first: str
    second: str


class FamilyRow(Noun, frozen=True, kw_only=True):
    """A family with its variants on each of two boards, and how many of them stand on both."""

    vendor: str
    family: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    shared: int


class Overlap(Noun, frozen=True, kw_only=True):
    """What two boards have in common. a, b: names of the snapshots; a_metric, b_metric: the columns compared.

    variants: shared models, the same variant in any effort and precision. families: families that both have or that one
    has, by vendor. tau: Kendall's tau-b over the shared models with its interval, None below `LEAST_SHARED` of them.
    """

    a: str
    b: str
    a_metric: str = ""
    b_metric: str = ""
    shared: tuple[SharedModel, ...] = ()
    families: tuple[FamilyRow, ...] = ()
    compared: int = 0
    """Shared models that have a number on both boards."""
    tau: float | None = None
    tau_lo: float | None = None
    tau_hi: float | None = None
    p: float | None = None
    pairs: int = 0
    inversions: tuple[Inversion, ...] = ()
    sentence: str = ""

    @property
    def same(self) -> int:
        """Shared models in one effort and precision."""
        return sum(one.same for one in self.shared)

    @property
    def shared_families(self) -> int:
        """Families that stand on both boards, with whatever variants."""
        return sum(bool(row.a and row.b) for row in self.families)


def overlap(a: tuple[str, PublishedBoard], b: tuple[str, PublishedBoard]) -> Overlap:
    """Compare two boards, each (name, snapshot)."""
    names = a[1].names(), b[1].names()
    shared = tuple(_shared(names, (_values(a[1]), _values(b[1]))))
    return _agreement(
        Overlap(
            a=a[0],
            b=b[0],
            a_metric=_metric(a[1]),
            b_metric=_metric(b[1]),
            shared=shared,
            families=tuple(_families(*names)),
        )
    )


def _metric(board: PublishedBoard) -> str:
    column = board.of_metric()
    return column.name if column is not None else ""


def _values(board: PublishedBoard) -> dict[ModelName, float]:
    """Name -> what the board compares by, higher meaning better. A name that is printed with several numbers, and no
    column that tells its rows apart, has none of them."""
    column = board.of_metric()
    if column is None:
        return {}
    printings: dict[ModelName, set[str]] = defaultdict(set)
    for name, row in zip(board.names(), board.rows, strict=True):
        printings[name].add(row.cells.get(column.name, "").strip())
    mark = decimal_mark(row.cells.get(column.name, "") for row in board.rows)
    better = 1.0 if column.higher_is_better and board.higher_is_better else -1.0
    read = {name: read_printed(next(iter(texts)), mark) for name, texts in printings.items() if len(texts) == 1}
    return {name: better * float(number.value) for name, number in read.items() if number is not None}


def _shared(names: Sequence[Sequence[ModelName]], values: Sequence[Mapping[ModelName, float]]) -> list[SharedModel]:
    """One line for each variant that both boards have: of several spellings the pair that fits best."""
    of_b: dict[object, list[ModelName]] = defaultdict(list)
    for name in names[1]:
        of_b[name.key].append(name)
    best: dict[object, tuple[Match, ModelName, ModelName]] = {}
    for mine in names[0]:
        for theirs in of_b[mine.key]:
            level = match(mine, theirs)
            if level >= Match.VARIANT and (mine.key not in best or level > best[mine.key][0]):
                best[mine.key] = (level, mine, theirs)
    return [
        SharedModel(
            a=mine.printed,
            b=theirs.printed,
            same=level is Match.SAME,
            a_value=values[0].get(mine),
            b_value=values[1].get(theirs),
        )
        for level, mine, theirs in best.values()
    ]


def _families(a: Sequence[ModelName], b: Sequence[ModelName]) -> list[FamilyRow]:
    keys = {name.key for name in a} & {name.key for name in b}
    rows = []
    for family in dict.fromkeys(name.family for name in (*a, *b) if name.family):
        on_a, on_b = ([name for name in names if name.family == family] for names in (a, b))
        rows.append(
            FamilyRow(
                vendor=(on_a or on_b)[0].vendor,
                family=family,
                a=tuple(name.printed for name in on_a),
                b=tuple(name.printed for name in on_b),
                shared=sum(key[0] == family for key in keys),
            )
        )
    return sorted(rows, key=lambda row: (not (row.a and row.b), row.vendor, row.family))


def _agreement(found: Overlap) -> Overlap:
    """`found` with how far the two orders of the shared models agree, and the sentence that says so."""
    both = [one for one in found.shared if one.a_value is not None and one.b_value is not None]
    found = replace(found, compared=len(both))
    if not found.shared:
        families = found.shared_families
        near = (
            f"; {families} {'family is' if families == 1 else 'families are'} on both, in other variants"
            if families
            else ""
        )
        return replace(found, sentence=f"zero shared models{near}: nothing follows from one board for the other")
    if len(both) < LEAST_SHARED:
        models = "1 shared model" if len(found.shared) == 1 else f"{len(found.shared)} shared models"
        why = f"below {LEAST_SHARED}" if len(found.shared) < LEAST_SHARED else f"{len(both)} with a number on both"
        return replace(found, sentence=f"{models}, {why}: no claim about how far the boards agree")
    turned = []
    for one, two in combinations(both, 2):
        ahead_a, ahead_b = _ahead(one.a_value, two.a_value), _ahead(one.b_value, two.b_value)
        if ahead_a * ahead_b < 0:
            first, second = (one, two) if ahead_a > 0 else (two, one)
            turned.append(Inversion(first=first.a, second=second.a))
    from prony.stats import kendall

    order = kendall([one.a_value or 0.0 for one in both], [one.b_value or 0.0 for one in both])
    return replace(
        found,
        tau=order.tau,
        tau_lo=order.lo,
        tau_hi=order.hi,
        p=order.p,
        pairs=order.concordant + order.discordant,
        inversions=tuple(turned),
        sentence=_told(order, len(turned), len(both)),
    )


def _told(order: OrderAgreement, turned: int, models: int) -> str:
    """What may be said of the two orders: as much as the interval of tau carries."""
    if order.tau is None or order.lo is None or order.hi is None:
        return f"{models} shared models, all equal on one of the boards: no claim about how far they agree"
    verdict = "the orders agree more than chance would have it" if order.lo > 0.0 else ""
    verdict = "the orders run against each other" if order.hi < 0.0 else verdict
    verdict = verdict or "whether the orders agree is not decided"
    return (
        f"{verdict}: tau {order.tau:.2f}, 95 % interval {order.lo:.2f} to {order.hi:.2f}, {models} shared models; "
        f"{turned} of {order.concordant + order.discordant} pairs stand the other way round"
    )


def _ahead(one: float | None, other: float | None) -> int:
    one, other = one or 0.0, other or 0.0
    return (one > other) - (one < other)
