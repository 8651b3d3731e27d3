"""Reliability as tables."""

from __future__ import annotations

from prony.boards import words
from prony.boards.reliability.reliability import Reliability
from prony.boards.reliability.steadiness import Steadiness
from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    share_column,
    span_column,
    tabular_of,
    words_column,
)

LEGEND = (
    "n of n: tasks of which every attempt was solved (pass^n); at times: some; never: none. Letters: two models that "
    "share one are not told apart in what they solve every time. differ: how often two attempts at one task come out "
    "differently, the mean over tasks; nothing where they are copies of one. copies: tasks whose attempts handed in "
    "the same bytes, of those where that is known."
)


def reliability_tables(found: Reliability) -> Tabular:
    """Contestants, and how many tasks each solved how many times."""
    lines = [*found.models, *found.references]
    times = [(one, number, tasks) for one in lines for number, tasks in enumerate(one.by_times)]
    tables = (
        ViewTable(name="contestants", title="Contestants", columns=CONTESTANTS, lines=lines),
        ViewTable(name="times", title="Tasks by how many attempts solved them", columns=TIMES, lines=times),
    )
    where = f"run {found.run}" if found.run else "all runs"
    return tabular_of(
        found,
        title=f"reliability · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}",
        sentences=found.sentences,
        names=[one.label for one in lines],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=[*uneven_notes(found)],
        legend=LEGEND,
    )


def uneven_notes(found: Reliability) -> list[str]:
    """Whose tasks were left out, and why."""
    return [
        f"{one.label}: {one.uneven} of {one.uneven + one.tasks} tasks left out, which do not have {one.repeats} scored "
        "attempts as most have"
        for one in (*found.models, *found.references)
        if one.uneven
    ]


def differ_of(one: Steadiness) -> float | None:
    """How often two attempts differ; None where they are copies, which tell nothing."""
    return None if one.all_copies or one.repeats < 2 else one.flip.value


def differ_bounds(one: Steadiness) -> tuple[float | None, float | None]:
    """The interval of `differ_of`."""
    return (None, None) if differ_of(one) is None else (one.flip.lo, one.flip.hi)


def copies_of(one: Steadiness) -> str:
    """Tasks whose attempts are copies, of those where that is known."""
    return f"{one.copied}/{one.known}" if one.known else words.NOTHING


CONTESTANTS = (
    words_column("model", lambda one: one.label),
    hidden_column("contestant", lambda one: one.contestant),
    number_column("n", lambda one: one.repeats, name="repeats"),
    number_column("tasks", lambda one: one.tasks),
    number_column("n of n", lambda one: one.by_times[-1], name="every_time_tasks"),
    number_column("at times", lambda one: one.at_times if one.repeats > 1 else None, name="at_times_tasks"),
    number_column("never", lambda one: one.by_times[0], name="never_tasks"),
    share_column("n of n %", lambda one: one.every_time.value, "every_time"),
    span_column("95 % interval", "every_time", lambda one: (one.every_time.lo, one.every_time.hi)),
    words_column("letters", lambda one: one.letters),
    share_column("once in n %", lambda one: one.at_least_once.value, "at_least_once"),
    span_column("its interval", "at_least_once", lambda one: (one.at_least_once.lo, one.at_least_once.hi)),
    share_column("differ %", differ_of, "differ"),
    span_column("interval of differ", "differ", differ_bounds),
    hidden_column("differing_tasks", lambda one: one.differing.value, "share"),
    number_column("copies", lambda one: one.copied if one.known else None, name="copied_tasks"),
    hidden_column("known_tasks", lambda one: one.known),
)
TIMES = (
    words_column("model", lambda line: line[0].label),
    hidden_column("contestant", lambda line: line[0].contestant),
    number_column("solved of n", lambda line: line[1], name="solved_times"),
    number_column("n", lambda line: line[0].repeats, name="repeats"),
    number_column("tasks", lambda line: line[2]),
)
