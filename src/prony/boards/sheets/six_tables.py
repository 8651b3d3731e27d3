"""The board of a suite in points as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from prony.boards.sheets.pairs import SheetPair
from prony.boards.sheets.shared_tables import (
    PARTS,
    SheetWords,
    audit_tables,
    points_text,
    sheet_tabular,
    signed_points,
)
from prony.boards.sheets.six import SixBoard
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    seconds_column,
    shown_column,
    words_column,
    yes_column,
)
from prony.boards.words import NOTHING
from prony.plain import clean_line
from prony.readable import fixed

LEGEND = (
    "Points are means over attempts, summed over tasks; ranks are of estimates, 1 + those with more points. even: how "
    "much points vary between tasks. lines x: lines of code over the median of all at the same task. best at its wall, "
    "its GB: no model whose file is known has as many points for less. errors as 0: with no points for tasks without a "
    "score. p: exact, by Holm over the pairs of a table."
)


def six_tables(found: SixBoard) -> Tabular:
    """Standings, incomplete ones, pairs, bugs, kinds of solution, tiers, the pick; of published boards the findings."""
    tables = (
        ViewTable(name="standings", title="Standings", columns=_standings(found), lines=found.standings),
        ViewTable(name="incomplete", title="Incomplete", columns=_incomplete(found), lines=found.incomplete),
        *(
            ViewTable(name=axis, title=title, columns=PAIRS, lines=[one for one in found.pairs if one.axis == axis])
            for axis, title in PAIRED
        ),
        ViewTable(name="bugs", title="Bug by bug", columns=PARTS, lines=_named(found, found.parts)),
        ViewTable(name="kinds", title="Kinds of solution", columns=KINDS, lines=_named(found, found.kinds)),
        ViewTable(
            name="efficiency",
            title="Points for a minute and a gigabyte",
            columns=EFFICIENCY,
            lines=sorted(found.standings, key=lambda one: -(one.per_min or 0.0)),
        ),
        ViewTable(
            name="consistency",
            title="How even they are",
            columns=EVEN,
            lines=sorted((one for one in found.standings if one.stdev is not None), key=attrgetter("stdev")),
        ),
        ViewTable(name="tiers", title="Tiers", columns=TIERS, lines=found.tiers if found.standings else ()),
        ViewTable(name="agentic", title="For agents", columns=PICKS, lines=found.picks),
        ViewTable(name="references", title="References", columns=_incomplete(found), lines=found.references),
        *audit_tables(found),
    )
    names = [*(one.label for one in found.standings), *(one.label for one in found.incomplete)]
    return sheet_tabular(found, SheetWords("six tasks in points", "in points", LEGEND), tables, names)


def points_columns(found: Any) -> list[TableColumn]:
    """A column for each task, of lines that have `marks`."""
    return [
        number_column(clean_line(task.name), _mark(task.id), points_text, unit="points", name=f"task {task.name}")
        for task in found.tasks
    ]


def _mark(task: str) -> Callable[[Any], float | None]:
    return lambda line: line.marks.get(task)


def _standings(found: SixBoard) -> tuple[TableColumn, ...]:
    return (
        number_column("rank", attrgetter("rank")),
        words_column("model", attrgetter("label")),
        hidden_column("contestant", attrgetter("contestant")),
        number_column(_total(found), attrgetter("points"), points_text, unit="points", name="total"),
        *points_columns(found),
        *COST,
        number_column("tier", attrgetter("tier")),
    )


def _total(found: SixBoard) -> str:
    return f"of {points_text(found.full)}" if found.full is not None else "total"


def _incomplete(found: SixBoard) -> tuple[TableColumn, ...]:
    return (
        words_column("model", attrgetter("label")),
        hidden_column("contestant", attrgetter("contestant")),
        shown_column("completed", lambda one: f"{one.completed}/{one.tasks}"),
        hidden_column("completed", attrgetter("completed")),
        number_column("points", attrgetter("points"), points_text, unit="points", name="total"),
        number_column("at most", attrgetter("at_most"), points_text, unit="points", name="at_most"),
        number_column("for each", attrgetter("mean"), points_text, unit="points", name="mean"),
        *points_columns(found),
        words_column("errors", attrgetter("errors")),
        *COST,
    )


def _named(found: SixBoard, lines: Sequence[Any]) -> list[tuple[Any, str]]:
    names = {task.id: task.name for task in found.tasks}
    return [(line, names.get(line.task, line.task)) for line in lines]


def _value(value: float | None) -> str:
    return NOTHING if value is None else fixed(value)


def _common(pair: SheetPair) -> str:
    """The two sides on common tasks."""
    if pair.difference is None:
        return NOTHING
    return f"{points_text(pair.low_common)} -> {points_text(pair.high_common)}"


COST = (
    number_column("wall", attrgetter("wall_s"), lambda value: NOTHING if value is None else f"{value:.3g} s", unit="s"),
    number_column("GB", attrgetter("size_gb"), _value, unit="gb", name="size"),
)
PAIRED = (("thinking", "Thinking"), ("quantization", "Quantization"), ("distilled", "Distillation"))
PAIRS = (
    words_column("from", attrgetter("low")),
    hidden_column("low_contestant", attrgetter("low_contestant")),
    words_column("to", attrgetter("high")),
    hidden_column("high_contestant", attrgetter("high_contestant")),
    hidden_column("low_value", attrgetter("low_value")),
    hidden_column("high_value", attrgetter("high_value")),
    number_column("common", lambda pair: len(pair.common), name="common_tasks"),
    shown_column("on common tasks", _common),
    hidden_column("low_common", attrgetter("low_common"), "points"),
    hidden_column("high_common", attrgetter("high_common"), "points"),
    number_column("difference", attrgetter("difference"), signed_points, unit="points"),
    number_column("errors as 0", attrgetter("errors_as_zero"), signed_points, unit="points"),
    shown_column("ahead, behind", lambda pair: f"{pair.ahead}, {pair.behind}" if pair.ahead + pair.behind else NOTHING),
    hidden_column("ahead", attrgetter("ahead")),
    hidden_column("behind", attrgetter("behind")),
    p_column("p (Holm)", attrgetter("p_adjusted"), "p_adjusted"),
    hidden_column("p", attrgetter("p")),
    seconds_column("wall from", attrgetter("low_wall_s"), name="low_wall"),
    seconds_column("to", attrgetter("high_wall_s"), name="high_wall"),
    words_column("differ in, too", attrgetter("differ"), "differ"),
)
KINDS = (
    words_column("task", lambda line: line[1]),
    words_column("what", lambda line: line[0].what),
    words_column("kind", lambda line: line[0].kind or "not labelled"),
    number_column("models", lambda line: line[0].models, name="models_of_kind"),
    number_column("points", lambda line: line[0].points, points_text, unit="points", name="mean"),
)
EFFICIENCY = (
    words_column("model", attrgetter("label")),
    hidden_column("contestant", attrgetter("contestant")),
    number_column("points", attrgetter("points"), points_text, unit="points", name="total"),
    *COST,
    number_column("points/min", attrgetter("per_min"), _value, name="points_per_min"),
    number_column("points/GB", attrgetter("per_gb"), _value, name="points_per_gb"),
    yes_column("best at its wall", attrgetter("fastest_for_points")),
    yes_column("best at its GB", attrgetter("smallest_for_points")),
)
EVEN = (
    words_column("model", attrgetter("label")),
    hidden_column("contestant", attrgetter("contestant")),
    number_column("stdev", attrgetter("stdev"), lambda value: fixed(value, 2), unit="points"),
    words_column("even", attrgetter("even")),
)
TIERS = (
    number_column("tier", attrgetter("tier")),
    number_column("from", attrgetter("least"), points_text, unit="points", name="least"),
    number_column("count", lambda tier: len(tier.models), name="models_of_tier"),
    words_column("models", attrgetter("models")),
)
PICKS = (
    words_column("model", attrgetter("label")),
    hidden_column("contestant", attrgetter("contestant")),
    number_column("points", attrgetter("points"), points_text, unit="points", name="total"),
    *COST,
    shown_column("reliable", lambda one: f"{one.completed}/{one.tasks}"),
    hidden_column("completed", attrgetter("completed")),
    words_column("even", attrgetter("even")),
    number_column(
        "lines x", attrgetter("lines_ratio"), lambda value: NOTHING if value is None else fixed(value, 2), unit="ratio"
    ),
    words_column("verdict", attrgetter("verdict")),
)
