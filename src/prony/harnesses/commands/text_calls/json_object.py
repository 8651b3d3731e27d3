"""A JSON object, or a list of them, that names a tool and its arguments: alone, or in a fence. Llama 3 and many others.

{"name": "bash", "parameters": {"command": "ls"}}
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import MOST_BEGINNINGS, calls_in, json_at
from prony.harnesses.commands.text_calls.written import WrittenCall

_BEGIN = re.compile(r"^[ \t]*(?=[\[{])", re.MULTILINE)


class JsonObject:
    """See above."""

    sign = re.compile(r'"(?:arguments|parameters|tool_input|action_input)"\s*:')
    bare = True

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        at = 0
        for begin in itertools.islice(_BEGIN.finditer(text), MOST_BEGINNINGS):
            if begin.start() < at or (found := json_at(text, begin.end())) is None:
                continue
            at = found[1]
            if calls := calls_in(found[0]):
                yield WrittenCall(calls=calls, start=begin.end(), end=found[1])


FORM = JsonObject()
