"""A view's tables as data, from which each form (CSV, Markdown, files) is made, so that no view has forms of its own.

A view describes itself once, in a sibling file `tables.py` (or `NAME_tables.py`):

    SLICES = (
        words_column("slice", lambda one: one.name),
        number_column("tasks", lambda one: one.tasks),
        points_column("difference", lambda one: one.difference),
        span_column("95 % interval", "difference", lambda one: (one.lo, one.hi), words.span),
    )

    def some_view_tables(view: SomeView) -> Tabular:
        return tabular_of(
            view,
            title="...",
            sentences=view.sentences,
            tables=(ViewTable(name="slices", title="By slice", columns=SLICES, lines=view.slices),),
        )

and its command takes `in_every_form` (`prony.cli.forms`) and ends in `print_in`, which is given `some_view_tables`.

A column says twice what it is: for people a header and a text, for programs fields, each a name with its unit and one
value. A field holds one unit in all its lines: what has another unit is another field, and where lines are of different
kinds (seconds, then tokens) there is a field for each unit. A number that a table has is a field of the view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from prony import readable
from prony.boards import words
from prony.boards.doubt import Doubt
from prony.boards.head import Basis, SuiteView
from prony.nouns import Noun
from prony.plain import clean_line

Value = str | int | float | bool | None
Of = Callable[[Any], Any]
"""A value of a line."""

UNITS = ("share", "s", "ms", "tokens", "tokens_per_s", "bytes", "gb", "bits", "ratio", "points", "days", "wh", "money")
"""What a field's name may end in. Counts, p values and words have none."""


class TableField(Noun, frozen=True, kw_only=True):
    """One value of each line, for programs."""

    name: str
    unit: str = ""
    value: Of

    @property
    def full_name(self) -> str:
        """Its name with its unit."""
        return f"{self.name}_{self.unit}" if self.unit else self.name


class TableColumn(Noun, frozen=True, kw_only=True):
    """One column: what people read of a line under a header, and the fields that programs read."""

    header: str
    """Empty: programs alone have it."""
    text: Callable[[Any], str]
    """Of a line."""
    fields: tuple[TableField, ...] = ()
    """None: people alone have it."""
    left: bool = False

    def cell(self, line: Any) -> str:
        """What people read of a line."""
        return clean_line(self.text(line))

    def record(self, line: Any) -> dict[str, Value]:
        """What programs read of a line."""
        return {field.full_name: field.value(line) for field in self.fields}


class ViewTable(Noun, frozen=True, kw_only=True):
    """One table of a view."""

    name: str
    """What programs call it: one word."""
    title: str = ""
    """What people read above it."""
    columns: tuple[TableColumn, ...]
    lines: Sequence[Any]
    told: bool = False
    """Its columns explain each other: where a terminal has no room for all, each line is told in words instead."""

    @property
    def shown(self) -> tuple[TableColumn, ...]:
        """The columns that people see."""
        return tuple(column for column in self.columns if column.header)

    def records(self) -> list[dict[str, Value]]:
        """Each line as programs read it."""
        return [
            {name: value for column in self.columns for name, value in column.record(line).items()}
            for line in self.lines
        ]


class Tabular(Noun, frozen=True, kw_only=True):
    """A view as tables with what must stand beside them."""

    title: str
    sentences: tuple[str, ...] = ()
    """What may be concluded, or why nothing may be; each with its full stop."""
    tables: tuple[ViewTable, ...] = ()
    legend: str = ""
    """What the columns mean, where their headers do not say it."""
    footnotes: tuple[str, ...] = ()
    """What the numbers rest on, then what must be known before they are read."""
    key: Mapping[str, Value] = {}
    """What each line of a CSV begins with: what the view is of."""


def tabular_of(
    view: SuiteView,
    *,
    title: str,
    sentences: Sequence[str] = (),
    names: Sequence[str] = (),
    tables: Sequence[ViewTable] = (),
    doubts: Sequence[Doubt] = (),
    notes: Sequence[str] = (),
    legend: str = "",
) -> Tabular:
    """The tables of a view of one suite, with its head as key and footnote, and its doubts as footnotes.

    names: with which a sentence may begin, and which keep their small letter. doubts: why its claims are struck out;
    what stands in their place is the view's own business, in its sentences and in the values of its lines.
    """
    noted = [doubt.sentence for doubt in doubts]
    return Tabular(
        title=clean_line(title),
        sentences=tuple(words.as_sentence(sentence, list(names)) for sentence in sentences),
        tables=tuple(tables),
        legend=clean_line(legend),
        footnotes=(
            rests_on(view),
            *(f"not to be read as a result: {clean_line(doubt_line(doubt))}" for doubt in doubts),
            *(clean_line(note) for note in notes if note not in noted),
        ),
        key={
            "suite": view.suite,
            "suite_version": view.suite_version,
            "suite_digest": view.suite_digest,
            "run": view.run,
            "grader": view.grader,
            "step": view.step,
            "level": view.level,
            "newest_at": view.basis.newest_at,
            "doubts": "; ".join(doubt.sentence for doubt in doubts) or None,
        },
    )


