"""Filters: which tasks a view is about, and which of its contestants it shows.

They are two things. A filter of tasks asks another question: rates, rank sets and sentences are those of the tasks that
are left, and how many those are is said. A filter of contestants only hides rows: everything was computed with all of
them before, so that no row changes with the company it is shown in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from prony.boards.board import FilterNote
from prony.boards.dimensions import DIMENSIONS, dimension_of, is_field
from prony.boards.dimensions.dimension import Dimension
from prony.boards.entrants import Entrant
from prony.boards.fields import NOT_CAPTURED
from prony.boards.rows import machine_of
from prony.boards.sample_notes import common_tasks
from prony.boards.validity.gathered import Gathered
from prony.boards.view import View
from prony.errors import JournalError, UsageError
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.packed import Cells, Costs
from prony.journal.planned_tasks import TaskRow
from prony.journal.remarks import Flagged
from prony.journal.rollup import Tally
from prony.languages.names import canonical_name
from prony.plain import clean_line
from prony.readable import counted

FIELDS = {
    "quant": "artifact.quantization",
    "quantization": "artifact.quantization",
    "model": "artifact.name",
    "engine": "engine.kind",
    "harness": "harness.name",
    "thinking": "thinking",
    "temperature": "effective_sampling.temperature",
}
"""Short names of fields of a fingerprint."""
COMMON = "common"
"""The filter of tasks that were planned for every model: `common=yes`."""
LONGEST = 400
MOST_TOLD = 8
HINT = "such as language=go,rust, quant=Q4*, difficulty!=easy, label=qwen*"
_FORM = re.compile(r"\s*([\w.-]+)\s*(!?=)(.*)", re.DOTALL)
_UNTOLD = ("not there", NOT_CAPTURED, "left to the engine", "none")


class WhereFilter(View, frozen=True, kw_only=True):
    """One filter as it was asked for: `name=a,b` passes who has one of these values, `name!=a` who has none of them."""

    name: str
    negated: bool
    values: tuple[str, ...]
    """Each a value, or a pattern with `*` and `?`; case does not matter."""

    @property
    def text(self) -> str:
        """As it is given on a command line."""
        return f"{self.name}{'!=' if self.negated else '='}{','.join(self.values)}"

    def passes(self, values: Collection[str]) -> bool:
        """Whether somebody with these values passes."""
        return self.negated != any(self._fits(value) for value in values)

    def _fits(self, value: str) -> bool:
        plain = {value.casefold(), canonical_name(value)} if self.name == "language" else {value.casefold()}
        for wanted in self.values:
            names = {wanted.casefold(), canonical_name(wanted)} if self.name == "language" else {wanted.casefold()}
            if any(one == other or fnmatchcase(one, other) for one in plain for other in names):
                return True
        return False


class Filtered(NamedTuple):
    """What a view is made of, and whom it does not show."""

    gathered: Gathered
    """At the tasks that are left; everybody is still in it."""
    hidden: frozenset[str]
    note: FilterNote | None
    """None where nothing was asked for."""


def parse_filters(words: Sequence[str]) -> tuple[WhereFilter, ...]:
    """The filters that these words say. Raises UsageError E102 for one that is none, JournalError E657 for a dimension
    that is not there."""
    return tuple(_parsed(word) for word in words)


def filtered(index: Index, everything: Gathered, filters: Sequence[WhereFilter]) -> Filtered:
    """What is left of `everything`. Raises JournalError E671 where that is nothing."""
    if not filters:
        return Filtered(everything, frozenset(), None)
    common = common_tasks(everything.tasks, everything.everybody)
    of_tasks = {one: reader for one in filters if (reader := _task_reader(one.name, common)) is not None}
    tasks = {
        name: row
        for name, row in everything.tasks.items()
        if all(one.passes(reader(row)) for one, reader in of_tasks.items())
    }
    if not tasks:
        every = list(everything.tasks.values())
        _nothing("task", of_tasks, lambda one: [value for row in every for value in of_tasks[one](row)])
    others = [one for one in filters if one not in of_tasks]
    models = [one for one in everything.everybody if not one.reference]
    values = {one: {model.contestant: _value(one.name, model) for model in models} for one in others}
    hidden = frozenset(
        model.contestant for model in models if not all(one.passes([values[one][model.contestant]]) for one in others)
    )
    if models and len(hidden) == len(models):
        _nothing("model", others, lambda one: list(values[one].values()))
    left = everything if len(tasks) == len(everything.tasks) else _only(index, everything, tasks)
    told = FilterNote(
        filters=tuple(one.text for one in filters),
        tasks=len(tasks),
        all_tasks=len(everything.tasks),
        shown=len(models) - len(hidden),
        all_contestants=len(models),
        sentence=_sentence(filters, of_tasks, len(tasks), len(everything.tasks), hidden, models, values),
    )
    return Filtered(left, hidden, told)


def _parsed(word: str) -> WhereFilter:
    form = _FORM.fullmatch(word[: LONGEST + 1])
    values = tuple(dict.fromkeys(value.strip() for value in form[3].split(",") if value.strip())) if form else ()
    if form is None or not values or len(word) > LONGEST:
        raise UsageError("E102", f"{clean_line(word)[:80] or 'an empty text'} is no filter", hint=HINT)
    name = form[1]
    if name not in ("label", "machine", "task", COMMON) and name not in FIELDS and not is_field(name):
        try:
            dimension_of(name)
        except JournalError as error:
            known = ", ".join([*DIMENSIONS.usable(), "task", COMMON, "label", "machine", *FIELDS])
            hint = f"there are {known}, and the fields of a fingerprint, such as artifact.file"
            raise JournalError("E657", f"there is no dimension {clean_line(name)}", hint=hint) from error
    return WhereFilter(name=name, negated=form[2] == "!=", values=values)


class _TaskReader(NamedTuple):
    """Reads the values of a task in a dimension."""

    dimension: Dimension | None
    common: Collection[str] | None = None
    """The tasks of all models, where it tells whether a task is one."""

    def __call__(self, row: TaskRow) -> tuple[str, ...]:
        if self.common is not None:
            return ("yes" if row.task in self.common else "no",)
        if self.dimension is None or self.dimension.of_task is None:
            return (row.task, row.task.rpartition("/")[2])
        return self.dimension.of_task(row)


def _task_reader(name: str, common: Collection[str]) -> _TaskReader | None:
    """What reads the values of tasks; None for a filter of contestants. common: the tasks of all models."""
    if name == COMMON:
        return _TaskReader(None, common)
    if name == "task":
        return _TaskReader(None)
    if name in ("label", "machine") or name in FIELDS or (name not in DIMENSIONS and is_field(name)):
        return None
    dimension = dimension_of(name)
    return _TaskReader(dimension) if dimension.of_task is not None else None


def _value(name: str, entrant: Entrant) -> str:
    """The value of a contestant in what a filter is about."""
    if name == "label":
        return clean_line(entrant.name)
    if entrant.known is None:
        return NOT_CAPTURED
    fingerprint = entrant.known.fingerprint
    if name == "machine":
        return machine_of(fingerprint.machine) or NOT_CAPTURED
    of_contestant = dimension_of(FIELDS.get(name, name)).of_contestant
    return of_contestant(fingerprint) if of_contestant is not None else NOT_CAPTURED


def _nothing(what: str, filters: Collection[WhereFilter], values_of: Callable[[WhereFilter], Iterable[str]]) -> None:
    """Raise E671 with the values that there are. values_of: of what a filter asks for."""
    told = []
    for one in filters:
        known = sorted({clean_line(value) for value in values_of(one)})
        more = f" and {len(known) - MOST_TOLD} more" if len(known) > MOST_TOLD else ""
        told.append(f"{one.name} is {', '.join(known[:MOST_TOLD])}{more}")
    text = clean_line(" and ".join(one.text for one in filters))
    raise JournalError("E671", f"no {what} passes {text}", hint=f"here {'; '.join(told)}")


def _only(index: Index, everything: Gathered, tasks: Mapping[str, TaskRow]) -> Gathered:
    """`everything` at these tasks alone: cells, costs, tallies. Doubts stay those of the whole suite, so that no
    choice of tasks can hide a control that failed."""
    scope, choice = everything.scope, everything.choice
    found = queries.counted_of(index, scope.name, scope.suite.digest, choice, tasks)
    everybody = []
    for one in everything.everybody:
        tally = found.tallies.get(one.contestant, Tally())
        everybody.append(
            one._replace(
                planned={task: count for task, count in one.planned.items() if task in tasks},
                cells=found.cells.get(one.contestant, Cells.of({})),
                tally=tally,
                costs=found.costs.get(one.contestant, Costs.of({})),
                flagged=Flagged(tally.flags, tally.context_full),
            )
        )
    return everything._replace(tasks=tasks, everybody=tuple(everybody))


def _sentence(
    filters: Sequence[WhereFilter],
    of_tasks: Collection[WhereFilter],
    tasks: int,
    all_tasks: int,
    hidden: Collection[str],
    models: Sequence[Entrant],
    values: Mapping[WhereFilter, Mapping[str, str]],
) -> str:
    told = []
    if of_tasks:
        told.append(f"{tasks} of {counted(all_tasks, 'task')}: {' and '.join(one.text for one in of_tasks)}")
    others = [one for one in filters if one not in of_tasks]
    if others:
        text = " and ".join(one.text for one in others)
        told.append(
            f"{len(hidden)} of {counted(len(models), 'model')} hidden: {text} (places are those among all of them)"
        )
    for one in others:
        untold = [model.name for model in models if values[one][model.contestant] in _UNTOLD]
        if untold:
            fate = "shown" if one.negated else "hidden"
            told.append(f"{one.name} is not known of {', '.join(map(clean_line, untold[:MOST_TOLD]))}: {fate}")
    return "; ".join(told)
