"""Parquet files, by a library that is an extra of this package."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from prony.boards import leaderboards
from prony.boards.board import Board
from prony.errors import UsageError
from prony.export.parquet import tables
from prony.export.parquet.schema import MOMENT, SCHEMA, TABLES
from prony.export.target import ExportDocument, ExportOrder, write_file
from prony.journal.index import Index
from prony.plain import clean, encodable

if TYPE_CHECKING:
    import pyarrow

BATCH = 20_000
"""Records that are typed at once."""


def write(index: Index, order: ExportOrder) -> ExportDocument:
    """Write attempts, cells and rows as DIR/TABLE.parquet; only the attempts where `-o` names a file `.parquet`.

    Raises UsageError E162 where the library is not installed, E160 for a place that cannot be written.
    """
    _library()
    boards = leaderboards(index, order.run, order.suite)
    single = order.out.suffix == ".parquet"
    files = []
    for name in ("attempts",) if single else TABLES:
        path = order.out if single else order.out / f"{name}.parquet"
        data, count = _as_parquet(name, _records(index, boards, name))
        files.append(write_file(path, data, count))
    left_out = {name: "-o names one file, and that is of attempts" for name in TABLES if single and name != "attempts"}
    return ExportDocument(target="parquet", out=str(order.out), files=tuple(files), left_out=left_out)


def _records(index: Index, boards: Iterable[Board], name: str) -> Iterator[tables.Record]:
    for board in boards:
        if name == "rows":
            yield from tables.rows(board)
            continue
        whole = tables.gathered_of(index, board)
        yield from tables.attempts(index, board, whole) if name == "attempts" else tables.cells(board, whole)


def _library() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            "E162",
            "Parquet needs a package that is not installed",
            cause=str(error),
            hint="pip install 'prony[parquet]'; without it: prony export csv",
        ) from error
    return pyarrow.parquet


def _as_parquet(name: str, records: Iterator[tables.Record]) -> tuple[bytes, int]:
    """The file's bytes, and how many records it has."""
    parquet = _library()
    schema, out, count = _schema(name), io.BytesIO(), 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(records, BATCH)):
            writer.write_table(_table(batch, name, schema))
            count += len(batch)
    return out.getvalue(), count


def _schema(name: str) -> pyarrow.Schema:
    import pyarrow

    kinds: dict[str, Callable[[], Any]] = {
        "string": pyarrow.string,
        "int64": pyarrow.int64,
        "double": pyarrow.float64,
        "bool": pyarrow.bool_,
        MOMENT: lambda: pyarrow.timestamp("ms", tz="UTC"),
    }
    fields = [
        pyarrow.field(column.name, kinds[column.type](), metadata={"help": column.help}) for column in TABLES[name]
    ]
    return pyarrow.schema(fields, metadata={"schema": SCHEMA, "table": name})


def _table(batch: list[tables.Record], name: str, schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    columns = {
        column.name: [_value(record.get(column.name), column.type) for record in batch] for column in TABLES[name]
    }
    return pyarrow.table(columns, schema=schema)


def _value(value: Any, kind: str) -> Any:
    """A value as its column's type has it; text without what acts or hides."""
    if value is None:
        return None
    if kind == MOMENT:
        try:
            return datetime.datetime.fromisoformat(value).astimezone(datetime.UTC)
        except ValueError:
            return None
    return encodable(clean(value)) if kind == "string" else int(value) if kind == "int64" else value
