"""The code that attempts handed in, from the record, with bounds: no submission costs much or fails a view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from prony.boards.style.measures import TextCounts, counts_of
from prony.errors import PronyError
from prony.journal import Blobs, Ended
from prony.journal.handed import HandedIn
from prony.journal.index import Index
from prony.journal.reader import event_at

MOST_BYTES = 64 * 1024
"""Of all files of an attempt; one with more is not measured."""
MOST_FILES = 64
"""Of an attempt; one with more is not measured."""


class Written(NamedTuple):
    """A scored attempt with what is counted of its code; None where it was not measured."""

    contestant: str
    task: str
    solved: bool
    counts: TextCounts | None


def written(index: Index, attempts: Iterable[HandedIn], languages: Mapping[str, str]) -> Iterator[Written]:
    """Each attempt with its counts. languages: task -> its language. The same files are measured once."""
    known: dict[tuple[str, tuple[tuple[str, str], ...]], TextCounts | None] = {}
    for one in attempts:
        files = _files(index, one)
        language = languages.get(one.task, "")
        key = (language, files)
        if key not in known:
            known[key] = _counts(Blobs(index.runs / one.run), files, language)
        yield Written(one.contestant, one.task, one.solved, known[key])


def _files(index: Index, one: HandedIn) -> tuple[tuple[str, str], ...]:
    try:
        event = event_at(index.runs / one.run, one.ended_byte)
    except PronyError:
        return ()
    submission = event.end.submission if isinstance(event, Ended) else None
    return tuple(sorted(submission.files.items())) if submission else ()


def _counts(blobs: Blobs, files: tuple[tuple[str, str], ...], language: str) -> TextCounts | None:
    if not files or len(files) > MOST_FILES:
        return None
    texts = {}
    left = MOST_BYTES
    for path, blob in files:
        try:
            data, cut = blobs.head(blob, left)
            text = data.decode("utf-8")
        except (PronyError, UnicodeDecodeError, OSError):
            return None
        if cut:
            return None
        left -= len(data)
        texts[path] = text
    return counts_of(texts, language)
