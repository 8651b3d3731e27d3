"""Verify: the signature, every byte, every line's place in its chain, every blob by its digest. Executes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
import zstandard

from prony.bundles.faults import CHANGED, TOO_MUCH, UNSOUND_RECORD, BundleFault
from prony.bundles.manifest import (
    KEY,
    MANIFEST,
    SIGNATURE,
    BundledRun,
    BundleMember,
    Manifest,
    commitments_name,
    events_name,
    read_manifest,
)
from prony.bundles.opened import Opened
from prony.bundles.signing import SignatureText, fingerprint, is_signed, message_of, read_key, read_signature
from prony.errors import JournalError
from prony.journal import Extended, Graded, Planned, as_extended
from prony.journal.blobs import MAX_BYTES
from prony.journal.events import GENESIS, decode_envelope, decode_event, line_hash
from prony.journal.reader import LONGEST_LINE
from prony.nouns import Noun, RunPlan

MOST_RATIO = 64
SPARE_BYTES = 1 << 30
"""All blobs together may unpack to this, and to `MOST_RATIO` times the bundle's own size beside it."""
MOST_FAULTS = 100


class Verified(Noun, frozen=True, kw_only=True):
    """What came of it. `manifest` is None where the signature does not hold, or nothing could be read; `key` the
    fingerprint of the key that signed; `blobs` how many were unpacked and compared."""

    manifest: Manifest | None = None
    manifest_sha256: str = ""
    key: str | None = None
    blobs: int = 0
    faults: tuple[BundleFault, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything does."""
        return self.manifest is not None and not self.faults


def verify(bundle: Opened) -> Verified:
    """Verify a bundle. Faults are in what is returned, not raised; raises BundleError E156 for a manifest that was
    signed as no manifest may be."""
    head, faults = bundle.head()
    key, told = _signed(head, faults)
    if key is None or told is None:
        return Verified(key=key, faults=tuple(faults[:MOST_FAULTS]))
    digest = hashlib.sha256(told).hexdigest()
    manifest = read_manifest(told)
    if manifest.key != key:
        faults.append(
            BundleFault(code=UNSOUND_RECORD, member=MANIFEST, what="it names another key than the one that signed")
        )
    faults += bundle.place(manifest.members)
    broken = {fault.member for fault in faults}
    faults += _digests(bundle, manifest, broken)
    blobs = 0
    if not faults:
        for run in manifest.runs:
            faults += _record(bundle, manifest, run)
        blobs, wrong = _blobs(bundle, manifest)
        faults += wrong
    return Verified(manifest=manifest, manifest_sha256=digest, key=key, blobs=blobs, faults=tuple(faults[:MOST_FAULTS]))


# --- the signature ---------------------------------------------------------------------------------------------------


def _signed(head: dict[str, bytes], faults: list[BundleFault]) -> tuple[str | None, bytes | None]:
    """The fingerprint of the key, and the manifest where it is the one that was signed. Adds to `faults`."""
    if any(name not in head for name in (SIGNATURE, KEY, MANIFEST)):
        return None, None
    signature, public, told = read_signature(head[SIGNATURE]), read_key(head[KEY]), head[MANIFEST]
    if signature is None:
        faults.append(_changed(SIGNATURE, "it is not written as a signature is"))
    if public is None:
        faults.append(_changed(KEY, "it holds no public key, or not as one is written"))
    if signature is None or public is None:
        return None, None
    key, digest = fingerprint(public), hashlib.sha256(told).hexdigest()
    if not is_signed(public, signature.signature, signature.message):
        name, what = _what_was_changed(
            signature, key, digest, is_signed(public, signature.signature, message_of(digest, key))
        )
        faults.append(_changed(name, what))
        return None, None
    if key != signature.key:
        faults.append(_changed(SIGNATURE, f"it names the key {signature.key}; {key} signed"))
        return None, None
    if digest != signature.manifest_sha256:
        faults.append(_changed(MANIFEST, "it is not the one that was signed"))
        return key, None
    return key, told


def _what_was_changed(signature: SignatureText, key: str, digest: str, holds_anew: bool) -> tuple[str, str]:
    """Which of the three was changed, where the signature does not hold: the two that agree tell the third."""
    if holds_anew:
        return SIGNATURE, "what it says was signed is not what was signed"
    if signature.manifest_sha256 == digest:
        if signature.key == key:
            return SIGNATURE, "the signature is not one of this key over this manifest"
        return KEY, f"it is the key {key}; {signature.key} is named in {SIGNATURE}"
    return f"{SIGNATURE}, {KEY} or {MANIFEST}", "the signature does not hold, and more than one of them was changed"


# --- the bytes -------------------------------------------------------------------------------------------------------


def _digests(bundle: Opened, manifest: Manifest, broken: set[str]) -> Iterator[BundleFault]:
    events = {events_name(run.id) for run in manifest.runs}
    for member in manifest.members:
        digest, size = hashlib.sha256(), 0
        for chunk in bundle.chunks(member):
            digest.update(chunk)
            size += len(chunk)
        start = bundle.start_of(member)
        if digest.hexdigest() == member.sha256 or (size < member.bytes and (broken or start is None)):
            continue
        if member.name in events and (spot := _broken_line(bundle, member)) is not None:
            number, first, last = spot
            yield BundleFault(
                code=CHANGED,
                member=member.name,
                what=f"line {number + 1} (event {number}) was changed, or the one behind it",
                first=first,
                last=last,
                in_member=True,
            )
            continue
        yield BundleFault(
            code=CHANGED,
            member=member.name,
            what="its bytes are not those that were signed",
            first=start,
            last=start + member.bytes - 1 if start is not None else None,
        )


def _broken_line(bundle: Opened, member: BundleMember) -> tuple[int, int, int] | None:
    """The first line of a run's events that its neighbours do not vouch for: its number, first and last byte."""
    at, prev, before = 0, GENESIS, 0
    for number, line in enumerate(lines_of(bundle, member)):
        end = at + len(line)
        try:
            envelope = decode_envelope(line.removesuffix(b"\n"))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return number, at, end - 1
        if envelope.seq != number or not line.endswith(b"\n"):
            return number, at, end - 1
        if envelope.prev != prev:
            return max(0, number - 1), before, end - 1
        at, before, prev = end, at, line_hash(line[:-1])
    return None


def lines_of(bundle: Opened, member: BundleMember) -> Iterator[bytes]:
    """Yield the lines of a member with their newlines; of one that is too long, its beginning, and no more."""
    rest = b""
    for chunk in bundle.chunks(member):
        pieces = (rest + chunk).split(b"\n")
        rest = pieces.pop()
        for piece in pieces:
            yield piece + b"\n"
        if len(rest) > LONGEST_LINE:
            yield rest
            return
    if rest:
        yield rest


# --- the record ------------------------------------------------------------------------------------------------------


def _record(bundle: Opened, manifest: Manifest, run: BundledRun) -> Iterator[BundleFault]:
    """What does not hold of a run's events although they are those that were signed."""
    members = {member.name: member for member in manifest.members}
    name = events_name(run.id)
    prev, count, plan, graders = GENESIS, 0, None, dict[str, None]()

    def wrong(what: str) -> BundleFault:
        return BundleFault(code=UNSOUND_RECORD, member=name, what=f"event {count}: {what}")

    for line in lines_of(bundle, members[name]):
        body = line.removesuffix(b"\n")
        try:
            envelope, event = decode_envelope(body), decode_event(body)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield wrong(f"it is no event of this version: {error}")
            return
        if envelope.seq != count or envelope.prev != prev or body == line:
            yield wrong("it does not follow the one before it")
            return
        if (count == 0) != isinstance(event, Planned) or (isinstance(event, Planned) and event.plan.id != run.id):
            yield wrong("a run begins with its own plan, and has no other")
            return
        if isinstance(event, Planned):
            plan = event.plan
        elif isinstance(event, Extended) and plan is not None:
            try:
                plan = as_extended(plan, event)
            except JournalError as error:
                yield wrong(error.what)
                return
        elif isinstance(event, Graded):
            graders[event.grade.grader] = None
        prev, count = line_hash(body), count + 1
    if plan is None:
        yield wrong("there is none")
    elif prev != run.head or count != run.events:
        yield wrong(f"the chain ends otherwise than the manifest says, which tells {run.events} events")
    elif (claim := _false_claim(run, plan, tuple(graders))) is not None:
        yield BundleFault(
            code=UNSOUND_RECORD, member=MANIFEST, what=f"its {claim} of run {run.id} is not that of its events"
        )
    if run.changed:
        told = list(lines_of(bundle, members[commitments_name(run.id)]))
        if len(told) != count or any(len(line) != 65 for line in told):
            yield BundleFault(
                code=UNSOUND_RECORD, member=commitments_name(run.id), what="it has not one digest for each event"
            )


def _false_claim(run: BundledRun, plan: RunPlan, graders: tuple[str, ...]) -> str | None:
    """The first thing that the manifest says of a run, and its events say otherwise; None where there is none."""
    pins = [(pin.id, pin.version, pin.digest) for pin in plan.suites]
    claims = {
        "suites": [(suite.id, suite.version, suite.digest) for suite in run.suites] == pins,
        "created_at": run.created_at == plan.created_at,
        "prony_version": run.prony_version == plan.prony_version,
        "graders": run.graders == graders,
        "changed": 0 <= run.changed <= run.events,
    }
    return next((name for name, holds in claims.items() if not holds), None)


def _blobs(bundle: Opened, manifest: Manifest) -> tuple[int, list[BundleFault]]:
    """Unpack each blob and compare it with its name; how many did, and what does not hold."""
    count, faults = 0, list[BundleFault]()
    left = SPARE_BYTES + MOST_RATIO * bundle.size_bytes
    for member in manifest.members:
        if not member.name.startswith("blobs/"):
            continue
        digest, size, cause = hashlib.sha256(), 0, ""
        try:
            for chunk in unpacked(bundle.chunks(member)):
                digest.update(chunk)
                size += len(chunk)
                if size > MAX_BYTES or size > left:
                    cause = f"it unpacks to more than {min(MAX_BYTES, left)} bytes"
                    faults.append(BundleFault(code=TOO_MUCH, member=member.name, what=cause))
                    break
        except zstandard.ZstdError as error:
            cause = f"it cannot be unpacked: {error}"
            faults.append(BundleFault(code=UNSOUND_RECORD, member=member.name, what=cause))
        left -= size
        if left < 0:
            return count, faults
        if not cause and digest.hexdigest() != member.name[6:70]:
            cause = "it does not unpack to what its name says"
            faults.append(BundleFault(code=UNSOUND_RECORD, member=member.name, what=cause))
        count += not cause
    return count, faults


def unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a blob, a piece at a time. Raises zstandard.ZstdError, where it is not one whole frame too."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    for chunk in chunks:
        for at in range(0, len(chunk), _STEP):
            if decompressor.eof:
                raise zstandard.ZstdError("something stands behind its frame")
            if piece := decompressor.decompress(chunk[at : at + _STEP]):
                yield piece
    if decompressor.unused_data:
        raise zstandard.ZstdError("something stands behind its frame")
    if not decompressor.eof:
        raise zstandard.ZstdError("its frame does not end")


_STEP = 1024
"""Packed bytes that are given to the decompressor at once: it makes at most some thirty megabytes of them."""


def _changed(member: str, what: str) -> BundleFault:
    return BundleFault(code=CHANGED, member=member, what=what)
