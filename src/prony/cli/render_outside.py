"""Outside boards as text for a terminal."""

from __future__ import annotations

from prony.boards.outside_boards import OutsideBoard, OutsideBoards, OutsideTable, Overlaps
from prony.cli.table import Column, lines, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, folded
from prony.outside.overlap import LEAST_SHARED, Overlap
from prony.readable import counted

MOST_LINES = 40
"""Rows, findings and names that a terminal shows of one board."""
NOT_OURS = "Published by others, on other tasks and machines: never ranked with what was measured here."


def listing(found: OutsideBoards, terminal: Terminal) -> str:
    """The boards, a line each."""
    boards = found.boards
    columns = [
        Column("board", [board.name for board in boards], left=True, cap=48),
        Column("age", [_age(board) for board in boards], left=True),
        Column("rows", [str(board.rows or "--") for board in boards]),
        Column("measures", [", ".join(board.axes) or "--" for board in boards], left=True, priority=2),
        Column("where", [board.where or "--" for board in boards], left=True, priority=1),
        Column("by", [clean_line(board.metric) or "--" for board in boards], left=True, priority=3, cap=16),
        Column("errors", [_count(len(board.findings)) for board in boards]),
        Column("title", [clean_line(board.wrong or board.board) for board in boards], left=True, priority=4, cap=48),
    ]
    out = [*folded(NOT_OURS, terminal.width), "", *lines(columns, terminal, terminal.width)]
    out += [
        "",
        *folded(
            "errors: printed things that cannot both be true. rows --: known of, without numbers here.", terminal.width
        ),
    ]
    return "\n".join(out)


def table(found: OutsideTable, terminal: Terminal) -> str:
    """One board: what is known of it, its rows as printed, what contradicts itself."""
    about, width = found.about, terminal.width
    shown = found.lines[:MOST_LINES]
    columns = [Column("model", [clean_line(line.model) for line in shown], left=True, cap=44)]
    columns += [
        Column(
            clean_line(column.name),
            [clean_line(line.cells.get(column.name, "")) for line in shown],
            priority=1 if column.name == about.metric else place,
            cap=24,
        )
        for place, column in enumerate(found.columns, 2)
    ]
    columns += [
        Column("vendor", [line.vendor or "?" for line in shown], left=True, priority=60),
        Column("told by the name", [_told(line.effort, line.precision) for line in shown], left=True, priority=61),
    ]
    if any(line.measured_here for line in shown):
        here = [clean_line(", ".join(line.measured_here)) for line in shown]
        columns.append(Column("measured here", here, left=True, priority=1, cap=36))
    out = [terminal.paint(clean_line(about.board), "bold"), *_facts(about, width), *folded(NOT_OURS, width), ""]
    nothing = ["no rows: the board is known of, without numbers here"]
    out += lines_and_rest(columns, terminal, width) if shown else nothing
    if len(found.lines) > MOST_LINES:
        out.append(f"and {counted(len(found.lines) - MOST_LINES, 'more row')} (all: --json)")
    return "\n".join([*out, *_checked(about, width)])


def overlap(found: Overlaps, terminal: Terminal) -> str:
    """Two boards whole, or every two of several as a matrix."""
    if len(found.boards) < 2:
        return "an overlap is of two boards that have rows"
    if len(found.pairs) == 1:
        return _two(found.pairs[0], terminal)
    numbers = [str(at) for at in range(1, len(found.boards) + 1)]
    columns = [
        Column("", numbers),
        Column("board", [board.name for board in found.boards], left=True, cap=44),
        Column("rows", [str(board.rows) for board in found.boards]),
    ]
    columns += [
        Column(number, [_shared(found.pair(board.name, other.name)) for board in found.boards], priority=int(number))
        for number, other in zip(numbers, found.boards, strict=True)
    ]
    out = lines_and_rest(columns, terminal, terminal.width)
    out += [
        "",
        *folded(
            "shared variants / families on both. Two boards in full: prony boards overlap NAME NAME", terminal.width
        ),
    ]
    claimed = [pair for pair in found.pairs if pair.compared >= LEAST_SHARED]
    out += [line for pair in claimed for line in folded(f"{pair.a}, {pair.b}: {pair.sentence}", terminal.width)]
    silent = sum(bool(pair.shared) for pair in found.pairs) - len(claimed)
    if silent:
        out.append(f"{counted(silent, 'pair')} with fewer than {LEAST_SHARED} shared models: no claim about agreement")
    return "\n".join(out)


