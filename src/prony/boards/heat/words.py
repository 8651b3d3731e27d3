"""The table of contestants and languages in words: cells, sentences, what stands below."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR

from prony.boards.heat.flatness import FlatnessSpread, LanguageGap
from prony.boards.heat.languages import FEW_TASKS, LOST, NOT_RUN, HeatCell, HeatRow, HeatSlice, Languages
from prony.boards.words import NOTHING
from prony.phrases import signed, unsigned
from prony.plain import clean_line
from prony.readable import interval, percent

GROUPS = {
    "model": "",
    "incomplete": "incomplete: too little of it is scored, so in no order with others",
    "reference": "references: no models, of known score",
}
MOST_AGAINST = 4
"""Pairs with the named value that sentences tell of one model; the table has all."""
UNSCORED = {NOT_RUN: "not run", LOST: "not scored"}


def title(found: Languages) -> str:
    """What the table is about."""
    where = f"run {found.run}" if found.run else "all runs"
    return clean_line(f"{found.title} · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}")


def cell(one: HeatCell) -> str:
    """Percent with the number of tasks; `~` where they are too few to be read alone."""
    if not one.rate.attempts:
        return UNSCORED.get(one.state, NOTHING)
    return f"{percent(one.rate.value)} /{one.rate.tasks}{'~' if one.state == FEW_TASKS else ''}"


def whole_cell(one: HeatCell) -> str:
    """The same with its interval."""
    if not one.rate.attempts or one.rate.lo is None:
        return cell(one)
    few = "~" if one.state == FEW_TASKS else ""
    return f"{percent(one.rate.value)} [{interval(one.rate.lo, one.rate.hi)}] /{one.rate.tasks}{few}"


def cell_interval(one: HeatCell) -> str:
    """The interval of a cell."""
    return interval(one.rate.lo, one.rate.hi) if one.rate.attempts else NOTHING


def spread(one: FlatnessSpread | None) -> str:
    """Points between best and worst, with the interval that accounts for having picked them."""
    if one is None or one.value is None or one.lo is None or one.hi is None:
        return NOTHING
    lo, hi = unsigned(one.lo, ROUND_FLOOR), unsigned(one.hi, ROUND_CEILING)
    return f"{_bare(unsigned(one.value))} [{_bare(lo)} to {_bare(hi)}]"


def extremes(one: FlatnessSpread | None) -> str:
    """The best and the worst value of the estimates."""
    return NOTHING if one is None or one.value is None else clean_line(f"{one.best} - {one.worst}")


def sentences(found: Languages) -> list[str]:
    """Who is ahead in which value, then how flat each model is, and how far its values are decidedly apart."""
    orders = [f"{clean_line(one.value)}: {one.sentence}" for one in found.orders]
    models = [row.spread for row in found.rows if row.group == "model" and row.spread is not None]
    flat = [told for one in models for told in (one.sentence, *gaps(one, found.against))]
    return [*orders, *dict.fromkeys(flat)]


def gaps(one: FlatnessSpread, against: str) -> list[str]:
    """The pairs that are decided, the widest first: one of all, or some of those with one named value."""
    decided = sorted((gap for gap in one.gaps if gap.decided), key=lambda gap: -abs(gap.value))
    most = MOST_AGAINST if against else 1
    more = len(decided) - most
    rest = [f"{more} more pairs are told apart"] if against and more > 0 else []
    return [*(gap.sentence for gap in decided[:most]), *rest]


def gap(one: LanguageGap) -> str:
    """A value less another, in points, with its interval; `*` where it is decided."""
    return f"{signed(one.value)} [{reach(one.lo, one.hi)}]{'*' if one.decided else ''}"


def reach(lo: float, hi: float) -> str:
    """An interval of a difference, in points."""
    return f"{signed(lo, ROUND_FLOOR)} to {signed(hi, ROUND_CEILING)}"


def slice_cell(one: HeatSlice) -> str:
    """Percent with the number of tasks, and of problems where these are fewer; `~` where they are too few."""
    if not one.rate.attempts:
        return NOTHING
    return f"{percent(one.rate.value)} /{one.rate.evidence}{'~' if one.few else ''}"


def notes(found: Languages) -> list[str]:
    """What must be known before the table is read."""
    left_out = dict.fromkeys(value for row in found.rows if row.spread is not None for value in row.spread.left_out)
    told = [found.filtered.sentence] if found.filtered is not None else []
    told += [found.pairing] if len(found.values) > 1 else []
    told += [f"in no spread, for fewer than 6 tasks: {', '.join(map(clean_line, left_out))}"] if left_out else []
    return [clean_line(one) for one in (*told, *found.notes)]


def legend(found: Languages) -> str:
    """What cells and columns are."""
    several = len([one for one in found.orders if one.ranking is not None])
    each = f" Sentences hold in all {several} {found.title} at once." if several > 1 else ""
    return (
        "A cell: percent solved / tasks with a scored attempt; ~ fewer than 20, too few to be read alone; its interval "
        "stands in brackets where there is room, and in --csv, --md and --json. spread: points between the best and "
        "the worst, which are picked as the extremes, and the 95 % interval of the true spread, whichever pair it is; "
        "each model's holds for itself."
        f"{each}{_of_gaps(found)}"
    )


def _of_gaps(found: Languages) -> str:
    if not found.against:
        return ""
    return (
        f" Each other one less {clean_line(found.against)}, in points, with intervals that hold for all of a model's "
        "at once; * decided."
    )


def groups(found: Languages) -> list[tuple[str, list[HeatRow]]]:
    """Rows under their headings."""
    by_group = [(heading, [row for row in found.rows if row.group == group]) for group, heading in GROUPS.items()]
    return [(heading, rows) for heading, rows in by_group if rows]


def _bare(told: str) -> str:
    return told.removesuffix(" points").removesuffix(" point")
