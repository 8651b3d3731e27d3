"""The board of `rounds`: round by round, what models say of their time, and who is best for which job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prony.boards.doubt import Doubt
from prony.boards.head import SuiteHead, SuiteView
from prony.boards.sheets.audit import SheetFinding, UnreadStatement, audited
from prony.boards.sheets.jobs import JobPick, jobs_of
from prony.boards.sheets.published import published_sheet
from prony.boards.sheets.round_lines import (
    LEAST_FPS,
    RoundChange,
    RoundReference,
    RoundView,
    changes_of,
    references_of,
    rounds_of,
)
from prony.boards.sheets.round_sheet import round_sheet
from prony.boards.sheets.sheet import Sheet, SheetPart
from prony.boards.sheets.sources import SheetSource, published_head, sources_of
from prony.boards.sheets.time_claims import (
    ClaimAgainst,
    ClaimSummary,
    TimeClaim,
    against_other_rounds,
    claims_of_sheet,
    summaries_of,
)
from prony.boards.validity.gathered import gathered
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.journal.index import Index
from prony.outside.library import KnownBoard
from prony.readable import counted, fixed, seconds


class RoundsBoard(SuiteView, frozen=True, kw_only=True, tag_field="schema", tag="prony.rounds/1"):
    """What models do in rounds; of estimates, and no claims but in `sentences`."""

    published: tuple[SheetSource, ...] = ()
    """The outside boards that it is of; empty: measured here."""
    repeats: int
    """The most attempts at one round."""
    rounds: tuple[RoundView, ...]
    references: tuple[RoundReference, ...] = ()
    parts: tuple[SheetPart, ...] = ()
    """Bugs of rounds in which they are repaired."""
    changes: tuple[RoundChange, ...]
    claims: tuple[TimeClaim, ...]
    summaries: tuple[ClaimSummary, ...]
    against: tuple[ClaimAgainst, ...]
    jobs: tuple[JobPick, ...]
    sentences: tuple[str, ...] = ()
    findings: tuple[SheetFinding, ...] = ()
    """What contradicts itself in what was published."""
    unread: tuple[UnreadStatement, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def rounds_board(
    index: Index, suite: str, run: str | None = None, grader: str | None = None, references: bool = False
) -> RoundsBoard:
    """The board of what was measured here; with `references`, of these in place of models. Raises JournalError E650,
    E653, E656 as `gathered`."""
    all_of_it = gathered(index, run, suite, grader)
    ids = [one.contestant for one in all_of_it.everybody if one.reference is references]
    return _board(
        round_sheet(index, all_of_it, references), all_of_it.head_over(references=references), all_of_it.doubts_of(ids)
    )


def published_rounds_board(suite: str, boards: Sequence[KnownBoard]) -> RoundsBoard:
    """The board of what others published, through the same tables, with what contradicts itself in it."""
    return _board(published_sheet(suite, boards), published_head(suite, boards), (), boards)


def _board(sheet: Sheet, head: SuiteHead, doubts: tuple[Doubt, ...], boards: Sequence[KnownBoard] = ()) -> RoundsBoard:
    rounds, changes, claims = rounds_of(sheet), changes_of(sheet), claims_of_sheet(sheet)
    summaries = summaries_of(claims)
    struck = not_to_be_read(doubts)
    sentences = [*_of_rounds(rounds), *_of_changes(changes), *_of_claims(summaries), *_of_luck(sheet)]
    audit = audited(sheet, boards) if boards else None
    return RoundsBoard(
        **head,
        published=sources_of(boards),
        repeats=sheet.repeats,
        rounds=rounds,
        references=references_of(sheet),
        parts=sheet.parts,
        changes=changes,
        claims=claims,
        summaries=summaries,
        against=against_other_rounds(sheet, claims),
        jobs=() if struck else jobs_of(rounds, claims),
        sentences=(struck,) if struck else tuple(so_far(one, doubts) if doubts else one for one in sentences),
        findings=audit.findings if audit is not None else (),
        unread=audit.unread if audit is not None else (),
        doubts=doubts,
    )


def _of_rounds(rounds: Sequence[RoundView]) -> Iterable[str]:
    if not any(line.share is not None or line.metrics for one in rounds for line in one.lines):
        yield "no model has a scored attempt yet"
    for one in rounds:
        done = sum(line.full for line in one.lines)
        sentence = f"{one.round}: {done} of {counted(len(one.lines), 'model')} did all that was asked"
        if one.spread is not None:
            sentence += f", in code that differs by a factor of {fixed(one.spread, 1)}"
        if any(line.share is not None for line in one.lines):
            yield sentence


def _of_changes(changes: Sequence[RoundChange]) -> Iterable[str]:
    missed = [one.label for one in changes if one.meets_after is False]
    if any(one.meets_after is not None for one in changes):
        names = f": {', '.join(missed)}" if missed else ""
        asked = [one for one in changes if one.meets_after is not None]
        yield (
            f"after the repair {len(missed)} of {counted(len(asked), 'model')} stay below {fixed(LEAST_FPS, 0)} frames "
            f"a second{names}"
        )


def _of_claims(summaries: Sequence[ClaimSummary]) -> Iterable[str]:
    for one in summaries:
        if one.skill is None:
            continue
        sentence = (
            f"{one.round}: {counted(one.claims, 'claim')} of time, {one.distinct} of them different, are off by "
            f"a factor of {fixed(2.0**one.median_log2, 1)} in the median; it took {seconds(one.took_s)}"
        )
        yield f"{sentence}; one number said always would be {'no worse' if one.skill <= 0.0 else 'worse'}"


def _of_luck(sheet: Sheet) -> Iterable[str]:
    if sheet.repeats == 1 and sheet.entries:
        yield "each was tried once: what luck does to seconds, and to order by them, is not known"
