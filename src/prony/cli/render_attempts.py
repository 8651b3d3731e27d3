"""The attempts of a run as text, JSON, CSV or Markdown: one line each."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec

from prony import numbers
from prony.boards.attempts import AttemptLine
from prony.cli.table import Column, lines, markdown
from prony.cli.terminal import Terminal, clean_line


def show(terminal: Terminal, found: Sequence[AttemptLine], form: str | None) -> None:
    """Print the attempts to stdout in the form asked for: json, csv, md or text (None)."""
    match form:
        case "json":
            terminal.raw(msgspec.json.encode(found))
        case "csv":
            terminal.data(_csv(found))
        case "md":
            terminal.data("\n".join(markdown(_columns(found))))
        case _:
            terminal.data("\n".join(lines(_columns(found), terminal, max(40, terminal.width))))


def _columns(found: Sequence[AttemptLine]) -> list[Column]:
    return [
        Column("attempt", [one.attempt for one in found], left=True),
        Column("model", [clean_line(one.label) for one in found], left=True, priority=1, cap=32),
        Column("task", [clean_line(one.task) for one in found], left=True, cap=48),
        Column("repeat", [str(one.repeat) for one in found], priority=6),
        Column("try", [str(one.try_no) if one.counts else f"{one.try_no} (not counted)" for one in found], priority=5),
        Column("outcome", [_outcome(one) for one in found], left=True, cap=32),
        Column("score %", ["--" if one.score is None else numbers.percent(one.score) for one in found], priority=3),
        Column("wall", [numbers.seconds(one.wall_s) for one in found], priority=2),
        Column("tokens", [numbers.count(one.completion_tokens) for one in found], priority=4),
    ]


def _outcome(one: AttemptLine) -> str:
    why = one.fault_class or one.fault or (one.verdict if one.outcome == "failed" else None)
    return clean_line(f"{one.outcome}: {why}" if why else one.outcome)


def _csv(found: Sequence[AttemptLine]) -> str:
    out = io.StringIO()
    names = AttemptLine.__struct_fields__
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for one in found:
        values = (getattr(one, name) for name in names)
        writer.writerow([clean_line(value) if isinstance(value, str) else value for value in values])
    return out.getvalue()
