"""The board of a suite that is marked in points: standings, pairs, bugs, kinds of solution, tiers and the pick."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from prony.boards.doubt import Doubt
from prony.boards.head import LEVEL, SuiteHead, SuiteView
from prony.boards.sheets.audit import SheetFinding, UnreadStatement, audited
from prony.boards.sheets.measured import measured_sheet
from prony.boards.sheets.pairs import AXES, SheetPair, pairs_along
from prony.boards.sheets.picks import PICKED, SOON_S, AgenticPick, agentic_picks
from prony.boards.sheets.published import published_sheet
from prony.boards.sheets.sheet import Sheet, SheetKind, SheetPart, SheetTask
from prony.boards.sheets.sources import SheetSource, published_head, sources_of
from prony.boards.sheets.standings import (
    LAST_TIER,
    TIERS,
    Incomplete,
    SheetStanding,
    incomplete,
    reference_lines,
    standings,
)
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.view import View
from prony.journal.index import Index
from prony.outside.library import KnownBoard
from prony.readable import counted, fixed


class Tier(View, frozen=True, kw_only=True):
    """Models by their share of full marks. least: points from which on a complete model is in it."""

    tier: int
    least: float
    models: tuple[str, ...]


class Resolution(View, frozen=True, kw_only=True):
    """How far two totals must be apart to be told apart, for all pairs of complete models at once (Tukey). None where
    there are too few models or tasks, or all are equal."""

    points: float | None
    models: int
    tasks: int
    pairs: int
    """All pairs."""
    apart: int
    """Of these, pairs that are so far apart."""


class SixBoard(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.six/1"):
    """What models earn on a suite in points; of estimates, but for `resolution` and what `p_adjusted` decides."""

    published: tuple[SheetSource, ...] = ()
    """The outside boards that it is of; empty: measured here."""
    tasks: tuple[SheetTask, ...]
    full: float | None
    repeats: int
    """The most attempts at one task."""
    standings: tuple[SheetStanding, ...]
    incomplete: tuple[Incomplete, ...]
    references: tuple[Incomplete, ...] = ()
    """Complete ones, too: they stand apart."""
    pairs: tuple[SheetPair, ...]
    parts: tuple[SheetPart, ...]
    kinds: tuple[SheetKind, ...]
    tiers: tuple[Tier, ...]
    picks: tuple[AgenticPick, ...]
    resolution: Resolution
    sentences: tuple[str, ...] = ()
    findings: tuple[SheetFinding, ...] = ()
    """What contradicts itself in what was published."""
    unread: tuple[UnreadStatement, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def six_board(
    index: Index, suite: str, run: str | None = None, grader: str | None = None, references: bool = False
) -> SixBoard:
    """The board of what was measured here; with `references`, of these in place of models. Raises JournalError E650,
    E653, E656 as `gathered`."""
    all_of_it = gathered(index, run, suite, grader)
    ids = [one.contestant for one in all_of_it.everybody if one.reference is references]
    return _board(
        measured_sheet(index, all_of_it, references),
        all_of_it.head_over(references=references),
        all_of_it.doubts_of(ids),
    )


def published_six_board(suite: str, boards: Sequence[KnownBoard]) -> SixBoard:
    """The board of what others published, through the same tables, with what contradicts itself in it."""
    return _board(published_sheet(suite, boards), published_head(suite, boards), (), boards)


def _board(sheet: Sheet, head: SuiteHead, doubts: tuple[Doubt, ...], boards: Sequence[KnownBoard] = ()) -> SixBoard:
    placed, others = standings(sheet), incomplete(sheet)
    pairs = tuple(pair for axis in AXES for pair in pairs_along(sheet, axis))
    picks = agentic_picks(placed, others, len(sheet.tasks))
    resolution = _resolution(sheet, placed)
    audit = audited(sheet, boards) if boards else None
    return SixBoard(
        **head,
        published=sources_of(boards),
        tasks=sheet.tasks,
        full=sheet.full,
        repeats=sheet.repeats,
        standings=placed,
        incomplete=others,
        references=reference_lines(sheet),
        pairs=pairs,
        parts=sheet.parts,
        kinds=sheet.kinds,
        tiers=_tiers(sheet, placed, others),
        picks=picks,
        resolution=resolution,
        sentences=tuple(_as_they_may_be_read(_sentences(placed, pairs, picks, resolution, sheet.full), doubts)),
        findings=audit.findings if audit is not None else (),
        unread=audit.unread if audit is not None else (),
        doubts=doubts,
    )


def _tiers(sheet: Sheet, placed: Sequence[SheetStanding], others: Sequence[Incomplete]) -> tuple[Tier, ...]:
    full = sheet.full or 0.0
    last = [one.label for one in placed if one.tier == LAST_TIER] + [one.label for one in others]
    return (
        *(
            Tier(tier=tier, least=least * full, models=tuple(one.label for one in placed if one.tier == tier))
            for tier, least in TIERS
        ),
        Tier(tier=LAST_TIER, least=0.0, models=tuple(last)),
    )


def _resolution(sheet: Sheet, placed: Sequence[SheetStanding]) -> Resolution:
    marks = {
        one.label: {task: [points] for task, points in one.marks.items()}
        for one in placed
        if len(one.marks) == len(sheet.tasks)
    }
    points = _least_difference(marks, len(sheet.tasks))
    totals = sorted(one.points for one in placed if one.label in marks)
    apart = sum(
        high - low >= points for at, low in enumerate(totals) for high in totals[at + 1 :] if points is not None
    )
    return Resolution(
        points=points,
        models=len(marks),
        tasks=len(sheet.tasks),
        pairs=len(marks) * (len(marks) - 1) // 2,
        apart=apart,
    )


def _least_difference(marks: dict[str, dict[str, list[float]]], tasks: int) -> float | None:
    if len(marks) < 2 or tasks < 2:
        return None
    from prony.stats.components import variance_components
    from prony.stats.estimate import State
    from prony.stats.studentized_range import studentized_range_quantile

    found = variance_components(marks)
    if found.state is not State.ESTIMATED or not found.ms_residual or not found.df_residual:
        return None
    return studentized_range_quantile(LEVEL, len(marks), found.df_residual) * math.sqrt(found.ms_residual * tasks)


def _sentences(
    placed: Sequence[SheetStanding],
    pairs: Sequence[SheetPair],
    picks: Sequence[AgenticPick],
    resolution: Resolution,
    full: float | None,
) -> Iterable[str]:
    if not placed:
        yield "no model has a score at every task yet"
    if resolution.points is not None:
        over = (
            f"(Tukey, 95 % for all at once, {counted(resolution.models, 'model')}, {counted(resolution.tasks, 'task')})"
        )
        if full is not None and resolution.points > full:
            yield f"so few tasks tell no two totals apart, whatever their difference {over}"
        else:
            yield (
                f"two totals must be {fixed(resolution.points)} points apart to be told apart: {resolution.apart} of "
                f"{counted(resolution.pairs, 'pair')} {over}"
            )
    thinking = [pair for pair in pairs if pair.axis == "thinking" and pair.difference is not None]
    if thinking:
        better = sum((pair.difference or 0.0) > 0 for pair in thinking)
        as_zero = sum((pair.errors_as_zero or 0.0) > 0 for pair in thinking)
        decided = sum(pair.p_adjusted is not None and pair.p_adjusted < 1.0 - LEVEL for pair in thinking)
        yield (
            f"of {counted(len(thinking), 'pair')} that differ in thinking alone, {better} have more points with it on "
            f"common tasks, {as_zero} where a task without a score counts 0; {decided} decided"
        )
    chosen = [pick for pick in picks if pick.verdict == PICKED]
    for pick in chosen:
        yield (
            f"by rule, and of estimates, {pick.label} is picked for agents: of the models of tier 1 that take at most "
            f"{fixed(SOON_S, 0)} s for a task, it has the most points for a gigabyte"
        )


def _as_they_may_be_read(sentences: Iterable[str], doubts: Sequence[Doubt]) -> Iterable[str]:
    struck = not_to_be_read(doubts)
    if struck:
        return [struck]
    return [so_far(one, doubts) if doubts else one for one in sentences]
