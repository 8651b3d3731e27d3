"""Comparisons as tables."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from prony.boards import words
from prony.boards.board import Row
from prony.boards.comparison import words as compare_words
from prony.boards.comparison.compare import Compare
from prony.boards.comparison.costs import CostPerSolved, SideFacts
from prony.boards.comparison.disagreements import TaskDuel
from prony.boards.comparison.pairwise import Pairwise
from prony.boards.comparison.slices import SliceDifference
from prony.boards.tabular import (
    TableColumn,
    TableField,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    points_column,
    seconds_column,
    share_column,
    shown_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)
from prony.journal.measures import MEASURES
from prony.journal.measures.measure import Measure
from prony.journal.measures.over import total
from prony.readable import UNKNOWN, counted, gigabytes

Side = tuple[str, Row, SideFacts]
"""`A` or `B`, its row of the board, what it did on common tasks."""


def compare_tables(compare: Compare) -> Tabular:
    """A comparison: the two sides, what a solved task costs, differences by slice, where they differ."""
    slices = [("solved", one) for one in (compare.whole, *compare.slices)]
    if compare.score_whole is not None:
        slices += [("score", one) for one in (compare.score_whole, *compare.score_slices)]
    common = counted(compare.versus.tasks, "common task")
    tables = [
        ViewTable(name="sides", title=f"On {common}", columns=_sides(), lines=_both(compare)),
        ViewTable(name="costs", title="For each solved task", columns=COSTS, lines=_costs(compare)),
        ViewTable(name="differences", title="A - B", columns=DIFFERENCES, lines=slices),
        ViewTable(name="tasks", title="Where they differ", columns=TASKS, lines=compare.tasks),
        ViewTable(name="criteria", title="Criterion by criterion", columns=CRITERIA, lines=_criteria(compare)),
        ViewTable(name="fields", title="What differs between them", columns=FIELDS, lines=compare.differing),
    ]
    return tabular_of(
        compare,
        title=compare_words.title(compare),
        sentences=compare.sentences,
        names=[compare.versus.a, compare.versus.b],
        tables=[table for table in tables if table.lines],
        doubts=compare.doubts,
        notes=[*([compare.flag] if compare.flag else []), compare_words.outcomes(compare.matrix), *compare.notes],
        legend="A - B in points of tasks solved, or of score. few: too few tasks to be read alone. n/c: not captured.",
    )


def _both(compare: Compare) -> list[Side]:
    return [("A", compare.a, compare.a_facts), ("B", compare.b, compare.b_facts)]


def _sides() -> tuple[TableColumn, ...]:
    """A line for each of the two, a column for each thing that is known of both."""
    return (
        words_column("side", lambda side: side[0]),
        words_column("contestant", lambda side: side[1].label, "label"),
        hidden_column("contestant", lambda side: side[1].contestant),
        number_column("solved", lambda side: side[2].solved),
        number_column("scored", lambda side: side[2].attempts, name="attempts"),
        share_column("solved %", lambda side: side[2].solved_share, "solved"),
        share_column("score %", lambda side: side[2].score_share, "score"),
        shown_column("of all its tasks", lambda side: _whole(side[1]), left=True),
        *(_fields_of_all(name, reader) for name, reader in (("solved", _solved), ("score", _score))),
        *_measures(),
        number_column("GB", lambda side: side[1].size_bytes, gigabytes, unit="bytes", name="size"),
        number_column("infra", lambda side: side[2].infra),
        number_column("tasks it lacks", lambda side: side[2].tasks_lacking, name="tasks lacking"),
    )


def _measures() -> list[TableColumn]:
    """A column for each measured number that is common to all; its name carries its unit."""
    return [_measure(name, measure) for name, measure in MEASURES.items() if not measure.rare]


def _measure(resident: str, measure: Measure) -> TableColumn:
    """Its value over common tasks; of what boards sum up, the mean of an attempt."""
    name, summed = resident.replace("-", "_"), measure.over is total
    return number_column(
        f"{measure.header or name.replace('_', ' ')}{' an attempt' if summed else ''}",
        lambda side: side[2].measures.get(name),
        lambda value: UNKNOWN if value is None else measure.text(value),
        name=f"{name}_per_attempt" if summed else name,
    )


def _whole(row: Row) -> str:
    return f"{words.count_of(row.solved)}  {words.percent_of(row.solved)} % ({words.interval_of(row.solved)})"


def _solved(side: Side) -> Any:
    return side[1].solved


def _score(side: Side) -> Any:
    return side[1].score


def _fields_of_all(name: str, rate: Callable[[Side], Any]) -> TableColumn:
    """The rate over all its tasks, for programs."""
    return TableColumn(
        header="",
        text=str,
        fields=(
            TableField(name=f"all_tasks_{name}", unit="share", value=lambda side: rate(side).value),
            TableField(name=f"all_tasks_{name}_lo", unit="share", value=lambda side: rate(side).lo),
            TableField(name=f"all_tasks_{name}_hi", unit="share", value=lambda side: rate(side).hi),
        ),
    )


def _hidden_span(kind: str, name: str, unit: str) -> TableColumn:
    """A cost or ratio with its interval, in the lines that are of this unit."""
    return TableColumn(
        header="",
        text=str,
        fields=(
            TableField(name=name, unit=unit, value=lambda line: _in_unit(line, kind, 0)),
            TableField(name=f"{name}_lo", unit=unit, value=lambda line: _in_unit(line, kind, 1)),
            TableField(name=f"{name}_hi", unit=unit, value=lambda line: _in_unit(line, kind, 2)),
        ),
    )


COSTS = (
    words_column("spent", lambda line: line[1].name, "cost"),
    words_column("by", lambda line: line[0], "side"),
    shown_column("for each solved task", lambda line: compare_words.spent(*_of_side(line))),
    _hidden_span("s", "per_solved", "s"),
    _hidden_span("tokens", "per_solved", "tokens"),
    _hidden_span("ratio", "a_over_b", "ratio"),
    words_column("remark", lambda line: line[1].why if line[0] == "A / B" else ""),
)


def _costs(compare: Compare) -> list[tuple[str, CostPerSolved]]:
    return [(side, cost) for cost in compare.costs for side in ("A", "B", "A / B")]


def _of_side(line: tuple[str, CostPerSolved]) -> tuple[float | None, float | None, float | None]:
    side, cost = line
    if side == "A":
        return cost.a, cost.a_lo, cost.a_hi
    return (cost.b, cost.b_lo, cost.b_hi) if side == "B" else (cost.ratio, cost.lo, cost.hi)


def _in_unit(line: tuple[str, CostPerSolved], unit: str, at: int) -> float | None:
    """A bound of the line, where it is of this unit."""
    mine = "ratio" if line[0] == "A / B" else line[1].unit
    return _of_side(line)[at] if mine == unit else None


def _difference(line: tuple[str, SliceDifference]) -> SliceDifference:
    return line[1]


DIFFERENCES = (
    words_column("measure", lambda line: line[0]),
    words_column("slice", lambda line: compare_words.slice_name(line[1], True)),
    hidden_column("dimension", lambda line: line[1].dimension or None),
    number_column("tasks", lambda line: line[1].tasks),
    yes_column("few", lambda line: line[1].few),
    share_column("A %", lambda line: line[1].a_value, "a"),
    share_column("B %", lambda line: line[1].b_value, "b"),
    points_column("difference", lambda line: line[1].difference),
    span_column("95 % interval", "difference", lambda line: (line[1].lo, line[1].hi), words.span),
    p_column("p", lambda line: line[1].p),
    p_column("p (Holm)", lambda line: line[1].p_adjusted, "p_adjusted"),
    yes_column("decided", lambda line: line[1].decided),
    words_column("why", lambda line: line[1].why),
)


def _loser(duel: TaskDuel) -> str:
    return "A" if duel.loser is duel.a else "B"


def _of_duel(side: str) -> tuple[TableColumn, ...]:
    """What one of the two did on a task."""
    return (
        number_column(f"{side.upper()} solved", attrgetter(f"{side}.solved")),
        number_column(f"{side.upper()} scored", attrgetter(f"{side}.scored")),
        share_column(f"{side.upper()} score %", attrgetter(f"{side}.score")),
        seconds_column(f"{side.upper()} wall", attrgetter(f"{side}.wall_s")),
        hidden_column(f"{side}_attempt", attrgetter(f"{side}.attempt")),
    )


TASKS = (
    words_column("task", attrgetter("task")),
    words_column("language", attrgetter("language")),
    *_of_duel("a"),
    *_of_duel("b"),
    words_column("behind", _loser),
    words_column("what it lacks", attrgetter("loser.why"), "lacks"),
    shown_column("prony show", attrgetter("loser.attempt"), left=True),
)

CRITERIA = (
    words_column("task", lambda duel: duel.task),
    words_column("criterion", lambda duel: duel.criterion),
    words_column("is", lambda duel: duel.title, "title"),
    number_column("worth", lambda duel: duel.points, lambda value: f"{value:g}", name="worth"),
    number_column("A earned", lambda duel: duel.a_earned),
    number_column("A attempts", lambda duel: duel.a_attempts),
    number_column("B earned", lambda duel: duel.b_earned),
    number_column("B attempts", lambda duel: duel.b_attempts),
)


def _of_field(side: str) -> tuple[TableColumn, ...]:
    """What is known of a fingerprint's field of one of the two."""
    of_side = attrgetter(side)
    return (
        shown_column(side.upper(), lambda field: compare_words.told_value(of_side(field)), left=True),
        hidden_column(f"{side}_value", lambda field: _as_words(of_side(field).value)),
        hidden_column(f"{side}_note", lambda field: of_side(field).note or None),
    )


