"""A recorded run as one portable file: what names the recording machine is taken out, the rest kept byte for byte.

The file is a zip of a run's folder. `pack` makes one, `unpack` lays it out as `runs/ID` of a home; what lies there is a
run like any other. Of the machine its processor, cores, memory and system stay, as a board's readers need them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

import msgspec

from prony.bench.plan import PLAN_NAME, plan_text, read_plan
from prony.errors import RunError
from prony.journal import Event, Extended, Finished, Identified, Loaded, Planned, Started, read_events
from prony.journal.events import GENESIS, encode_line, line_hash
from prony.journal.reader import EVENTS_NAME, read_records
from prony.nouns import Contestant, ContestantSpec, RunPlan, SuitePin
from prony.suites import builtin_suites

NOWHERE = "http://127.0.0.1:0/v1"
"""What stands for the address that an engine happened to have."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(run_dir: Path, file: Path) -> None:
    """Write the run in `run_dir` to `file`; equal runs give equal bytes.

    The journal's chain is computed anew over the lines that changed, and so are contestants' ids. Raises RunError E907
    for a run that is not complete, or of a suite that is not built in (nobody else would find it), JournalError for a
    damaged journal.
    """
    plan = portable_plan(read_plan(run_dir))
    if not any(isinstance(event, Finished) and event.reason == "complete" for event in read_events(run_dir)):
        raise RunError("E907", f"run {plan.id} is not complete", hint=f"prony run --resume {plan.id}")
    events = b"".join(_lines(run_dir))
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        _add(packed, f"{plan.id}/{PLAN_NAME}", plan_text(plan).encode())
        _add(packed, f"{plan.id}/{EVENTS_NAME}", events)
        for blob in sorted((run_dir / "blobs").glob("??/*.zst")):
            _add(packed, f"{plan.id}/blobs/{blob.parent.name}/{blob.name}", blob.read_bytes(), zipfile.ZIP_STORED)


def unpack(file: Path, home: Path) -> Path:
    """Lay the packed run out under `home`/runs; returns its folder. Raises RunError E906 when it is there already."""
    with zipfile.ZipFile(file) as packed:
        run = packed.namelist()[0].partition("/")[0]
        folder = home / "runs" / run
        if folder.exists():
            raise RunError("E906", f"{home} holds the run {run} already", where=str(folder), hint="name another folder")
        packed.extractall(home / "runs")
    return folder


def portable_plan(plan: RunPlan) -> RunPlan:
    """The plan without paths and addresses of this machine: built-in suites and model files by name. Raises E907."""
    own = [pin.id for pin in plan.suites if pin.id not in builtin_suites()]
    if own:
        raise RunError("E907", f"suite {own[0]} is not built in: its tasks would not be found elsewhere")
    return msgspec.structs.replace(
        plan,
        suites=_portable_suites(plan.suites),
        contestants=tuple(_portable_spec(spec) for spec in plan.contestants),
        settings=msgspec.structs.replace(plan.settings, toolchains={}),
    )


def _portable_suites(pins: Iterable[SuitePin]) -> tuple[SuitePin, ...]:
    return tuple(msgspec.structs.replace(pin, path=pin.id) for pin in pins)


def _portable_spec(spec: ContestantSpec) -> ContestantSpec:
    gguf = PurePath(spec.gguf).name if spec.gguf else None
    return msgspec.structs.replace(spec, gguf=gguf, base_url=NOWHERE if spec.base_url else None)


def _portable_contestant(one: Contestant) -> Contestant:
    """Without the kernel's release, which on machines of one's own often bears a name."""
    machine = msgspec.structs.replace(one.fingerprint.machine, kernel=None)
    fingerprint = msgspec.structs.replace(one.fingerprint, machine=machine)
    return msgspec.structs.replace(one, id=fingerprint.digest()[:12], fingerprint=fingerprint)


def _portable(event: Event, ids: dict[str, str]) -> Event:
    """The event as others may see it. `ids` collects the contestants' new ids."""
    match event:
        case Planned(plan=plan):
            return msgspec.structs.replace(event, plan=portable_plan(plan))
        case Extended(suites=suites):
            return msgspec.structs.replace(event, suites=_portable_suites(suites))
        case Identified(contestant=contestant):
            fresh = _portable_contestant(contestant)
            ids[contestant.id] = fresh.id
            return msgspec.structs.replace(event, contestant=fresh)
        case Loaded():
            return msgspec.structs.replace(event, base_url=NOWHERE)
        case Started(attempt=attempt):
            contestant_id = ids.get(attempt.contestant, attempt.contestant)
            return msgspec.structs.replace(event, attempt=msgspec.structs.replace(attempt, contestant=contestant_id))
        case _:
            return event


def _lines(run_dir: Path) -> Iterator[bytes]:
    """The journal's lines with their own times, chained anew."""
    prev, ids = GENESIS, dict[str, str]()
    for record in read_records(run_dir):
        line = encode_line(_portable(record.event, ids), seq=record.seq, prev=prev, at=record.at)
        prev = line_hash(line)
        yield line + b"\n"


def _add(packed: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, date_time=_EPOCH)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    packed.writestr(info, data)
