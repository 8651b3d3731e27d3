"""Arithmetic checks of published tables: sums, percentages, ranks with ties, intervals against n, impossible decimals.

A table is given as it was printed (numbers as text, so that their decimals are known), and what does not fit comes
back as data. A finding says that two printed things cannot both be true, not which of them is wrong. Each rule is one
function in `RULES`; one that lacks what it needs in a row says nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise
from math import ceil, floor

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.rates import wilson


class PublishedRow(Noun, frozen=True, kw_only=True):
    """One row as printed. Numbers are text, such as "12.50"; a trailing `+`, `%` or `x` is allowed.

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


class PublishedTable(Noun, frozen=True, kw_only=True):
    """Rows in printed order. part_maximum: the most a part can be. higher_is_better: how ranks run. total_is: `sum` or
    `mean` of the parts. conserved: what all totals must add up to (Elo: start x players). sorted_by_total: as claimed.
    """

    rows: tuple[PublishedRow, ...]
    part_maximum: float | None = None
    higher_is_better: bool = True
    total_is: str = "sum"
    conserved: float | None = None
    sorted_by_total: bool = False


class Finding(Noun, frozen=True, kw_only=True):
    """Two printed things that cannot both be true. row: name of the row, empty for the whole table."""

    rule: str
    row: str
    printed: str
    computed: str
    why: str = ""


Rule = Callable[[PublishedTable], Iterator[Finding]]


def lint(table: PublishedTable) -> tuple[Finding, ...]:
    """Everything in `table` that contradicts itself, by rule and then by row.

    Raises E801 (text that is not a number, a `total_is` that is neither sum nor mean), E803 (no rows).
    """
    if not table.rows:
        raise EstimateError("E803", "the table has no rows")
    if table.total_is not in ("sum", "mean"):
        raise EstimateError("E801", f"total_is is {table.total_is!r}", hint="sum or mean")
    return tuple(finding for rule in RULES for finding in rule(table))


def total_is_its_parts(table: PublishedTable) -> Iterator[Finding]:
    """The total equals the sum (or mean) of the printed parts, within the rounding of all of them."""
    for row in table.rows:
        if row.total is None or not row.parts:
            continue
        parts = [_number(text) for text in row.parts.values()]
        computed = sum(parts, Decimal(0))
        slack = sum((_half_unit(text) for text in row.parts.values() if "." in text), Decimal(0))
        if table.total_is == "mean":
            computed, slack = computed / len(parts), slack / len(parts)
        reach = slack + (_half_unit(row.total) if "." in row.total or table.total_is == "mean" else Decimal(0))
        if abs(_number(row.total) - computed) > reach:
            shown = " + ".join(row.parts.values())
            yield Finding(rule="total", row=row.name, printed=row.total, computed=_plain(computed), why=shown)


def total_is_possible(table: PublishedTable) -> Iterator[Finding]:
    """No part is above the maximum, and no total above that of the parts completed."""
    if table.part_maximum is None:
        return
    most = Decimal(repr(table.part_maximum))
    for row in table.rows:
        for column, text in row.parts.items():
            if _number(text) > most:
                yield Finding(rule="maximum", row=row.name, printed=text, computed=_plain(most), why=column)
        count = len(row.parts) or row.completed
        if row.total is not None and count is not None:
            cap = most * count if table.total_is == "sum" else most
            if _number(row.total) > cap:
                yield Finding(
                    rule="maximum", row=row.name, printed=row.total, computed=_plain(cap), why=f"{count} parts"
                )


def ranks_follow_totals(table: PublishedTable) -> Iterator[Finding]:
    """Ranks are competition ranks of the totals (1, 2, 2, 4); totals are recomputed where parts are printed."""
    ranked = [(row, _true_total(row, table)) for row in table.rows]
    totals = [total for _, total in ranked if total is not None]
    for row, total in ranked:
        if row.rank is None or total is None:
            continue
        ahead = sum(other > total if table.higher_is_better else other < total for other in totals)
        if row.rank != ahead + 1:
            ties = totals.count(total)
            why = f"{ties} rows tie at {_plain(total)}" if ties > 1 else f"{ahead} rows are ahead of {_plain(total)}"
            yield Finding(rule="rank", row=row.name, printed=str(row.rank), computed=str(ahead + 1), why=why)


def table_is_sorted(table: PublishedTable) -> Iterator[Finding]:
    """Rows run in the order of their printed totals, where the table claims so."""
    if not table.sorted_by_total:
        return
    totals = [(row.name, row.total) for row in table.rows if row.total is not None]
    for (above, first), (below, second) in pairwise(totals):
        wrong = _number(first) < _number(second) if table.higher_is_better else _number(first) > _number(second)
        if wrong:
            yield Finding(rule="order", row=below, printed=second, computed=first, why=f"stands below {above}")


def percentages_follow_counts(table: PublishedTable) -> Iterator[Finding]:
    """percent = 100 passed / of at the printed decimals, halves rounded either way; counts are possible."""
    for row in table.rows:
        if row.passed is None or row.of is None:
            continue
        if row.of <= 0 or not 0 <= row.passed <= row.of:
            yield Finding(
                rule="count", row=row.name, printed=f"{row.passed} of {row.of}", computed="", why="impossible"
            )
        elif row.percent is not None:
            exact = Decimal(row.passed) * 100 / Decimal(row.of)
            if _number(row.percent) not in _rounded(exact, row.percent):
                shown = _plain(_rounded(exact, row.percent)[0])
                yield Finding(
                    rule="percentage", row=row.name, printed=row.percent, computed=shown, why=f"{row.passed}/{row.of}"
                )


