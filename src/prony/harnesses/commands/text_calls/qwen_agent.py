"""The form of Qwen-Agent's older prompts.

✿FUNCTION✿: bash
✿ARGS✿: {"command": "ls"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_CALL = re.compile(r"✿FUNCTION✿:[ \t]*(?P<name>[\w.-]+)\s*✿ARGS✿:[ \t]*")
_END = re.compile(r"\s*✿RESULT✿:?\s*\Z")


class QwenAgent:
    """See above."""

    sign = re.compile(r"✿(?:FUNCTION|ARGS)✿")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            if found := json_at(text, match.end()):
                end = _END.match(text, found[1])
                call = (plain_name(match["name"]), found[0])
                yield WrittenCall(calls=(call,), start=match.start(), end=end.end() if end else found[1])


FORM = QwenAgent()
