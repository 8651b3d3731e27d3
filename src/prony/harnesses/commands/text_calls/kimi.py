"""Kimi K2's form: the name with its namespace and a number.

<|tool_calls_section_begin|><|tool_call_begin|>functions.bash:0<|tool_call_argument_begin|>{"command": "ls"}
<|tool_call_end|><|tool_calls_section_end|>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_CALL = re.compile(
    r"(?:<\|tool_calls?_section_begin\|>\s*)?<\|tool_call_begin\|>\s*(?P<name>[\w.-]+(?::\d+)?)\s*<\|tool_call_argument_begin\|>"
)
_END = re.compile(r"\s*<\|tool_call_end\|>(?:\s*<\|tool_calls?_section_end\|>)?")


class Kimi:
    """See above."""

    sign = re.compile(r"<\|tool_calls?_(?:section_|argument_)?(?:begin|end)\|>")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            if found := json_at(text, match.end()):
                end = _END.match(text, found[1])
                call = (plain_name(match["name"]), found[0])
                yield WrittenCall(calls=(call,), start=match.start(), end=end.end() if end else found[1])


FORM = Kimi()
