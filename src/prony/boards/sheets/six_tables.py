"""The board of a suite in points as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from prony.boards.outside_tables import NOT_OURS
from prony.boards.sheets.pairs import SheetPair
from prony.boards.sheets.six import SixBoard
from prony.boards.sheets.sources import SheetSource
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    seconds_column,
    share_column,
    shown_column,
    tabular_of,
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
        ViewTable(name="findings", title="What contradicts itself", columns=FINDINGS, lines=found.findings),
        ViewTable(
            name="unread", title="Statements about numbers that are not there", columns=UNREAD, lines=found.unread
        ),
    )
    shown = [table for table in tables if table.lines]
    if found.published:
        return published_tabular(found, "six tasks in points", shown, LEGEND)
    where = f"run {found.run}" if found.run else "all runs"
    return tabular_of(
        found,
        title=f"{found.suite} {found.suite_version}@{found.suite_digest[:8]} in points · {where}",
        sentences=found.sentences,
        names=[*(one.label for one in found.standings), *(one.label for one in found.incomplete)],
        tables=shown,
        doubts=found.doubts,
        legend=LEGEND,
    )


def published_tabular(found: Any, about: str, tables: Sequence[ViewTable], legend: str) -> Tabular:
    """The tables of outside boards: quoted, with their sources. found: a view that has `published` and `sentences`."""
    sources: Sequence[SheetSource] = found.published
    return Tabular(
        title=clean_line(f"{_common_title(sources)}: {about}"),
        sentences=tuple(f"{clean_line(one[:1].upper() + one[1:])}." for one in found.sentences),
        tables=tuple(tables),
        legend=legend,
        footnotes=(NOT_OURS, *(_source(one) for one in sources)),
        key={"boards": ", ".join(one.name for one in sources), "published": found.basis.newest_at},
    )


def _common_title(sources: Sequence[SheetSource]) -> str:
    """What the titles of all sources begin with."""
    first, *others = (one.board for one in sources)
    shared = len(first)
    while not all(other.startswith(first[:shared]) for other in others):
        shared -= 1
    return first[:shared].rstrip(" ,:(") or first


def _source(one: SheetSource) -> str:
    day = f"published {one.published}" if one.published else "publication day not recorded"
    return clean_line(" · ".join((one.name, day, one.method, f"licence: {one.licence}")))


def points_text(value: float | None) -> str:
    """Points: whole ones without decimals."""
    return NOTHING if value is None else f"{value:g}" if float(value).is_integer() else fixed(value)


def signed_points(value: float | None) -> str:
    """A difference of points."""
    return NOTHING if value is None else f"{value:+g}" if float(value).is_integer() else f"{value:+.1f}"


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


def difficulty(share: float | None) -> str:
    """How hard a part was, by the share that caught it."""
    return "" if share is None else "easy" if share >= 0.85 else "medium" if share >= 0.6 else "hard"


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
PARTS = (
    words_column("task", lambda line: line[1]),
    words_column("bug", lambda line: line[0].part, "part"),
    shown_column("caught", lambda line: f"{line[0].caught}/{line[0].of}"),
    hidden_column("caught", lambda line: line[0].caught),
    hidden_column("of", lambda line: line[0].of),
    share_column("%", lambda line: line[0].share, "caught"),
    words_column("it was", lambda line: difficulty(line[0].share), "difficulty"),
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
FINDINGS: tuple[TableColumn, ...] = (
    words_column("row", attrgetter("row")),
    words_column("printed", attrgetter("printed"), "printed"),
    words_column("by the rest", attrgetter("computed"), "printed_rest"),
    words_column("about", attrgetter("about")),
    words_column("rule", attrgetter("rule")),
)
UNREAD = (
    words_column("about", attrgetter("about")),
    words_column("row", attrgetter("row")),
    words_column("column", attrgetter("column")),
)
