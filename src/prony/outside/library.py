"""The outside boards that are known here: those that come with Prony, and those imported into a home."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import tomli_w

from prony import plain_files
from prony.errors import PronyError, UsageError
from prony.outside.snapshot import PublishedBoard, read_snapshot

FOLDER = "outside"
"""The folder of a home that holds its imported boards, a file each."""
_OURS = Path(__file__).parent / "snapshots"
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")


class KnownBoard(NamedTuple):
    """A board by its name. imported: whether somebody brought it here. wrong: why it cannot be read, in place of it."""

    name: str
    path: Path
    imported: bool
    snapshot: PublishedBoard | None
    wrong: PronyError | None = None


def boards(home: Path) -> list[KnownBoard]:
    """Every outside board, by name; one that cannot be read is there with what is wrong with it."""
    return [_read(path, imported) for path, imported in sorted(_files(home), key=lambda one: one[0].stem)]


def board_named(home: Path, name: str) -> KnownBoard:
    """The board called `name`, or that beginning of one. Raises UsageError E130, or E131 where it cannot be read."""
    files = {path.stem: (path, imported) for path, imported in _files(home)}
    fitting = [name] if name in files else [one for one in sorted(files) if name and one.startswith(name)]
    if len(fitting) != 1:
        near = difflib.get_close_matches(name, files, 3, 0.5)
        what = f"{name} fits {len(fitting)} outside boards" if fitting else f"there is no outside board {name}"
        hint = f"did you mean {' or '.join(fitting[:4] or near)}?" if fitting or near else "prony boards lists them"
        raise UsageError("E130", what, hint=hint)
    known = _read(*files[fitting[0]])
    if known.wrong is not None:
        raise known.wrong
    return known


def _files(home: Path) -> Iterator[tuple[Path, bool]]:
    for path in _OURS.glob("*.toml"):
        yield path, False
    for path in (home / FOLDER).glob("*.toml"):
        yield path, True


def _read(path: Path, imported: bool) -> KnownBoard:
    try:
        return KnownBoard(path.stem, path, imported, read_snapshot(path))
    except UsageError as error:
        return KnownBoard(path.stem, path, imported, None, error)


def keep(home: Path, name: str, snapshot: PublishedBoard, *, replace: bool = False) -> Path:
    """Write a board into the home, whole or not at all.

    Raises UsageError E102 (a name that is no file's name), E133 (there is one of that name; a board that comes with
    Prony is never replaced).
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            "E102", f"{name!r} cannot be the name of an outside board", hint="--name: lower case, digits, - and ."
        )
    path = home / FOLDER / f"{name}.toml"
    if (_OURS / path.name).exists():
        raise UsageError("E133", f"{name} is a board that comes with Prony", hint="choose another with --name")
    if not replace and path.exists():
        raise UsageError(
            "E133", f"there is an outside board {name}", where=str(path), hint="--name another, or --replace"
        )
    path.parent.mkdir(exist_ok=True)
    plain_files.write_whole(path, tomli_w.dumps(msgspec.to_builtins(snapshot), indent=2).encode())
    return path
