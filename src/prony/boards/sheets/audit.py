"""What contradicts itself in published boards: their tables, what the text says of them, and what no table tells."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prony.boards.sheets.columns import Numbers, numbers_of
from prony.boards.sheets.sheet import Sheet
from prony.boards.view import View
from prony.errors import EstimateError
from prony.outside.checks import check
from prony.outside.library import KnownBoard
from prony.outside.snapshot import PublishedStatement, Says
from prony.stats.printed import read_printed
from prony.stats.printed_statements import Statement, StatementKind, superlative
from prony.stats.printed_statements import check as check_statement

NEAR_LIMIT = 0.02
"""The share of a limit within which a reading may have been cut by it."""


class SheetFinding(View, frozen=True, kw_only=True):
    """Two things of a published board that cannot both be true, or one that nothing can be concluded from."""

    rule: str
    row: str
    printed: str
    computed: str
    about: str = ""


class UnreadStatement(View, frozen=True, kw_only=True):
    """A statement about numbers that are not there."""

    about: str
    row: str
    column: str


class Audit(NamedTuple):
    """What an audit comes to."""

    findings: tuple[SheetFinding, ...]
    unread: tuple[UnreadStatement, ...]


def audited(sheet: Sheet, boards: Sequence[KnownBoard]) -> Audit:
    """Check the tables of these boards, then what each rule finds of their sheet, then every statement."""
    numbers = numbers_of(sheet)
    snapshots = [known.snapshot for known in boards if known.snapshot is not None]
    findings = [
        SheetFinding(rule=one.rule, row=one.row, printed=one.printed, computed=one.computed, about=one.why)
        for board in snapshots
        for one in check(board).findings
    ]
    findings += [found for rule in RULES for found in rule(sheet)]
    unread: list[UnreadStatement] = []
    for statement in (one for board in snapshots for one in board.statements):
        try:
            findings += _CHECKS[statement.says](statement, numbers)
        except (KeyError, ValueError, EstimateError):
            unread.append(UnreadStatement(about=statement.about, row=statement.row, column=statement.column))
    return Audit(tuple(dict.fromkeys(findings)), tuple(unread))


def totals_leave_room(sheet: Sheet) -> Iterator[SheetFinding]:
    """What is left of a total for the tasks that are not printed is what somebody earned there, at most."""
    most = max((mark.points or 0.0 for one in sheet.entries for mark in one.marks.values()), default=0.0)
    for one in sheet.entries:
        known = [mark.points for mark in one.marks.values() if mark.points is not None]
        if one.points is None or not known or sheet.complete(one):
            continue
        rest, left = one.completed - len(known), one.points - sum(known)
        if rest == 0 and abs(left) > 1e-9:
            addends = " + ".join(f"{points:g}" for points in known)
            yield SheetFinding(
                rule="implied", row=one.label, printed=f"{one.points:g}", computed=f"{sum(known):g}", about=addends
            )
        elif rest > 0 and left / rest > most:
            yield SheetFinding(
                rule="implied",
                row=one.label,
                printed=f"{one.points:g}",
                computed=f"{left / rest:g}",
                about=f"for each of the other tasks; nobody has more than {most:g} at one",
            )


def counts_cover_all(sheet: Sheet) -> Iterator[SheetFinding]:
    """What is counted of models is counted of all of them."""
    models = len(sheet.entries)
    for task, of in dict.fromkeys((part.task, part.of) for part in sheet.parts):
        if of != models:
            yield SheetFinding(
                rule="coverage", row=task, printed=str(of), computed=str(models), about="models; who is left out?"
            )
    groups = Counter[tuple[str, str]]()
    for kind in sheet.kinds:
        groups[kind.task, kind.what] += kind.models
    for (task, what), count in groups.items():
        if count != models:
            yield SheetFinding(
                rule="coverage", row=f"{task} {what}", printed=str(count), computed=str(models), about="models"
            )


def attempts_repeat(sheet: Sheet) -> Iterator[SheetFinding]:
    """Everything was tried more than once, so that luck can be told from skill."""
    if sheet.repeats < 2 and sheet.entries:
        about = "attempt at each task: what luck does to a difference is not known"
        yield SheetFinding(rule="one attempt", row="", printed="1", computed="2 or more", about=about)


def one_harness(sheet: Sheet) -> Iterator[SheetFinding]:
    """All were driven by one harness."""
    harnesses = Counter(one.harness for one in sheet.entries if one.harness)
    if len(harnesses) > 1:
        usual = harnesses.most_common(1)[0][0]
        for one in sheet.entries:
            if one.harness and one.harness != usual:
                about = "the model and what drove it differ together"
                yield SheetFinding(rule="confounded", row=one.label, printed=one.harness, computed=usual, about=about)


def same_claims_differ(sheet: Sheet) -> Iterator[SheetFinding]:
    """Of two that claim the same time, neither knows it better: their factors differ by what they took."""
    for task in sheet.tasks:
        claims = Counter(
            (mark.claimed_lo_s, mark.claimed_hi_s)
            for one in sheet.entries
            if (mark := one.marks.get(task.id)) is not None and mark.claimed_lo_s is not None
        )
        for (lo, _), count in claims.items():
            if count > 1:
                about = f"of {claims.total()} at {task.name} claim the same time, {lo:g} s and more"
                yield SheetFinding(rule="same claim", row=task.name, printed=str(count), computed="1", about=about)


RULES = (totals_leave_room, counts_cover_all, attempts_repeat, one_harness, same_claims_differ)


def _is(statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    if statement.of:
        yield from _made_of(StatementKind.SAME, statement, statement.of)
        return
    yield from _made_of(StatementKind.SAME, statement, (_text(_value(statement, numbers)),))
    pair = numbers.pair(statement.column, statement.row, statement.other)
    if pair is not None and pair.differ:
        differences = ", ".join(pair.differ)
        yield SheetFinding(
            rule="confounded",
            row=statement.row,
            printed=statement.printed,
            computed="",
            about=f"{differences} differs, too",
        )


def _within(statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    low, high = (read_printed(end) for end in statement.printed.split("-"))
    value = _value(statement, numbers)
    if low is None or high is None:
        raise KeyError(statement.printed)
    if not float(low.value) <= value <= float(high.value):
        yield _found("within", statement, _text(value))


def _of_two(kind: StatementKind, statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    first = statement.of or (
        _text(numbers.values[statement.column][statement.row]),
        _text(numbers.values[statement.column][statement.other]),
    )
    yield from _made_of(kind, statement, first)


def _best(highest: bool, statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    scope = numbers.among.get(statement.among) if statement.among != "all" else None
    values = {
        label: value
        for label, value in numbers.values[statement.column].items()
        if scope is None or label in scope or label == statement.row
    }
    found = superlative(values, statement.row, highest=highest, only=statement.alone)
    if found is not None:
        mine = values[statement.row]
        place = 1 + sum((value > mine) if highest else (value < mine) for value in values.values())
        about = f"{statement.about}: place {place} of {len(values)}"
        yield SheetFinding(
            rule="superlative", row=found.row, printed=found.printed, computed=found.computed, about=about
        )


def _sorted(statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    values = [read for text in statement.of if (read := read_printed(text)) is not None]
    ordered = sorted(values, key=lambda read: -read.value)
    if values != ordered:
        yield SheetFinding(
            rule="order",
            row=statement.row,
            printed=", ".join(statement.of),
            computed=", ".join(f"{read.value:f}" for read in ordered),
            about=statement.about,
        )


def _named(statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    if statement.printed not in numbers.labels:
        near = difflib.get_close_matches(statement.printed, numbers.labels, n=1, cutoff=0.5)
        yield _found("name", statement, near[0] if near else "")


def _free(statement: PublishedStatement, numbers: Numbers) -> Iterator[SheetFinding]:
    limit = read_printed(statement.printed)
    if limit is None:
        raise KeyError(statement.printed)
    at = [
        label
        for label, value in numbers.values[statement.column].items()
        if abs(value - float(limit.value)) <= NEAR_LIMIT * float(limit.value)
    ]
    if at:
        yield SheetFinding(
            rule="censored",
            row=", ".join(at),
            printed=statement.printed,
            computed=str(len(at)),
            about=f"{statement.about}: {len(at)} readings of {statement.column} stand at that limit",
        )


_CHECKS = {
    Says.IS: _is,
    Says.WITHIN: _within,
    Says.RATIO: lambda statement, numbers: _of_two(StatementKind.RATIO, statement, numbers),
    Says.CHANGE: lambda statement, numbers: _of_two(StatementKind.CHANGE, statement, numbers),
    Says.DIFFERENCE: lambda statement, numbers: _of_two(StatementKind.DIFFERENCE, statement, numbers),
    Says.MOST: lambda statement, numbers: _best(True, statement, numbers),
    Says.LEAST: lambda statement, numbers: _best(False, statement, numbers),
    Says.SORTED: _sorted,
    Says.NAMED: _named,
    Says.FREE: _free,
}


def _made_of(kind: StatementKind, statement: PublishedStatement, of: Iterable[str]) -> Iterator[SheetFinding]:
    found = check_statement(
        Statement(row=statement.row, kind=kind, printed=statement.printed, of=tuple(of), times=statement.times)
    )
    if found is not None:
        # A number that stands for itself and has no decimals is a count, of which nothing was rounded away.
        rounding = found.rounding and (kind is not StatementKind.SAME or "." in found.computed)
        yield SheetFinding(
            rule="rounding" if rounding else found.rule,
            row=statement.row,
            printed=statement.printed,
            computed=found.computed,
            about=f"{statement.about}{'; unrounded numbers could give it' if rounding else ''}",
        )


def _found(rule: str, statement: PublishedStatement, computed: str) -> SheetFinding:
    return SheetFinding(
        rule=rule, row=statement.row, printed=statement.printed, computed=computed, about=statement.about
    )


def _value(statement: PublishedStatement, numbers: Numbers) -> float:
    value = numbers.value(statement.column, statement.row, statement.other)
    if value is None:
        raise KeyError(statement.column)
    return value


def _text(value: float) -> str:
    return f"{value:.10g}"
