"""The one writer of a run's journal: one `os.write` per event, `fdatasync` in groups."""

from __future__ import annotations

import errno
import fcntl
import os
import shlex
import shutil
import stat
import threading
from pathlib import Path
from types import TracebackType

import msgspec

from prony.errors import JournalError
from prony.journal.blobs import Blobs
from prony.journal.events import Event, Noted, encode_line, line_hash, now
from prony.journal.origin import refuse_anothers
from prony.journal.reader import START, Cursor, events_path, read_records

COMMIT_INTERVAL_S = 0.1
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class JournalWriter:
    """Appends events to `run_dir`/events.jsonl; holds the run's lock until `close`. Whatever it keeps, an event or a
    blob, it keeps without the keys that this process holds (`prony.keys`).

    When `append` returns, the event survives the death of this process (kill -9); when `sync` returns, or 100 ms
    later, it survives a power cut, with the blobs that it names. An existing journal is verified and continued; a last
    line that a crash left torn is cut off, and a `noted` event says so. Safe to use from several threads.

    Raises JournalError E602/E604 for a journal that cannot be continued, E603 when another process writes it, E608 and
    E613 where links or pipes stand in place of its files, or the folder that it stands in is another's.
    """

    def __init__(self, run_dir: Path) -> None:
        self.run_dir = Path(run_dir)
        refuse_anothers(self.run_dir.absolute().parent)
        self._refuse_a_link()
        self.run_dir.mkdir(parents=True, exist_ok=True)
        self.blobs = Blobs(self.run_dir)
        self._path = events_path(self.run_dir)
        self._fd = self._opened()
        self._changed = threading.Condition()
        self._committing = threading.Lock()
        self._committed = 0
        self._closing = False
        self._failure: JournalError | None = None
        self._flusher: threading.Thread | None = None
        try:
            self._lock()
            self._cursor = self._end()
            torn = os.fstat(self._fd).st_size - self._cursor.offset
            os.ftruncate(self._fd, self._cursor.offset)
            self.blobs.sweep()
            _sync_folder(self.run_dir)
        except BaseException:
            os.close(self._fd)
            raise
        if torn:
            self.append(Noted(level="warning", text=f"a torn last line of {torn} bytes was cut off"))

    def _refuse_a_link(self) -> None:
        """See that the run's own folder is one: what a link leads to is another's."""
        if self.run_dir.is_symlink():
            raise JournalError(
                "E613",
                f"a link stands in place of run {self.run_dir.name}",
                where=str(self.run_dir),
                cause="nothing is written or removed where it leads",
                hint="put the folder itself there, or leave the run alone: it can be read as it is",
            )

    def _opened(self) -> int:
        """The journal, open for appending; a link or a pipe in its place is not touched."""
        try:
            fd = os.open(self._path, _APPEND, 0o644)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENXIO):
                raise
            fd = -1
        if fd >= 0 and stat.S_ISREG(os.fstat(fd).st_mode):
            return fd
        if fd >= 0:
            os.close(fd)
        raise JournalError(
            "E608",
            f"the journal of run {self.run_dir.name} is no plain file",
            where=str(self._path),
            cause="a link, a pipe or a device stands there, and nothing is written where it leads",
            hint="put the file itself there, or leave the run alone",
        )

    @property
    def next_seq(self) -> int:
        """The `seq` that the next event will get; 0 on an empty journal."""
        return self._cursor.seq

    def append(self, event: Event) -> int:
        """Append one event; returns its `seq`. It is in the kernel's hands when this returns.

        Raises JournalError E605 for an event that could not be read back, E606 when the disk refuses, E607 after
        `close`.
        """
        with self._changed:
            self._check()
            cursor = self._cursor
            try:
                line = encode_line(event, seq=cursor.seq, prev=cursor.prev, at=now())
            except (msgspec.MsgspecError, TypeError, ValueError) as error:
                raise JournalError(
                    "E605", f"a {type(event).__name__} event cannot be written", where=str(self._path), cause=str(error)
                ) from error
            self._write(line + b"\n")
            self._cursor = Cursor(cursor.offset + len(line) + 1, cursor.seq + 1, line_hash(line))
            if cursor.seq == self._committed or self._flusher is None:
                self._wake()
        return cursor.seq

    def sync(self) -> None:
        """Return when every event appended so far, and every blob put so far, is on the disk. Raises E606."""
        self._check()
        self._commit()
        self._check()

    def close(self) -> None:
        """Sync, give the lock back, close. Closing twice does nothing."""
        with self._changed:
            if self._closing:
                return
            self._closing = True
            self._changed.notify_all()
        if self._flusher is not None:
            self._flusher.join()
        try:
            self._commit()
            if self._failure is not None:
                raise self._failure
        finally:
            os.close(self._fd)

    def __enter__(self) -> JournalWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure
        if self._closing:
            raise JournalError("E607", "the journal is closed", where=str(self._path))

    def _lock(self) -> None:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise JournalError(
                "E603",
                f"run {self.run_dir.name} is being written by another process",
                where=str(self._path),
                hint="wait for it to end, or stop it; `fuser` on the file names it",
            ) from error

    def _end(self) -> Cursor:
        cursor = START
        for record in read_records(self.run_dir):
            cursor = record.after
        return cursor

    def _write(self, data: bytes) -> None:
        """One write; a short one is taken back, so that no half line ever stands before a whole one."""
        cause = "the disk took only part of the line"
        try:
            if os.write(self._fd, data) == len(data):
                return
        except OSError as error:
            cause = str(error)
        free = shutil.disk_usage(self.run_dir).free
        self._failure = JournalError(
            "E606",
            "the journal cannot be written",
            where=str(self._path),
            cause=f"{cause}; {free >> 20} MiB free",
            hint=f"make room, then: prony run --resume {shlex.quote(self.run_dir.name)}",
        )
        os.ftruncate(self._fd, self._cursor.offset)
        raise self._failure

    def _wake(self) -> None:
        """Have the flusher commit within `COMMIT_INTERVAL_S`. Called with the condition held."""
        if self._flusher is None:
            self._flusher = threading.Thread(target=self._flush, name="journal-commit", daemon=True)
            self._flusher.start()
        self._changed.notify_all()

    def _flush(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._committed < self._cursor.seq)
                self._changed.wait_for(lambda: self._closing, timeout=COMMIT_INTERVAL_S)
                if self._closing or self._failure is not None:
                    return
            self._commit()

    def _commit(self) -> None:
        with self._committing:
            upto = self._cursor.seq
            try:
                self.blobs.sync()
                os.fdatasync(self._fd)
            except OSError as error:
                self._failure = JournalError(
                    "E606", "the disk refuses to keep the journal", where=str(self._path), cause=str(error)
                )
                return
            with self._changed:
                self._committed = upto


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
