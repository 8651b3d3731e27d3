"""Functionary's forms: of 3.2, whose first mark is the prompt's, and of 2.

>>>bash
{"command": "ls"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_CALL = re.compile(
    r"(?:>>>|(?:<\|from\|>\s*assistant\s*)?<\|recipient\|>\s*|\A\s*)"
    r"(?P<name>[\w.-]+)[ \t]*(?:\n<\|content\|>[ \t]*|\n)(?=\{)"
)


class Functionary:
    """See above."""

    sign = re.compile(r"^>>>(?!all\b)[\w.-]+[ \t]*$|<\|recipient\|>(?!\s*all\b)", re.MULTILINE)
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            if found := json_at(text, match.end()):
                call = (plain_name(match["name"]), found[0])
                yield WrittenCall(calls=(call,), start=match.start(), end=found[1])


FORM = Functionary()
