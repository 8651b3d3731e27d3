"""Tables in files, such as a saved page, into snapshots: Markdown, CSV, TSV, JSON records, HTML, or a snapshot."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from prony import plain_files
from prony.errors import UsageError
from prony.nouns import Noun
from prony.outside.page_tables import MOST_COLUMNS, embedded_tables, page_tables
from prony.outside.snapshot import LARGEST, MOST_ROWS, OutsideColumn, OutsideRow, PublishedBoard, Role, read_snapshot
from prony.plain import clean_line

LONGEST_CELL = 500


class FoundTable(Noun, frozen=True, kw_only=True):
    """A table as text: its header and its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_in(path: Path) -> list[FoundTable]:
    """The tables of a file, in their order. Raises UsageError E107 where it cannot be read, E132 where it has none."""
    try:
        text = plain_files.read_plain(path, LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError("E107", f"{path.name} cannot be read", where=str(path), cause=str(error)[:200]) from error
    reader = _READERS.get(path.suffix.lower(), _markdown)
    found = [tidy for table in reader(text) if (tidy := _tidy(table)) is not None]
    if not found:
        kinds = ", ".join(sorted(_READERS))
        raise UsageError(
            "E132", f"no table was found in {path.name}", where=str(path),
            hint=f"a table with a header and a row, as {kinds} or a snapshot (.toml)",
        )  # fmt: skip
    return found


def snapshot_of(path: Path, described: PublishedBoard, model_column: str | None, number: int) -> PublishedBoard:
    """The snapshot that a file makes: `described` with the columns and rows of its table `number`, from 1. A snapshot's
    own file is taken as it is. model_column: the header of the column of models; None: guessed.

    Raises UsageError E107, E131, E132, and E102 where there is no such column or table.
    """
    if path.suffix.lower() == ".toml":
        return read_snapshot(path)
    tables = tables_in(path)
    if not 1 <= number <= len(tables):
        raise UsageError("E102", f"{path.name} has {len(tables)} tables", hint=f"--table 1 to {len(tables)}")
    table = tables[number - 1]
    at = _model_at(table, model_column)
    columns = [
        _column(name, [row[place] for row in table.rows]) for place, name in enumerate(table.header) if place != at
    ]
    rows = tuple(
        OutsideRow(
            model=row[at],
            cells={name: cell for place, (name, cell) in enumerate(zip(table.header, row, strict=True)) if place != at},
        )
        for row in table.rows
    )
    return msgspec.structs.replace(described, columns=tuple(columns), rows=rows)


def _model_at(table: FoundTable, wanted: str | None) -> int:
    if wanted is not None:
        if wanted in table.header:
            return table.header.index(wanted)
        raise UsageError("E102", f"there is no column {wanted}", hint=f"columns: {', '.join(table.header)}")
    for place, name in enumerate(table.header):
        if re.search(r"\b(model|contestant|llm|name|system|agent|entrant)s?\b", name, re.IGNORECASE):
            return place
    return next((place for place, name in enumerate(table.header) if not _is_rank(name)), 0)


def _is_rank(name: str) -> bool:
    return re.fullmatch(r"\W*(rank|place|pos|position|#|no)\.?\W*", name.strip(), re.IGNORECASE) is not None


_TOTAL = re.compile(
    r"(?:total|overall|score|elo|rating|average|avg|mean)s?"
    r"(?:[\W\d_]+(?:score|point|mark|elo|rating|rank|accuracy|acc|success|result|performance|quality|index|rate|pass|solved"
    r"|resolved|correct|overall|average|avg|mean|total|max|out|of|weighted|normali[sz]ed)s?)*[\W\d_]*",
    re.IGNORECASE,
)
"""A header that says what rows are ranked by. An average of words, or a total of tasks, ranks nobody."""
_LOWER = re.compile(
    r"\b(?:time|wall|latency|duration|ttft|cost|price|seconds|size|tokens|length|memory|v?ram|loc|errors?|hallucinat\w*"
    r"|fail\w*|loss|perplexity|ppl|wer|cer|bugs?|refus\w*|invalid|malformed|timeouts?|violations?|incorrect|wrong)\b|\$",
    re.IGNORECASE,
)
"""A header of what is better the less there is of it."""


def _column(name: str, cells: Sequence[str]) -> OutsideColumn:
    """A column with the role that its header says; whatever is not plainly one is `other`."""
    role = Role.OTHER
    if _is_rank(name):
        role = Role.RANK
    elif _TOTAL.fullmatch(name.strip()):
        # What is the same for all, such as the number of tasks, ranks nobody.
        role = Role.TOTAL if len(cells) == 1 or len(set(cells)) > 1 else Role.OTHER
    elif "%" in name or sum(cell.strip().endswith("%") for cell in cells) > len(cells) / 2:
        role = Role.SHARE if not any(cell.strip().startswith(("-", "+", "\u2212")) for cell in cells) else Role.OTHER
    unit = "%" if role is Role.SHARE else ""
    return OutsideColumn(name=name, role=role, unit=unit, higher_is_better=_LOWER.search(name) is None)


def _tidy(table: FoundTable) -> FoundTable | None:
    """A table with clean cells, unique headers and rows of one width; None where no table is left of it."""
    header: list[str] = []
    for place, name in enumerate(table.header[:MOST_COLUMNS]):
        plain = _plain(name) or f"column {place + 1}"
        header.append(plain if plain not in header else f"{plain} ({place + 1})")
    rows = []
    for row in table.rows[:MOST_ROWS]:
        cells = [_plain(cell) for cell in row[: len(header)]]
        if any(cells):
            rows.append((*cells, *[""] * (len(header) - len(cells))))
    return FoundTable(header=tuple(header), rows=tuple(rows)) if len(header) > 1 and rows else None


def _plain(cell: str) -> str:
    """A cell without marks of Markdown: emphasis, code, and links by their words."""
    text = re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1", cell)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    return clean_line(text)[:LONGEST_CELL]


def _markdown(text: str) -> list[FoundTable]:
    """Tables of bars and dashes, and those in the HTML of the text, in the order in which they begin."""
    lines = text.splitlines()
    tables = [(table.line, FoundTable(header=table.header, rows=table.rows)) for table in embedded_tables(text)]
    at = 1
    while at < len(lines):
        if "|" in lines[at - 1] and re.fullmatch(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*", lines[at]):
            rows = []
            begin, header = at, _cells(lines[at - 1])
            at += 1
            while at < len(lines) and "|" in lines[at]:
                rows.append(_cells(lines[at]))
                at += 1
            tables.append((begin, FoundTable(header=header, rows=tuple(rows))))
        at += 1
    return [table for _, table in sorted(tables, key=lambda placed: placed[0])]


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line: a bar behind a backslash or within code parts none."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    parts = re.split(r"(?<!\\)\|", inner)
    return tuple(part.replace("\\|", "|").strip() for part in parts)


def _separated(delimiter: str | None) -> Callable[[str], list[FoundTable]]:
    def read(text: str) -> list[FoundTable]:
        try:
            dialect = csv.Sniffer().sniff(text[:8192], ",;\t|") if delimiter is None else None
        except csv.Error:
            dialect = None
        mark = dialect.delimiter if dialect is not None else delimiter or ","
        try:
            lines = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(row)]
            lines = lines[_header_at(lines) :]
        except csv.Error:
            return []
        return [FoundTable(header=lines[0], rows=tuple(lines[1:]))] if lines else []

    return read


def _header_at(lines: Sequence[Sequence[str]]) -> int:
    """The place of the header: a title or a remark before it has another number of cells than the line after it."""
    for at, line in enumerate(lines[:-1]):
        remark = re.match(r"\s*#.*\w", line[0]) is not None and len(line) != len(lines[at + 1])
        if len(list(filter(None, line))) > 1 and not remark:
            return at
    return 0


def _records(text: str) -> list[FoundTable]:
    """A list of objects, or the first such list in an object."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list) and value), [])
    records = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    header = tuple(dict.fromkeys(str(name) for record in records for name in record))
    rows = tuple(
        tuple("" if record.get(name) is None else str(record.get(name)) for name in header) for record in records
    )
    return [FoundTable(header=header, rows=rows)] if header else []


def _html(text: str) -> list[FoundTable]:
    return [FoundTable(header=table.header, rows=table.rows) for table in page_tables(text)]


_READERS: dict[str, Callable[[str], list[FoundTable]]] = {
    ".md": _markdown,
    ".txt": _markdown,
    ".csv": _separated(None),
    ".tsv": _separated("\t"),
    ".json": _records,
    ".html": _html,
    ".htm": _html,
}
