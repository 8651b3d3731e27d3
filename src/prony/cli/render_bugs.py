"""Bugs and approaches as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from prony.boards.bugs.bugs import Bugs
from prony.boards.bugs.caught import CaughtCriterion
from prony.boards.bugs.sentences import kind_of
from prony.boards.words import NOTHING, as_sentence, interval_of, percent_of
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, folded
from prony.readable import fixed, percent

LEGEND = (
    "caught %: the mean over models, each counting once, with its 95 % interval over models: for models like these. "
    "n/n: attempts of a model that earned the part whole, of its scored ones. +: a bonus. sole: caught by nobody else; "
    "* decided for all parts and models at once. discrimination: correlation with the models' other tasks, 6 "
    "models or more."
)


def text(found: Bugs, terminal: Terminal) -> str:
    """What follows; a table for each task in parts; kinds of solution; tasks by difficulty."""
    width = max(40, terminal.width)
    where = f"run {found.run}" if found.run else "all runs"
    about = found.task or "all tasks"
    title = f"bugs · {about} · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}"
    out = [terminal.paint(clean_line(title), "bold")]
    names = [one.label for one in found.models]
    for sentence in found.sentences:
        out += folded(as_sentence(sentence, [*names, *found.titles]), width)
    for task, criteria in groupby(found.criteria, key=attrgetter("task")):
        out += ["", clean_line(f"{task} · {found.titles.get(task, '')}")]
        out += _table(_criteria(found, list(criteria)), terminal, width)
    if len(found.models) > 0 and found.criteria:
        out += ["", *_table(_models(found), terminal, width)]
    if found.approaches:
        out += ["", *_table(_approaches(found), terminal, width)]
    if found.tellings:
        out += ["", *_table(_tellings(found), terminal, width)]
    out.append("")
    out += [line for doubt in found.doubts for line in folded(f"! {clean_line(doubt.sentence)}", width)]
    out += [terminal.paint(line, "dim") for line in folded(LEGEND, width)]
    out += [line for doubt in found.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    return "\n".join(out)


def _table(columns: list[Column], terminal: Terminal, width: int) -> Iterable[str]:
    out = lines(columns, terminal, width)
    if hidden := dropped(columns, width):
        out += folded(f"not shown at this width: {', '.join(hidden)} (all: --json)", width)
    return out


def _criteria(found: Bugs, criteria: list[CaughtCriterion]) -> list[Column]:
    names = {one.contestant: one.label for one in found.models}
    heads = _heads(list(names.values()))
    return [
        Column("part", [clean_line(_part(one)) for one in criteria], left=True, cap=44),
        Column("caught %", [percent_of(one.rate) for one in criteria]),
        Column("95 % interval", [interval_of(one.rate) for one in criteria], priority=2),
        *(
            Column(head, [_count(one, who) for one in criteria], cap=16, priority=10 + at)
            for at, (who, head) in enumerate(zip(names, heads, strict=True))
        ),
        Column(
            "sole",
            [
                clean_line(f"{names[one.sole.contestant]}{' *' if one.sole.decided else ''}") if one.sole else ""
                for one in criteria
            ],
            left=True,
            cap=24,
            priority=3,
        ),
    ]


def _heads(names: list[str]) -> list[str]:
    from prony.cli.terminal import cut_apart

    return cut_apart([clean_line(name) for name in names], 16)


def _part(one: CaughtCriterion) -> str:
    return f"{'+ ' if one.bonus else ''}{one.title or one.criterion}"


def _count(one: CaughtCriterion, contestant: str) -> str:
    mine = next(each for each in one.catches if each.contestant == contestant)
    return f"{mine.caught}/{mine.attempts}" if mine.attempts else NOTHING


def _models(found: Bugs) -> list[Column]:
    ids = [clean_line(one.contestant) for one in found.models]
    return [
        Column("model", [clean_line(one.label) for one in found.models], left=True, ids=ids),
        Column("parts", [f"{one.catches.solved}/{one.catches.attempts}" for one in found.models]),
        Column("catches %", [percent_of(one.catches) for one in found.models]),
        Column("95 % interval", [interval_of(one.catches) for one in found.models], priority=1),
        Column("solved %", [percent_of(one.solved) for one in found.models], priority=2),
    ]


def _approaches(found: Bugs) -> list[Column]:
    some = found.approaches
    return [
        Column("task", [clean_line(one.task.rpartition("/")[2]) for one in some], left=True, cap=24),
        Column("what", [clean_line(one.label) for one in some], left=True, cap=20, priority=2),
        Column("kind", [kind_of(one) for one in some], left=True, cap=32),
        Column("models", [str(len(one.models)) for one in some]),
        Column("attempts", [str(sum(one.attempts.values())) for one in some], priority=1),
        Column("solved %", [percent_of(one.solved) for one in some]),
        Column("95 % interval", [interval_of(one.solved) for one in some], priority=1),
    ]


def _tellings(found: Bugs) -> list[Column]:
    some = found.tellings
    return [
        Column("task", [clean_line(one.task) for one in some], left=True, cap=36),
        Column("score %", [percent(one.mean) for one in some]),
        Column("models", [str(one.contestants) for one in some], priority=1),
        Column("difficulty", [fixed(one.difficulty, 1) for one in some], priority=2),
        Column("discrimination", [_known(one.discrimination) for one in some], priority=1),
        Column("p (Holm)", [_known(one.p_adjusted) for one in some], priority=3),
        Column("", [", ".join(one.flags) for one in some], left=True, priority=4),
    ]


def _known(value: float | None) -> str:
    return NOTHING if value is None else fixed(value, 2)
