"""What a snapshot of an outside board is: the table as printed, with where, when and how it was made."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from pathlib import Path

import msgspec

from prony import plain_files
from prony.errors import UsageError
from prony.nouns import Noun
from prony.outside.names import ModelName, read_name_beside

LARGEST = 8 << 20
"""Bytes of a snapshot that are read."""
MOST_ROWS = 20_000
SCHEMA = "prony.outside/1"


class Where(StrEnum):
    """On whose machines a board's models ran."""

    CLOUD = "cloud"
    LOCAL = "local"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a column is for the arithmetic of its table."""

    PART = "part"
    """One of the scores that the total is made of."""
    TOTAL = "total"
    """What rows are ranked by."""
    RANK = "rank"
    SHARE = "share"
    """A share in percent that is no part of a total."""
    PERCENT = "percent"
    """Passed of asked, in percent."""
    PASSED = "passed"
    OF = "of"
    COMPLETED = "completed"
    """How many parts are behind the total, where they are not printed."""
    WALL = "wall"
    """Seconds that a task took."""
    SIZE = "size"
    """Gigabytes of the model's file."""
    LINES = "lines"
    """Lines of code that were handed in."""
    CLAIM = "claim"
    """How long the model says that its work took."""
    LABEL = "label"
    """What kind of solution it is."""
    HARNESS = "harness"
    """What drove the model."""
    OTHER = "other"


class OutsideColumn(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column. means: what it says, in words."""

    name: str
    means: str = ""
    role: Role = Role.OTHER
    unit: str = ""
    higher_is_better: bool = True


class OutsideRow(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row: the model's name and its cells by column, as printed."""

    model: str
    cells: dict[str, str] = {}


class PublishedPart(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a task, such as a planted bug: how many of how many models caught it."""

    task: str
    part: str
    caught: int
    of: int


class PublishedKind(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of solution to a task, by what is asked of one: how many models chose it."""

    task: str
    what: str
    kind: str
    models: int


class Says(StrEnum):
    """What a statement about a board says of its numbers."""

    IS = "is"
    """A value is the printed one."""
    WITHIN = "within"
    """A value lies within the printed range."""
    RATIO = "ratio"
    CHANGE = "change"
    """In percent of the first."""
    DIFFERENCE = "difference"
    MOST = "most"
    """Nobody has more; with `alone`, and nobody as much."""
    LEAST = "least"
    SORTED = "sorted"
    """The numbers stand in falling order."""
    NAMED = "named"
    """The printed name is that of a row."""
    FREE = "free"
    """No value of the column stands at the printed limit of what could be read."""


class PublishedStatement(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the source's text says of its own numbers, to be held against them. about: in our words.

    row, column: whose value, as `prony.boards.sheets.columns` computes it; other: a second row, for what is made of
    two. of: numbers as printed, in place of rows. among: the rows that a superlative is about.
    """

    says: Says
    about: str
    row: str = ""
    column: str = ""
    other: str = ""
    printed: str = ""
    of: tuple[str, ...] = ()
    times: float = 1.0
    alone: bool = False
    among: str = "all"


class PublishedBoard(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An outside board as it stood one day. Dates are ISO 8601, empty where they were not recorded.

    axes: what it measures: quality, throughput, specialty, cost, hardware. precision, hardware, licence, harness: in
    the source's words, `not stated` where it does not say. part_maximum, total_is, sorted, conserved: as
    `prony.stats.table_lint.PublishedTable`. sheet: the suite whose tables it runs through (`prony board SUITE
    --published NAME`); task: the one task that it is of, empty where its columns are tasks.
    """

    schema: str = SCHEMA
    board: str
    url: str = ""
    published: str = ""
    taken: str = ""
    axes: tuple[str, ...] = ()
    method: str = ""
    where: Where = Where.UNKNOWN
    precision: str = "not stated"
    hardware: str = "not stated"
    licence: str = "not stated"
    harness: str = "not stated"
    note: str = ""
    higher_is_better: bool = True
    part_maximum: float | None = None
    total_is: str = "sum"
    sorted: bool = False
    conserved: float | None = None
    sheet: str = ""
    task: str = ""
    columns: tuple[OutsideColumn, ...] = ()
    rows: tuple[OutsideRow, ...] = ()
    parts: tuple[PublishedPart, ...] = ()
    kinds: tuple[PublishedKind, ...] = ()
    statements: tuple[PublishedStatement, ...] = ()

    def columns_of(self, *roles: Role) -> list[OutsideColumn]:
        """The columns that have one of these roles."""
        return [column for column in self.columns if column.role in roles]

    def of_metric(self) -> OutsideColumn | None:
        """The column that rows are compared by: the total, else the first share or part that higher means better."""
        for role in (Role.TOTAL, Role.PERCENT, Role.SHARE, Role.PART):
            if found := self.columns_of(role):
                return found[0]
        return None

    def names(self) -> list[ModelName]:
        """What each row's name tells, with what the columns beside it do."""
        return [read_name_beside(row.model, row.cells) for row in self.rows]

    @property
    def dated(self) -> str:
        """The day that its age counts from: when it was published, else when it was taken."""
        return self.published or self.taken


def age_days(snapshot: PublishedBoard, today: datetime.date) -> int | None:
    """How many days old the numbers are; None where no day was recorded. A day to come counts as today."""
    try:
        day = datetime.date.fromisoformat(snapshot.dated)
    except ValueError:
        return None
    return max(0, (today - day).days)


def read_snapshot(path: Path) -> PublishedBoard:
    """Read a snapshot from its file. Raises UsageError E131 with what is wrong with it."""
    try:
        data = plain_files.read_plain(path, LARGEST)
        found = msgspec.toml.decode(data, type=PublishedBoard)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError) as error:
        raise UsageError(
            "E131", f"{path.name} is no snapshot of an outside board", where=str(path), cause=str(error)[:300]
        ) from error
    if wrong := wrong_with(found):
        raise UsageError("E131", f"{path.name} is no snapshot of an outside board", where=str(path), cause=wrong)
    return found


def wrong_with(snapshot: PublishedBoard) -> str | None:
    """Say what is wrong with a snapshot; None where nothing is."""
    if snapshot.schema != SCHEMA:
        return f"its schema is {snapshot.schema!r}, not {SCHEMA}"
    if not snapshot.board.strip():
        return "it has no name"
    if max(map(len, (snapshot.rows, snapshot.parts, snapshot.kinds, snapshot.statements))) > MOST_ROWS:
        return f"it has more than {MOST_ROWS} rows"
    if snapshot.total_is not in ("sum", "mean"):
        return f"total_is is {snapshot.total_is!r}: sum or mean"
    names = [column.name for column in snapshot.columns]
    if len(set(names)) < len(names):
        return "two columns have one name"
    for day in (snapshot.published, snapshot.taken):
        if day and not _is_day(day):
            return f"{day!r} is no day such as 2026-05-20"
    if snapshot.url and not re.match(r"https?://[^\s]+$", snapshot.url):
        return "its url is no web address"
    return None


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