def rests_on(view: SuiteView) -> str:
    """What a view that is pasted elsewhere must say of itself: suite and digest, when, where, how much, which level."""
    parts = [
        f"suite {view.suite} {view.suite_version}, digest {view.suite_digest}",
        *measured_words(view.basis),
        f"{readable.percent(view.level, 0)} % intervals over tasks",
        *([f"judged by grader {view.grader}"] if view.grader else []),
        *([f"judged at step {view.step}"] if view.step is not None else []),
    ]
    return clean_line(" · ".join(parts))


def measured_words(basis: Basis) -> list[str]:
    """Runs, newest attempt, machines, numbers."""
    few = len(basis.runs) <= words.MOST_RUNS
    runs = ", ".join(basis.runs) if few else readable.counted(len(basis.runs), "run")
    return [
        f"run{'s' if len(basis.runs) > 1 and few else ''} {runs}" if few else runs,
        f"newest attempt {basis.newest_at or 'none yet'}",
        f"machine: {'; '.join(basis.machines) or readable.UNKNOWN}",
        f"n = {readable.counted(basis.tasks, 'task')}, {readable.counted(basis.attempts, 'scored attempt')}",
    ]


def doubt_line(doubt: Doubt) -> str:
    """A doubt with what to do about it."""
    return f"{doubt.sentence}; next: {doubt.next_step}" if doubt.next_step else doubt.sentence


def words_column(header: str, value: Of, name: str = "") -> TableColumn:
    """Words; nothing for what is not known. name: of its field, left out: the header's."""
    return TableColumn(
        header=header,
        text=lambda line: _plain(value(line)),
        fields=(TableField(name=_named(name or header), value=lambda line: _plain(value(line)) or None),),
        left=True,
    )


def number_column(
    header: str, value: Of, text: Callable[[Any], str] | None = None, *, unit: str = "", name: str = ""
) -> TableColumn:
    """A number in one unit. text: it as people read it; left out, as it is, `n/c` where there is none."""
    return TableColumn(
        header=header,
        text=lambda line: (text or _number)(value(line)),
        fields=(TableField(name=_named(name or header), unit=unit, value=value),),
    )


def share_column(header: str, value: Of, name: str = "") -> TableColumn:
    """A share, in percent for people; the header carries the sign."""
    return number_column(header, value, readable.percent, unit="share", name=name or header.replace("%", ""))


def points_column(header: str, value: Of, name: str = "") -> TableColumn:
    """A difference of shares, in points for people."""
    return number_column(header, value, words.points, unit="share", name=name)


def seconds_column(header: str, value: Of, name: str = "") -> TableColumn:
    """Seconds."""
    return number_column(header, value, readable.seconds, unit="s", name=name)


def p_column(header: str, value: Of, name: str = "") -> TableColumn:
    """A p value."""
    return number_column(header, value, p_text, name=name)


def span_column(
    header: str,
    name: str,
    bounds: Callable[[Any], tuple[float | None, float | None]],
    text: Callable[[float | None, float | None], str] = readable.interval,
    *,
    unit: str = "share",
) -> TableColumn:
    """An interval: one cell for people, two fields for programs (`NAME_lo_UNIT`, `NAME_hi_UNIT`). text: of its bounds;
    `words.span` for a difference of shares."""
    return TableColumn(
        header=header,
        text=lambda line: text(*bounds(line)),
        fields=(
            TableField(name=f"{_named(name)}_lo", unit=unit, value=lambda line: bounds(line)[0]),
            TableField(name=f"{_named(name)}_hi", unit=unit, value=lambda line: bounds(line)[1]),
        ),
    )


def yes_column(header: str, value: Of, name: str = "") -> TableColumn:
    """Yes, no, or nothing where it is not known."""
    return TableColumn(
        header=header,
        text=lambda line: "" if value(line) is None else "yes" if value(line) else "no",
        fields=(TableField(name=_named(name or header), value=value),),
        left=True,
    )


def hidden_column(name: str, value: Of, unit: str = "") -> TableColumn:
    """A field that programs alone have."""
    return TableColumn(header="", text=str, fields=(TableField(name=_named(name), unit=unit, value=value),))


def shown_column(header: str, text: Of, *, left: bool = False) -> TableColumn:
    """A cell that people alone have, of what other columns hold."""
    return TableColumn(header=header, text=text, left=left)


def p_text(p: float | None) -> str:
    """A p value as people read it."""
    return words.NOTHING if p is None else "< 0.001" if p < 0.001 else f"{p:.2g}"


def _number(value: Any) -> str:
    if value is None:
        return readable.UNKNOWN
    return readable.fixed(value) if isinstance(value, float) else readable.count(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return clean_line(str(value) if isinstance(value, str | int | float) else ", ".join(map(str, value)))


def _named(header: str) -> str:
    return "_".join("".join(sign if sign.isalnum() else " " for sign in header).lower().split())
