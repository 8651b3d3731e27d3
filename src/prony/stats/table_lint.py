"""Arithmetic checks of published tables: sums, percentages, ranks with ties, intervals against n, impossible decimals.

A table is given as it was printed (numbers as text, so that their decimals are known), and what does not fit comes
back as data. A finding says that two printed things cannot both be true, not which of them is wrong: a printed number
stands for every value that rounds to it (`prony.stats.printed`). Each rule is one function in `RULES`; one that lacks
what it needs in a row, or cannot read it, says nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import ceil, floor

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.printed import Printed, decimal_mark, is_not_given, read_printed
from prony.stats.printed_ranks import Ranked, rank_errors
from prony.stats.rates import wilson


class PublishedRow(Noun, frozen=True, kw_only=True):
    """One row as printed. Numbers are text, such as "12.50", with whatever stands around them.

    parts: column -> printed part score. total: their sum (or mean, see the table). completed: parts behind the total
    where the parts themselves are not printed. rank: as printed. passed, of: counts; percent: passed/of. mean, n: a
    mean of n whole numbers. score, lo, hi, attempts: a rate in percent with its interval and the attempts behind it.
    """

    name: str
    parts: dict[str, str] = {}
    total: str | None = None
    completed: int | None = None
    rank: int | None = None
    passed: int | None = None
    of: int | None = None
    percent: str | None = None
    mean: str | None = None
    n: int | None = None
    score: str | None = None
    lo: str | None = None
    hi: str | None = None
    attempts: int | None = None

    def cells(self) -> dict[str, str]:
        """The printed numbers that are text, by the name of their field or part."""
        fields = {name: getattr(self, name) for name in ("total", "percent", "mean", "score", "lo", "hi")}
        return {**self.parts, **{name: text for name, text in fields.items() if text is not None}}


class PublishedTable(Noun, frozen=True, kw_only=True):
    """Rows in printed order. part_maximum: the most a part can be. higher_is_better: how ranks run. total_is: `sum` or
    `mean` of the parts. conserved: what all totals must add up to (Elo: start x players). sorted_by_total: as claimed.
    counted: whether whole parts and totals are counts, such as points, from which nothing was rounded away; None:
    as the table looks. decimal_mark: what stands before decimals; None: as the table looks.
    """

    rows: tuple[PublishedRow, ...]
    part_maximum: float | None = None
    higher_is_better: bool = True
    total_is: str = "sum"
    conserved: float | None = None
    sorted_by_total: bool = False
    counted: bool | None = None
    decimal_mark: str | None = None


class Finding(Noun, frozen=True, kw_only=True):
    """Two printed things that cannot both be true. row: name of the row, empty for the whole table."""

    rule: str
    row: str
    printed: str
    computed: str
    why: str = ""


class Unread(Noun, frozen=True, kw_only=True):
    """A cell that prints no number that can be read: every rule passes over it."""

    row: str
    column: str
    printed: str


class Readable:
    """A table whose cells have been read once."""

    def __init__(self, table: PublishedTable) -> None:
        self.table = table
        self.rows = table.rows
        texts = [text for row in table.rows for text in row.cells().values()]
        self.mark = table.decimal_mark or decimal_mark(texts)
        self.counted = table.counted if table.counted is not None else self._looks_counted()

    def number(self, text: str | None) -> Printed | None:
        """What a cell prints, or None where it prints no number."""
        return None if text is None else read_printed(text, self.mark)

    def amount(self, text: str | None) -> Printed | None:
        """A part or a total: exact where those are counts."""
        number = self.number(text)
        return number.exactly() if number is not None and number.whole and self.counted else number

    def parts(self, row: PublishedRow) -> list[Printed] | None:
        """The parts of a row; None where it has none, or one that cannot be read."""
        parts = [self.amount(text) for text in row.parts.values()]
        return [part for part in parts if part is not None] if parts and None not in parts else None

    def sum_of(self, row: PublishedRow) -> tuple[Decimal, Decimal, Decimal | None] | None:
        """The sum (or mean) of a row's parts: as they are printed, and the least and greatest that can be behind it."""
        parts = self.parts(row)
        if parts is None:
            return None
        by = len(parts) if self.table.total_is == "mean" else 1
        value = sum((part.value for part in parts), Decimal(0)) / by
        lo = sum((part.value - part.half for part in parts), Decimal(0)) / by
        open_above = any(part.hi is None for part in parts)
        return value, lo, None if open_above else sum((part.value + part.half for part in parts), Decimal(0)) / by

    def _looks_counted(self) -> bool:
        """Whether whole numbers here are counts: no part or total has decimals or a percent sign, a maximum is none
        that shares have, and few totals differ from the sums of their parts."""
        texts = [text for row in self.rows for text in (*row.parts.values(), *([row.total] if row.total else []))]
        numbers = [number for text in texts if (number := self.number(text)) is not None]
        if not all(number.whole and not number.percent for number in numbers):
            return False
        if self.table.part_maximum in (1.0, 100.0):
            return False
        if self.table.part_maximum is not None or self.table.total_is == "mean":
            return True
        off = [
            abs(total.value - sum((part.value for part in parts), Decimal(0)))
            for row in self.rows
            if (total := self.number(row.total)) is not None and (parts := self._numbers(row)) is not None
        ]
        slight = sum(0 < by <= Decimal(1) for by in off)
        return 4 * slight <= len(off)

    def _numbers(self, row: PublishedRow) -> list[Printed] | None:
        parts = [self.number(text) for text in row.parts.values()]
        return [part for part in parts if part is not None] if parts and None not in parts else None