def _as_words(value: Any) -> str | None:
    """The value of a field of any kind, in a column that has several kinds."""
    return None if value is None else str(value)


FIELDS = (words_column("field", attrgetter("name")), *_of_field("a"), *_of_field("b"))


def _criteria(compare: Compare) -> Any:
    return compare.bugs.differing if compare.bugs is not None else ()


def pairwise_tables(found: Pairwise) -> Tabular:
    """Several contestants: a line for each, and a line for every two."""
    labels = {row.contestant: row.label for row in found.rows}
    where = f"run {found.run}" if found.run else "all runs"
    suite = f"{found.suite} {found.suite_version}@{found.suite_digest[:8]}"
    contestants = [(row, found.sets.get(row.contestant)) for row in found.rows]
    pairs = [(labels[pair.ahead], labels[pair.behind], pair) for pair in found.pairs]
    tables = [
        ViewTable(name="contestants", title="Contestants", columns=CONTESTANTS, lines=contestants),
        ViewTable(name="pairs", title="Every two of them", columns=PAIRS, lines=pairs),
    ]
    return tabular_of(
        found,
        title=f"{counted(len(found.rows), 'contestant')} · {suite} · {where}",
        sentences=found.sentences,
        names=list(labels.values()),
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        legend=(
            f"Differences in points of tasks solved; decided among {counted(found.field, 'contestant')} "
            f"({found.method}), {counted(found.tasks, 'task')}, whose intervals hold at once."
        ),
    )


