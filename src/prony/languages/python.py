"""Python."""

from __future__ import annotations

import ast
import warnings

from prony.languages.language import CALL_OF_ITSELF, Language
from prony.languages.scan import Syntax

MAX_PARSED_CHARS = 100_000
"""Longer texts are judged by their brackets only."""


def parses(text: str) -> bool:
    """Whether `text` is a Python module with something in it."""
    if len(text) > MAX_PARSED_CHARS:
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(ast.parse(text).body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False


LANGUAGE = Language(
    id="python",
    toolchain="python",
    short="py",
    suffixes=(".py",),
    fences=frozenset({"python", "py", "python3", "py3", "python2", "cpython"}),
    syntax=Syntax(comments=("#",), strings=("'", '"'), blocks={'"""': '"""', "'''": "'''"}),
    parses=parses,
    definition=r"^(?:(?:async[ \t]+)?def|class)[ \t]+NAME\b|^NAME[ \t]*(?::[^=\n]+)?=(?!=|" + CALL_OF_ITSELF + ")",
    starts=r"(?:def|class|async def|from|import)\s+\w|@\w|\w+\s*(?::\s*[\w\[\], ]+)?=[^=]",
    runner="unittest",
    test_files=("test_*.py", "**/test_*.py"),
)
