"""Freshness of a suite's tasks for each model: by the day of their release, and by variants of the suite."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from prony.boards.board import FreshSplit
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant
from prony.boards.freshness.memory import MemoryTable, memory_table
from prony.boards.freshness.split import split_of
from prony.boards.freshness.variants import variants_of
from prony.boards.head import LEVEL, SuiteView
from prony.boards.sample_notes import sample_notes
from prony.boards.validity.gathered import Gathered, gathered, gathered_in
from prony.boards.view import View
from prony.errors import UsageError
from prony.journal.index import Index
from prony.nouns import ContestantSpec, KnowledgeCutoff
from prony.plain import clean_line

GIVEN = "given with the question"
"""The source of a cut-off that no plan states."""


class FreshRow(View, frozen=True, kw_only=True):
    """One model. split: None where its cut-off is not stated, or no task is dated."""

    contestant: str
    label: str
    split: FreshSplit | None = None


class Freshness(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.freshness/1"):
    """What models may have seen of a suite's tasks before. released: day -> tasks."""

    tasks: int
    released: dict[str, int] = {}
    undated: int = 0
    rows: tuple[FreshRow, ...]
    memory: tuple[MemoryTable, ...] = ()
    """The suite and each of its variants that was run here."""
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


def freshness(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    cutoffs: tuple[str, ...] = (),
) -> Freshness:
    """The freshness of one suite. cutoffs: `NAME=DAY` of models whose plans state none, or another.

    Raises as `gathered`; UsageError E102 for a cut-off that is none, or of nobody.
    """
    return freshness_in(index, gathered(index, run, suite, grader, step), cutoffs)


def freshness_in(index: Index, here: Gathered, cutoffs: tuple[str, ...] = ()) -> Freshness:
    """`freshness`, of a scope that is gathered."""
    everybody = _with_cutoffs([one for one in here.everybody if not one.reference], cutoffs)
    days = [row.released for row in here.tasks.values()]
    memory = []
    for original, variant in variants_of(index, here.scope):
        pair = [here if scope is here.scope else gathered_in(index, scope) for scope in (original, variant)]
        memory.append(memory_table(pair[0], pair[1], LEVEL))
    return Freshness(
        **here.head,
        tasks=len(here.tasks),
        released={day: days.count(day) for day in sorted({day for day in days if day})},
        undated=days.count(None),
        rows=tuple(
            FreshRow(contestant=one.contestant, label=one.name, split=_split(one, here))
            for one in sorted(everybody, key=lambda one: one.name)
        ),
        memory=tuple(memory),
        doubts=here.doubts,
        notes=sample_notes(index, here.scope, here.tasks, here.everybody),
    )


def _split(one: Entrant, here: Gathered) -> FreshSplit | None:
    """The split of one contestant; no difference, where nothing may be concluded about it."""
    found = split_of(one, here.tasks, LEVEL)
    if found is None or not here.doubts_of([one.contestant]):
        return found
    return replace(found, difference=None, lo=None, hi=None, decided=False)


def _with_cutoffs(everybody: list[Entrant], told: tuple[str, ...]) -> list[Entrant]:
    given: dict[str, KnowledgeCutoff] = {}
    names = {name for one in everybody for name in (one.name, one.label, one.contestant)}
    for word in told:
        name, _, day = word.rpartition("=")
        if name not in names:
            known = ", ".join(clean_line(one.name) for one in everybody)
            hint = f"NAME=YYYY-MM-DD; here: {known}"
            raise UsageError("E102", f"there is no model {clean_line(name or word)[:80]} here", hint=hint)
        given[name] = KnowledgeCutoff(day=_checked_day(day), source=GIVEN)
    return [_dated(one, given) for one in everybody]


def _dated(one: Entrant, given: dict[str, KnowledgeCutoff]) -> Entrant:
    cutoff = next((given[name] for name in (one.name, one.label, one.contestant) if name in given), None)
    if cutoff is None:
        return one
    spec = one.spec or ContestantSpec(label=one.label, engine="")
    return one._replace(spec=replace(spec, cutoff=cutoff))


def _checked_day(day: str) -> str:
    """A day, or a month. Raises UsageError E102."""
    try:
        whole = day if len(day) == len("2024-10-31") else f"{day}-01"
        return datetime.date.fromisoformat(whole).isoformat()[: len(day)]
    except ValueError:
        what = f"{clean_line(day)[:40] or 'nothing'} is no day"
        raise UsageError("E102", what, hint="such as 2024-10-31, or a month: 2024-10") from None