Rule = Callable[[Readable], Iterator[Finding]]


def lint(table: PublishedTable) -> tuple[Finding, ...]:
    """Everything in `table` that contradicts itself, by rule and then by row.

    Raises E801 (a `total_is` that is neither sum nor mean), E803 (no rows). What cannot be read is passed over:
    `unread_cells` has it.
    """
    if not table.rows:
        raise EstimateError("E803", "the table has no rows")
    if table.total_is not in ("sum", "mean"):
        raise EstimateError("E801", f"total_is is {table.total_is!r}", hint="sum or mean")
    read = Readable(table)
    return tuple(finding for rule in RULES for finding in rule(read))


def unread_cells(table: PublishedTable) -> tuple[Unread, ...]:
    """The cells that print no number, except for those that say that there is none, such as `n/a`."""
    read = Readable(table)
    return tuple(
        Unread(row=row.name, column=column, printed=text)
        for row in table.rows
        for column, text in row.cells().items()
        if read.number(text) is None and not is_not_given(text)
    )


def total_is_its_parts(read: Readable) -> Iterator[Finding]:
    """The total equals the sum (or mean) of the printed parts, within the rounding of all of them."""
    for row in read.rows:
        total, summed = read.amount(row.total), read.sum_of(row)
        if total is None or summed is None:
            continue
        if read.table.total_is == "mean":
            total = read.number(row.total) or total
        computed, lo, hi = summed
        if not total.may_be(lo, hi):
            shown = " + ".join(row.parts.values())
            yield Finding(rule="total", row=row.name, printed=row.total or "", computed=plain(computed), why=shown)


def total_is_possible(read: Readable) -> Iterator[Finding]:
    """No part is above the maximum, and no total above that of the parts completed."""
    if read.table.part_maximum is None:
        return
    most = Decimal(repr(read.table.part_maximum))
    for row in read.rows:
        for column, text in row.parts.items():
            part = read.amount(text)
            if part is not None and part.lo is not None and part.lo > most:
                yield Finding(rule="maximum", row=row.name, printed=text, computed=plain(most), why=column)
        count = len(row.parts) or row.completed
        total = read.amount(row.total)
        if total is not None and total.lo is not None and count is not None:
            cap = most * count if read.table.total_is == "sum" else most
            if total.lo > cap:
                yield Finding(
                    rule="maximum", row=row.name, printed=row.total or "", computed=plain(cap), why=f"{count} parts"
                )


