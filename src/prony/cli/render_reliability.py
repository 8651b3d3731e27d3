"""Reliability as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from prony import readable
from prony.boards.reliability.reliability import Reliability
from prony.boards.reliability.steadiness import Steadiness
from prony.boards.reliability.tables import LEGEND, copies_of, differ_bounds, differ_of, uneven_notes
from prony.boards.words import NOTHING, as_sentence
from prony.cli.table import Column, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, cut, folded

MOST_TIMES = 10
"""Repeats up to which a column for each number of solved attempts is shown."""


def text(found: Reliability, terminal: Terminal) -> str:
    """What follows, and a line for each contestant."""
    width = max(40, terminal.width)
    where = f"run {found.run}" if found.run else "all runs"
    title = f"reliability · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}"
    rows = [*found.models, *found.references]
    out = [terminal.paint(cut(clean_line(title), width), "bold")]
    for sentence in found.sentences:
        out += folded(as_sentence(sentence, [one.label for one in rows]), width)
    if rows:
        out += ["", *lines_and_rest(_columns(rows), terminal, width)]
    out.append("")
    for note in (*uneven_notes(found), *(doubt.sentence for doubt in found.doubts)):
        out += folded(f"! {clean_line(note)}", width)
    out += [terminal.paint(line, "dim") for line in folded(LEGEND, width)]
    for doubt in found.doubts[:1]:
        out += folded(f"next  {doubt.next_step}", width) if doubt.next_step else []
    return "\n".join(out)


def _columns(rows: Sequence[Steadiness]) -> list[Column]:
    most = max(one.repeats for one in rows)
    each = range(most, -1, -1) if most <= MOST_TIMES else ()
    return [
        Column("model", [clean_line(one.label) for one in rows], left=True, ids=[one.contestant for one in rows]),
        Column("tasks x n", [f"{one.tasks} x {one.repeats}" for one in rows], priority=3),
        Column("n of n", [str(one.by_times[-1]) for one in rows]),
        Column("at times", [str(one.at_times) if one.repeats > 1 else NOTHING for one in rows]),
        Column("never", [str(one.by_times[0]) for one in rows]),
        *(Column(f"{number}x", [_times(one, number) for one in rows], priority=6) for number in each),
        Column("n of n %", [readable.percent(one.every_time.value) for one in rows], priority=2),
        Column("95 % interval", [readable.interval(one.every_time.lo, one.every_time.hi) for one in rows], priority=2),
        Column("letters", [one.letters for one in rows], left=True, priority=2),
        Column("differ %", [_share(differ_of(one)) for one in rows], priority=1),
        Column("interval of differ", [readable.interval(*differ_bounds(one)) for one in rows], priority=4),
        Column("copies", [copies_of(one) for one in rows], priority=1),
    ]


def _times(one: Steadiness, number: int) -> str:
    return str(one.by_times[number]) if number < len(one.by_times) else ""


def _share(value: float | None) -> str:
    return NOTHING if value is None else readable.percent(value)
