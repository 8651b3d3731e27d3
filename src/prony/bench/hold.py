"""The hold of a server: one run, or one measurement of speed, at a time has it to itself on this machine.

    async with held(base_url, "run 20261130-214405-1", say):
        ...

A file in the user's state folder is locked meanwhile; the kernel lets go of it with the process, however that ends.
Whoever comes second waits, and says for whom. Servers of the internet serve many at once, and are not held.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from prony.addresses import host_of, is_near, is_this_machine
from prony.config import home, user_home
from prony.nouns import Noun
from prony.plain import clean_line
from prony.readable import seconds

LOOK_EVERY_S = 0.5
TELL_EVERY_S = 60.0
_MOST_BYTES = 4096
"""Of what a holder writes about itself."""

Say = Callable[[str], None]


class Holder(Noun, frozen=True, kw_only=True):
    """A process that holds a server, as it describes itself."""

    pid: int
    who: str
    folder: str = ""
    since: str = ""

    def __str__(self) -> str:
        where = f" in {clean_line(self.folder)}" if self.folder else ""
        since = f", since {clean_line(self.since)}" if self.since else ""
        return f"{clean_line(self.who)} (process {self.pid}{where}{since})"


@asynccontextmanager
async def held(base_url: str, who: str, say: Say) -> AsyncIterator[None]:
    """Hold the server at `base_url` for the length of the block, as `who`; wait while another process does.

    say: gets a line at once where there is something to wait for, and one a minute. Where no lock can be kept, as in a
    home that is read-only, and for a server of the internet, nothing is held.
    """
    handle = _opened(lock_path(base_url)) if is_near(base_url) else None
    if handle is None:
        yield
        return
    try:
        await _taken(handle, base_url, say)
        _write(handle, Holder(pid=os.getpid(), who=who, folder=str(home()), since=_now()))
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 0)
                fcntl.flock(handle, fcntl.LOCK_UN)  # a child that was forked meanwhile has the same lock
    finally:
        os.close(handle)


def lock_path(base_url: str) -> Path:
    """The file that stands for the server: the same for every name of this machine, and for every path below it."""
    parts = urlsplit(base_url)
    host = "here" if is_this_machine(base_url) else host_of(base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    digest = hashlib.sha256(f"{host}:{port}".encode()).hexdigest()[:16]
    return _state_folder() / f"{digest}.lock"


def _state_folder() -> Path:
    base, own = os.environ.get("XDG_STATE_HOME", ""), user_home()
    if os.path.isabs(base):
        return Path(base) / "prony" / "held"
    return own / ".local" / "state" / "prony" / "held" if own is not None else home() / ".prony" / "held"


def _opened(path: Path) -> int | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


async def _taken(handle: int, base_url: str, say: Say) -> None:
    begun = time.monotonic()
    told_s = None
    while not _locks(handle):
        waited_s = time.monotonic() - begun
        if told_s is None or waited_s - told_s >= TELL_EVERY_S:
            told_s = waited_s
            waited = f" (waited {seconds(waited_s)})" if waited_s >= TELL_EVERY_S else ""
            say(
                f"{base_url} is measured by {_holder(handle) or 'another process'}: waits for it{waited}; Ctrl-C leaves"
            )
        await asyncio.sleep(LOOK_EVERY_S)
    if told_s is not None:
        say(f"{base_url} is free after {seconds(time.monotonic() - begun)}")


def _locks(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: nothing is held there
    return True


def _holder(handle: int) -> Holder | None:
    """Who holds it, where it said so; it may be about to."""
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode(os.pread(handle, _MOST_BYTES, 0), type=Holder)
    return None


def _write(handle: int, holder: Holder) -> None:
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, msgspec.json.encode(holder)[:_MOST_BYTES], 0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
