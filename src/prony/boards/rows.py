"""One contestant's line on a board, from its cells and its standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec.structs import replace

from prony.boards.board import FEW, LanguageRate, Outcomes, Rate, Row, SliceRate, Speed
from prony.boards.columns import further_columns, record_of
from prony.boards.columns.column import BoardColumn
from prony.boards.dimensions import DEFAULT, dimension_of, slice_by
from prony.boards.dimensions.dimension import Dimension
from prony.boards.entrants import Entrant
from prony.boards.estimates import columns_of, outcomes_by_task, rate_of, scores_by_task
from prony.boards.fields import NOT_CAPTURED, chips
from prony.boards.row_notes import row_notes
from prony.journal.packed import Cells
from prony.journal.planned_tasks import TaskRow
from prony.journal.rollup import OPEN
from prony.nouns import Fingerprint, Machine
from prony.plain import homeless
from prony.readable import counted

if TYPE_CHECKING:
    from prony.stats.samples import Samples

COMPLETE = 0.95
"""The share of tasks with a scored attempt from which on a contestant stands among the complete ones."""

MOST_LOST = 1 / 3
"""The share of a contestant's planned attempts above which, lost to infra, what is left says too little of it."""


class Slicing(NamedTuple):
    """The slices of a board's rows: value -> tasks, by language and by the board's dimension."""

    dimension: Dimension
    languages: Mapping[str, Sequence[str]]
    slices: Mapping[str, Sequence[str]]
    further: Sequence[BoardColumn]
    """Columns whose fields stand in a row's `more`."""


def slicing(by: str, tasks: Collection[TaskRow]) -> Slicing:
    """The slicing of these tasks by the dimension called `by`. Raises JournalError E657 where there is none."""
    languages = slice_by(dimension_of(DEFAULT), tasks)
    dimension = dimension_of(by)
    slices = languages if by == DEFAULT else slice_by(dimension, tasks)
    return Slicing(dimension, languages, slices, further_columns())


def row_of(entrant: Entrant, tasks: Collection[str], sliced: Slicing, level: float) -> Row:
    """The row of one contestant on a board of these tasks."""
    cells = columns_of(entrant.cells)
    solved, scores = outcomes_by_task(cells), scores_by_task(cells)
    outcomes = outcomes_of(entrant)
    fingerprint = entrant.known.fingerprint if entrant.known else None
    rate = rate_of(solved, level)
    unscored = _unscored(cells, tasks)
    sure = (rate.value or 0.0) * (len(tasks) - unscored)
    languages = _rates(solved, sliced.languages, level, rate)
    slices = languages if sliced.slices is sliced.languages else _rates(solved, sliced.slices, level, rate)
    row = Row(
        contestant=entrant.contestant,
        label=entrant.name,
        given=homeless(entrant.label),
        reference=entrant.reference,
        complete=is_complete(entrant, tasks, outcomes),
        solved=rate,
        at_least=sure / max(1, len(tasks)),
        at_most=(sure + unscored) / max(1, len(tasks)),
        score=rate if solved.alike(scores) else rate_of(scores, level),
        languages=tuple(LanguageRate(language=one.name, rate=one.rate, few=one.few) for one in languages),
        slices=slices,
        under=_under(sliced.dimension, fingerprint),
        outcomes=outcomes,
        tries=entrant.tally.tries,
        speed=_speed(entrant),
        assurance=entrant.tally.assurance,
        graders=entrant.tally.graders,
        notes=row_notes(entrant, outcomes),
        last_at=entrant.tally.last_at,
        more={name: value for name, value in entrant.tally.measures.items() if name not in Speed.__struct_fields__},
        judging=entrant.tally.judging if entrant.tally.judging.exchanges else None,
        **_identity(fingerprint),
    )
    return replace(row, more={**row.more, **record_of(sliced.further, row)})


def is_complete(entrant: Entrant, tasks: Collection[str], outcomes: Outcomes) -> bool:
    """Whether a contestant stands among those that are ranked: it has a scored attempt at nearly every task, and did
    not lose too many attempts."""
    unscored = _unscored(columns_of(entrant.cells), tasks)
    return unscored <= (1.0 - COMPLETE) * len(tasks) and outcomes.infra <= MOST_LOST * outcomes.planned


def _unscored(cells: Cells, tasks: Collection[str]) -> int:
    """How many of these tasks have no scored attempt."""
    if "scored" not in cells.kept:
        cells.kept["scored"] = {task for task, count in zip(cells.tasks, cells.scored, strict=True) if count}
    scored: set[str] = cells.kept["scored"]
    return len(tasks) - sum(map(scored.__contains__, tasks))


def _under(dimension: Dimension, fingerprint: Fingerprint | None) -> str | None:
    if dimension.of_contestant is None:
        return None
    return dimension.of_contestant(fingerprint) if fingerprint is not None else NOT_CAPTURED


def outcomes_of(entrant: Entrant) -> Outcomes:
    """Counts by outcome; what was planned and has no attempt that ended is `missing`, with the reason `not_run`."""
    counts = {state: sum(column) for state, column in columns_of(entrant.cells).counts.items()}
    made = sum(count for state, count in counts.items() if state != OPEN)
    planned = max(sum(entrant.planned.values()), made)
    reasons = Counter(entrant.tally.reasons)
    if planned > made:
        reasons["missing:not_run"] += planned - made
    return Outcomes(
        planned=planned,
        solved=counts["solved"],
        failed=counts["failed"],
        faulted=counts["faulted"],
        void=counts["void"],
        infra=counts["infra"],
        waiting=counts["waiting"],
        missing=counts["missing"] + planned - made,
        reasons=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        context_full=entrant.flagged.context_full,
    )


def _identity(fingerprint: Fingerprint | None) -> dict[str, Any]:
    if fingerprint is None:
        return {"chips": ()}
    artifact, engine = fingerprint.artifact, fingerprint.engine
    return {
        "chips": chips(fingerprint),
        "quantization": artifact.quantization,
        "bits_per_weight": artifact.bits_per_weight,
        "size_bytes": artifact.size_bytes,
        "engine": " ".join(filter(None, (engine.kind, engine.version))),
        "harness": fingerprint.harness.name,
        "thinking": fingerprint.thinking.value if fingerprint.thinking else None,
        "machine": machine_of(fingerprint.machine),
    }


def machine_of(machine: Machine) -> str | None:
    """Where the engine ran, in words; None where nothing was captured."""
    cores = counted(machine.cores, "core") if machine.cores is not None else None
    told = [machine.cpu, cores, *machine.accelerators, machine.os]
    return ", ".join(filter(None, told)) or None


def _rates(solved: Samples, slices: Mapping[str, Sequence[str]], level: float, whole: Rate) -> tuple[SliceRate, ...]:
    found = []
    for name, tasks in slices.items():
        there = len(solved.among(tasks))
        rate = whole if there == len(solved) else rate_of(solved, level, tasks)
        found.append(SliceRate(name=name, rate=rate, few=rate.evidence < FEW))
    return tuple(found)


def _speed(entrant: Entrant) -> Speed:
    measures = entrant.tally.measures
    told = {name: measures[name] for name in Speed.__struct_fields__ if name in measures}
    return msgspec.convert(told | {"load_s": entrant.load_s}, Speed)
