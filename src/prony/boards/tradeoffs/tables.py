"""Trade-offs as tables."""

from __future__ import annotations

from collections.abc import Callable

from prony.boards.amount import Amount
from prony.boards.tabular import (
    TableColumn,
    TableField,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    shown_column,
    span_column,
    tabular_of,
    words_column,
)
from prony.boards.tradeoffs.budget import BudgetLine
from prony.boards.tradeoffs.contests import DimensionContest
from prony.boards.tradeoffs.dominance import DecidedDominance
from prony.boards.tradeoffs.tradeoffs import Tradeoffs, TradeRow, WeighedBy

LEGEND = (
    "not told: nobody decidedly dominates it, somebody may. Intervals of models are 95 % one by one; those of pairs "
    "and of budgets hold for all at once. Pairs: differences of shares, else the first over the second."
)
UNITS = {"s": "s", "tokens": "tokens", "GB": "gb", "Wh": "wh", "money": "", "tok/s": "tokens_per_s", "%": "share"}
"""The unit of a dimension -> that of its field."""


def tradeoffs_tables(found: Tradeoffs) -> Tabular:
    """Models with what they have in each dimension, who dominates whom, every pair, and the budget."""
    names = {row.contestant: row.label for row in found.rows}
    where = f"run {found.run}" if found.run else "all runs"
    kept = found.budget.kept if found.budget else ()
    tables = (
        ViewTable(name="models", title="Models", columns=_models(found, names), lines=found.rows),
        ViewTable(name="dominances", title="Who dominates", columns=_dominances(names), lines=found.dominances),
        ViewTable(name="budget", title="Budget", columns=_budget(found, names), lines=kept),
        ViewTable(name="pairs", title="Pair by pair", columns=_pairs(found, names), lines=found.contests),
    )
    return tabular_of(
        found,
        title=f"trade-offs · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}",
        sentences=found.sentences,
        names=list(names.values()),
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=found.notes,
        legend=LEGEND,
    )


def _models(found: Tradeoffs, names: dict[str, str]) -> tuple[TableColumn, ...]:
    def standing(row: TradeRow) -> str:
        by = ", ".join(names[one] for one in row.dominated_by)
        return f"dominated by {by}" if by else STANDINGS[row.standing.value]

    return (
        words_column("model", lambda row: row.label),
        hidden_column("contestant", lambda row: row.contestant),
        shown_column("standing", standing, left=True),
        hidden_column("standing", lambda row: row.standing.value),
        hidden_column("dominated_by", lambda row: "; ".join(row.dominated_by) or None),
        hidden_column("on_frontier", lambda row: row.on_frontier),
        *(_amount_column(one) for one in found.dimensions),
    )


STANDINGS = {"dominated": "dominated", "not_dominated": "not told", "not_compared": "not compared"}


def _amount_column(dimension: WeighedBy) -> TableColumn:
    """A dimension: the number with its interval in a cell, three fields."""
    name, unit = _field(dimension.name), UNITS[dimension.unit]

    def text(row: TradeRow) -> str:
        amount: Amount = row.amounts[dimension.name]
        if dimension.share:
            from prony.readable import interval, percent

            return f"{percent(amount.value)} ({interval(amount.lo, amount.hi)})"
        shown = Amount(value=amount.value) if amount.lo == amount.hi else amount
        return shown.text(amount.unit if dimension.name == "money" else "")

    return TableColumn(
        header=dimension.header,
        text=text,
        fields=tuple(
            TableField(name=f"{name}{end}", unit=unit, value=_part(dimension.name, part))
            for end, part in (("", "value"), ("_lo", "lo"), ("_hi", "hi"))
        ),
    )


def _part(dimension: str, part: str) -> Callable[[TradeRow], float | None]:
    def value(row: TradeRow) -> float | None:
        found: float | None = getattr(row.amounts[dimension], part)
        return found

    return value


def _dominances(names: dict[str, str]) -> tuple[TableColumn, ...]:
    def of(one: DecidedDominance) -> str:
        return names[one.by]

    return (
        words_column("dominates", of, "by"),
        words_column("over", lambda one: names[one.over]),
        words_column("better in", lambda one: one.better_in),
        words_column("no worse in", lambda one: one.no_worse_in),
        hidden_column("by_contestant", lambda one: one.by),
        hidden_column("over_contestant", lambda one: one.over),
    )


def _budget(found: Tradeoffs, names: dict[str, str]) -> tuple[TableColumn, ...]:
    def each(one: BudgetLine) -> list[str]:
        return [f"{name}: {keeps.value.replace('_', ' ')}" for name, keeps in one.each.items()]

    return (
        words_column("model", lambda one: names[one.contestant]),
        hidden_column("contestant", lambda one: one.contestant),
        words_column("budget", lambda one: one.whole.value.replace("_", " ")),
        words_column("each limit", each),
    )


def _pairs(found: Tradeoffs, names: dict[str, str]) -> tuple[TableColumn, ...]:
    shares = {one.name for one in found.dimensions if one.share}

    def of_share(one: DimensionContest, part: str) -> float | None:
        value: float = getattr(one, part)
        return value if one.dimension in shares else None

    def of_ratio(one: DimensionContest, part: str) -> float | None:
        value: float = getattr(one, part)
        return None if one.dimension in shares else value

    def points(value: float | None) -> str:
        from prony.boards import words

        return "" if value is None else words.points(value)

    def span(lo: float | None, hi: float | None) -> str:
        from prony.boards import words

        return "" if lo is None else words.span(lo, hi)

    def times(value: float | None) -> str:
        return "" if value is None else f"x{value:.2f}"

    def times_span(lo: float | None, hi: float | None) -> str:
        return "" if lo is None or hi is None else f"{lo:.3g} to {hi:.3g}"

    return (
        words_column("dimension", lambda one: one.dimension),
        words_column("a", lambda one: names[one.a]),
        words_column("b", lambda one: names[one.b]),
        number_column("difference", lambda one: of_share(one, "value"), points, unit="share"),
        span_column("interval", "difference", lambda one: (of_share(one, "lo"), of_share(one, "hi")), span),
        number_column("ratio", lambda one: of_ratio(one, "value"), times, unit="ratio", name="a_over_b"),
        span_column(
            "interval", "a_over_b", lambda one: (of_ratio(one, "lo"), of_ratio(one, "hi")), times_span, unit="ratio"
        ),
        words_column("a is", lambda one: one.a_stands.value.replace("_", " "), "a_stands"),
        words_column("b is", lambda one: one.b_stands.value.replace("_", " "), "b_stands"),
    )


def _field(name: str) -> str:
    return {"tok/s": "decode", "ttft": "first_token", "gb": "size", "wh": "energy"}.get(name, name)
