"""The texts that attempts ended with, from the record: the last message, and notes among what was handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from prony.boards.attempts.task_source import RecordedTasks
from prony.boards.attempts.transcript import Transcript
from prony.boards.selfreport.claims import MOST_CHARS, Claims, claims_of
from prony.errors import PronyError
from prony.journal import Blobs, Ended, ExchangeSeen
from prony.journal.handed import HandedIn
from prony.journal.index import Index
from prony.journal.queries import event_bytes
from prony.journal.reader import event_at
from prony.nouns import AttemptEnd, Purpose

NOTES = re.compile(r"(?:[a-z]+[_-])?(?:notes|report|summary)\.(?:md|txt|rst)", re.IGNORECASE)
"""The names of files in which work is reported."""
MOST_NOTES = 8


class Reported(NamedTuple):
    """A scored attempt with what its texts claim; `claims` is None where there is no text to read."""

    attempt: str
    run: str
    contestant: str
    task: str
    solved: bool
    wall_s: float
    claims: Claims | None


def reported(
    index: Index, attempts: Iterable[HandedIn], suite_digest: str, digests: Mapping[str, str]
) -> Iterator[Reported]:
    """Each attempt with its claims. The last message comes first, then notes; the first that claims a thing counts.

    digests: task -> its digest as it was run, for the brief, whose own words are nobody's claims.
    """
    briefs: dict[tuple[str, str], str] = {}
    tasks: dict[str, RecordedTasks] = {}
    for one in attempts:
        try:
            event = event_at(index.runs / one.run, one.ended_byte)
        except PronyError:
            continue
        if not isinstance(event, Ended):
            continue
        if (one.run, one.task) not in briefs:
            source = tasks.setdefault(one.run, RecordedTasks(index, one.run))
            task, _ = source.find(one.task, digests.get(one.task, ""), suite_digest)
            briefs[one.run, one.task] = task.instruction if task is not None else ""
        brief = briefs[one.run, one.task]
        texts = [text for text in _texts(index, one.run, event.end) if text.strip()]
        claims = _first([claims_of(text, brief) for text in texts]) if texts else None
        yield Reported(event.end.attempt, one.run, one.contestant, one.task, one.solved, event.end.wall_s, claims)


def _first(claims: list[Claims]) -> Claims:
    """Of each thing what the first text says that speaks of it."""

    return Claims(
        time=next((one.time for one in claims if one.time is not None), None),
        success=next((one.success for one in claims if one.success is not None), None),
        confidence=next((one.confidence for one in claims if one.confidence is not None), None),
    )


def _texts(index: Index, run: str, end: AttemptEnd) -> Iterator[str]:
    blobs = Blobs(index.runs / run)
    reply = end.submission.reply if end.submission is not None else None
    yield _read(blobs, reply) if reply else _last_message(index, run, end.attempt, blobs)
    files = sorted(end.submission.files.items()) if end.submission is not None else []
    named = [blob for path, blob in files if NOTES.fullmatch(path.rpartition("/")[2])]
    for blob in named[:MOST_NOTES]:
        yield _read(blobs, blob)


def _last_message(index: Index, run: str, attempt: str, blobs: Blobs) -> str:
    for byte in reversed(event_bytes(index, "exchange", run, attempt)):
        try:
            event = event_at(index.runs / run, byte)
        except PronyError:
            return ""
        if isinstance(event, ExchangeSeen) and event.exchange.purpose is Purpose.ATTEMPT:
            message = Transcript(blobs, MOST_CHARS).answered(event.exchange)
            return message.text if message is not None and message.role == "assistant" else ""
    return ""


def _read(blobs: Blobs, blob: str) -> str:
    try:
        return blobs.head(blob, MOST_CHARS)[0].decode("utf-8", "replace")
    except (PronyError, OSError):
        return ""
