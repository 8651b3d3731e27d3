"""Languages: every contestant in every language, how flat each is, and who is decidedly ahead in which."""

from __future__ import annotations

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
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import bearing_on, not_to_be_read, so_far
from prony.boards.view import View
from prony.errors import JournalError
from prony.journal.index import Index
from prony.stats.samples import Samples

MEASURED, FEW_TASKS, NOT_RUN, LOST = "measured", "few", "not_run", "not_scored"


class HeatCell(View, frozen=True, kw_only=True):
    """One contestant in one value. state: `measured`; `few` (fewer than 20 tasks: not to be read alone); `not_run` (no
    attempt); `not_scored` (attempts, and none that counts)."""

    value: str
    rate: Rate
    state: str


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
) -> Languages:
    """The table of one suite, sliced by the dimension `by`. sort: `solved`, or `flat` for the least spread first.

    Raises as `gathered`; JournalError E657 for a dimension that tasks have no values in, as `filtered` and
    `parse_filters`.
    """
    dimension = dimension_of(by)
    if dimension.of_task is None:
        raise JournalError(
            "E657",
            f"{by} is a dimension of contestants, and this table is one of tasks",
            hint=f"prony board --by {by}, or language, difficulty, axis, mode",
        )
    left = filtered(index, gathered(index, run, suite, grader, step), parse_filters(where))
    all_of_it = left.gathered
    slices = slice_by(dimension, all_of_it.tasks.values())
    problems = problems_of(all_of_it.tasks.values())
    rows, ranked = [], dict[str, Samples]()
    for entrant in all_of_it.everybody:
        mine = outcomes_by_task(columns_of(entrant.cells))
        struck = _struck(bearing_on(all_of_it.doubts, [entrant.contestant]))
        one = _row(entrant, mine, all_of_it.tasks, slices, problems, struck)
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
        pairing=pairing_note(slices, problems, dimension.title),
        filtered=left.note,
        doubts=all_of_it.doubts,
        notes=tuple(one.note for one in all_of_it.repetitions),
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
) -> HeatRow:
    complete = is_complete(entrant, tasks, outcomes_of(entrant))
    group = "reference" if entrant.reference else "model" if complete else "incomplete"
    by_value = {value: {task: mine[task] for task in some if task in mine} for value, some in slices.items()}
    return HeatRow(
        contestant=entrant.contestant,
        label=entrant.name,
        group=group,
        solved=rate_of(mine, LEVEL),
        cells=tuple(_cell(value, entrant, mine, some) for value, some in slices.items()),
        spread=None if entrant.reference else flatness_of(entrant.name, by_value, problems, LEVEL, struck),
    )


def _cell(value: str, entrant: Entrant, mine: Samples, tasks: Sequence[str]) -> HeatCell:
    rate = rate_of(mine, LEVEL, tasks)
    state = MEASURED if rate.tasks >= FEW else FEW_TASKS
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
