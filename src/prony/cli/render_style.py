"""Style as text for a terminal."""

from __future__ import annotations

from prony.boards.style.measures import MEASURES
from prony.boards.style.style import Style
from prony.boards.style.tables import LEGEND, amount, gap, gap_span, names_of, spread_text, title_of, unmeasured_notes
from prony.boards.tabular import p_text
from prony.boards.words import as_sentence
from prony.cli.table import Column, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, cut, folded


def text(found: Style, terminal: Terminal) -> str:
    """What follows, the pair that was named, and a line for each contestant, kind of attempt and language."""
    width = max(40, terminal.width)
    out = [terminal.paint(cut(clean_line(title_of(found)), width), "bold")]
    for sentence in found.sentences:
        out += folded(as_sentence(sentence, names_of(found)), width)
    if found.pairs:
        out += ["", *folded(f"A: {clean_line(found.a or '')} · B: {clean_line(found.b or '')}", width)]
        out += [*lines_and_rest(_pair_columns(found), terminal, width)]
    if found.lines:
        out += ["", *lines_and_rest(_columns(found), terminal, width)]
    out.append("")
    for note in (*unmeasured_notes(found), *(doubt.sentence for doubt in found.doubts)):
        out += folded(f"! {clean_line(note)}", width)
    legend = f"{LEGEND} In brackets: the middle half of tasks, of 4 and more."
    if found.pairs:
        legend = f"A less B: the median of the differences, which is not that of the medians. {legend}"
    out += [terminal.paint(line, "dim") for line in folded(legend, width)]
    for doubt in found.doubts[:1]:
        out += folded(f"next  {doubt.next_step}", width) if doubt.next_step else []
    return "\n".join(out)


def _columns(found: Style) -> list[Column]:
    rows = found.lines
    ids = [one.contestant for one in rows]
    return [
        Column("model", [clean_line(one.label) for one in rows], left=True, ids=ids, cap=30),
        Column("attempts", [one.of for one in rows], left=True),
        Column("language", [clean_line(one.language) for one in rows], left=True),
        Column("tasks", [str(one.tasks) for one in rows], priority=1),
        *(
            Column(measure.header, [spread_text(one, measure) for one in rows], priority=at)
            for at, measure in enumerate(MEASURES)
        ),
    ]


def _pair_columns(found: Style) -> list[Column]:
    rows = found.pairs
    return [
        Column("measure", [one.measure.replace("_", " ") for one in rows], left=True),
        Column("tasks", [str(one.tasks) for one in rows], priority=2),
        Column("A", [amount(one.a, one.unit) for one in rows], priority=3),
        Column("B", [amount(one.b, one.unit) for one in rows], priority=3),
        Column("A less B", [gap(one.difference, one.unit) for one in rows]),
        Column("95 % interval", [gap_span(one) for one in rows], priority=1),
        Column("more/less", [f"{one.more}/{one.less}" for one in rows], priority=2),
        Column("p (Holm)", [p_text(one.p_adjusted) for one in rows]),
        Column("decided", ["yes" if one.decided else "no" for one in rows], left=True),
    ]
