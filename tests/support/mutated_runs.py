"""Run folders as somebody hostile, or a broken disk, would leave them: made of a sound one, by a seed."""

from __future__ import annotations

import copy
import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prony.journal.events import GENESIS, line_hash

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    -(10**30),
    2**63,
    2**53 + 1,
    1e300,
    -1e300,
    1e-300,
    5e-324,
    0.1,
    "",
    " ",
    "\0",
    "a" * 70_000,
    "../../../../etc/passwd",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "\x1b]0;x\x07\u202e\x90" * 50,
    "\ud83d",
    "2099-01-01T00:00:00.000Z",
    "0" * 64,
    "NaN",
    [],
    {},
    [[]],
    {"": {}},
)
"""Values that no run of ours would hold in most places."""


def mutate(folder: Path, seed: int) -> str:
    """Change the sound run folder `folder` in one to five places; returns what was done, for the message of a test."""
    rng = random.Random(seed)
    done = []
    for _ in range(rng.randint(1, 5)):
        name, change = rng.choice(_CHANGES)
        change(folder, rng)
        done.append(name)
    return ", ".join(done)


def _events(folder: Path, rng: random.Random) -> None:
    """Change values in events, and chain the journal anew, so that nothing but the values is wrong."""
    documents = list(_documents(folder))
    if not documents:
        return
    for _ in range(rng.randint(1, 4)):
        places = list(_places(rng.choice(documents)))
        holder, key = rng.choice(places)
        if rng.random() < 0.15 and isinstance(holder, dict):
            holder.pop(key)
        else:
            taken = rng.choice(ODD) if rng.random() < 0.8 else rng.choice(places)[0]
            holder[key] = copy.deepcopy(taken)
    _write(folder, documents)


def _order(folder: Path, rng: random.Random) -> None:
    """Take events out, double them, or put them elsewhere; the chain is whole again."""
    documents = list(_documents(folder))
    for _ in range(rng.randint(1, 6)):
        if len(documents) > 1:
            taken = documents.pop(rng.randrange(len(documents)))
            if rng.random() < 0.7:
                documents.insert(rng.randrange(len(documents) + 1), taken)
            if rng.random() < 0.3:
                documents.insert(rng.randrange(len(documents) + 1), taken)
    _write(folder, documents)


def _bytes(folder: Path, rng: random.Random) -> None:
    """Change bytes of any file."""
    path = rng.choice(sorted(filter(_is_plain, folder.rglob("*"))))
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 8)):
        if data:
            at = rng.randrange(len(data))
            data[at : at + rng.choice((0, 1, 3))] = rng.choice(
                (b"", b"\0", b"\xff\xfe", b"[" * 9, b"\n", os.urandom(4))
            )
    path.write_bytes(data)


def _nested(folder: Path, rng: random.Random) -> None:
    """Put a line in that is nested a hundred thousand deep."""
    path = folder / "events.jsonl"
    if not _is_plain(path):
        return
    lines = path.read_bytes().splitlines(keepends=True)
    lines.insert(rng.randrange(len(lines) + 1), b"[" * 100_000 + b"\n")
    path.write_bytes(b"".join(lines))


def _plan(folder: Path, rng: random.Random) -> None:
    """Change the plan."""
    path = folder / "run.toml"
    if not _is_plain(path):
        return
    lines = path.read_text("utf-8", "replace").splitlines()
    at = rng.randrange(len(lines))
    key = lines[at].partition("=")[0]
    value = rng.choice(
        ("1000000000", "-1", '""', "[]", "{}", "[" * 3000, '"/proc/self/cwd/x"', "1e400", "nan", '"\\u0000"')
    )
    lines[at] = f"{key}= {value}"
    path.write_text("\n".join(lines), "utf-8")


def _kinds_of_files(folder: Path, rng: random.Random) -> None:
    """Put something that is no file in the place of one."""
    files = sorted(filter(_is_plain, folder.rglob("*")))
    path = rng.choice([*files, folder / "events.jsonl", folder / "run.toml"])
    if path.is_dir():
        return
    path.unlink(missing_ok=True)
    rng.choice((os.mkfifo, lambda at: at.symlink_to("/dev/zero"), lambda at: at.symlink_to(at), Path.mkdir))(path)


def _blobs(folder: Path, rng: random.Random) -> None:
    """Make the folder of blobs a link, or take it away."""
    path = folder / "blobs"
    if path.is_symlink() or not path.exists():
        return
    shutil.rmtree(path)
    if rng.random() < 0.5:
        path.symlink_to(folder.parent)


_CHANGES = (
    ("values", _events),
    ("values", _events),
    ("values", _events),
    ("order", _order),
    ("bytes", _bytes),
    ("nested", _nested),
    ("plan", _plan),
    ("no files", _kinds_of_files),
    ("blobs", _blobs),
)


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / "events.jsonl"
    if not _is_plain(path):
        return
    for line in path.read_bytes().splitlines():
        try:
            document = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict):
            yield document


def _places(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) below a document."""
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in items:
        yield document, key
        if isinstance(value, dict | list) and value:
            yield from _places(value)


def _write(folder: Path, documents: list[dict[str, Any]]) -> None:
    """Write a journal whose chain is whole."""
    prev, lines = GENESIS, []
    for number, document in enumerate(documents):
        rest = {key: value for key, value in document.items() if key not in ("seq", "prev")}
        line = json.dumps({"seq": number, "prev": prev, **rest}).encode("utf-8", "surrogatepass")
        prev = line_hash(line)
        lines.append(line + b"\n")
    path = folder / "events.jsonl"
    if _is_plain(path) or not os.path.lexists(path):
        path.write_bytes(b"".join(lines))


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
