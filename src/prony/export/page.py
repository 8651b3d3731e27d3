"""A run as one HTML page: view models through the templates, written piece by piece.

The page asks for nothing: its style is in it, its policy allows that style alone, and there is no script. The same
journal gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from prony import __version__, readable
from prony.boards import words
from prony.boards.attempts.attempt import AttemptReader, AttemptView
from prony.boards.board import Rate
from prony.boards.causes import words_of
from prony.boards.columns import columns_on, own_columns
from prony.boards.comparison import words as compare_words
from prony.boards.comparison.slices import SliceDifference
from prony.boards.freshness.tables import freshness_tables
from prony.boards.heat import words as heat_words
from prony.boards.heat.tables import languages_tables
from prony.boards.report import MAX_TEXT, RunReport, TaskEvidence, evidence
from prony.export import charts, untrusted
from prony.journal.index import Index
from prony.nouns import Grade
from prony.outcomes import fully_earned
from prony.plain import clean_line, homeless

_TEMPLATES = Path(__file__).parent / "templates"
_PLAIN = re.compile(r"[A-Za-z0-9._/-]{1,100}")
_DIGEST = re.compile("[0-9a-f]{64}")
MAX_PICTURE = 2 << 20
"""Bytes of a picture on the page; a larger one is named only."""
MOST_FIELDS = 8
"""Fields known to differ that stand beside the verdict; the rest is folded."""
MOST_DUELS = 20
"""Tasks on which two differ that are shown at once; the rest is folded."""
MOST_SENTENCES = 6
"""Sentences that stand above a view's tables; the rest is folded."""
SHADES = 10
"""Shades of a share in a table's cell."""


def write(index: Index, report: RunReport, out: TextIO) -> None:
    """Write the page of `report` to `out`. Attempts are read and written one after the other, never all at once."""
    reader = AttemptReader(index, report.run, MAX_TEXT, picture_limit=MAX_PICTURE)

    def attempts(task: TaskEvidence) -> Iterator[AttemptView]:
        return evidence(index, task, reader)

    page = _environment().get_template("page.html")
    for piece in page.generate(report=report, attempts=attempts, version=__version__, style=_style(), policy=policy()):
        out.write(piece)


def policy() -> str:
    """The page's content security policy: nothing but its own style, by its digest."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def _style() -> Markup:
    return Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "block": untrusted.block,
        "line": lambda text: untrusted.line(homeless(text)),
        "difference": untrusted.difference,
        "clean": lambda text: homeless(clean_line(text)),
    }
    environment.globals |= {
        "agree": agree,
        "columns_on": columns_on,
        "freshness_tables": freshness_tables,
        "heat_words": heat_words,
        "languages_tables": languages_tables,
        "own_columns": own_columns,
        "anchor": anchor,
        "arguments": untrusted.arguments,
        "cause_of": lambda detail: untrusted.line(words_of(detail)),
        "words": words,
        "compare_words": compare_words,
        "n": readable,
        "charts": charts,
        "rate_chart": rate_chart,
        "difference_chart": difference_chart,
        "shade": shade,
        "most_duels": MOST_DUELS,
        "most_fields": MOST_FIELDS,
        "most_sentences": MOST_SENTENCES,
        "shortened": shortened,
        "reach": reach,
        "fully_earned": fully_earned,
    }
    return environment


def agree(one: Grade, other: Grade) -> bool:
    """Whether two grades say the same of every criterion and every test; how long the tests took does not matter."""

    def said(grade: Grade) -> tuple[object, ...]:
        criteria = [(criterion.id, criterion.points, criterion.earned) for criterion in grade.criteria]
        tests = sorted((test.id, test.status, test.verdict) for test in grade.tests)
        return grade.solved, grade.score, grade.scale, grade.verdict, criteria, tests

    return said(one) == said(other)


def rate_chart(rate: Rate) -> Markup:
    """A solve rate on the axis from 0 to 100 %."""
    alt = f"{words.percent_of(rate)} %, 95 % interval {words.interval_of(rate)}"
    return charts.dot_interval(rate.value, rate.lo, rate.hi, alt)


def difference_chart(one: SliceDifference, limit: float, name: str) -> Markup:
    """One line of a comparison: hollow where nothing is decided."""
    parts = (f"{name}: {words.points(one.difference)}", f"interval {words.span(one.lo, one.hi)}", one.why)
    alt = ", ".join(filter(None, parts))
    return charts.difference(one.difference, one.lo, one.hi, clean_line(alt), limit=limit, hollow=not one.decided)


def reach(slices: list[SliceDifference]) -> float:
    """How far the axis of these differences must reach."""
    return charts.limit_for(
        [bound for one in slices for bound in (one.lo, one.hi, one.difference) if bound is not None]
    )


def anchor(kind: str, name: str) -> str:
    """The id of a place on the page, for any name there may be: `c` a contestant, `t` a task, `a` an attempt."""
    plain = _PLAIN.fullmatch(name)
    return f"{kind}-{name if plain else hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def shortened(value: str) -> str:
    """A digest by its first digits, as a table of many shows it; anything else as it is."""
    return f"{value[:12]}…" if _DIGEST.fullmatch(value) else value


def shade(share: float | None) -> int:
    """The shade of a share, 0 to `SHADES`."""
    return round((share or 0.0) * SHADES)
