"""One attempt whole: what was asked, what came back, what was taken from it, how it was graded, who it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from prony.boards.fields import Field, fields_of
from prony.boards.view import View
from prony.errors import JournalError, SuiteError
from prony.journal import Blobs, Ended, ExchangeSeen, Graded, queries
from prony.journal.index import Index
from prony.journal.measures import sums_of, ttft_s
from prony.journal.reader import event_at
from prony.nouns import AttemptEnd, Exchange, Fault, Grade

MAX_TEXT = 1 << 20
"""Bytes of one request, reply or file that a view carries; what is longer is cut, and says so."""


class TextView(View, frozen=True, kw_only=True):
    """Untrusted bytes as text. text is None where they are not UTF-8 or could not be read; `note` then says why."""

    blob: str
    size_bytes: int | None = None
    text: str | None = None
    note: str = ""


class FileView(View, frozen=True, kw_only=True):
    """One file that was handed in."""

    path: str
    content: TextView


class MessageView(View, frozen=True, kw_only=True):
    """One message of the request, as it was sent."""

    role: str
    text: str


class ExchangeView(View, frozen=True, kw_only=True):
    """One request and its reply with the speeds computed from them: seconds, and tokens per second."""

    exchange: Exchange
    ttft_s: float | None = None
    decode_tokens_per_s: float | None = None
    server_decode_tokens_per_s: float | None = None


class TryView(View, frozen=True, kw_only=True):
    """One try of the same contestant at the same task and repeat. `counts`: it is the one that boards count."""

    attempt: str
    try_no: int
    outcome: str
    fault: str | None = None
    counts: bool = False


class AttemptView(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.attempt/1"):
    """Everything that the record holds of one attempt. `grades` are all of them, oldest first: the last one counts.

    brief: the task's instruction, None where the suite is not at hand as it was; `brief_note` then says why. messages:
    what the first request sent. outcome: `open` while it has not ended, `waiting` for its grade.
    """

    attempt: str
    run: str
    label: str
    contestant: str
    reference: bool = False
    task: str
    task_title: str = ""
    language: str = ""
    difficulty: str = ""
    repeat: int
    try_no: int
    outcome: str
    fault: Fault | None = None
    fault_class: str | None = None
    labels: tuple[str, ...] = ()
    started_at: str
    ended_at: str | None = None
    wall_s: float | None = None
    brief: str | None = None
    brief_note: str = ""
    messages: tuple[MessageView, ...] = ()
    reply: TextView | None = None
    files: tuple[FileView, ...] = ()
    submission_notes: tuple[str, ...] = ()
    exchanges: tuple[ExchangeView, ...] = ()
    tries: tuple[TryView, ...] = ()
    grades: tuple[Grade, ...] = ()
    fingerprint: tuple[Field, ...] = ()
    previous: str | None = None
    next: str | None = None


def attempt_view(home: Path, attempt_id: str) -> AttemptView:
    """The view of the attempt whose id is `attempt_id`, or begins with it and no other does; RUN/ID narrows it down.

    Brings the index up to date first. Raises JournalError E651 (none), E652 (several), E601-E620 for the record.
    """
    with Index(home) as index:
        index.update()
        run, attempt = _find(index, attempt_id)
        row = queries.attempt_row(index, run, attempt)
        return _view(index, row, index.runs / run)


def _find(index: Index, attempt_id: str) -> tuple[str, str]:
    found = queries.find_attempts(index, attempt_id) if attempt_id.rpartition("/")[2] else []
    exact = [one for one in found if one[1] == attempt_id.rpartition("/")[2]]
    fits = exact or found
    if not fits:
        raise JournalError(
            "E651",
            f"no attempt begins with {attempt_id}",
            where=str(index.runs),
            hint="prony board RUN --attempts lists them",
        )
    if len(fits) > 1:
        told = "; ".join(f"{run}/{attempt} ({label}, {task})" for run, attempt, label, task in fits[:5])
        raise JournalError("E652", f"{attempt_id} fits {len(fits)} attempts or more", cause=told)
    return fits[0][0], fits[0][1]


def _view(index: Index, row: dict[str, Any], run_dir: Path) -> AttemptView:
    run, attempt = row["run"], row["attempt"]
    blobs = Blobs(run_dir)
    end = _end(run_dir, row)
    submission = end.submission if end else None
    exchanges = _exchanges(index, run_dir, run, attempt)
    known = queries.contestants(index, [run]).get(row["contestant"])
    pins = queries.tasks(index, [run], row["suite_digest"]).get(run, [])
    pin = next((one for one in pins if one.task == row["task"]), None)
    brief, brief_note = _brief(index, row)
    before, after = _neighbours(index, run, attempt)
    return AttemptView(
        attempt=attempt,
        run=run,
        label=row["label"],
        contestant=row["contestant"],
        reference=known.reference if known else False,
        task=row["task"],
        task_title=pin.title if pin else "",
        language=pin.language if pin else "",
        difficulty=pin.difficulty if pin else "",
        repeat=row["repeat"],
        try_no=row["try_no"],
        outcome=row["outcome"],
        fault=end.fault if end else None,
        fault_class=row["fault_class"],
        labels=end.labels if end else (),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        wall_s=row["wall_s"],
        brief=brief,
        brief_note=brief_note,
        messages=_messages(blobs, exchanges[0].exchange.request_blob) if exchanges else (),
        reply=_text(blobs, submission.reply) if submission and submission.reply else _last_reply(blobs, exchanges),
        files=tuple(FileView(path=path, content=_text(blobs, blob)) for path, blob in sorted(submission.files.items()))
        if submission
        else (),
        submission_notes=submission.notes if submission else (),
        exchanges=exchanges,
        tries=_tries(index, row),
        grades=_grades(index, run_dir, run, attempt),
        fingerprint=fields_of(known.fingerprint) if known else (),
        previous=before,
        next=after,
    )


def _end(run_dir: Path, row: dict[str, Any]) -> AttemptEnd | None:
    if row["ended_byte"] is None:
        return None
    event = event_at(run_dir, row["ended_byte"])
    assert isinstance(event, Ended)
    return event.end


def _exchanges(index: Index, run_dir: Path, run: str, attempt: str) -> tuple[ExchangeView, ...]:
    found = []
    for byte in queries.event_bytes(index, "exchange", run, attempt):
        event = event_at(run_dir, byte)
        assert isinstance(event, ExchangeSeen)
        one, sums = event.exchange, sums_of(event.exchange)
        found.append(
            ExchangeView(
                exchange=one,
                ttft_s=ttft_s(one),
                decode_tokens_per_s=_rate(sums["decode_tokens"], sums["decode_s"]),
                server_decode_tokens_per_s=_rate(sums["server_decode_tokens"], sums["server_decode_s"]),
            )
        )
    return tuple(found)


def _grades(index: Index, run_dir: Path, run: str, attempt: str) -> tuple[Grade, ...]:
    found = []
    for byte in queries.event_bytes(index, "grade", run, attempt):
        event = event_at(run_dir, byte)
        assert isinstance(event, Graded)
        found.append(event.grade)
    return tuple(found)


def _tries(index: Index, row: dict[str, Any]) -> tuple[TryView, ...]:
    return tuple(
        TryView(
            attempt=one["attempt"],
            try_no=one["try_no"],
            outcome=one["outcome"],
            fault=one["fault"],
            counts=bool(one["counts_in_run"]),
        )
        for one in queries.tries_of(index, row)
    )


def _neighbours(index: Index, run: str, attempt: str) -> tuple[str | None, str | None]:
    order = queries.attempt_order(index, run)
    place = order.index(attempt)
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


def _brief(index: Index, row: dict[str, Any]) -> tuple[str | None, str]:
    """The task's instruction from the suite's folder, if that is still the suite that was run."""
    from prony.suites import load_suite

    pin = next((one for one in queries.suites(index, row["run"]) if one.digest == row["suite_digest"]), None)
    if pin is None:
        return None, "the run does not say which suite it came from"
    try:
        suite = load_suite(pin.path)
    except SuiteError as error:
        return None, f"suite {pin.suite} is not at hand: {error.what}"
    if suite.digest != pin.digest:
        return None, f"suite {pin.suite} has changed since; the request below is what was sent"
    task = next((one for one in suite.tasks if one.id == row["task"]), None)
    return (task.instruction, "") if task else (None, f"suite {pin.suite} has no such task")


def _messages(blobs: Blobs, blob: str | None) -> tuple[MessageView, ...]:
    """The messages of a chat request; empty where the body is not one."""
    body = _text(blobs, blob) if blob else None
    if body is None or body.text is None:
        return ()
    try:
        told = json.loads(body.text)
        return tuple(MessageView(role=str(one["role"]), text=_content(one.get("content"))) for one in told["messages"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return (MessageView(role="request", text=body.text),)


def _content(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(str(part.get("text", part)) if isinstance(part, dict) else str(part) for part in content)
    return "" if content is None else str(content)


def _last_reply(blobs: Blobs, exchanges: tuple[ExchangeView, ...]) -> TextView | None:
    """The engine's last raw reply, where nothing was handed in: the evidence of a fault."""
    blob = exchanges[-1].exchange.reply_blob if exchanges else None
    return _text(blobs, blob) if blob else None


def _text(blobs: Blobs, blob: str) -> TextView:
    try:
        data, cut = blobs.head(blob, MAX_TEXT)
    except JournalError as error:
        return TextView(blob=blob, note=error.what)
    size = None if cut else len(data)
    note = f"cut after {MAX_TEXT} bytes" if cut else ""
    try:
        text = data.decode("utf-8", "ignore" if cut else "strict")
        return TextView(blob=blob, size_bytes=size, text=text, note=note)
    except UnicodeDecodeError:
        return TextView(blob=blob, size_bytes=size, note="not text (no UTF-8)")


def _rate(count: int | float | None, seconds: int | float | None) -> float | None:
    return count / seconds if count and seconds else None