def ranks_follow_totals(read: Readable) -> Iterator[Finding]:
    """Ranks are those of the totals, competition ranks (1, 2, 2, 4) or dense ones (1, 2, 2, 3), from wherever the table
    begins; totals are recomputed where parts are printed. Equal totals that were rounded may have any order."""
    ranked = [one for row in read.rows if (one := _ranked(row, read)) is not None]
    for error in rank_errors(ranked, higher_is_better=read.table.higher_is_better):
        total = plain(error.row.value)
        why = f"{error.ties} rows tie at {total}" if error.ties > 1 else f"{error.ahead} rows are ahead of {total}"
        if error.ties < 2 and error.ahead == 1:
            why = f"1 row is ahead of {total}"
        yield Finding(rule="rank", row=error.row.name, printed=str(error.row.rank), computed=str(error.due), why=why)


def table_is_sorted(read: Readable) -> Iterator[Finding]:
    """Rows run in the order of their printed totals, where the table claims so."""
    if not read.table.sorted_by_total:
        return
    totals = [(row, total) for row in read.rows if (total := read.number(row.total)) is not None]
    for (above, first), (below, second) in pairwise(totals):
        wrong = first.value < second.value if read.table.higher_is_better else first.value > second.value
        if wrong:
            why = f"stands below {above.name}"
            yield Finding(rule="order", row=below.name, printed=below.total or "", computed=above.total or "", why=why)


def shares_are_shares(read: Readable) -> Iterator[Finding]:
    """A share in percent, and each end of its interval, lies between 0 and 100."""
    for row in read.rows:
        for column in ("percent", "score", "lo", "hi"):
            text = getattr(row, column)
            number = read.number(text)
            if number is None:
                continue
            if number.lo is not None and number.lo + number.half > 100:
                yield Finding(rule="bounds", row=row.name, printed=text, computed="100", why=column)
            elif number.hi is not None and number.hi - number.half < 0:
                yield Finding(rule="bounds", row=row.name, printed=text, computed="0", why=column)


def percentages_follow_counts(read: Readable) -> Iterator[Finding]:
    """percent = 100 passed / of at the printed decimals, halves rounded either way; counts are possible."""
    for row in read.rows:
        if row.passed is None or row.of is None:
            continue
        if row.of <= 0 or not 0 <= row.passed <= row.of:
            yield Finding(
                rule="count", row=row.name, printed=f"{row.passed} of {row.of}", computed="", why="impossible"
            )
        elif row.percent is not None and (percent := read.number(row.percent)) is not None:
            exact = Decimal(row.passed) * 100 / Decimal(row.of)
            if not percent.may_be(exact, exact):
                shown = plain(_rounded(exact, percent)[0])
                yield Finding(
                    rule="percentage", row=row.name, printed=row.percent, computed=shown, why=f"{row.passed}/{row.of}"
                )


def decimals_are_possible(read: Readable) -> Iterator[Finding]:
    """A mean of n whole numbers, or a percentage of n attempts, has only some decimals.

    Source: the GRIM test, Brown and Heathers (2017).
    """
    for row in read.rows:
        for text, n, scale in ((row.mean, row.n, 1), (row.percent, row.of if row.passed is None else None, 100)):
            number = read.number(text)
            if text is None or number is None or n is None or n <= 0:
                continue
            product = number.value * n / scale
            candidates = [Decimal(whole) * scale / n for whole in {floor(product), ceil(product)}]
            if not any(number.may_be(value, value) for value in candidates):
                nearest = min(candidates, key=lambda value: abs(value - number.value))
                decimals = max(0, -int(number.value.as_tuple().exponent))
                shown = f"{nearest:.{decimals + 2}f}"
                yield Finding(rule="decimals", row=row.name, printed=text, computed=shown, why=f"no {n} whole numbers")


