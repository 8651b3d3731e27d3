"""The append-only record of every run, and the index that boards read.

Residents: `events` (what can happen, one struct each), `writer` (the one writer of a run), `reader` (events by
position, the chain of hashes verified), `blobs` (replies, requests and files by their digest), `index` (a SQLite file
that can be thrown away) with its `schema`, `rows` (written), `fold` (events into them), `plan_rows` (a plan into them),
`rollup` (tries into cells), `standings` (what is kept of those), `packed` (cells as columns), `packs` (those read from
the index), `speeds` (what an exchange adds to them), `measures` (numbers of a contestant, one file each), `queries`
(what boards ask it), `planned_tasks` (of tasks), `put_aside` (runs that are to be forgotten), `origin` (which runs
began here), `remarks` (what to know of attempts that count), `past` (what earlier runs tell of cost), `spending` (what
scored attempts took), `asked` (what was sent to whom), `sameness` (which attempts gave the same), `judges` (what graded
them), `marks` (what grades say of parts of an attempt), `points` (attempts in points), `shown` (the attempts to look
at), `handed`, `outputs` (what was handed in, and judged how), `sweeps` (what measurements of speed write down).
"""

from prony.journal.blobs import Blobs
from prony.journal.events import (
    Ended,
    Event,
    ExchangeSeen,
    Extended,
    Finished,
    Graded,
    Identified,
    Loaded,
    Noted,
    Planned,
    Rehearsed,
    Resumed,
    Started,
    Submitted,
    as_extended,
    task_pin,
)
from prony.journal.reader import START, Cursor, Record, read_events, read_records
from prony.journal.writer import JournalWriter

__all__ = [
    "START",
    "Blobs",
    "Cursor",
    "Ended",
    "Event",
    "ExchangeSeen",
    "Extended",
    "Finished",
    "Graded",
    "Identified",
    "JournalWriter",
    "Loaded",
    "Noted",
    "Planned",
    "Record",
    "Rehearsed",
    "Resumed",
    "Started",
    "Submitted",
    "as_extended",
    "read_events",
    "read_records",
    "task_pin",
]
