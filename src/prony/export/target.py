"""The target of an export: what is asked, what was written, and the function between them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from prony import plain_files
from prony.boards.view import View
from prony.errors import UsageError
from prony.journal.index import Index
from prony.nouns import Noun


class ExportOrder(Noun, frozen=True, kw_only=True):
    """What is asked of an export."""

    run: str | None = None
    """None: all runs of the suite that was run last, at its digest."""
    suite: str | None = None
    out: Path
    now: str
    """The moment of the export, ISO 8601."""
    texts: tuple[str, ...] = ()
    """Suites of the user's own whose briefs, replies and files may leave, too."""
    organization: str = ""
    """Who publishes it."""
    relationship: str = "other"
    """Of who evaluates to who made the models."""
    doubted: bool = False
    """Whether numbers go along that may not be read as results, each with its doubt."""


class ExportedFile(View, frozen=True, kw_only=True):
    """A file that was written."""

    path: str
    sha256: str
    size_bytes: int
    rows: int | None = None


class ExportDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.export/1"):
    """What an export wrote, and what it left out."""

    target: str
    out: str
    files: tuple[ExportedFile, ...] = ()
    left_out: dict[str, str] = {}
    """What is not among them, and why."""
    notes: tuple[str, ...] = ()
    losses: dict[str, tuple[str, ...]] = {}
    """Of a suite's export: task -> what it says and the other format cannot."""


class TargetLine(View, frozen=True, kw_only=True):
    """A target that there is."""

    name: str
    help: str
    writes: str


class TargetsDocument(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.export_targets/1"):
    """What `prony export` can write."""

    targets: tuple[TargetLine, ...]


class Target(Noun, frozen=True, kw_only=True):
    """One kind of export."""

    name: str
    help: str
    """In one sentence."""
    writes: str
    """What `-o` names: `FILE` or `DIR`."""
    write: Callable[[Index, ExportOrder], ExportDocument]
    takes: tuple[str, ...] = ()
    """Fields of `ExportOrder` that it looks at, beside run, suite and out."""
    place: int = 500
    """Where it stands in the help."""


def write_file(path: Path, data: bytes, rows: int | None = None) -> ExportedFile:
    """Write a file whole, in a folder that is made for it. Raises UsageError E160 where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        plain_files.write_whole(path, data, mode=0o644)
    except OSError as error:
        raise UsageError(
            "E160", f"{path} cannot be written", cause=error.strerror or str(error), hint="-o names another place"
        ) from error
    return ExportedFile(path=str(path), sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data), rows=rows)
