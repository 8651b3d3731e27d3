"""The translation: what of a MultiPL-E row depends on its language."""

from __future__ import annotations

import json
from typing import Any, Protocol

from prony.nouns import Noun
from prony.suites.importers.foreign.functions import cases_file
from prony.suites.importers.foreign.rows import ForeignRow


class MultiPlERow(ForeignRow, frozen=True, kw_only=True):
    """One problem in one language."""

    name: str
    language: str
    prompt: str
    tests: str


class TranslatedTask(Noun, frozen=True, kw_only=True):
    """What a row asks for, and how that is graded."""

    answer: str
    """The file that is handed in."""
    request: str
    """What is to be handed in, in a sentence of the brief."""
    prompt: str
    """The head of the file as it is shown."""
    tests: dict[str, bytes]
    """Hidden files, by their paths below `tests/`."""
    prony: dict[str, Any] = {}
    """More of `[prony]`."""


class Translation(Protocol):
    """One language of MultiPL-E."""

    languages: tuple[str, ...]
    """What rows call it: `rs`."""
    fence: str
    """What a fence of its code is called."""

    def task(self, row: MultiPlERow) -> TranslatedTask:
        """Make a task of a row. Raises ValueError where it cannot be one."""
        ...


def asks(language: str, what: str, more: str = "") -> str:
    """The sentences of a brief that say what is to be handed in."""
    return f"Complete this file in {language}: write {what}, so that it does what its description says. {more}".rstrip()


def suite_files(path: str, text: str, ids: list[str]) -> dict[str, bytes]:
    """A file of tests with the ids that it must report, which nothing here could learn from a reference."""
    expected = {"tests": ids, "graders": {"suite": ids}}
    return {path: text.encode(), "expected.json": json.dumps(expected).encode()}


def call_files(function: str, cases: list[dict[str, Any]]) -> dict[str, bytes]:
    """Cases that call `function`."""
    if not cases:
        raise ValueError("its tests assert nothing")
    return {"cases.jsonl": cases_file(cases, function)}


def between(text: str, begin: str, end: str) -> str:
    """What stands between the first `begin` and the last `end` after it. Raises ValueError where they are not there."""
    start = text.find(begin)
    stop = text.rfind(end)
    if start < 0 or stop < start + len(begin):
        raise ValueError(f"its tests are in another form: there is no {begin.strip()!r}")
    return text[start + len(begin) : stop]
