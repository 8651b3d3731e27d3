"""Rows of a foreign file: JSON Lines or one JSON array, packed by gzip or not, never more than the bounds."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar

import msgspec

from prony.errors import SuiteError
from prony.nouns import Noun
from prony.plain_files import open_plain

LONGEST_LINE_BYTES = 64 << 20
LARGEST_BYTES = 2 << 30
"""Of one file, unpacked: a small packed file can hold any number of zeros."""
SUFFIXES = (".jsonl", ".jsonl.gz", ".json")
FIRST_BYTES = 1 << 20


class ReadableLines(Protocol):
    """A file that is read by lines, packed or not."""

    def readline(self, size: int, /) -> bytes:
        """Read the next line, or as much of it as `size`."""
        ...


RowType = TypeVar("RowType", bound="ForeignRow")


class ForeignRow(Noun, frozen=True, kw_only=True):
    """A row of a foreign file; keys that are not known are passed over."""


def is_row_file(source: Path) -> bool:
    """Whether a path is a file of rows, by its name."""
    return source.name.endswith(SUFFIXES) and source.is_file()


def rows(source: Path) -> Iterator[tuple[str, bytes]]:
    """Each row of `source` as JSON, with `FILE:NUMBER`. Raises SuiteError E348 where the file cannot be read."""
    try:
        with open_plain(source, follow=True) as file:
            if source.name.endswith(".json"):
                yield from _array(source, file)
            elif source.name.endswith(".gz"):
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield from _lines(source, unpacked)
            else:
                yield from _lines(source, file)
    except (OSError, EOFError, zlib.error) as error:
        raise SuiteError(
            "E348",
            f"{source} cannot be read: {getattr(error, 'strerror', None) or error}",
            hint="it must be a whole file that is yours to read",
        ) from error


def read_row(data: bytes, kind: type[RowType]) -> RowType:
    """A row as a struct. Raises ValueError, with words for whoever has the file."""
    try:
        return msgspec.json.decode(data, type=kind)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def first_keys(source: Path) -> frozenset[str]:
    """The keys of the first row, for a look at what a file is; empty where there is none to be read."""
    if not is_row_file(source):
        return frozenset()
    try:
        _, data = next(rows(source))
        row = json.loads(data)
    except (StopIteration, SuiteError, ValueError, RecursionError):
        return frozenset()
    return frozenset(row) if isinstance(row, dict) else frozenset()


def _lines(source: Path, file: ReadableLines) -> Iterator[tuple[str, bytes]]:
    number, total = 0, 0
    while line := file.readline(LONGEST_LINE_BYTES + 1):
        number += 1
        total += len(line)
        if len(line) > LONGEST_LINE_BYTES or total > LARGEST_BYTES:
            raise _too_large(source, number)
        if line.strip():
            yield f"{source.name}:{number}", line


def _array(source: Path, file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    data = file.read(LONGEST_LINE_BYTES + 1)
    if len(data) > LONGEST_LINE_BYTES:
        raise _too_large(source, 1)
    try:
        items: Any = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise SuiteError("E348", f"{source} holds no JSON array", cause=str(error)) from None
    for number, item in enumerate(items, 1):
        yield f"{source.name}[{number}]", bytes(item)


def _too_large(source: Path, number: int) -> SuiteError:
    return SuiteError(
        "E348",
        f"{source} is too large",
        where=f"{source}:{number}",
        cause=f"a line has at most {LONGEST_LINE_BYTES >> 20} MiB, a file {LARGEST_BYTES >> 30} GiB, unpacked",
    )
