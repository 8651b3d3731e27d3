"""The form of gpt-oss: a message to a function, in whatever order its header comes.

<|channel|>commentary to=functions.bash <|constrain|>json<|message|>{"command": "ls"}<|call|>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_CALL = re.compile(
    r"(?:<\|start\|>)?(?:assistant)?(?:<\|channel\|>)?(?:commentary|analysis)?(?<!\s)\s*to=(?P<name>[\w.-]+)[^{}\n]{0,80}?<\|message\|>"
)
_END = re.compile(r"\s*<\|(?:call|end)\|>")


class Harmony:
    """See above."""

    sign = re.compile(r"\bto=functions\.|<\|call\|>|<\|constrain\|>")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            if found := json_at(text, match.end()):
                end = _END.match(text, found[1])
                call = (plain_name(match["name"]), found[0])
                yield WrittenCall(calls=(call,), start=match.start(), end=end.end() if end else found[1])


FORM = Harmony()
