"""The manifest: what a bundle holds and what was left out of it. The signature is over its digest."""

from __future__ import annotations

import json
import re
from enum import StrEnum

import msgspec

from prony.bundles.archive import LONGEST_NAME, MOST_BYTES
from prony.errors import BundleError
from prony.nouns import Noun
from prony.plain import clean_line

SIGNATURE, KEY, MANIFEST = "signature.txt", "key.pem", "manifest.json"
HEAD = (SIGNATURE, KEY, MANIFEST)
"""The members that every bundle begins with, in this order."""
MOST_MANIFEST_BYTES = 256 << 20
MOST_RUNS = 1000
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"runs/([A-Za-z0-9][A-Za-z0-9_-]{0,63})/(?:events\.jsonl|commitments\.txt)|blobs/[0-9a-f]{64}\.zst")


class Texts(StrEnum):
    """What of a suite's texts a bundle holds: those of a built-in suite, of one that its maker named, or none."""

    PUBLIC = "public"
    PUBLISHED = "published"
    WITHHELD = "withheld"


class BundleMember(Noun, frozen=True, kw_only=True):
    """A file of a bundle."""

    name: str
    bytes: int
    sha256: str


class BundledSuite(Noun, frozen=True, kw_only=True):
    """A suite of a bundled run, and whether its texts came along."""

    id: str
    version: str
    digest: str
    texts: Texts


class BundledRun(Noun, frozen=True, kw_only=True):
    """A run of a bundle. `head` is the hash of the last line of its events; `changed` counts the lines that are not
    those of the record; `began_here`: on the machine of who made the bundle."""

    id: str
    created_at: str
    prony_version: str
    events: int
    head: str
    changed: int
    began_here: bool
    graders: tuple[str, ...]
    suites: tuple[BundledSuite, ...]


class Omission(Noun, frozen=True, kw_only=True):
    """A kind of thing that was left out or replaced, and how often."""

    what: str
    count: int


class Manifest(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.bundle/1"):
    """What stands in manifest.json. `key` is the fingerprint of who signed, `grader` the version of the graders of the
    Prony that made the bundle."""

    key: str
    made_at: str
    prony_version: str
    grader: str
    runs: tuple[BundledRun, ...]
    left_out: tuple[Omission, ...]
    members: tuple[BundleMember, ...]
    """Every other file of the bundle, in the order in which they stand."""


def events_name(run: str) -> str:
    """The member that holds a run's events."""
    return f"runs/{run}/events.jsonl"


def commitments_name(run: str) -> str:
    """The member that binds who made the bundle to the lines as they were, where lines were changed."""
    return f"runs/{run}/commitments.txt"


def blob_name(blob: str) -> str:
    """The member that holds a blob."""
    return f"blobs/{blob}.zst"


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest as it is written."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest and see that what it names may stand in a bundle. Raises BundleError E156."""
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
        json.loads(data, object_pairs_hook=_each_once)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _unsound("the manifest cannot be read", str(error)) from error
    names = [member.name for member in manifest.members]
    for member in manifest.members:
        if not _NAME.fullmatch(member.name) or len(member.name) > LONGEST_NAME:
            raise _unsound("the manifest names a file that no bundle holds", clean_line(member.name)[:200])
        if not 0 <= member.bytes <= MOST_BYTES or not _DIGEST.fullmatch(member.sha256):
            raise _unsound("the manifest tells an impossible size or digest", member.name)
    runs = [run.id for run in manifest.runs]
    if len(set(names)) != len(names) or len(set(runs)) != len(runs):
        raise _unsound("the manifest names something twice", "")
    if not 1 <= len(runs) <= MOST_RUNS:
        raise _unsound(f"the manifest names {len(runs)} runs", "")
    for run in manifest.runs:
        if not RUN_ID.fullmatch(run.id) or events_name(run.id) not in names:
            raise _unsound("the manifest names a run without events", clean_line(run.id)[:80])
        if (run.changed > 0) != (commitments_name(run.id) in names):
            raise _unsound(f"commitments of run {run.id} are missing, or not needed", "")
    strangers = {found[1] for name in names if (found := _NAME.fullmatch(name)) and found[1]} - set(runs)
    if strangers:
        raise _unsound("the manifest names files of a run that it does not name", ", ".join(sorted(strangers)[:3]))
    return manifest


def _each_once(pairs: list[tuple[str, object]]) -> None:
    """Refuse an object with a name that stands twice: readers differ in which of the two they take."""
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise ValueError(f"the name {clean_line(twice)[:80]!r} stands twice in one object")


def _unsound(what: str, cause: str) -> BundleError:
    return BundleError(
        "E156",
        what,
        where=MANIFEST,
        cause=cause or None,
        hint="whoever signed it made it so: nothing of it is used; ask them for another",
    )
