"""Brief files: the texts of a task's folder that contestants are given, without the comment that they begin with."""

from __future__ import annotations

import re

from prony.suites.source import TaskSource

CANARY_COMMENT = re.compile(r"\A\ufeff?\s*<!--.*?-->[ \t]*\r?\n?", re.DOTALL)
"""The comment that a brief may begin with; it is stripped before anyone is prompted."""


def read_brief(source: TaskSource, name: str, where: str | None = None) -> str:
    """The brief in the file `name`; empty where there is none, which is noted at `where`, else at the file itself."""
    place = source.file(name)
    data = source.files.get(name)
    if data is None:
        source.add("E320", where or place, "the brief is missing" if where is None else f"there is no file {name}")
        return ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.add("E303", place, f"not UTF-8: {error.reason} at byte {error.start}")
        return ""
    comment = CANARY_COMMENT.match(text)
    canary = source.canary
    if canary and canary not in (comment.group() if comment else ""):
        what = "the brief does not begin with a comment that holds the canary"
        source.add("E320", place, what, f"first line: <!-- canary {canary} -->")
    brief = text[comment.end() if comment else 0 :].strip()
    if not brief:
        source.add("E320", place, "the brief is empty")
    return brief