CONTESTANTS = (
    words_column("contestant", lambda line: line[0].label, "label"),
    hidden_column("contestant", lambda line: line[0].contestant),
    number_column("solved", lambda line: line[0].solved.solved),
    number_column("scored", lambda line: line[0].solved.attempts, name="attempts"),
    share_column("%", lambda line: line[0].solved.value, "solved"),
    span_column("95 % interval", "solved", lambda line: (line[0].solved.lo, line[0].solved.hi)),
    shown_column("rank", lambda line: words.NOTHING if line[1] is None else line[1].text, left=True),
    hidden_column("rank_best", lambda line: line[1] and line[1].best),
    hidden_column("rank_worst", lambda line: line[1] and line[1].worst),
    hidden_column("rank_letters", lambda line: line[1] and line[1].letters),
)

PAIRS = (
    words_column("higher", lambda line: line[0], "ahead"),
    words_column("lower", lambda line: line[1], "behind"),
    hidden_column("ahead_contestant", lambda line: line[2].ahead),
    hidden_column("behind_contestant", lambda line: line[2].behind),
    points_column("difference", lambda line: line[2].difference),
    span_column("95 % interval", "difference", lambda line: (line[2].lo, line[2].hi), words.span),
    p_column("p, of all pairs", lambda line: line[2].p, "p"),
    yes_column("decided", lambda line: line[2].decided),
)
