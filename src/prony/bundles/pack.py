"""Pack: runs into a bundle. What is gathered goes into a spool, in the order in which it will stand; then the head is
written before it, signed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from prony import __version__
from prony.bundles.archive import END, MOST_BYTES, header, padding
from prony.bundles.commitments import commitment
from prony.bundles.manifest import (
    KEY,
    MANIFEST,
    RUN_ID,
    SIGNATURE,
    BundledRun,
    BundledSuite,
    BundleMember,
    Manifest,
    Omission,
    Texts,
    blob_name,
    commitments_name,
    events_name,
    manifest_bytes,
)
from prony.bundles.pseudonyms import Pseudonyms
from prony.bundles.redact import BodyRef, Redaction
from prony.bundles.scrub import MachineNames, Scrubber, strings
from prony.bundles.signing import SigningKey, key_bytes
from prony.errors import BundleError, JournalError, SuiteError
from prony.grading import GRADER
from prony.journal import (
    Blobs,
    ExchangeSeen,
    Extended,
    Graded,
    Identified,
    Loaded,
    Planned,
    Rehearsed,
    as_extended,
    read_records,
)
from prony.journal.events import GENESIS, decode_envelope, encode_line, line_hash
from prony.journal.origin import begun_here
from prony.journal.reader import LONGEST_LINE, events_path
from prony.nouns import Noun, RunPlan, TaskPin
from prony.plain import clean_line
from prony.plain_files import open_plain
from prony.suites import builtin_suites, load_suite

LEVEL = 9
_LACKING = ("E610", "E611", "E612")


class Packed(Noun, frozen=True, kw_only=True):
    """What was gathered: the parts of a manifest, and the real names of withheld suites -> what stands for them."""

    runs: tuple[BundledRun, ...]
    left_out: tuple[Omission, ...]
    members: tuple[BundleMember, ...]
    names: dict[str, str]

    @property
    def size_bytes(self) -> int:
        """Bytes of all members."""
        return sum(member.bytes for member in self.members)


class Spool:
    """Members of a bundle as they will stand in it, in a file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.members: list[BundleMember] = []
        self._names: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Add a member of `size` bytes, read from `source`. Raises BundleError E154 for one that is too large."""
        if size > MOST_BYTES:
            raise BundleError(
                "E154", f"{name} is too large for a bundle", cause=f"it has {size} bytes", hint="leave it out"
            )
        digest = hashlib.sha256()
        self.file.write(header(name, size))
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            self.file.write(chunk)
        self.file.write(padding(size))
        self.members.append(BundleMember(name=name, bytes=size, sha256=digest.hexdigest()))
        self._names.add(name)


def gather(
    run_dirs: Sequence[Path], published: Sequence[str], secret: bytes, known: MachineNames, spool: BinaryIO
) -> Packed:
    """Write what may leave of these runs to `spool`. published: ids of suites whose texts go along.

    secret: makes names and salts that only who has it can compute. Raises BundleError E154, JournalError for a record
    that cannot be read.
    """
    into = Spool(spool)
    runs, left_out, names = list[BundledRun](), Counter[str](), dict[str, str]()
    for run_dir in run_dirs:
        one = _Run(run_dir, published, secret, known, into)
        if any(run.id == one.plan.id for run in runs):
            raise _unfit(run_dir, f"another run that was named bears the id {one.plan.id}, too", "name one of them")
        runs.append(one.written())
        left_out += one.redaction.left_out
        names |= one.names.suites
    omissions = tuple(Omission(what=what, count=count) for what, count in sorted(left_out.items()) if count)
    return Packed(runs=tuple(runs), left_out=omissions, members=tuple(into.members), names=names)


def write(packed: Packed, spool: BinaryIO, key: SigningKey, made_at: str, out: BinaryIO) -> Manifest:
    """Write the bundle whose members lie in `spool`, signed."""
    manifest = Manifest(
        key=key.fingerprint,
        made_at=made_at,
        prony_version=__version__,
        grader=GRADER,
        runs=packed.runs,
        left_out=packed.left_out,
        members=packed.members,
    )
    told = manifest_bytes(manifest)
    for name, data in ((SIGNATURE, key.sign(told)), (KEY, key_bytes(key.public)), (MANIFEST, told)):
        out.write(header(name, len(data)) + data + padding(len(data)))
    spool.seek(0)
    shutil.copyfileobj(spool, out, 1 << 20)
    out.write(END)
    return manifest


def texts_of(plan: RunPlan, published: Sequence[str]) -> dict[str, Texts]:
    """What of each suite's texts leaves: only a suite that is the built-in one here, file by file, is public."""
    built_in = set(builtin_suites())
    return {
        pin.id: Texts.PUBLIC
        if pin.id in built_in and _is_built_in(pin.id, pin.digest)
        else Texts.PUBLISHED
        if pin.id in published
        else Texts.WITHHELD
        for pin in plan.suites
    }


def run_salt(secret: bytes, run: str) -> bytes:
    """The salt of a run, by which its maker shows the lines as they were."""
    return hashlib.sha256(secret + b"\nsalt\n" + run.encode()).digest()


def _is_built_in(name: str, digest: str) -> bool:
    try:
        return load_suite(name).digest == digest
    except SuiteError:
        return False


