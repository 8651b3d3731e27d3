"""What PostgreSQL prints, as values. Texts that are not what their type promises stay texts: they come from a server
that runs what was handed in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from prony.databases.database import Moment, ResultTable, SqlColumn, Value
from prony.databases.postgres.client import RawTable

_Reader = Callable[[str], Value]


def table_of(raw: RawTable) -> ResultTable:
    """The rows as values of the types that their columns say."""
    kinds = [_KINDS.get(number, _OTHER) for _, number in raw.columns]
    columns = tuple(SqlColumn(name=name, kind=kind) for (name, _), (kind, _) in zip(raw.columns, kinds, strict=True))
    readers = [reader for _, reader in kinds]
    rows = tuple(
        tuple(None if cell is None else _read(reader, cell) for reader, cell in zip(readers, row, strict=True))
        for row in raw.rows
    )
    return ResultTable(columns=columns, rows=rows)


def _read(reader: _Reader, cell: bytes) -> Value:
    text = cell.decode("utf-8", "replace")
    try:
        return reader(text)
    except (ValueError, InvalidOperation, RecursionError):
        return text


def number(text: str) -> Value:
    """A number, exactly as it is printed; infinities and `nan` as floats."""
    value = Decimal(text)
    if not value.is_finite():
        return float(text)
    return int(text) if re.fullmatch(r"-?\d{1,18}", text) else value


def _boolean(text: str) -> Value:
    return {"t": True, "f": False}[text] if text in ("t", "f") else text


def _bytes(text: str) -> Value:
    return bytes.fromhex(text.removeprefix("\\x"))


def _json(text: str) -> Value:
    value: Value = json.loads(text, parse_float=Decimal, parse_int=number)
    return value


def _text(text: str) -> Value:
    return text


def _blank_padded(text: str) -> Value:
    return text.rstrip(" ")


def _moment(kind: str) -> _Reader:
    return lambda text: Moment(kind=kind, text=text)


def _array(reader: _Reader) -> _Reader:
    return lambda text: read_array(text, reader)


_ELEMENT = re.compile(r'\{|\}|,|"((?:[^"\\]|\\.)*)"|([^{},"]+)', re.DOTALL)


def read_array(text: str, reader: _Reader) -> Value:
    """`{1,NULL,"a b"}` as a list, nested as it is. Raises ValueError for what is none."""
    text = text[text.index("{") :]  # bounds such as [0:2]= may stand before
    stack: list[list[Value]] = [[]]
    at = 0
    while at < len(text):
        match = _ELEMENT.match(text, at)
        if match is None:
            raise ValueError("no array")
        token, at = match.group(), match.end()
        if token == "{":
            inner: list[Value] = []
            stack[-1].append(inner)
            stack.append(inner)
        elif token == "}":
            stack.pop()
        elif match[1] is not None:
            stack[-1].append(reader(re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL)))
        elif token != ",":
            stack[-1].append(None if token == "NULL" else reader(token))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError("no array")
    return stack[0][0]


_OTHER: tuple[str, _Reader] = ("", _text)
_SCALARS: tuple[tuple[str, _Reader, tuple[tuple[int, int], ...]], ...] = (
    ("bool", _boolean, ((16, 1000),)),
    ("bytes", _bytes, ((17, 1001),)),
    ("number", number, ((20, 1016), (21, 1005), (23, 1007), (26, 1028), (700, 1021), (701, 1022), (1700, 1231))),
    ("text", _text, ((18, 1002), (19, 1003), (25, 1009), (1043, 1015), (705, 0))),
    ("text", _blank_padded, ((1042, 1014),)),
    ("json", _json, ((114, 199), (3802, 3807))),
    ("date", _moment("date"), ((1082, 1182),)),
    ("timestamp", _moment("timestamp"), ((1114, 1115), (1184, 1185))),
    ("time", _moment("time"), ((1083, 1183), (1266, 1270))),
    ("interval", _moment("interval"), ((1186, 1187),)),
    ("uuid", _moment("uuid"), ((2950, 2951),)),
)
"""The family of a type, how it is read, and the numbers of the types and of arrays of them (from `pg_type.dat`)."""
_KINDS: dict[int, tuple[str, _Reader]] = {
    **{one: (kind, reader) for kind, reader, pairs in _SCALARS for one, _ in pairs},
    **{many: ("array", _array(reader)) for _, reader, pairs in _SCALARS for _, many in pairs if many},
}
