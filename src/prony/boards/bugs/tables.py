"""Bugs and approaches as tables."""

from __future__ import annotations

from prony.boards import words
from prony.boards.bugs.bugs import BugHunter, Bugs
from prony.boards.bugs.caught import Catches, CaughtCriterion
from prony.boards.bugs.sentences import kind_of
from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    share_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)
from prony.readable import fixed

LEGEND = (
    "caught %: the mean over models, each counting once, with its 95 % interval over models: for models like these. "
    "sole: caught by nobody else, decided for all parts and models at once. discrimination: correlation with the "
    "models' other tasks, from 6 models on."
)
Cell = tuple[CaughtCriterion, Catches, str]
"""A part, what one model did at it, and that model's label."""


def bugs_tables(found: Bugs) -> Tabular:
    """Parts by difficulty, part by model, models, kinds of solution, tasks."""
    where = f"run {found.run}" if found.run else "all runs"
    about = found.task or "all tasks"
    names = {one.contestant: one.label for one in found.models}
    cells = [(one, mine, names[mine.contestant]) for one in found.criteria for mine in one.catches if mine.attempts]
    tables = (
        ViewTable(name="parts", title="Parts of tasks", columns=PARTS, lines=[(one, names) for one in found.criteria]),
        ViewTable(name="catches", title="Part by model", columns=CATCHES, lines=cells),
        ViewTable(name="models", title="Models", columns=MODELS, lines=found.models if found.criteria else ()),
        ViewTable(name="kinds", title="Kinds of solution", columns=KINDS, lines=found.approaches),
        ViewTable(name="tasks", title="Tasks, the hardest first", columns=TASKS, lines=found.tellings),
    )
    return tabular_of(
        found,
        title=f"bugs · {about} · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}",
        sentences=found.sentences,
        names=[*names.values(), *found.titles],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        legend=LEGEND,
    )


Part = tuple[CaughtCriterion, dict[str, str]]


def _sole(line: Part) -> str:
    one, names = line
    return names[one.sole.contestant] if one.sole else ""


def _share(one: BugHunter) -> float | None:
    return one.catches.value


PARTS = (
    words_column("task", lambda line: line[0].task),
    words_column("part", lambda line: line[0].title or line[0].criterion, "part_title"),
    hidden_column("criterion", lambda line: line[0].criterion),
    number_column("points", lambda line: line[0].points, lambda points: f"{points:g}", name="worth"),
    yes_column("bonus", lambda line: line[0].bonus),
    share_column("caught %", lambda line: line[0].rate.value, "caught"),
    span_column("95 % interval", "caught", lambda line: (line[0].rate.lo, line[0].rate.hi)),
    number_column("attempts", lambda line: line[0].rate.attempts),
    words_column("sole", _sole),
    p_column("p of sole", lambda line: line[0].sole.p if line[0].sole else None, "sole_p"),
    yes_column("decided", lambda line: line[0].sole.decided if line[0].sole else None, "sole_decided"),
)
CATCHES = (
    words_column("task", lambda line: line[0].task),
    words_column("part", lambda line: line[0].title or line[0].criterion, "part_title"),
    hidden_column("criterion", lambda line: line[0].criterion),
    words_column("model", lambda line: line[2]),
    hidden_column("contestant", lambda line: line[1].contestant),
    number_column("caught", lambda line: line[1].caught, name="caught_attempts"),
    number_column("attempts", lambda line: line[1].attempts),
    number_column("different", lambda line: line[1].distinct),
)
MODELS = (
    words_column("model", lambda one: one.label),
    hidden_column("contestant", lambda one: one.contestant),
    share_column("catches %", _share, "catches"),
    span_column("95 % interval", "catches", lambda one: (one.catches.lo, one.catches.hi)),
    number_column("attempts at parts", lambda one: one.catches.attempts, name="attempts"),
    share_column("solved %", lambda one: one.solved.value, "solved"),
    span_column("95 % interval", "solved", lambda one: (one.solved.lo, one.solved.hi)),
)
KINDS = (
    words_column("task", lambda one: one.task),
    words_column("what", lambda one: one.label, "label"),
    words_column("kind", kind_of),
    number_column("models", lambda one: len(one.models), name="models_of_kind"),
    number_column("attempts", lambda one: one.solved.attempts),
    share_column("solved %", lambda one: one.solved.value, "solved"),
    span_column("95 % interval", "solved", lambda one: (one.solved.lo, one.solved.hi)),
)
TASKS = (
    words_column("task", lambda one: one.task),
    share_column("score %", lambda one: one.mean, "score"),
    number_column("models", lambda one: one.contestants, name="models_tried"),
    number_column("difficulty", lambda one: one.difficulty, lambda value: fixed(value, 2)),
    number_column(
        "discrimination",
        lambda one: one.discrimination,
        lambda value: words.NOTHING if value is None else fixed(value, 2),
    ),
    p_column("p (Holm)", lambda one: one.p_adjusted, "p_adjusted"),
    words_column("flags", lambda one: one.flags),
)