class _Run:
    """One run on its way into a bundle."""

    def __init__(
        self, run_dir: Path, published: Sequence[str], secret: bytes, known: MachineNames, into: Spool
    ) -> None:
        self._dir = run_dir
        self._into = into
        self._blobs = Blobs(run_dir)
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self.plan, tasks = _planned(run_dir)
        if not RUN_ID.fullmatch(self.plan.id):
            raise _unfit(run_dir, f"its id is {clean_line(self.plan.id)[:80]!r}", "name a run that Prony made")
        self._salt = run_salt(secret, self.plan.id)
        self._texts = texts_of(self.plan, published)
        self.names = Pseudonyms(self.plan, tasks, self._texts, secret)
        self._scrubber = Scrubber(_known_of(run_dir, known), self.names.words)
        self.redaction = Redaction(self.plan, self._texts, self.names, self._scrubber, self._kept)
        self._changed_bodies: dict[BodyRef, str] = {}

    def written(self) -> BundledRun:
        """Write its members; returns what the manifest says of it."""
        prev, count, changed, graders, fresh = GENESIS, 0, 0, dict[str, None](), self.plan
        with tempfile.TemporaryFile() as events, tempfile.TemporaryFile() as committed:
            for record, raw in zip(read_records(self._dir), _raw_lines(self._dir), strict=False):
                event = self.redaction.event(record.event)
                if isinstance(event, Planned):
                    fresh = event.plan
                line = encode_line(event, seq=record.seq, prev=prev, at=record.at)
                changed += line.replace(prev.encode(), _prev_of(raw), 1) != raw
                committed.write(commitment(self._salt, record.seq, raw).encode() + b"\n")
                events.write(line + b"\n")
                prev, count = line_hash(line), count + 1
                if isinstance(event, Graded):
                    graders[event.grade.grader] = None
            self._add(events_name(self.plan.id), events)
            if changed:
                self._add(commitments_name(self.plan.id), committed)
        return BundledRun(
            id=self.plan.id,
            created_at=fresh.created_at,
            prony_version=fresh.prony_version,
            events=count,
            head=prev,
            changed=changed,
            began_here=begun_here(self._dir),
            graders=tuple(graders),
            suites=tuple(
                BundledSuite(id=pin.id, version=pin.version, digest=pin.digest, texts=self._texts[old.id])
                for pin, old in zip(fresh.suites, self.plan.suites, strict=True)
            ),
        )

    def _add(self, name: str, file: BinaryIO) -> None:
        size = file.tell()
        file.seek(0)
        self._into.add(name, file, size)

    def _kept(self, body: BodyRef) -> str:
        """Put a body into the bundle, scrubbed; returns its id there. What the record lacks stays a mere id."""
        if body in self._changed_bodies:
            return self._changed_bodies[body]
        self._changed_bodies[body] = blob = self._keep(body)
        return blob

    def _keep(self, body: BodyRef) -> str:
        try:
            data = self._blobs.get(body.blob)
        except JournalError as error:
            if error.code not in _LACKING:
                raise
            self.redaction.left_out["blobs that the record names and lacks"] += 1
            return body.blob
        fresh = data
        if body.kind == "file":
            if self._scrubber.tells(data):
                self.redaction.left_out["files handed in that name this machine"] += 1
                return body.blob
        elif body.kind == "refusal":
            fresh = self._scrubber.refusal(data)
        else:
            fresh = self._scrubber.body(data)
        if fresh != data:
            self.redaction.left_out["requests and replies from which names of this machine were taken"] += 1
        blob = hashlib.sha256(fresh).hexdigest() if fresh is not data else body.blob
        if blob_name(blob) not in self._into:
            packed = self._compressor.compress(fresh)
            with tempfile.SpooledTemporaryFile(1 << 20) as file:
                file.write(packed)
                file.seek(0)
                self._into.add(blob_name(blob), file, len(packed))  # type: ignore[arg-type]
        return blob


def _planned(run_dir: Path) -> tuple[RunPlan, tuple[TaskPin, ...]]:
    """The plan of a run, as it was extended last, and its tasks. Raises BundleError E151."""
    events = (record.event for record in read_records(run_dir))
    first = next(events, None)
    if not isinstance(first, Planned):
        raise _unfit(run_dir, "its record does not begin with a plan", "name another run")
    plan, tasks = first.plan, first.tasks
    for event in events:
        if isinstance(event, Extended):
            plan, tasks = as_extended(plan, event), event.tasks
    return plan, tasks


def _known_of(run_dir: Path, known: MachineNames) -> MachineNames:
    """What is known of this machine, and what the record names beside it: engines, paths, models that are paths."""
    urls, places, models = set[str](), {str(run_dir.resolve())}, set[str]()

    def settings(value: Any) -> None:
        places.update(strings(value))

    for record in read_records(run_dir):
        match record.event:
            case Planned(plan=plan):
                for spec in plan.contestants:
                    urls.add(spec.base_url or "")
                    models.add(spec.model)
                    places.update((spec.gguf or "", spec.harness))
                    settings(spec.engine_options)
                places.update(pin.path for pin in plan.suites)
                places.update(plan.settings.toolchains.values())
            case Loaded(base_url=url):
                urls.add(url)
            case Identified(contestant=contestant):
                models.add(contestant.fingerprint.model_id)
                settings(contestant.fingerprint.engine.settings)
            case ExchangeSeen(exchange=exchange):
                models.update((exchange.model_asked or "", exchange.model_answered or ""))
            case Rehearsed(exchanges=exchanges):
                for one in exchanges:
                    models.update((one.model_asked or "", one.model_answered or ""))
            case _:
                pass
    return known.with_engines(urls).with_places(places).with_models(models)


def _prev_of(line: bytes) -> bytes:
    """The `prev` of a line, as it stands there."""
    return decode_envelope(line).prev.encode()


def _raw_lines(run_dir: Path) -> Iterator[bytes]:
    with open_plain(events_path(run_dir)) as file:
        while line := file.readline(LONGEST_LINE):
            yield line.rstrip(b"\n")


def _unfit(run_dir: Path, cause: str, hint: str) -> BundleError:
    return BundleError(
        "E154", f"run {clean_line(run_dir.name)} cannot be bundled", where=str(run_dir), cause=cause, hint=hint
    )