def decimals_are_possible(table: PublishedTable) -> Iterator[Finding]:
    """A mean of n whole numbers, or a percentage of n attempts, has only some decimals.

    Source: the GRIM test, Brown and Heathers (2017).
    """
    for row in table.rows:
        for text, n, scale in ((row.mean, row.n, 1), (row.percent, row.of if row.passed is None else None, 100)):
            if text is None or n is None or n <= 0:
                continue
            product = _number(text) * n / scale
            candidates = [Decimal(whole) * scale / n for whole in {floor(product), ceil(product)}]
            if not any(_number(text) in _rounded(value, text) for value in candidates):
                nearest = min(candidates, key=lambda value: abs(value - _number(text)))
                shown = f"{nearest:.{_decimals(text) + 2}f}"
                yield Finding(rule="decimals", row=row.name, printed=text, computed=shown, why=f"no {n} whole numbers")


def intervals_fit(table: PublishedTable) -> Iterator[Finding]:
    """An interval holds its value and is not much narrower than the Wilson interval of that many attempts.

    Attempts that repeat tasks carry less than their number, so Wilson at `attempts` is the narrowest honest one; the
    rule speaks below 0.8 of its width, so that other honest methods and another level (90 %) pass.
    """
    for row in table.rows:
        if row.score is None or row.lo is None or row.hi is None:
            continue
        score, lo, hi = (_number(text) for text in (row.score, row.lo, row.hi))
        slack = _half_unit(row.score)
        if not lo - slack <= score <= hi + slack:
            printed = f"{row.lo} to {row.hi}"
            yield Finding(rule="interval", row=row.name, printed=printed, computed=row.score, why="value outside")
        elif row.attempts is not None and row.attempts > 0 and 0 <= score <= 100:
            below, above = wilson(float(score) / 100.0, row.attempts)
            width = Decimal(repr(round(100.0 * (above - below), 6)))
            if hi - lo + 2 * slack < width * Decimal("0.8"):
                why = f"{row.attempts} attempts span {width:.1f} points"
                yield Finding(
                    rule="interval", row=row.name, printed=f"{row.lo} to {row.hi}", computed=f"{width:.1f}", why=why
                )


def totals_are_conserved(table: PublishedTable) -> Iterator[Finding]:
    """Totals add up to what their making conserves, within rounding: Elo moves points, it makes none."""
    if table.conserved is None:
        return
    texts = [row.total for row in table.rows if row.total is not None]
    found = sum((_number(text) for text in texts), Decimal(0))
    wanted = Decimal(repr(table.conserved))
    if abs(found - wanted) > sum((_half_unit(text) for text in texts), Decimal(0)):
        yield Finding(rule="conserved", row="", printed=_plain(found), computed=_plain(wanted), why="sum of totals")


def denominators_are_equal(table: PublishedTable) -> Iterator[Finding]:
    """Every row was asked the same number of questions; those that differ from most are named."""
    counts = [row.of for row in table.rows if row.of is not None]
    usual = max(counts, key=lambda count: (counts.count(count), count), default=None)
    for row in table.rows:
        if row.of is not None and row.of != usual:
            yield Finding(rule="denominator", row=row.name, printed=str(row.of), computed=str(usual), why="most rows")


RULES: tuple[Rule, ...] = (
    total_is_its_parts,
    total_is_possible,
    ranks_follow_totals,
    table_is_sorted,
    percentages_follow_counts,
    decimals_are_possible,
    intervals_fit,
    totals_are_conserved,
    denominators_are_equal,
)


def superlative(values: dict[str, float], name: str, *, highest: bool = True, only: bool = True) -> Finding | None:
    """What contradicts the claim that `name` has the highest (or lowest) value, and `only` it; None where it is true.

    values: every row's, incomplete ones too. Ties are told by name. Raises E801 (unknown name), E802 (NaN), E803.
    """
    if not values:
        raise EstimateError("E803", "a superlative over no values")
    if name not in values:
        raise EstimateError("E801", f"no row is called {name!r}")
    if any(value != value for value in values.values()):
        raise EstimateError("E802", "a value is not a number")
    best = max(values.values()) if highest else min(values.values())
    holders = tuple(row for row, value in values.items() if value == best)
    if name not in holders:
        return Finding(
            rule="superlative", row=name, printed=f"{values[name]:g}", computed=f"{best:g}", why=", ".join(holders)
        )
    if only and len(holders) > 1:
        return Finding(
            rule="superlative", row=name, printed="1", computed=str(len(holders)), why=f"tied: {', '.join(holders)}"
        )
    return None


def _true_total(row: PublishedRow, table: PublishedTable) -> Decimal | None:
    if row.parts and table.total_is == "sum":
        return sum((_number(text) for text in row.parts.values()), Decimal(0))
    return None if row.total is None else _number(row.total)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().rstrip("+%x").strip().replace(",", ""))
    except InvalidOperation:
        raise EstimateError("E801", f"{text!r} is not a number", where="published table") from None
    if not number.is_finite():
        raise EstimateError("E802", f"{text!r} is not a number", where="published table")
    return number


def _decimals(text: str) -> int:
    return max(0, -int(_number(text).as_tuple().exponent))


def _half_unit(text: str) -> Decimal:
    """Half of the last printed digit's worth."""
    return Decimal(5).scaleb(-_decimals(text) - 1)


def _rounded(exact: Decimal, like: str) -> tuple[Decimal, ...]:
    """`exact` at the decimals of `like`, halves up and halves down: a float of 0.075 may print as 0.07."""
    unit = Decimal(1).scaleb(-_decimals(like))
    return exact.quantize(unit, ROUND_HALF_UP), exact.quantize(unit, ROUND_HALF_DOWN)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
