"""The index of all runs: a SQLite file (WAL) computed from their journals, brought up to date by position."""

from __future__ import annotations

import errno
import itertools
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from prony.errors import JournalError
from prony.journal.fold import Fold
from prony.journal.measures import MEASURES
from prony.journal.origin import begun_here, computed_here, refuse_links
from prony.journal.reader import START, Cursor, events_path, read_records, run_names
from prony.journal.schema import DROP, SCHEMA, VERSION
from prony.journal.standings import ROLLED_UP, roll_up
from prony.nouns import Noun

BATCH = 10_000
BUSY_S = 30.0
UNREADABLE = -1


class Update(Noun, frozen=True, kw_only=True):
    """What `Index.update` found: new events, and the runs whose journal is damaged (run -> what is wrong)."""

    events: int
    damaged: dict[str, str] = {}


def _use_wal(db: sqlite3.Connection) -> None:
    """Write-ahead logging, which the file remembers. SQLite's own patience does not cover the switch to it: where
    several processes open a new index at once, all but one are told that it is locked."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


class Index:
    """`home`/.prony/index.sqlite, computed from `home`/runs/*/events.jsonl. Any number of processes may read and
    update it at once. Use as a context manager, or call `close`.

    Raises JournalError E620 when the file cannot be opened, is no index, or stays locked for 30 s.
    """

    def __init__(self, home: Path) -> None:
        self.home = Path(home)
        self.runs = self.home / "runs"
        self.path = self.home / ".prony" / "index.sqlite"
        self._db: sqlite3.Connection | None = None

    @property
    def stamp(self) -> str:
        """What the tables were filled by: these measures, and processes of this user."""
        return f"{MEASURES.stamp()} {computed_here(self.home)}"

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a reading query, by column name."""
        with self._index_errors():
            return self._open().execute(sql, parameters).fetchall()

    def update(self) -> Update:
        """Read what is new in every run; forget runs that are gone. Costs one `stat` per run where nothing is new."""
        with self._index_errors():
            events = sum(self._follow(run) for run in self._present())
            for run in self._known() - set(self._present()):
                with self._writing():
                    self._forget(run)
            damaged = self._open().execute("SELECT run, damage FROM run WHERE damage IS NOT NULL")
            return Update(events=events, damaged={row["run"]: row["damage"] for row in damaged})

    def rebuild(self) -> Update:
        """Throw everything away and compute it anew, verifying every chain from its first event.

        Readers keep the old index until this is done. A file that is no index at all is replaced.
        """
        with self._index_errors():
            try:
                events = self._anew()
            except sqlite3.OperationalError:
                raise  # locked, or a full disk: not the file's fault
            except sqlite3.DatabaseError:
                self._discard()
                events = self._anew()
            return Update(events=events, damaged=self.update().damaged)

    def dump(self) -> str:
        """The whole index as SQL text; equal for equal journals, in whatever batches they were read."""
        with self._index_errors():
            return "\n".join(self._open().iterdump())

    def _anew(self) -> int:
        with self._writing():
            self._create()
            return sum(self._read_on(run) for run in self._present())

    # --- opening -----------------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            refuse_links(self.path)
            db = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)
            db.row_factory = sqlite3.Row
            try:
                _use_wal(db)
                db.execute("PRAGMA synchronous = NORMAL")
                self._db = db
                if not self._current():
                    with self._writing():
                        if not self._current():
                            self._create()
            except BaseException:
                self._db = None
                db.close()
                raise
        return self._db

    def _discard(self) -> None:
        """Remove the file, which SQLite cannot read."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _current(self) -> bool:
        """Whether the tables are of this version, and were filled here, with the measures that there are now."""
        db = self._open()
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            return False
        return [tuple(row) for row in db.execute("SELECT measures FROM made_of")] == [(self.stamp,)]

    def _create(self) -> None:
        """Empty tables of this version, whatever was there. Called inside a transaction."""
        db = self._open()
        for kind, name in db.execute(DROP).fetchall():
            db.execute(f"DROP {kind} {name}")
        for statement in SCHEMA.split(";"):
            db.execute(statement)
        db.execute("INSERT INTO made_of VALUES (?)", (self.stamp,))
        db.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        db = self._open()
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    @contextmanager
    def _index_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalError(
                "E620", "the index cannot be used", where=str(self.path), cause=str(error), hint=self._way_out(error)
            ) from error

    def _way_out(self, error: Exception) -> str:
        """What helps: only a file that SQLite cannot read is helped by being built anew."""
        folder = self.path.parent
        if isinstance(error, FileExistsError | NotADirectoryError):
            return f"{folder} is where the index lies, and must be a folder: move away what stands there"
        if not os.access(folder if folder.is_dir() else self.home, os.W_OK):
            return f"boards are computed into {folder}, which cannot be written: work in a folder of your own"
        if isinstance(error, PermissionError):
            return f"see whose it is: ls -ld {error.filename}"
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or _is_full(error):
            return "make room on that disk; the runs themselves hold everything"
        return "it holds nothing that the runs do not hold: prony index --rebuild"

    # --- following the journals --------------------------------------------------------------------------------------

    def _present(self) -> list[str]:
        return [run for run in run_names(self.runs) if _size(events_path(self.runs / run)) is not None]

    def _known(self) -> set[str]:
        return {row["run"] for row in self._open().execute("SELECT run FROM run")}

    def _cursor(self, run: str) -> tuple[Cursor, str | None]:
        row = self._open().execute("SELECT byte, seq, prev, damage FROM run WHERE run = ?", (run,)).fetchone()
        return (START, None) if row is None else (Cursor(row["byte"], row["seq"], row["prev"]), row["damage"])

    def _follow(self, run: str) -> int:
        """Read what is new in one run, a batch in a transaction; returns the number of events."""
        events, count = 0, BATCH
        while count == BATCH and _size(events_path(self.runs / run)) != self._cursor(run)[0].offset:
            with self._writing():
                count = self._advance(run)
            events += count
        return events

    def _read_on(self, run: str) -> int:
        """Read what is new in one run to its end. Called inside a transaction."""
        events = count = self._advance(run)
        while count == BATCH:
            count = self._advance(run)
            events += count
        return events

    def _advance(self, run: str) -> int:
        """Take the next `BATCH` events of one run, or what there is of them. Called inside a transaction."""
        db = self._open()
        cursor, known_damage = self._cursor(run)
        if (_size(events_path(self.runs / run)) or 0) < cursor.offset:
            self._forget(run)
            cursor, known_damage = START, None
        if cursor == START:
            db.execute(
                "INSERT OR REPLACE INTO run (run, byte, seq, prev, damage, imported) VALUES (?, ?, ?, ?, ?, ?)",
                (run, *START, known_damage, int(not begun_here(self.runs / run))),
            )
        fold, count, last_at, damage = Fold(db, self.runs / run), 0, None, None
        begin = cursor
        try:
            for record in itertools.islice(read_records(self.runs / run, cursor), BATCH):
                fold.take(record, cursor.offset)
                cursor, last_at, count = record.after, record.at, count + 1
        except JournalError as error:
            damage = f"{error.what} ({error.code})"
        if damage and not count and begin != START and damage != known_damage:
            self._forget(run)  # the file is not the one that was read before: begin again
            return self._advance(run)
        fold.flush()
        roll_up(db, run, fold.touched)
        db.execute(
            "UPDATE run SET byte = ?, seq = ?, prev = ?, damage = ?, last_at = coalesce(?, last_at) WHERE run = ?",
            (*cursor, damage, last_at, run),
        )
        return count

    def _forget(self, run: str) -> None:
        db = self._open()
        keys = db.execute("SELECT DISTINCT contestant, suite_digest, task FROM attempt WHERE run = ?", (run,))
        touched = {(row["contestant"], row["suite_digest"], row["task"]) for row in keys}
        for table in (
            "run",
            "run_suite",
            "run_task",
            "entry",
            "note",
            "contestant",
            "attempt",
            "exchange",
            "step",
            "grade",
            "judge",
        ):
            db.execute(f"DELETE FROM {table} WHERE run = ?", (run,))
        for table in ROLLED_UP:
            db.execute(f"DELETE FROM {table} WHERE scope = ?", (run,))
        roll_up(db, run, touched)


@contextmanager
def up_to_date(home: Path, warn: Callable[[str], None] = lambda line: None) -> Iterator[Index]:
    """The index of `home`, open and brought up to date. `warn` is given a line for each run that is damaged.

    Raises JournalError E620 as `Index`.
    """
    with Index(home) as index:
        for run, what in index.update().damaged.items():
            warn(f"warning: run {run}: {what}")
        yield index


def _size(path: Path) -> int | None:
    """The bytes of a journal; None where there is none, -1 where we may not look, so that reading it tells why."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return UNREADABLE
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
