"""Languages: every contestant in every language, how flat each is, and who is decidedly ahead in which."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence

from prony.boards.board import FEW, FilterNote, Rate
from prony.boards.dimensions import DEFAULT, dimension_of, slice_by
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant
from prony.boards.estimates import columns_of, outcomes_by_task, rate_of
from prony.boards.filters import filtered, parse_filters
from prony.boards.head import LEVEL, SuiteView
from prony.boards.heat.flatness import FlatnessSpread, flatness_of
from prony.boards.heat.orders import ValueOrder, orders_of
from prony.boards.problems import pairing_note, problems_of
from prony.boards.rows import is_complete, outcomes_of
from prony.boards.sample_notes import sample_notes
from prony.boards.validity.gathered import Gathered, gathered
from prony.boards.validity.judges import judge_notes
from prony.boards.validity.validity import bearing_on, not_to_be_read, so_far
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal.index import Index
from prony.languages.names import canonical_name
from prony.plain import clean_line
from prony.stats.samples import Samples

PAIRED_BY = (DEFAULT, "member")
"""Dimensions in whose values the same problems may stand."""
FURTHER = ("difficulty", "kind")
MEASURED, FEW_TASKS, NOT_RUN, LOST = "measured", "few", "not_run", "not_scored"


class HeatCell(View, frozen=True, kw_only=True):
    """One contestant in one value. state: `measured`; `few` (fewer than 20 tasks: not to be read alone); `not_run` (no
    attempt); `not_scored` (attempts, and none that counts)."""

    value: str
    rate: Rate
    state: str


class HeatSlice(View, frozen=True, kw_only=True):
    """One contestant in one value of a further dimension, over all languages."""

    dimension: str
    value: str
    rate: Rate
    few: bool


class HeatRow(View, frozen=True, kw_only=True):
    """One contestant in all values."""

    contestant: str
    label: str
    group: str
    """`model`, `incomplete`, or `reference`."""
    solved: Rate
    cells: tuple[HeatCell, ...]
    spread: FlatnessSpread | None = None
    """None of references."""
    slices: tuple[HeatSlice, ...] = ()
    """By difficulty and kind, where the values of the table state the same problems."""


class Languages(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.languages/1"):
    """The table of contestants and values of one dimension of tasks. Rows by tasks solved, or the flattest first."""

    tasks: int
    by: str = DEFAULT
    title: str
    """The values of the dimension, in the plural."""
    values: dict[str, int]
    """Value -> number of tasks."""
    sort: str
    rows: tuple[HeatRow, ...]
    orders: tuple[ValueOrder, ...] = ()
    """Of the complete models, value by value."""
    against: str = ""
    """The value that all others are compared with; empty: each with each."""
    pairing: str
    """Whether values are compared problem by problem, in words."""
    filtered: FilterNote | None = None
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


def languages(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str = DEFAULT,
    sort: str = "solved",
    where: Sequence[str] = (),
    against: str = "",
) -> Languages:
    """The table of one suite, sliced by the dimension `by`. sort: `solved`, or `flat` for the least spread first.
    against: the value that all others are compared with.

    Raises as `gathered` and `languages_in`.
    """
    return languages_in(index, gathered(index, run, suite, grader, step), by, sort, where, against)


def languages_in(
    index: Index,
    here: Gathered,
    by: str = DEFAULT,
    sort: str = "solved",
    where: Sequence[str] = (),
    against: str = "",
) -> Languages:
    """`languages`, of a scope that is gathered.

    Raises JournalError E657 for a dimension that tasks have no values in, E671 for a value `against` that no task has,
    as `filtered` and `parse_filters`.
    """
    dimension = dimension_of(by)
    if dimension.of_task is None:
        raise JournalError(
            "E657",
            f"{by} is a dimension of contestants, and this table is one of tasks",
            hint=f"prony board --by {by}, or language, difficulty, axis, mode",
        )
    left = filtered(index, here, parse_filters(where))
    all_of_it = left.gathered
    slices = slice_by(dimension, all_of_it.tasks.values())
    problems = problems_of(all_of_it.tasks.values())
    against = _value_named(against, slices, dimension.title) if against else ""
    further = [] if by not in PAIRED_BY or not _share_problems(slices, problems) else _further(all_of_it)
    rows, ranked = [], dict[str, Samples]()
    for entrant in all_of_it.everybody:
        mine = outcomes_by_task(columns_of(entrant.cells))
        struck = _struck(bearing_on(all_of_it.doubts, [entrant.contestant]))
        one = _row(entrant, mine, all_of_it.tasks, slices, problems, struck, against, further)
        rows.append(one)
        if one.group == "model":
            ranked[entrant.contestant] = mine
    labels = {row.contestant: row.label for row in rows}
    shown = [row for row in rows if row.contestant not in left.hidden]
    return Languages(
        **all_of_it.head,
        tasks=len(all_of_it.tasks),
        by=by,
        title=dimension.title,
        values={value: len(tasks) for value, tasks in slices.items()},
        sort=sort,
        rows=tuple(sorted(shown, key=_flattest if sort == "flat" else _most_solved)),
        orders=orders_of(ranked, labels, slices, all_of_it.doubts, LEVEL, FEW),
        against=against,
        pairing=pairing_note(slices, problems, dimension.title),
        filtered=left.note,
        doubts=all_of_it.doubts,
        notes=(
            *sample_notes(index, all_of_it.scope, all_of_it.tasks, all_of_it.everybody),
            *judge_notes(index, all_of_it.everybody),
            *(one.note for one in all_of_it.repetitions),
        ),
    )


def _struck(doubts: Sequence[Doubt]) -> str:
    """Why no spread is told; empty where it is."""
    return not_to_be_read(doubts) or (so_far("no spread is told while tasks come in", doubts) if doubts else "")


def _row(
    entrant: Entrant,
    mine: Samples,
    tasks: Collection[str],
    slices: Mapping[str, Sequence[str]],
    problems: Mapping[str, str],
    struck: str,
    against: str,
    further: Sequence[Further],
) -> HeatRow:
    complete = is_complete(entrant, tasks, outcomes_of(entrant))
    group = "reference" if entrant.reference else "model" if complete else "incomplete"
    by_value = {value: mine.within(set(some)) for value, some in slices.items()}
    return HeatRow(
        contestant=entrant.contestant,
        label=entrant.name,
        group=group,
        solved=rate_of(mine, LEVEL),
        cells=tuple(_cell(value, entrant, mine, some) for value, some in slices.items()),
        spread=None if entrant.reference else flatness_of(entrant.name, by_value, problems, LEVEL, struck, against),
        slices=tuple(
            HeatSlice(dimension=name, value=value, rate=rate, few=rate.evidence < FEW)
            for name, value, some in further
            for rate in (rate_of(mine, LEVEL, some),)
        ),
    )


Further = tuple[str, str, Sequence[str]]
"""A further dimension, one of its values, and the tasks that have it."""


def _further(all_of_it: Gathered) -> list[Further]:
    tasks = list(all_of_it.tasks.values())
    by_name = {name: slice_by(dimension_of(name), tasks) for name in FURTHER}
    return [(name, value, some) for name, slices in by_name.items() for value, some in slices.items()]


def _share_problems(slices: Mapping[str, Sequence[str]], problems: Mapping[str, str]) -> bool:
    """Whether some problem stands in several values."""
    stated = [{problems[task] for task in some if task in problems} for some in slices.values()]
    return len(set().union(*stated)) < sum(map(len, stated))


def _value_named(name: str, slices: Mapping[str, Sequence[str]], title: str) -> str:
    """The value that somebody means by `name`. Raises JournalError E671."""
    for value in slices:
        if name.casefold() == value.casefold() or canonical_name(name) == canonical_name(value):
            return value
    near = difflib.get_close_matches(name.casefold(), list(slices), n=1)
    hint = f"did you mean {near[0]}?" if near else f"{title} here: {', '.join(map(clean_line, slices))}"
    raise JournalError("E671", f"no task is of {clean_line(name)[:80]}", hint=hint)


def _cell(value: str, entrant: Entrant, mine: Samples, tasks: Sequence[str]) -> HeatCell:
    rate = rate_of(mine, LEVEL, tasks)
    state = MEASURED if rate.evidence >= FEW else FEW_TASKS
    if not rate.attempts:
        cells = [entrant.cells[task] for task in tasks if task in entrant.cells]
        state = LOST if any(sum(cell[:-1]) for cell in cells) else NOT_RUN
    return HeatCell(value=value, rate=rate, state=state)


_GROUPS = ("model", "incomplete", "reference")


def _most_solved(row: HeatRow) -> tuple[int, float, str]:
    value = row.solved.value
    return _GROUPS.index(row.group), -(value if value is not None else -1.0), row.label


def _flattest(row: HeatRow) -> tuple[int, float, str]:
    value = row.spread.value if row.spread is not None else None
    return _GROUPS.index(row.group), value if value is not None else 2.0, row.label
