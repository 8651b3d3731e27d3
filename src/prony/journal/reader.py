"""Read a journal by position, verifying its chain: for resume, for the index, for any number of live views."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from prony.errors import JournalError
from prony.journal.events import GENESIS, Event, decode_envelope, decode_event, line_hash
from prony.plain_files import open_plain
from prony.registry import tell_once

EVENTS_NAME = "events.jsonl"
LONGEST_LINE = 64 << 20
"""Bytes of an event. What has more in a line is no journal of ours, and would fill the memory."""


class Cursor(NamedTuple):
    """A place between two events: the next line's byte offset, its `seq`, and the `prev` it must carry."""

    offset: int
    seq: int
    prev: str


START = Cursor(0, 0, GENESIS)


class Record(NamedTuple):
    """One event as it stands in the journal, and the cursor behind it."""

    seq: int
    at: str
    event: Event
    after: Cursor


def run_names(runs: Path) -> list[str]:
    """The names of what stands in `runs`. One that is no text (UTF-8) is told and left out: no table or document could
    hold it."""
    names = os.listdir(runs) if runs.is_dir() else []
    for name in (name for name in names if not _is_text(name)):
        tell_once(f"the run {os.fsencode(name)!r} is left out: its name is no text (UTF-8); call its folder otherwise")
    return sorted(filter(_is_text, names))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def events_path(run_dir: Path) -> Path:
    """The journal of a run."""
    return Path(run_dir) / EVENTS_NAME


def read_records(run_dir: Path, start: Cursor = START) -> Iterator[Record]:
    """Yield the complete events from `start` on, in order; a torn last line is left alone.

    Raises JournalError E601 where there is no journal, E602 with the byte offset where a line is damaged or the chain
    is broken, E604 for an event that only a newer version knows, E608 where the system does not let us read.
    """
    path = events_path(run_dir)
    with _opened(path) as file:
        file.seek(start.offset)
        cursor = start
        while raw := file.readline(LONGEST_LINE):
            if len(raw) == LONGEST_LINE:
                where = f"{path}, byte {cursor.offset}"
                raise _damaged(f"event {cursor.seq} is damaged", where, f"its line is longer than {LONGEST_LINE} bytes")
            if not raw.endswith(b"\n"):
                return
            record = _record(raw[:-1], cursor, path)
            cursor = record.after
            yield record


def read_events(run_dir: Path, from_seq: int = 0) -> Iterator[Event]:
    """Yield the events whose `seq` is at least `from_seq`. The chain is verified from the first event on.

    Raises as `read_records`.
    """
    for record in read_records(run_dir):
        if record.seq >= from_seq:
            yield record.event


def event_at(run_dir: Path, byte: int) -> Event:
    """The one event whose line begins at `byte`, as the index remembers it; the chain is not verified.

    Raises JournalError E601 where there is no journal, E602 when no whole event begins there, E608 as `read_records`.
    """
    path = events_path(run_dir)
    with _opened(path) as file:
        file.seek(byte)
        line = file.readline(LONGEST_LINE)
    try:
        return decode_event(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damaged("an event is not where the index remembers it", f"{path}, byte {byte}", str(error)) from error


def _opened(path: Path) -> BinaryIO:
    try:
        return open_plain(path)
    except FileNotFoundError as error:
        raise JournalError(
            "E601",
            f"run {path.parent.name} holds no journal",
            where=str(path),
            hint="restore the file from a copy; without it nothing is known of the run",
        ) from error
    except OSError as error:
        raise JournalError(
            "E608",
            f"the journal of run {path.parent.name} cannot be read: {error.strerror}",
            where=str(path),
            hint="see whose it is: ls -ld, or leave it out by moving its folder elsewhere",
        ) from error


def _record(line: bytes, at: Cursor, path: Path) -> Record:
    where = f"{path}, byte {at.offset}"
    try:
        envelope = decode_envelope(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damaged(f"event {at.seq} is damaged", where, str(error)) from error
    if envelope.seq != at.seq:
        raise _damaged(f"event {at.seq} is missing", where, f"the line there says it is event {envelope.seq}")
    if envelope.prev != at.prev:
        raise _damaged(
            f"the chain is broken before event {at.seq}",
            where,
            "the line before it was changed after it had been written, or lines were taken out",
        )
    try:
        event = decode_event(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise JournalError(
            "E604",
            f"event {at.seq} is of a kind or shape that this version does not know",
            where=where,
            cause=str(error),
            hint="read this run with the version of prony that wrote it, or with a newer one",
        ) from error
    return Record(at.seq, envelope.at, event, Cursor(at.offset + len(line) + 1, at.seq + 1, line_hash(line)))


def _damaged(what: str, where: str, cause: str) -> JournalError:
    return JournalError(
        "E602",
        what,
        where=where,
        cause=cause,
        hint="the events before it are sound; restore the file from a copy to read the rest",
    )
