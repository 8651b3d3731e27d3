"""Lay out: the runs of a verified bundle as run folders of a home, where every command reads them as runs from
elsewhere."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from prony.bench.plan import PLAN_NAME, plan_text
from prony.bundles.manifest import BundledRun, BundleMember, blob_name, events_name
from prony.bundles.opened import Opened
from prony.bundles.verify import Verified
from prony.errors import BundleError
from prony.journal import (
    Ended,
    Event,
    ExchangeSeen,
    Extended,
    Planned,
    Rehearsed,
    Submitted,
    as_extended,
    read_records,
)
from prony.journal.origin import refuse_anothers
from prony.journal.reader import EVENTS_NAME
from prony.nouns import Exchange, Noun, Submission

ORIGIN_NAME = "bundle.json"
"""The file in a run's folder that says which bundle it came in."""


class BundleOrigin(Noun, frozen=True, kw_only=True, tag_field="schema", tag="prony.bundle_origin/1"):
    """Which bundle a run came in."""

    key: str
    manifest_sha256: str
    made_at: str
    added_at: str


def lay_out(bundle: Opened, verified: Verified, home: Path, now: str) -> list[Path]:
    """Put the runs of a bundle that holds below `home`/runs, each whole or not at all; returns their folders.

    None of them is marked as begun here. Raises BundleError E157 where a run of such a name is there, E152 where the
    bundle is no longer what was verified; JournalError E613 where runs are another's.
    """
    assert verified.holds
    assert verified.manifest is not None
    assert verified.key is not None
    runs = home / "runs"
    refuse_anothers(runs)
    runs.mkdir(parents=True, exist_ok=True)
    for run in verified.manifest.runs:
        if os.path.lexists(runs / run.id):
            raise BundleError(
                "E157",
                f"a run {run.id} is there already",
                where=str(runs / run.id),
                hint=f"put it aside first: prony forget {run.id}; or add the bundle in another folder",
            )
    members = {member.name: member for member in verified.manifest.members}
    origin = BundleOrigin(
        key=verified.key, manifest_sha256=verified.manifest_sha256, made_at=verified.manifest.made_at, added_at=now
    )
    with tempfile.TemporaryDirectory(prefix=".taken-in-", dir=home) as staged:
        made = []
        for run in verified.manifest.runs:
            made.append(folder := Path(staged) / run.id)
            _write_run(bundle, members, run, folder)
            (folder / ORIGIN_NAME).write_bytes(msgspec.json.encode(origin) + b"\n")
        for folder in made:
            os.rename(folder, runs / folder.name)
    return [runs / run.id for run in verified.manifest.runs]


def _write_run(bundle: Opened, members: dict[str, BundleMember], run: BundledRun, folder: Path) -> None:
    folder.mkdir()
    _copy(bundle, members[events_name(run.id)], folder / EVENTS_NAME)
    blobs, plan = set[str](), None
    for record in read_records(folder):
        if isinstance(record.event, Planned):
            plan = record.event.plan
        elif isinstance(record.event, Extended) and plan is not None:
            plan = as_extended(plan, record.event)
        blobs.update(blob for blob in blobs_of(record.event) if blob_name(blob) in members)
    if plan is not None:
        (folder / PLAN_NAME).write_text(plan_text(plan), "utf-8")
    for blob in sorted(blobs):
        shard = folder / "blobs" / blob[:2]
        shard.mkdir(parents=True, exist_ok=True)
        _copy(bundle, members[blob_name(blob)], shard / f"{blob}.zst")


def _copy(bundle: Opened, member: BundleMember, path: Path) -> None:
    """Write a member to a file. Raises BundleError E152 where its bytes are not those that were verified."""
    digest = hashlib.sha256()
    with open(path, "xb") as file:
        for chunk in bundle.chunks(member):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != member.sha256:
        raise BundleError(
            "E152",
            f"{member.name} was changed while it was read",
            hint="see who writes to the bundle, and verify it again",
        )


def blobs_of(event: Event) -> Iterator[str]:
    """Yield the id of every blob that an event names."""
    match event:
        case ExchangeSeen(exchange=exchange):
            yield from _of_exchange(exchange)
        case Rehearsed(exchanges=exchanges):
            for one in exchanges:
                yield from _of_exchange(one)
        case Submitted(submission=submission):
            yield from _of_submission(submission)
        case Ended(end=end):
            if end.transcript is not None:
                yield end.transcript
            if end.submission is not None:
                yield from _of_submission(end.submission)
        case _:
            return


def _of_exchange(one: Exchange) -> Iterator[str]:
    yield from (blob for blob in (one.request_blob, one.reply_blob) if blob is not None)


def _of_submission(one: Submission) -> Iterator[str]:
    if one.reply is not None:
        yield one.reply
    yield from one.files.values()
