"""Where a run began: here, by this user, or elsewhere. A mark in its folder tells, made with a key of the user's own.

The chain of a journal is no signature: anybody can compute one anew. The mark binds the first event of a run to a key
that never leaves this user's state folder. It says where the run began, not that nothing was changed since.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import shlex
import stat
from hashlib import sha256
from pathlib import Path

from prony.config import TRUSTED, is_trusted, owned_here, user_home
from prony.errors import JournalError
from prony.journal.reader import LONGEST_LINE, events_path
from prony.plain_files import open_plain

MARK_NAME = "begun.mac"
KEY_BYTES = 32


def key_path(home: Path) -> Path:
    """Where this user's key lies: in the XDG state folder, else beside the index, where nobody has a home."""
    base, own = os.environ.get("XDG_STATE_HOME", ""), user_home()
    if os.path.isabs(base):
        return Path(base) / "prony" / "origin.key"
    return own / ".local" / "state" / "prony" / "origin.key" if own is not None else home / ".prony" / "origin.key"


def mark(run_dir: Path) -> None:
    """Mark a run whose first event was just written as begun here. Where no mark can be kept, it goes without."""
    with contextlib.suppress(OSError):
        key = _key(key_path(run_dir.parent.parent)) or _new_key(key_path(run_dir.parent.parent))
        if key is not None and (digest := _mark_of(run_dir, key)) is not None:
            (run_dir / MARK_NAME).write_text(digest + "\n", "ascii")


def begun_here(run_dir: Path) -> bool:
    """Whether the run bears this user's mark."""
    try:
        with open_plain(run_dir / MARK_NAME) as file:
            kept = file.read(200).strip()
        key = _key(key_path(run_dir.parent.parent))
        wanted = _mark_of(run_dir, key) if key is not None else None
    except OSError:
        return False
    return wanted is not None and hmac.compare_digest(kept, wanted.encode())


def computed_here(home: Path) -> str:
    """A word that only this user's processes know: what is computed and kept beside runs is believed by it, since such
    files may have come with the folder. Empty where no key can be kept."""
    with contextlib.suppress(OSError):
        key = _key(key_path(home)) or _new_key(key_path(home))
        return hmac.new(key, b"computed", sha256).hexdigest() if key is not None else ""
    return ""


def refuse_links(index: Path) -> None:
    """See that an index is a file in a folder. Raises JournalError E620.

    A folder may have come from elsewhere, and a link in it leads out: tables there would be emptied.
    """
    for path in (index.parent, *(index.with_name(index.name + end) for end in ("", "-wal", "-shm"))):
        if path.is_symlink() or (path.exists() and not path.is_file() and path != index.parent):
            raise JournalError(
                "E620",
                "the index cannot be used",
                where=str(path),
                cause="a link stands there, or what is no file",
                hint="move it away: the index is computed anew, and holds nothing that the runs do not hold",
            )


def refuse_anothers(folder: Path) -> None:
    """See that what stands in `folder`, of runs or of what was put aside, is written where this user means it to be.

    Raises JournalError E613 for a link, which leads out of the folder that it came with, and for a folder of somebody
    else, who can put links in it while we write; not where its home is trusted (`prony.config.TRUSTED`).
    """
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return
    linked = stat.S_ISLNK(status.st_mode)
    if (not linked and owned_here(status)) or is_trusted(folder.parent):
        return
    raise JournalError(
        "E613",
        f"a link stands in place of {folder.name}" if linked else f"{folder.name} belongs to somebody else",
        where=str(folder),
        cause="nothing is written where it leads"
        if linked
        else f"its owner is user {status.st_uid}, you are {os.geteuid()}, and could be led elsewhere while you write",
        hint=f"where you mean it so: export {TRUSTED}={shlex.quote(str(folder.parent))}; what is there can be read",
    )


def _mark_of(run_dir: Path, key: bytes) -> str | None:
    with open_plain(events_path(run_dir)) as file:
        first = file.readline(LONGEST_LINE)
    return hmac.new(key, b"begun\0" + first, sha256).hexdigest() if first.endswith(b"\n") else None


def _key(path: Path) -> bytes | None:
    try:
        with open_plain(path) as file:
            key = file.read(KEY_BYTES)
    except OSError:
        return None
    return key if len(key) == KEY_BYTES else None


def _new_key(path: Path) -> bytes | None:
    """Make the key; where another process was faster, theirs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
    return _key(path)
