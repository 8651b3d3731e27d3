"""A board as text for a terminal, as CSV and as Markdown: the same view model, nothing computed but its words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec

from prony import numbers
from prony.boards import words
from prony.boards.board import Board, Rate, Row
from prony.cli.table import Column, dropped, escaped, lines
from prony.cli.table import markdown as as_markdown
from prony.cli.terminal import Terminal, clean_line, cut

AXIS = 21
AXIS_HEADER = "0" + "50".center(AXIS - 4) + "100"


def text(board: Board, terminal: Terminal) -> str:
    """The board for a terminal, every line within its width."""
    width = max(40, terminal.width)
    columns = _columns(board)
    header, *body = lines(columns, terminal, width)
    out = [
        terminal.paint(cut(words.title(board), width), "bold"),
        _folded(words.verdict(board), width),
        "",
        header,
    ]
    for heading, group in words.groups(board):
        taken, body = body[: len(group)], body[len(group) :]
        out += [terminal.paint(cut(f"-- {heading}", width), "dim")] if heading and group else []
        out += taken
    out.append("")
    out += [_folded(f"! {note}", width) for note in words.footnotes(board)]
    if hidden := dropped(columns, width):
        out.append(_folded(f"not shown at this width: {', '.join(hidden)} (all: --csv, --json, --md)", width))
    out.append(terminal.paint(_folded(words.LEGEND, width), "dim"))
    for number, step in enumerate(board.next_steps):
        out.append(_folded(f"{'next' if number == 0 else '    '}  {clean_line(step)}", width, " " * 6))
    return "\n".join(out)


def markdown(board: Board) -> str:
    """The board as a Markdown table with its sentence and footnotes."""
    columns = [column for column in _columns(board) if column.header != AXIS_HEADER]
    head = [f"**{escaped(words.title(board))}**", "", escaped(words.verdict(board)), ""]
    notes = [f"- {escaped(note)}" for note in words.footnotes(board)]
    return "\n".join([*head, *as_markdown(columns), "", escaped(words.LEGEND), "", *notes]).rstrip()


def table(boards: Iterable[Board]) -> str:
    """CSV: one line for each contestant of each board; units in the column names, shares 0..1, empty = not captured."""
    made = [_record(board, row) for board in boards for row in board.rows]
    out = io.StringIO()
    columns = list(dict.fromkeys(name for record in made for name in record))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue()


def _columns(board: Board) -> list[Column]:
    """Every column; priority 0 stays, the highest number goes first where the width is short."""
    rows = board.rows
    return [
        Column("model", [clean_line(row.label) for row in rows], left=True, cap=32),
        *_telling_apart(rows),
        Column("quant", [words.known(row.quantization) for row in rows], left=True, priority=8),
        Column("bits/w", [numbers.fixed(row.bits_per_weight, 2) for row in rows], priority=12),
        Column("solved", [words.count_of(row.solved) for row in rows]),
        Column("%", [words.percent_of(row.solved) for row in rows], priority=1),
        Column("95 % interval", [words.interval_of(row.solved) for row in rows], priority=2),
        Column(AXIS_HEADER, [_axis(row.solved) for row in rows], left=True, priority=7),
        *(
            Column(words.language(name), [words.count_in(row, name) for row in rows], priority=5)
            for name in board.languages
        ),
        Column("score %", [words.percent_of(row.score) for row in rows], priority=9),
        Column("not solved", [words.not_solved(row.outcomes) for row in rows], left=True, priority=3, cap=36),
        *_costs(rows),
    ]


def _telling_apart(rows: Sequence[Row]) -> list[Column]:
    """Harness and thinking, where models differ in them."""
    found = []
    if len({row.harness for row in rows if not row.reference}) > 1:
        found.append(Column("harness", [words.known(row.harness) for row in rows], left=True, priority=3))
    if any(row.thinking in ("on", "off") for row in rows):
        found.append(Column("thinking", [words.known(row.thinking) for row in rows], left=True, priority=3))
    return found


def _costs(rows: Sequence[Row]) -> list[Column]:
    """What an answer takes: time, tokens, space."""
    return [
        Column("wall p50", [numbers.seconds(row.speed.wall_p50_s) for row in rows], priority=4),
        Column("tok/s", [numbers.fixed(row.speed.decode_tokens_per_s) for row in rows], priority=6),
        Column("engine tok/s", [numbers.fixed(row.speed.server_decode_tokens_per_s) for row in rows], priority=13),
        Column("prompt tok", [numbers.count(row.speed.prompt_tokens) for row in rows], priority=14),
        Column("cached %", [numbers.percent(row.speed.cached_share, 0) for row in rows], priority=15),
        Column("GB", [numbers.gigabytes(row.size_bytes) for row in rows], priority=10),
        Column("assurance", [words.known(row.assurance) for row in rows], left=True, priority=16),
        Column("engine", [words.known(row.engine) for row in rows], left=True, priority=17, cap=24),
    ]


def _axis(rate: Rate) -> str:
    """The interval on a line from 0 to 100, the estimate as a dot."""
    if rate.value is None:
        return ""
    cells = [" "] * AXIS
    if rate.lo is not None and rate.hi is not None:
        for place in range(_place(rate.lo), _place(rate.hi) + 1):
            cells[place] = "─"
    cells[_place(rate.value)] = "●"
    return "".join(cells).rstrip()


def _place(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * (AXIS - 1))


def _record(board: Board, row: Row) -> dict[str, str | int | float | None]:
    record: dict[str, str | int | float | None] = {
        "suite": board.suite,
        "suite_version": board.suite_version,
        "suite_digest": board.suite_digest,
        "run": board.run,
        "grader": board.grader,
        "group": "reference" if row.reference else "model" if row.complete else "incomplete",
        "contestant": row.contestant,
        "label": row.label,
        "quantization": row.quantization,
        "bits_per_weight": row.bits_per_weight,
        "size_bytes": row.size_bytes,
        "engine": row.engine,
        "harness": row.harness,
        "thinking": row.thinking,
        **_rate_fields("solved", row.solved),
        **_rate_fields("score", row.score),
        "at_least_share": row.at_least,
        "at_most_share": row.at_most,
    }
    for one in row.languages:
        fields = _rate_fields("solved", one.rate)
        record |= {f"{clean_line(one.language) or 'other'}_{name}": value for name, value in fields.items()}
    counts = row.outcomes
    record |= {name: getattr(counts, name) for name in counts.__struct_fields__ if name != "reasons"}
    record["reasons"] = " ".join(f"{name}={number}" for name, number in counts.reasons.items())
    record["tries"] = row.tries
    record |= {name: getattr(row.speed, name) for name in row.speed.__struct_fields__}
    record |= {
        "assurance": row.assurance,
        "graders": " ".join(row.graders),
        "last_at": row.last_at,
        "notes": "; ".join(row.notes),
    }
    return {name: _cell(value) for name, value in record.items()}


def _rate_fields(name: str, rate: Rate) -> dict[str, float | int | None]:
    return {
        f"{name}_share": rate.value,
        f"{name}_lo_share": rate.lo,
        f"{name}_hi_share": rate.hi,
        f"{name}_tasks": rate.tasks,
        f"{name}_attempts": rate.attempts,
    }


def _cell(value: str | int | float | None) -> str | int | float | None:
    """Text as one clean line that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    told = clean_line(value)
    return f"'{told}" if told[:1] in ("=", "+", "-", "@") else told


def _folded(told: str, width: int, indent: str = "  ") -> str:
    """Prose broken at spaces to `width`."""
    import textwrap

    wrapped = textwrap.wrap(told, width, subsequent_indent=indent, break_on_hyphens=False, drop_whitespace=True)
    return "\n".join(wrapped)


def document(boards: tuple[Board, ...]) -> bytes:
    """One board as its JSON; several as an array."""
    return msgspec.json.encode(boards[0] if len(boards) == 1 else boards)
