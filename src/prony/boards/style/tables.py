"""Style as tables."""

from __future__ import annotations

from collections.abc import Callable

from prony import readable
from prony.boards import words
from prony.boards.style.measures import MEASURES, StyleMeasure
from prony.boards.style.style import Style, StyleLine, StylePair, StyleSpread
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    points_column,
    tabular_of,
    words_column,
    yes_column,
)

LEAST_QUARTERED = 4
"""Tasks from which on quarters are shown."""
LEGEND = (
    "Medians over tasks, each the mean of its attempts; code, comments, blank: lines, comments with docstrings, as "
    "shares of lines; longest: characters. Where a task gives files, their lines count too. More is not better."
)


def style_tables(found: Style) -> Tabular:
    """Contestants, and the two that were named."""
    tables = (
        ViewTable(name="pairs", title=f"{found.a} less {found.b}", columns=PAIRS, lines=found.pairs),
        ViewTable(name="contestants", title="Contestants", columns=LINES, lines=found.lines),
    )
    return tabular_of(
        found,
        title=title_of(found),
        sentences=found.sentences,
        names=names_of(found),
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=unmeasured_notes(found),
        legend=LEGEND,
    )


def title_of(found: Style) -> str:
    """What it is of."""
    where = f"run {found.run}" if found.run else "all runs"
    return f"style · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}"


def names_of(found: Style) -> list[str]:
    """The labels with which a sentence may begin."""
    return list(dict.fromkeys(line.label for line in found.lines))


def unmeasured_notes(found: Style) -> list[str]:
    """Whose attempts were not measured."""
    return [
        f"{name}: {readable.counted(number, 'scored attempt')} not measured: no code in the task's language, too "
        "large, or not text"
        for name, number in found.unmeasured.items()
    ]


def amount(value: float | None, unit: str = "") -> str:
    """A value of a measure."""
    if value is None:
        return words.NOTHING
    return readable.percent(value) if unit == "share" else f"{value:.1f}".removesuffix(".0")


def gap(value: float | None, unit: str = "") -> str:
    """A difference, with its sign: points of a share."""
    if value is None:
        return words.NOTHING
    return words.points(value) if unit == "share" else f"{value:+.1f}".removesuffix(".0")


def gap_span(one: StylePair) -> str:
    """The interval of a difference."""
    if one.lo is None or one.hi is None:
        return words.NOTHING
    return words.span(one.lo, one.hi) if one.unit == "share" else f"{gap(one.lo)} to {gap(one.hi)}"


def spread_text(line: StyleLine, measure: StyleMeasure) -> str:
    """The median with its quarters."""
    one = line.measures.get(measure.name)
    if one is None:
        return words.NOTHING
    if one.tasks < LEAST_QUARTERED:
        return amount(one.median, measure.unit)
    low, high = amount(one.q1, measure.unit), amount(one.q3, measure.unit)
    return f"{amount(one.median, measure.unit)} ({low} to {high})"


def _columns_of(measure: StyleMeasure) -> tuple[TableColumn, ...]:
    def value(name: str) -> Callable[[StyleLine], float | None]:
        def read(line: StyleLine) -> float | None:
            one: StyleSpread | None = line.measures.get(measure.name)
            return None if one is None else getattr(one, name)

        return read

    shown = number_column(
        measure.header, value("median"), lambda it: amount(it, measure.unit), unit=measure.unit, name=measure.name
    )
    return shown, *(
        hidden_column(f"{measure.name}_{part}", value(part), measure.unit) for part in ("lo", "hi", "q1", "q3")
    )


def _in(unit: str, name: str) -> Callable[[StylePair], float | None]:
    return lambda one: getattr(one, name) if one.unit == unit else None


LINES = (
    words_column("model", lambda line: line.label),
    hidden_column("contestant", lambda line: line.contestant),
    words_column("attempts that", lambda line: line.of, "of"),
    words_column("language", lambda line: line.language),
    number_column("tasks", lambda line: line.tasks),
    number_column("attempts", lambda line: line.attempts),
    *(column for measure in MEASURES for column in _columns_of(measure)),
)
PAIRS = (
    words_column("measure", lambda one: one.measure),
    number_column("tasks", lambda one: one.tasks),
    number_column("difference", _in("", "difference"), gap),
    points_column("in points", _in("share", "difference"), "difference"),
    *(hidden_column(name, _in("", name)) for name in ("a", "b", "lo", "hi")),
    *(hidden_column(name, _in("share", name), "share") for name in ("a", "b", "lo", "hi")),
    number_column("more", lambda one: one.more),
    number_column("less", lambda one: one.less),
    hidden_column("p", lambda one: one.p),
    p_column("p (Holm)", lambda one: one.p_adjusted, "p_adjusted"),
    yes_column("decided", lambda one: one.decided),
)
