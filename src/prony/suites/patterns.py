"""Patterns: `*` over the ids of tests, and `*`, `**`, `?` over paths."""

from __future__ import annotations

import functools
import re


@functools.lru_cache(maxsize=4096)
def _id_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)


def id_matches(pattern: str, test_id: str) -> bool:
    """Whether `test_id` is meant by `pattern`; `*` stands for any characters, `/` too."""
    return _id_pattern(pattern).fullmatch(test_id) is not None


@functools.lru_cache(maxsize=4096)
def _path_pattern(pattern: str) -> re.Pattern[str]:
    out = ""
    for piece in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern):
        out += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(piece) or re.escape(piece)
    return re.compile(out, re.DOTALL)


def path_matches(pattern: str, path: str) -> bool:
    """Whether `path` (relative, POSIX) is meant by `pattern`: `*` and `?` stay within a folder, `**` does not."""
    return _path_pattern(pattern).fullmatch(path) is not None