def intervals_fit(read: Readable) -> Iterator[Finding]:
    """An interval holds its value and is not much narrower than the Wilson interval of that many attempts.

    Attempts that repeat tasks carry less than their number, so Wilson at `attempts` is the narrowest honest one; the
    rule speaks below 0.8 of its width, so that other honest methods and another level (90 %) pass.
    """
    for row in read.rows:
        score, lo, hi = (read.number(text) for text in (row.score, row.lo, row.hi))
        if score is None or lo is None or hi is None:
            continue
        printed = f"{row.lo} to {row.hi}"
        below, above = lo.value - lo.half, hi.value + hi.half
        if not score.may_be(below, above):
            yield Finding(rule="interval", row=row.name, printed=printed, computed=row.score or "", why="value outside")
        elif row.attempts is not None and row.attempts > 0 and 0 <= score.value <= 100:
            ends = wilson(float(score.value) / 100.0, row.attempts)
            width = Decimal(repr(round(100.0 * (ends[1] - ends[0]), 6)))
            if above - below < width * Decimal("0.8"):
                why = f"{row.attempts} attempts span {width:.1f} points"
                yield Finding(rule="interval", row=row.name, printed=printed, computed=f"{width:.1f}", why=why)


def totals_are_conserved(read: Readable) -> Iterator[Finding]:
    """Totals add up to what their making conserves, within rounding: Elo moves points, it makes none."""
    if read.table.conserved is None:
        return
    totals = [number for row in read.rows if row.total is not None and (number := read.number(row.total)) is not None]
    if len(totals) < len(read.rows):
        return
    found = sum((total.value for total in totals), Decimal(0))
    wanted = Decimal(repr(read.table.conserved))
    if abs(found - wanted) > sum((total.half for total in totals), Decimal(0)):
        yield Finding(rule="conserved", row="", printed=plain(found), computed=plain(wanted), why="sum of totals")


def denominators_are_equal(read: Readable) -> Iterator[Finding]:
    """Every row was asked the same number of questions; those that differ from most are named."""
    counts = [row.of for row in read.rows if row.of is not None]
    usual = max(counts, key=lambda count: (counts.count(count), count), default=None)
    for row in read.rows:
        if row.of is not None and row.of != usual:
            yield Finding(rule="denominator", row=row.name, printed=str(row.of), computed=str(usual), why="most rows")


RULES: tuple[Rule, ...] = (
    total_is_its_parts,
    total_is_possible,
    ranks_follow_totals,
    table_is_sorted,
    shares_are_shares,
    percentages_follow_counts,
    decimals_are_possible,
    intervals_fit,
    totals_are_conserved,
    denominators_are_equal,
)


def plain(number: Decimal) -> str:
    """A computed number, without zeros that say nothing and with at most four decimals."""
    return f"{round(number, 4).normalize():f}"


def _ranked(row: PublishedRow, read: Readable) -> Ranked | None:
    """A row with its rank, and its total as far as it is known."""
    summed = read.sum_of(row)
    if summed is not None:
        return Ranked(name=row.name, rank=row.rank, value=summed[0], lo=summed[1], hi=summed[2])
    total = read.number(row.total)
    if total is None:
        return None
    # Whole totals that nothing says were rounded are taken as they stand.
    counted = read.counted and read.table.total_is == "sum"
    total = total.exactly() if total.whole and counted else total
    return Ranked(name=row.name, rank=row.rank, value=total.value, lo=total.lo, hi=total.hi)


def _rounded(exact: Decimal, like: Printed) -> tuple[Decimal, ...]:
    """`exact` at the decimals of `like`, halves up and halves down: a float of 0.075 may print as 0.07."""
    unit = Decimal(1).scaleb(int(like.value.as_tuple().exponent))
    return exact.quantize(unit, ROUND_HALF_UP), exact.quantize(unit, ROUND_HALF_DOWN)
