"""A pick as tables: everybody who was looked at, and what is to be measured."""

from __future__ import annotations

from operator import attrgetter

from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    seconds_column,
    share_column,
    shown_column,
    span_column,
    words_column,
    yes_column,
)
from prony.boards.words import as_sentence
from prony.pick.view import ModelPick
from prony.plain import clean_line

CANDIDATES = (
    words_column("model", attrgetter("label"), "label"),
    hidden_column("contestant", attrgetter("contestant")),
    yes_column("passes", attrgetter("eligible")),
    words_column("fails", attrgetter("failing")),
    words_column("suite", attrgetter("suite")),
    share_column("solved %", attrgetter("solved.value"), "solved"),
    span_column("95 % interval", "solved", lambda one: (one.solved.lo, one.solved.hi)),
    number_column("tasks", attrgetter("solved.tasks")),
    seconds_column("wall p50", attrgetter("throughput.wall_s.value")),
    number_column("tok/s", attrgetter("throughput.decode_tokens_per_s.value"), unit="tokens_per_s", name="decode"),
    shown_column("memory", attrgetter("memory.text"), left=True),
    hidden_column("memory", attrgetter("memory.total_bytes"), "bytes"),
    hidden_column("weights", attrgetter("memory.weights_bytes"), "bytes"),
    words_column("quant", attrgetter("quantization"), "quantization"),
    words_column("engine", attrgetter("engine")),
    words_column("runs on", attrgetter("host"), "host"),
)
TO_MEASURE = (
    words_column("model", attrgetter("name")),
    words_column("found", attrgetter("origin")),
    words_column("command", attrgetter("command")),
)


def pick_tables(found: ModelPick) -> Tabular:
    """The decision with its evidence."""
    labels = [one.label for one in found.candidates]
    tables = [
        ViewTable(name="candidates", title="Measured here", columns=CANDIDATES, lines=found.candidates),
        ViewTable(name="to_measure", title="To measure next", columns=TO_MEASURE, lines=found.to_measure),
    ]
    suites = (
        f"suite {one.suite} {one.version}, digest {one.digest} · runs {', '.join(one.runs)} · newest attempt "
        f"{one.newest_at or 'none yet'}"
        for one in found.suites
    )
    return Tabular(
        title=clean_line(f"A model for {found.stack.text or 'every task alike'}"),
        sentences=(as_sentence(found.decision.sentence, labels), *(as_sentence(one, labels) for one in found.changes)),
        tables=tuple(table for table in tables if table.lines),
        footnotes=tuple(clean_line(note) for note in (*suites, *found.notes)),
        key={"today": found.today},
    )
