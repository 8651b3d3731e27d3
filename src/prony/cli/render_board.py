"""A board as text for a terminal, as CSV and as Markdown: the same view model, nothing computed but its words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec

from prony import numbers
from prony.boards.board import Board, LanguageRate, Outcomes, Rate, Row
from prony.cli.table import Column, dropped, escaped, lines
from prony.cli.table import markdown as as_markdown
from prony.cli.terminal import Terminal, clean_line, cut

AXIS = 21
AXIS_HEADER = "0" + "50".center(AXIS - 4) + "100"
SHORT = {"python": "py", "javascript": "js", "typescript": "ts", "rust": "rs"}
LEGEND = (
    "solved: of the scored attempts. Interval over tasks (effective-n Wilson). tok/s: decode, median, at the client. "
    "n/c: not captured. Infra and missing are counted beside the rate, never in it."
)


def text(board: Board, terminal: Terminal) -> str:
    """The board for a terminal, every line within its width."""
    width = max(40, terminal.width)
    columns = _columns(board)
    header, *body = lines(columns, terminal, width)
    out = [terminal.paint(cut(_title(board), width), "bold"), _folded(_say(board), width), "", header]
    for heading, group in _groups(board):
        taken, body = body[: len(group)], body[len(group) :]
        out += [terminal.paint(cut(heading, width), "dim")] if heading and group else []
        out += taken
    out.append("")
    out += [_folded(f"! {note}", width) for note in _notes(board)]
    if hidden := dropped(columns, width):
        out.append(_folded(f"not shown at this width: {', '.join(hidden)} (all: --csv, --json, --md)", width))
    out.append(terminal.paint(_folded(LEGEND, width), "dim"))
    for number, step in enumerate(board.next_steps):
        out.append(_folded(f"{'next' if number == 0 else '    '}  {clean_line(step)}", width, " " * 6))
    return "\n".join(out)


def markdown(board: Board) -> str:
    """The board as a Markdown table with its sentence and footnotes."""
    columns = [column for column in _columns(board) if column.header != AXIS_HEADER]
    head = [f"**{escaped(_title(board))}**", "", escaped(_say(board)), ""]
    notes = [f"- {escaped(note)}" for note in _notes(board)]
    return "\n".join([*head, *as_markdown(columns), "", escaped(LEGEND), "", *notes]).rstrip()


def table(boards: Iterable[Board]) -> str:
    """CSV: one line for each contestant of each board; units in the column names, shares 0..1, empty = not captured."""
    made = [_record(board, row) for board in boards for row in board.rows]
    out = io.StringIO()
    columns = list(dict.fromkeys(name for record in made for name in record))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue()


def _title(board: Board) -> str:
    where = f"run {board.run}" if board.run else f"{len(board.runs)} run{'s' if len(board.runs) != 1 else ''}"
    repeats = f" x {board.repeats}" if board.repeats > 1 else ""
    judged = f" · grader {board.grader}" if board.grader else ""
    version = f"{board.suite} {board.suite_version}@{board.suite_digest[:8]}"
    newest = board.newest_at or "no attempt yet"
    return clean_line(f"{version} · {board.tasks} tasks{repeats} · {where}{judged} · {newest}")


def _say(board: Board) -> str:
    told = clean_line(board.sentence)
    return told[:1].upper() + told[1:] + "."


def _groups(board: Board) -> list[tuple[str, tuple[Row, ...]]]:
    """The rows under their headings; models, which come first, need none."""
    return [
        ("", board.models),
        ("-- incomplete: not scored on every task, so in no order with those that are", board.incomplete),
        ("-- references: no models, of known score", board.references),
    ]


def _columns(board: Board) -> list[Column]:
    """Every column; priority 0 stays, the highest number goes first where the width is short."""
    rows = board.rows
    return [
        Column("model", [clean_line(row.label) for row in rows], left=True, cap=32),
        *_telling_apart(rows),
        Column("quant", [_known(row.quantization) for row in rows], left=True, priority=8),
        Column("bits/w", [numbers.fixed(row.bits_per_weight, 2) for row in rows], priority=12),
        Column("solved", [_of(row.solved) for row in rows]),
        Column("%", [_percent(row.solved) for row in rows], priority=1),
        Column("95 % interval", [_interval(row.solved) for row in rows], priority=2),
        Column(AXIS_HEADER, [_axis(row.solved) for row in rows], left=True, priority=7),
        *(Column(_short(name), [_language(row, name) for row in rows], priority=5) for name in board.languages),
        Column("score %", [_percent(row.score) for row in rows], priority=9),
        Column("not solved", [_not_solved(row.outcomes) for row in rows], left=True, priority=3, cap=36),
        *_costs(rows),
    ]


def _telling_apart(rows: Sequence[Row]) -> list[Column]:
    """Harness and thinking, where models differ in them."""
    found = []
    if len({row.harness for row in rows if not row.reference}) > 1:
        found.append(Column("harness", [_known(row.harness) for row in rows], left=True, priority=3))
    if any(row.thinking in ("on", "off") for row in rows):
        found.append(Column("thinking", [_known(row.thinking) for row in rows], left=True, priority=3))
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
        Column("assurance", [_known(row.assurance) for row in rows], left=True, priority=16),
        Column("engine", [_known(row.engine) for row in rows], left=True, priority=17, cap=24),
    ]


def _short(language: str) -> str:
    return clean_line(SHORT.get(language, language)) or "other"


def _known(value: str | None) -> str:
    return clean_line(value or "") or numbers.UNKNOWN


def _of(rate: Rate) -> str:
    return f"{rate.solved}/{rate.attempts}" if rate.attempts else "--"


def _percent(rate: Rate) -> str:
    return numbers.percent(rate.value) if rate.attempts else "--"


def _interval(rate: Rate) -> str:
    return numbers.interval(rate.lo, rate.hi) if rate.attempts else "--"


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


def _language(row: Row, name: str) -> str:
    one: LanguageRate | None = next((one for one in row.languages if one.language == name), None)
    return "not run" if one is None or not one.rate.attempts else _of(one.rate)


def _not_solved(outcomes: Outcomes) -> str:
    """Counts of all that is not solved: faults by class, infra and missing with their reasons."""
    parts = [f"{outcomes.failed} failed"] if outcomes.failed else []
    parts += [f"{outcomes.void} void"] if outcomes.void else []
    for reason, number in outcomes.reasons.items():
        kind, _, name = reason.partition(":")
        parts.append(f"{number} {name}" if kind == "faulted" else f"{number} {kind} ({name})")
    parts += [f"{outcomes.waiting} waiting"] if outcomes.waiting else []
    return clean_line(", ".join(parts)) or "--"


def _notes(board: Board) -> list[str]:
    own = [f"{clean_line(row.label)}: {clean_line('; '.join(row.notes))}" for row in board.rows if row.notes]
    own += [
        f"{clean_line(row.label)}: {numbers.interval(row.at_least, row.at_most)} % of all {board.tasks} tasks, "
        "whatever the unscored ones would be"
        for row in board.incomplete
    ]
    return [*(clean_line(note) for note in board.notes), *own]


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
