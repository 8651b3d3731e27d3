"""The form of ReAct: the tool's name on one line, its arguments as JSON on the next.

Action: bash
Action Input: {"command": "ls"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_CALL = re.compile(r"^[ \t]*Action:[ \t]*`?(?P<name>[\w.-]+)`?[ \t]*\n[ \t]*Action Input:[ \t]*", re.MULTILINE)


class React:
    """See above."""

    sign = re.compile(r"^[ \t]*Action Input:", re.MULTILINE)
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            if found := json_at(text, match.end()):
                call = (plain_name(match["name"]), found[0])
                yield WrittenCall(calls=(call,), start=match.start(), end=found[1])


FORM = React()
