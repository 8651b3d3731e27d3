"""DeepSeek's forms: of V3 and R1, with a fence around the arguments, and of V3.1, without.

<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>bash
```json
{"command": "ls"}
```<｜tool▁call▁end｜><｜tool▁calls▁end｜>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall


def _token(words: str) -> str:
    """The pattern of a token, with its wide bars or with plain ones."""
    return "<[｜|]" + words.replace(" ", "[▁_]") + "[｜|]>"


_CALL = re.compile(
    rf"(?:{_token('tool calls begin')}\s*)?{_token('tool call begin')}(?:function{_token('tool sep')})?"
    rf"(?P<name>[\w.-]+)\s*(?:{_token('tool sep')})?\s*(?:```(?:json)?\s*)?(?=\{{)"
)
_END = re.compile(rf"\s*(?:```)?(?:\s*{_token('tool call end')})?(?:\s*{_token('tool calls end')})?")


class DeepSeek:
    """See above."""

    sign = re.compile(r"<[｜|]tool[▁_](?:calls?[▁_](?:begin|end)|sep)[｜|]>")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            if found := json_at(text, match.end()):
                end = _END.match(text, found[1])
                call = (plain_name(match["name"]), found[0])
                yield WrittenCall(calls=(call,), start=match.start(), end=end.end() if end else found[1])


FORM = DeepSeek()
