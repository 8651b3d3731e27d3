"""Trade-offs as text for a terminal."""

from __future__ import annotations

from prony.boards.amount import Amount
from prony.boards.tradeoffs.budget import Keeps
from prony.boards.tradeoffs.dominance import TradeStanding
from prony.boards.tradeoffs.tradeoffs import Tradeoffs, TradeRow, WeighedBy
from prony.boards.words import NOTHING, as_sentence
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, folded
from prony.readable import UNKNOWN, interval, percent

KEEPS = {
    Keeps.WITHIN: "within",
    Keeps.PERHAPS: "perhaps",
    Keeps.BEYOND: "beyond",
    Keeps.NOT_CAPTURED: UNKNOWN,
}


def text(found: Tradeoffs, terminal: Terminal) -> str:
    """What follows, and a line for each model."""
    width = max(40, terminal.width)
    where = f"run {found.run}" if found.run else "all runs"
    title = f"trade-offs · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}"
    names = [row.label for row in found.rows]
    out = [terminal.paint(clean_line(title), "bold")]
    for sentence in found.sentences:
        out += folded(as_sentence(sentence, names), width)
    columns = _columns(found)
    out += ["", *lines(columns, terminal, width), ""]
    out += [line for note in found.notes for line in folded(f"! {clean_line(note)}", width)]
    out += [line for doubt in found.doubts for line in folded(f"! {clean_line(doubt.sentence)}", width)]
    if hidden := dropped(columns, width):
        out += folded(f"not shown at this width: {', '.join(hidden)} (all: --json)", width)
    out += [terminal.paint(line, "dim") for line in folded(legend(found), width)]
    out += [line for doubt in found.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    return "\n".join(out)


def legend(found: Tradeoffs) -> str:
    """What the words of the table are."""
    weighed = ", ".join(one.name for one in found.dimensions if one.weighed)
    scope = f" ({found.scope})" if found.scope else ""
    return (
        f"Weighed by {weighed}. dominated: somebody is decidedly no worse in each (by {found.margin * 100:g} points of "
        f"tasks, {found.margin * 100:g} % of all else) and decidedly better in one{scope}; not told: nobody "
        "decidedly is, somebody may. budget: by intervals that hold for all models and limits at once. "
        "Intervals in the table are 95 % one by one; n/c: not captured, which is not 0."
    )


def _columns(found: Tradeoffs) -> list[Column]:
    names = {row.contestant: row.label for row in found.rows}
    kept = {one.contestant: one.whole for one in found.budget.kept} if found.budget else {}
    return [
        Column(
            "model",
            [clean_line(row.label) for row in found.rows],
            left=True,
            cap=36,
            ids=[clean_line(row.contestant) for row in found.rows],
        ),
        *([Column("budget", [KEEPS[kept[row.contestant]] for row in found.rows], left=True)] if kept else []),
        Column("dominated", [_standing(row, names) for row in found.rows], left=True, cap=44, priority=2),
        *(
            Column(one.header, [cell(row, one) for row in found.rows], priority=1 if one.weighed else 6 + at)
            for at, one in enumerate(found.dimensions)
        ),
    ]


def _standing(row: TradeRow, names: dict[str, str]) -> str:
    if row.standing is TradeStanding.NOT_COMPARED:
        return "not compared"
    if row.standing is TradeStanding.NOT_DOMINATED:
        return "not told"
    more = f" +{len(row.dominated_by) - 1}" if len(row.dominated_by) > 1 else ""
    return clean_line(f"by {names[row.dominated_by[0]]}{more}")


def cell(row: TradeRow, dimension: WeighedBy) -> str:
    """A number with its interval."""
    amount = row.amounts[dimension.name]
    if amount.value is None:
        return UNKNOWN if amount.state != "nothing_scored" else NOTHING
    if dimension.share:
        return f"{percent(amount.value)} ({interval(amount.lo, amount.hi)})"
    return (Amount(value=amount.value) if amount.lo == amount.hi else amount).text()
