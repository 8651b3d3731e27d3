"""What can happen in a run, one struct each, and the line that an event becomes in `events.jsonl`.

A line is one JSON object: `seq` (from 0), `prev` (sha256 of the line before, without its newline; 64 zeros before the
first), `at` (RFC 3339, UTC), `kind`, then the event's own fields. Nothing in a journal is ever changed or taken back.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import msgspec

from prony.errors import JournalError
from prony.journal.sweeps import CellMeasured, LlamaBenched, SweepPlanned
from prony.keys import blot
from prony.nouns import (
    Attempt,
    AttemptEnd,
    Contestant,
    Exchange,
    Grade,
    Noun,
    RunPlan,
    Submission,
    SuitePin,
    Task,
    TaskPin,
)

GENESIS = "0" * 64


class Planned(Noun, frozen=True, kw_only=True, tag_field="kind", tag="planned"):
    """The plan was frozen. Always the first event. `tasks` keeps what boards say of each task of the plan."""

    plan: RunPlan
    tasks: tuple[TaskPin, ...] = ()


class Extended(Noun, frozen=True, kw_only=True, tag_field="kind", tag="extended"):
    """The plan's sample was made larger: `suites` stand in place of the plan's, and hold all of its tasks and more.
    `tasks` is as in `planned`, of all of them."""

    suites: tuple[SuitePin, ...]
    tasks: tuple[TaskPin, ...] = ()


class Identified(Noun, frozen=True, kw_only=True, tag_field="kind", tag="identified"):
    """An engine told what the contestant that was asked for as `label` really is."""

    label: str
    contestant: Contestant


class Loaded(Noun, frozen=True, kw_only=True, tag_field="kind", tag="loaded"):
    """The contestant's model is ready at `base_url`, after `load_s` seconds; cold = it was not loaded before."""

    label: str
    load_s: float
    cold: bool
    base_url: str


class Rehearsed(Noun, frozen=True, kw_only=True, tag_field="kind", tag="rehearsed"):
    """Small requests were sent before the contestant's first task; they count nowhere. In the shape of its harness's,
    to find the `shims` that its engine demands; or one, where Prony has just loaded a file, to warm the engine up."""

    label: str
    shims: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()


class Started(Noun, frozen=True, kw_only=True, tag_field="kind", tag="started"):
    """An attempt began."""

    attempt: Attempt


class ExchangeSeen(Noun, frozen=True, kw_only=True, tag_field="kind", tag="exchange"):
    """The gateway saw a request and its reply to the end."""

    exchange: Exchange


class Submitted(Noun, frozen=True, kw_only=True, tag_field="kind", tag="submitted"):
    """An attempt handed in a step that may not be its last. Its last step is in `ended`, and there again if it was."""

    attempt: str
    submission: Submission


class Ended(Noun, frozen=True, kw_only=True, tag_field="kind", tag="ended"):
    """An attempt ended, with what it handed in or the fault that ended it."""

    end: AttemptEnd


class Graded(Noun, frozen=True, kw_only=True, tag_field="kind", tag="graded"):
    """A submission was graded. A later grade of the same attempt and step stands beside the earlier one."""

    grade: Grade


class Resumed(Noun, frozen=True, kw_only=True, tag_field="kind", tag="resumed"):
    """The run was taken up again after it had stopped."""


class Finished(Noun, frozen=True, kw_only=True, tag_field="kind", tag="finished"):
    """The run ended: `complete`, `partial` (somebody could not run, or was given up), `budget` (a budget of the run was
    spent) or `stopped` (by a person)."""

    reason: str


class Noted(Noun, frozen=True, kw_only=True, tag_field="kind", tag="noted"):
    """Something a reader of the record should know. level: `info` or `warning`. The text may be untrusted."""

    level: str
    text: str


Event = (
    Planned
    | Extended
    | Identified
    | Loaded
    | Rehearsed
    | Started
    | ExchangeSeen
    | Submitted
    | Ended
    | Graded
    | Resumed
    | Finished
    | Noted
    | SweepPlanned
    | CellMeasured
    | LlamaBenched
)


def task_pin(task: Task) -> TaskPin:
    """What the `planned` event keeps of `task`."""
    return TaskPin(**{field: getattr(task, field) for field in TaskPin.__struct_fields__})


def as_extended(plan: RunPlan, event: Extended) -> RunPlan:
    """The plan after `event`. Raises JournalError E602 where that is not the same plan with more tasks."""
    old, new = [_identity(pin) for pin in plan.suites], [_identity(pin) for pin in event.suites]
    if old != new or any(set(a.tasks) - set(b.tasks) for a, b in zip(plan.suites, event.suites, strict=True)):
        raise JournalError("E602", "the journal extends its plan by another one", where=plan.id)
    return msgspec.structs.replace(plan, suites=event.suites)


def _identity(pin: SuitePin) -> tuple[str, str, str]:
    return pin.id, pin.version, pin.digest


class Envelope(msgspec.Struct, frozen=True):
    """What every line carries beside its event."""

    seq: int
    prev: str
    at: str


_encode = msgspec.json.Encoder().encode
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_envelopes = msgspec.json.Decoder(Envelope)


def decode_event(line: bytes) -> Event:
    """The event of a line. Raises msgspec.MsgspecError or UnicodeDecodeError for a line that holds none."""
    try:
        return _events.decode(line)
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deeply") from error


def decode_envelope(line: bytes) -> Envelope:
    """What the line of an event carries beside it. Raises as `decode_event`."""
    try:
        return _envelopes.decode(line)
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deeply") from error


def now() -> str:
    """This instant in UTC, RFC 3339 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def line_hash(line: bytes) -> str:
    """sha256 of a line without its newline: the next line's `prev`."""
    return hashlib.sha256(line).hexdigest()


def encode_line(event: Event, *, seq: int, prev: str, at: str) -> bytes:
    """The line of `event`, without a newline and without keys, read back once before anybody relies on it.

    Text that is not valid Unicode (lone surrogates, as hostile replies carry) is written with U+FFFD in its place.
    Raises msgspec.ValidationError for an event that could be written but not read (NaN, a field of a wrong type).
    """
    body = blot(_encoded(event))
    decode_event(body)
    return b'{"seq":%d,"prev":"%s","at":"%s",%s' % (seq, prev.encode(), at.encode(), body[1:])


def as_kept(event: Event) -> Event:
    """The event as a journal keeps it: itself, where no key of this process stands in it."""
    written = _encoded(event)
    kept = blot(written)
    return event if kept is written else decode_event(kept)


def _encoded(event: Event) -> bytes:
    try:
        return _encode(event)
    except UnicodeEncodeError:
        return _encode(_printable(msgspec.to_builtins(event, str_keys=True)))


def _printable(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "replace").decode() if not value.isascii() else value
        case dict():
            return {_printable(key): _printable(item) for key, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
    return value
