"""Mistral's forms: a list of calls, or since its eleventh tokenizer names with their arguments.

[TOOL_CALLS][{"name": "bash", "arguments": {"command": "ls"}}]
[TOOL_CALLS]bash[ARGS]{"command": "ls"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import calls_in, json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_MARK = re.compile(r"\[TOOL_CALLS\]\s*")
_NAMED = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[CALL_ID\]\s*[\w-]+\s*)?(?:\[ARGS\])?\s*(?=\{)")


class Mistral:
    """See above."""

    sign = re.compile(r"\[TOOL_CALLS\]|\[ARGS\]")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for mark in _MARK.finditer(text):
            named = _NAMED.match(text, mark.end())
            found = json_at(text, named.end() if named else mark.end())
            if found is None:
                continue
            calls = ((plain_name(named["name"]), found[0]),) if named else calls_in(found[0])
            if calls:
                yield WrittenCall(calls=calls, start=mark.start(), end=found[1])


FORM = Mistral()