def _two(pair: Overlap, terminal: Terminal) -> str:
    width = terminal.width
    out = [
        terminal.paint(clean_line(f"A {pair.a} · B {pair.b}"), "bold"),
        *folded(clean_line(pair.sentence) + ".", width),
        "",
    ]
    if pair.shared:
        shared = pair.shared[:MOST_LINES]
        columns = [
            Column("on A", [clean_line(one.a) for one in shared], left=True, cap=44),
            Column(f"A: {clean_line(pair.a_metric) or '--'}", [_value(one.a_value) for one in shared], cap=20),
            Column("on B", [clean_line(one.b) for one in shared], left=True, cap=44),
            Column(f"B: {clean_line(pair.b_metric) or '--'}", [_value(one.b_value) for one in shared], cap=20),
            Column("told", ["the same" if one.same else "same variant" for one in shared], left=True, priority=1),
        ]
        out += [*lines(columns, terminal, width), ""]
    families, cap = pair.families[:MOST_LINES], max(16, (width - 36) // 2)
    columns = [
        Column("family", [row.family for row in families], left=True),
        Column("vendor", [row.vendor for row in families], left=True, priority=1),
        Column("shared", [str(row.shared) for row in families]),
        Column("variants on A", [clean_line("; ".join(row.a)) or "--" for row in families], left=True, cap=cap),
        Column("variants on B", [clean_line("; ".join(row.b)) or "--" for row in families], left=True, cap=cap),
    ]
    out += lines(columns, terminal, width)
    if pair.inversions:
        out += ["", "ahead on A, behind on B:"]
    for one in pair.inversions[:MOST_LINES]:
        out += folded(f"{one.first} against {one.second}", width, "  ", "    ")
    return "\n".join(out)


def _facts(about: OutsideBoard, width: int) -> list[str]:
    day = f"published {about.published}" if about.published else "publication day not recorded"
    day += f", taken {about.taken}" if about.taken and not about.published else ""
    where = "where it ran not stated" if about.where in ("", "unknown") else about.where
    first = f"{about.name} · {_age(about)}, {day} · {where} · {', '.join(about.axes) or 'axes not stated'}"
    facts = [first, about.url, about.method, about.note]
    facts.append(f"precision: {about.precision} · hardware: {about.hardware}")
    facts.append(f"harness: {about.harness} · licence: {about.licence}")
    if about.rows:
        lower = ", lower is better" if about.lower_is_better else ""
        facts.append(
            f"models are compared by: {about.metric}{lower}"
            if about.metric
            else "models are compared by nothing: no column has the role total, share or part"
        )
    return [line for fact in facts if fact for line in folded(clean_line(fact), width)]


def _checked(about: OutsideBoard, width: int) -> list[str]:
    out = []
    if about.findings:
        out += ["", f"{counted(len(about.findings), 'contradiction')} in the table:"]
    for one in about.findings[:MOST_LINES]:
        due = f", {one.computed} by the rest" if one.computed else ""
        told = f"{one.row or 'the table'}: {one.rule} {one.printed} printed{due}{f' ({one.why})' if one.why else ''}"
        out += folded(clean_line(told), width, "! ", "    ")
    if about.unread:
        cells = ", ".join(f"{one.row}: {one.column} {one.printed!r}" for one in about.unread[:8])
        more = f" and {len(about.unread) - 8} more" if len(about.unread) > 8 else ""
        out += folded(clean_line(f"cells that print no number: {cells}{more}"), width, "· ", "    ")
    return out or ["", "nothing in the table contradicts itself"] if about.rows else out


def _age(board: OutsideBoard) -> str:
    """Its age: `fresh 12 d`; `old 194+ d` where only the day is known on which it was taken."""
    if board.age_days is None or board.age == "no date":
        return board.age or "?"
    return f"{board.age} {board.age_days}{'' if board.published else '+'} d"


def _told(effort: str, precision: str) -> str:
    return ", ".join(filter(None, (effort, precision))) or "--"


def _count(number: int) -> str:
    return str(number) if number else "--"


def _shared(pair: Overlap | None) -> str:
    return "·" if pair is None else f"{len(pair.shared)}/{pair.shared_families}"


def _value(value: float | None) -> str:
    return "--" if value is None else f"{value:g}"
