"""The board of `rounds` as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from prony.boards.sheets.jobs import JobPick
from prony.boards.sheets.measured import LINES
from prony.boards.sheets.round_lines import RoundLine, RoundView
from prony.boards.sheets.rounds import RoundsBoard
from prony.boards.sheets.shared_tables import PARTS, SheetWords, audit_tables, points_text, sheet_tabular
from prony.boards.sheets.time_claims import TimeClaim
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    seconds_column,
    share_column,
    shown_column,
    words_column,
    yes_column,
)
from prony.boards.words import NOTHING
from prony.plain import clean_line
from prony.readable import fixed, seconds

LEGEND = (
    "rank: by share, then by seconds; of estimates. %: points of all, or tests passed of all where it is not marked in "
    "points. x fastest: seconds over those of the fastest that did all that was asked. factor: claimed over measured "
    "seconds, the claim at its geometric middle; log2 of it. skill: 1 - error over that of the best number said "
    "always, 0 or less: such a number would be no worse. reading cut: one of the two stands where displays cut frames."
)


def rounds_tables(found: RoundsBoard) -> Tabular:
    """Each round, what changed, lines of code, screenshots, claims of time, the best for each job."""
    pictures = [(one, line) for one in found.rounds for line in one.lines if line.pictures]
    said = [(one, line) for one in found.rounds for line in one.lines if line.claims_success is not None]
    spreads = [one for one in found.rounds if one.spread is not None]
    tables = (
        *(
            ViewTable(name=_named(one.round), title=_title(one), columns=_columns(one), lines=one.lines)
            for one in found.rounds
        ),
        ViewTable(name="changes", title="From one measurement to another", columns=CHANGES, lines=found.changes),
        ViewTable(name="bugs", title="Bug by bug", columns=PARTS, lines=[(one, one.task) for one in found.parts]),
        ViewTable(name="spread", title="Lines of code for the same", columns=SPREAD, lines=spreads),
        ViewTable(name="screenshots", title="Screenshots", columns=PICTURES, lines=pictures),
        ViewTable(name="claims", title="Time claimed", columns=CLAIMS, lines=found.claims),
        ViewTable(name="words", title="Success claimed", columns=WORDS, lines=said),
        ViewTable(name="summaries", title="Claims of each round", columns=SUMMARIES, lines=found.summaries),
        ViewTable(name="against", title="Claims against what was done elsewhere", columns=AGAINST, lines=found.against),
        ViewTable(name="jobs", title="The best for each job", columns=JOBS, lines=found.jobs),
        ViewTable(name="references", title="References", columns=REFERENCES, lines=found.references),
        *audit_tables(found),
    )
    names = [one.round for one in found.rounds]
    return sheet_tabular(found, SheetWords("round by round", "round by round", LEGEND), tables, names)


def _named(name: str) -> str:
    return "".join(sign if sign.isalnum() else "_" for sign in name)


def _title(one: RoundView) -> str:
    total = f", {seconds(one.total_wall_s)} in all" if one.total_wall_s is not None else ""
    return f"{one.round}: {one.title}{total}"


def _columns(one: RoundView) -> tuple[TableColumn, ...]:
    """The columns that some line of the round has something in."""
    lines = one.lines

    def having(value: Callable[[RoundLine], object], *columns: TableColumn) -> Iterable[TableColumn]:
        return columns if any(value(line) is not None for line in lines) else ()

    return (
        *having(attrgetter("rank"), number_column("rank", attrgetter("rank"))),
        words_column("model", attrgetter("label")),
        hidden_column("contestant", attrgetter("contestant")),
        *having(
            attrgetter("of"),
            shown_column("tests", _tests),
            hidden_column("passed", attrgetter("passed")),
            hidden_column("of", attrgetter("of")),
        ),
        *having(
            attrgetter("points"),
            number_column("points", attrgetter("points"), points_text, unit="points", name="total"),
        ),
        *having(attrgetter("share"), share_column("%", attrgetter("share"), "share")),
        *having(attrgetter("wall_s"), seconds_column("took", attrgetter("wall_s"), name="wall")),
        *having(
            attrgetter("vs_fastest"),
            number_column("x fastest", attrgetter("vs_fastest"), _times, unit="ratio", name="vs_fastest"),
        ),
        *having(attrgetter("lines"), number_column("lines", attrgetter("lines"), points_text, name="lines_of_code")),
        *having(attrgetter("tampered"), yes_column("tampered", attrgetter("tampered"))),
        *(
            words_column(clean_line(name), _of("labels", name), f"label {name}")
            for name in dict.fromkeys(name for line in lines for name in line.labels)
            if name.lower() != "tampered"
        ),
        *(
            number_column(clean_line(name), _of("metrics", name), _amount, name=f"metric {name}")
            for name in dict.fromkeys(name for line in lines for name in line.metrics)
            if name not in LINES
        ),
        *(() if not any(line.harness for line in lines) else (words_column("harness", attrgetter("harness")),)),
        *(() if not any(line.attempt for line in lines) else (words_column("attempt", attrgetter("attempt")),)),
    )


def _of(field: str, name: str) -> Callable[[RoundLine], Any]:
    return lambda line: getattr(line, field).get(name)


def _tests(line: RoundLine) -> str:
    return f"{line.passed}/{line.of}" if line.of is not None else NOTHING


def _times(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


def _amount(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.4g}"


def _percent_change(value: float) -> str:
    return f"{100 * value:+.1f} %"


def _claimed(one: TimeClaim) -> str:
    low, high = seconds(one.claimed_lo_s), seconds(one.claimed_hi_s)
    return low if low == high else f"{low} to {high}"


def _factor(one: TimeClaim) -> str:
    low, high = f"{one.factor_lo:.1f}", f"{one.factor_hi:.1f}"
    return low if low == high else f"{one.factor:.1f} ({low} to {high})"


def _value(pick: JobPick) -> str:
    parts = (
        f"{pick.lines:g} lines" if pick.lines is not None else "",
        f"{fixed(100 * pick.share)} %" if pick.share is not None else "",
        seconds(pick.wall_s) if pick.wall_s is not None else "",
        f"off by {pick.factor:.1f} x" if pick.factor is not None else "",
        f"{pick.rounds} rounds" if pick.rounds is not None else "",
    )
    return ", ".join(filter(None, parts))


CHANGES = (
    words_column("round", attrgetter("round")),
    words_column("model", attrgetter("label")),
    words_column("from", attrgetter("before_metric"), "before_metric"),
    words_column("to", attrgetter("after_metric"), "after_metric"),
    number_column("before", attrgetter("before"), _amount),
    number_column("after", attrgetter("after"), _amount),
    number_column("change", attrgetter("change"), _percent_change, unit="share"),
    hidden_column("least", attrgetter("least")),
    yes_column("enough before", attrgetter("meets_before")),
    yes_column("enough after", attrgetter("meets_after")),
    yes_column("reading cut", attrgetter("censored"), "censored"),
)
SPREAD = (
    words_column("round", attrgetter("round")),
    number_column("factor", attrgetter("spread"), lambda value: fixed(value, 2), unit="ratio", name="spread"),
    words_column("lines, the fewest first", lambda one: _counts(one), "counts"),
)
PICTURES = (
    words_column("round", lambda line: line[0].round),
    words_column("model", lambda line: line[1].label),
    words_column("attempt", lambda line: line[1].attempt),
    words_column("screenshots", lambda line: line[1].pictures),
)
WORDS = (
    words_column("round", lambda line: line[0].round),
    words_column("model", lambda line: line[1].label),
    words_column("says", lambda line: "succeeded" if line[1].claims_success else "failed"),
    words_column("was", lambda line: "whole" if line[1].full else "not whole"),
    yes_column("its word holds", lambda line: line[1].claims_success is line[1].full, "word_holds"),
    words_column("attempt", lambda line: line[1].attempt),
)
REFERENCES = (
    words_column("round", attrgetter("round")),
    words_column("reference", attrgetter("label")),
    number_column("points", attrgetter("points"), points_text, unit="points", name="total"),
    share_column("%", attrgetter("share"), "share"),
    words_column("attempt", attrgetter("attempt")),
)
CLAIMS = (
    words_column("round", attrgetter("round")),
    words_column("model", attrgetter("label")),
    hidden_column("contestant", attrgetter("contestant")),
    shown_column("claimed", _claimed),
    hidden_column("claimed_lo", attrgetter("claimed_lo_s"), "s"),
    hidden_column("claimed_hi", attrgetter("claimed_hi_s"), "s"),
    seconds_column("took", attrgetter("took_s"), name="took"),
    shown_column("factor", _factor),
    hidden_column("factor_lo", attrgetter("factor_lo"), "ratio"),
    hidden_column("factor_hi", attrgetter("factor_hi"), "ratio"),
    hidden_column("factor", attrgetter("factor"), "ratio"),
    number_column("log2", attrgetter("log2"), lambda value: f"{value:+.2f}"),
)
SUMMARIES = (
    words_column("round", attrgetter("round")),
    number_column("claims", attrgetter("claims")),
    number_column("different", attrgetter("distinct"), name="distinct"),
    number_column("median |log2|", attrgetter("median_log2"), lambda value: fixed(value, 2), name="median_log2"),
    number_column("mean |log2|", attrgetter("error"), lambda value: fixed(value, 2), name="error"),
    number_column("of one number", attrgetter("constant"), lambda value: fixed(value, 2), name="constant"),
    number_column("skill", attrgetter("skill"), lambda value: fixed(value, 2)),
    seconds_column("took", attrgetter("took_s"), name="took"),
    number_column("factor with seconds", attrgetter("rho"), lambda value: fixed(value, 2), name="rho"),
    p_column("p", attrgetter("p")),
)
AGAINST = (
    words_column("factor in", attrgetter("round"), "round"),
    words_column("share in", attrgetter("against"), "against"),
    number_column("models", attrgetter("models")),
    number_column("correlation", attrgetter("rho"), lambda value: fixed(value, 2), name="rho"),
    p_column("p", attrgetter("p")),
    p_column("least p of so few", attrgetter("p_least"), "p_least"),
)
JOBS = (
    words_column("job", attrgetter("job")),
    words_column("best", attrgetter("models"), "models"),
    shown_column("by", _value, left=True),
    hidden_column("lines_of_code", attrgetter("lines")),
    hidden_column("wall", attrgetter("wall_s"), "s"),
    hidden_column("share", attrgetter("share"), "share"),
    hidden_column("factor", attrgetter("factor"), "ratio"),
    hidden_column("rounds", attrgetter("rounds")),
    words_column("in", attrgetter("where"), "where"),
)


def _counts(one: RoundView) -> list[str]:
    """Lines of code by model, of those that did all that was asked."""
    known = sorted((line.lines, line.label) for line in one.lines if line.full and line.lines is not None)
    return [f"{label} {lines:g}" for lines, label in known]
