"""Big payloads by their digest: requests, replies and files, one zstd file each, written once."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import shlex
import shutil
import threading
from pathlib import Path
from typing import BinaryIO

import zstandard

from prony.errors import JournalError
from prony.keys import blot
from prony.plain_files import open_plain

LEVEL = 1
MAX_BYTES = 64 << 20
MANY = 16
_LONGEST_HEADER = 18
_ID = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """The blobs of a run, in `run_dir`/blobs/ab/abcd….zst; a blob's id is the sha256 of its uncompressed bytes.

    `put` is atomic and cheap: a crash leaves a blob whole or absent. Safe to use from several threads.
    """

    def __init__(self, run_dir: Path) -> None:
        self.folder = Path(run_dir) / "blobs"
        self._new = self.folder / "new"
        self._unsynced: list[Path] = []
        self._made: set[str] = set()
        self._number = itertools.count()
        self._lock = threading.Lock()
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)

    def path(self, blob: str) -> Path:
        """Where a blob lies. Raises JournalError E610 for what is no blob id."""
        if not _ID.fullmatch(blob):
            raise JournalError("E610", f"{blob[:80]!r} is not the id of a blob", where=str(self.folder))
        return self.folder / blob[:2] / f"{blob}.zst"

    def put(self, data: bytes) -> str:
        """Keep `data`, without the keys that this process holds; returns its id. Bytes that are already kept are not
        written again.

        Raises JournalError E612 above 64 MiB, E606 when the disk refuses, E613 as `sweep`.
        """
        if len(data) > MAX_BYTES:
            raise JournalError("E612", f"a blob of {len(data)} bytes is too large", cause=f"the limit is {MAX_BYTES}")
        data = blot(data)
        blob = hashlib.sha256(data).hexdigest()
        path = self.path(blob)
        if path.exists():
            return blob
        with self._lock:
            packed = self._compressor.compress(data)
            fresh = self._new / f"{os.getpid()}-{next(self._number)}"
            try:
                self._make_folders(blob[:2])
                with open(fresh, "xb") as file:
                    file.write(packed)
                os.rename(fresh, path)
            except OSError as error:
                raise JournalError(
                    "E606",
                    "a blob cannot be written",
                    where=str(path),
                    cause=str(error),
                    hint=f"make room, then: prony run --resume {shlex.quote(self.folder.parent.name)}",
                ) from error
            self._unsynced.append(path)
        return blob

    def get(self, blob: str, limit: int = MAX_BYTES) -> bytes:
        """The bytes of a blob, verified against its id.

        Raises JournalError E610 where there is none, E611 when the file is damaged, E612 when it is larger than
        `limit` bytes.
        """
        data, cut = self.head(blob, limit)
        if cut:
            raise JournalError("E612", f"blob {blob[:12]} is larger than {limit} bytes", where=str(self.path(blob)))
        return data

    def head(self, blob: str, limit: int) -> tuple[bytes, bool]:
        """At most the first `limit` bytes of a blob, and whether more was cut off; verified where nothing was.

        Raises JournalError E610 where there is none, E611 when the file is damaged.
        """
        with self._opened(blob) as file, zstandard.ZstdDecompressor().stream_reader(file) as reader:
            try:
                data = reader.read(limit + 1)
            except zstandard.ZstdError as error:
                raise self._damaged(blob, str(error)) from error
        if len(data) > limit:
            return data[:limit], True
        if hashlib.sha256(data).hexdigest() != blob:
            raise self._damaged(blob, "its bytes are not those that were put there")
        return data, False

    def size(self, blob: str) -> int | None:
        """How many bytes a blob has, as its file's header says; None where it does not.

        Raises JournalError E610 where there is none, E611 when the file is damaged.
        """
        try:
            with self._opened(blob) as file:
                size: int = zstandard.frame_content_size(file.read(_LONGEST_HEADER))
        except zstandard.ZstdError as error:
            raise self._damaged(blob, str(error)) from error
        return size if size >= 0 else None

    def sync(self) -> None:
        """Return when every blob put so far is on the disk. Raises OSError."""
        with self._lock:
            paths, self._unsynced = self._unsynced, []
        if not paths:
            return
        if len(paths) > MANY:
            _sync_filesystem(self.folder)
            return
        for path in [*paths, *{path.parent for path in paths}, self.folder]:
            _sync_path(path)

    def sweep(self) -> None:
        """Remove what a crash left half written. Only the run's one writer may call this.

        Raises JournalError E613 where a link stands in place of a folder of blobs: what it leads to is not ours.
        """
        self._refuse_links(self.folder, self._new)
        shutil.rmtree(self._new, ignore_errors=True)

    def _opened(self, blob: str) -> BinaryIO:
        """The file of a blob; what stands in its place, such as a link or a pipe, is not opened."""
        path = self.path(blob)
        try:
            return open_plain(path)
        except OSError as error:
            raise self._absent(blob, error) from error

    def _make_folders(self, shard: str) -> None:
        if shard in self._made:
            return
        self._refuse_links(self.folder, self._new, self.folder / shard)
        self._new.mkdir(parents=True, exist_ok=True)
        (self.folder / shard).mkdir(exist_ok=True)
        self._made.add(shard)

    def _refuse_links(self, *folders: Path) -> None:
        for folder in folders:
            if folder.is_symlink():
                name, run = folder.relative_to(self.folder.parent), self.folder.parent.name
                raise JournalError(
                    "E613",
                    f"a link stands in place of {name} of run {run}",
                    where=str(folder),
                    cause="nothing is written or removed where it leads",
                    hint="put the folder itself there, or leave the run alone: it can be read as it is",
                )

    def _absent(self, blob: str, error: OSError) -> JournalError:
        return JournalError(
            "E610",
            f"blob {blob[:12]} is not there",
            where=str(self.path(blob)),
            cause=error.strerror,
            hint="restore the run's blobs from a copy; what has its grade stays on the board without them",
        )

    def _damaged(self, blob: str, cause: str) -> JournalError:
        return JournalError("E611", f"blob {blob[:12]} is damaged", where=str(self.path(blob)), cause=cause)


def _sync_path(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _sync_filesystem(folder: Path) -> None:
    """One call for many files: far cheaper than an fsync for each."""
    import ctypes  # some 10 ms, and only a run needs it

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if syncfs(fd) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(fd)
