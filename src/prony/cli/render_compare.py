"""A comparison as text for a terminal: the sentence, the two sides, the difference by slice, and where they differ."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from prony import readable
from prony.boards import words
from prony.boards.comparison import words as compare_words
from prony.boards.comparison.compare import Compare
from prony.boards.comparison.disagreements import TaskStanding
from prony.boards.comparison.slices import SliceDifference
from prony.boards.comparison.words import one_sided, told_value
from prony.boards.differences import FieldDifference
from prony.cli.table import Column, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, cut, folded

AXIS = 21
AXIS_HEADER = "B better" + "0".center(AXIS - 16) + "A better"
MOST_FIELDS, MOST_NAMES, MOST_TASKS = 12, 6, 30


def text(compare: Compare, terminal: Terminal, *, every_field: bool = False) -> str:
    """The comparison for a terminal, every line within its width."""
    width = max(40, terminal.width)
    out = [terminal.paint(cut(compare_words.title(compare), width), "bold")]
    out += [_folded(told, width) for told in compare_words.conclusions(compare)]
    for section in (
        [_folded(terminal.paint(f"! {clean_line(compare.flag)}", "red"), width)] if compare.flag else [],
        _fields(compare, terminal, width, every_field),
        _table("", _sides(compare, width), terminal, width),
        [*lines_and_rest(_costs(compare), terminal, width), *_of_costs(compare, width)] if compare.costs else [],
        *_forests(compare, terminal, width),
        [_folded(compare_words.outcomes(compare.matrix), width)],
        _tasks(compare, terminal, width),
        _bugs(compare, terminal, width),
        [_folded(f"! {clean_line(note)}", width) for note in compare.notes],
        [_folded(f"next: {clean_line(one.next_step)}", width) for one in compare.doubts[:1] if one.next_step],
    ):
        out += ["", *section] if section else []
    return "\n".join(out)


def _sides(compare: Compare, width: int) -> list[Column]:
    facts = [compare_words.facts(compare, side) for side in ("a", "b")]
    cap = min(48, max(16, (width - 28) // 2))
    return [
        Column(f"on {readable.counted(compare.versus.tasks, 'common task')}", list(facts[0]), left=True),
        Column(f"A {clean_line(compare.versus.a)}", list(facts[0].values()), left=True, cap=cap),
        Column(f"B {clean_line(compare.versus.b)}", list(facts[1].values()), left=True, cap=cap),
    ]


def _costs(compare: Compare) -> list[Column]:
    costs = compare.costs
    return [
        Column("per solved task", [one.name for one in costs], left=True),
        Column("A", [compare_words.spent(one.a, one.a_lo, one.a_hi) for one in costs]),
        Column("B", [compare_words.spent(one.b, one.b_lo, one.b_hi) for one in costs]),
        Column("A / B", [compare_words.spent(one.ratio, one.lo, one.hi) for one in costs], priority=1),
    ]


def _of_costs(compare: Compare, width: int) -> list[str]:
    """What must be known of those costs, each remark once."""
    remarks: dict[str, list[str]] = {}
    for one in compare.costs:
        remarks.setdefault(one.why, []).append(one.name)
    return [line for why, names in remarks.items() if why for line in folded(f"{', '.join(names)}: {why}", width)]


def _forests(compare: Compare, terminal: Terminal, width: int) -> list[list[str]]:
    """The differences of tasks solved, and of scores where partial credit occurs."""
    tables = [lines_and_rest(_slices("A - B", [compare.whole, *compare.slices]), terminal, width)]
    if compare.score_whole is not None:
        scores = [compare.score_whole, *compare.score_slices]
        tables.append(lines_and_rest(_slices("score A - B", scores), terminal, width))
    return tables


def _slices(header: str, slices: Sequence[SliceDifference]) -> list[Column]:
    return [
        Column(header, compare_words.slice_names(slices), left=True),
        Column("tasks", [f"{one.tasks}{' (few)' if one.few else ''}" for one in slices], left=True, priority=2),
        Column("difference", [words.points(one.difference) for one in slices]),
        Column("95 % interval", [words.span(one.lo, one.hi) for one in slices]),
        Column(AXIS_HEADER, [_axis(one) for one in slices], left=True, priority=3),
        Column("why", [one.why for one in slices], left=True, priority=1, cap=60),
    ]


def _axis(one: SliceDifference) -> str:
    """The interval on a line from -100 to 100 points; a filled dot where the difference is decided."""
    if one.difference is None:
        return ""
    cells = [" "] * AXIS
    cells[AXIS // 2] = "|"
    if one.lo is not None and one.hi is not None:
        for place in range(_place(one.lo), _place(one.hi) + 1):
            cells[place] = "─"
    cells[_place(one.difference)] = "●" if one.decided else "○"
    return "".join(cells).rstrip()


def _place(difference: float) -> int:
    return round((min(1.0, max(-1.0, difference)) + 1.0) / 2.0 * (AXIS - 1))


def _fields(compare: Compare, terminal: Terminal, width: int, every: bool) -> list[str]:
    """What is known to differ; then what only one side tells, counted, or with `every` field by field."""
    known = [field for field in compare.differing if field.both]
    half_known = [field for field in compare.differing if not field.both]
    out = [_folded(compare_words.what_differs(compare), width)]
    if compare.differing:
        title = f"{readable.counted(len(known), 'fingerprint field')} known to differ"
        shown = known if every else known[:MOST_FIELDS]
        out += [title, *(_pairs(shown, terminal, width) if shown else [])]
        out += _more(len(known), len(shown), "--all-fields")
    if half_known and not every:
        names = ", ".join(clean_line(field.name) for field in half_known[:MOST_NAMES])
        more = " … (all: --all-fields)" if len(half_known) > MOST_NAMES else " (--all-fields)"
        out.append(_folded(f"{one_sided(half_known)}: {names}{more}", width))
    elif half_known:
        out += [one_sided(half_known), *_pairs(half_known, terminal, width)]
    if every and compare.shared:
        columns = [
            Column("the same", [clean_line(one.name) for one in compare.shared], left=True, cap=32),
            Column("A and B", [told_value(one) for one in compare.shared], left=True, cap=max(12, width - 36)),
        ]
        out += lines_and_rest(columns, terminal, width)
    return out


def _pairs(fields: Sequence[FieldDifference], terminal: Terminal, width: int) -> list[str]:
    cap = max(12, (width - 36) // 2)
    columns = [
        Column("field", [clean_line(one.name) for one in fields], left=True, cap=32),
        Column("A", [told_value(one.a) for one in fields], left=True, cap=cap),
        Column("B", [told_value(one.b) for one in fields], left=True, cap=cap),
    ]
    return lines_and_rest(columns, terminal, width)


def _tasks(compare: Compare, terminal: Terminal, width: int) -> list[str]:
    duels = compare.tasks[:MOST_TASKS]
    if not duels:
        return ["they differ on no task"] if compare.versus.tasks else []
    scores = any(duel.solved_alike for duel in duels)
    losers = [duel.loser for duel in duels]
    columns = [
        Column("where they differ", [clean_line(duel.task) for duel in duels], left=True, cap=36),
        Column("A", [_of(duel.a, scores) for duel in duels]),
        Column("B", [_of(duel.b, scores) for duel in duels]),
        Column("the loser lacks", [clean_line(one.why) for one in losers], left=True, priority=1, cap=44),
        Column("prony show", [clean_line(one.attempt) for one in losers], left=True, priority=2),
    ]
    return [*_table("", columns, terminal, width), *_more(len(compare.tasks), len(duels))]


def _bugs(compare: Compare, terminal: Terminal, width: int) -> list[str]:
    """Criterion by criterion, where tasks have several."""
    if compare.bugs is None:
        return []
    duels = compare.bugs.differing[:MOST_TASKS]
    columns = [
        Column("criterion", [clean_line(f"{one.task} {one.criterion}") for one in duels], left=True, cap=44),
        Column("A", [f"{one.a_earned}/{one.a_attempts}" for one in duels]),
        Column("B", [f"{one.b_earned}/{one.b_attempts}" for one in duels]),
        Column("is", [clean_line(one.title) for one in duels], left=True, priority=1, cap=44),
    ]
    return [
        _folded(compare_words.criteria(compare.bugs), width),
        *(lines_and_rest(columns, terminal, width) if duels else []),
        *_more(len(compare.bugs.differing), len(duels)),
    ]


def _of(standing: TaskStanding, scores: bool) -> str:
    """Solved of scored attempts; with the score where `scores` are what differs on some task."""
    count = f"{standing.solved}/{standing.scored}"
    return f"{count}  {readable.percent(standing.score)} %" if scores else count


def _more(total: int, shown: int, where: str = "--json") -> list[str]:
    return [f"… {total - shown} more ({where})"] if total > shown else []


def _table(title: str, columns: list[Column], terminal: Terminal, width: int) -> list[str]:
    return [*([title] if title else []), *lines_and_rest(columns, terminal, width)]


def _folded(told: str, width: int) -> str:
    return "\n".join(textwrap.wrap(told, width, subsequent_indent="  ", break_on_hyphens=False, drop_whitespace=True))
