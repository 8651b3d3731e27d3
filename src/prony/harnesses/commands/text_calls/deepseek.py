"""DeepSeek's forms: of V3 and R1, with a fence around the arguments, and of V3.1, without.

<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>bash
```json
{"command": "ls"}
```<｜tool▁call▁end｜><｜tool▁calls▁end｜>
"""

from __future__ import annotations

import re

from prony.harnesses.commands.text_calls.marked import MarkedForm


def _token(words: str) -> str:
    """The pattern of a token, with its wide bars or with plain ones."""
    return "<[｜|]" + words.replace(" ", "[▁_]") + "[｜|]>"


_SIGN = re.compile(r"<[｜|]tool[▁_](?:calls?[▁_](?:begin|end)|sep)[｜|]>")
_CALL = re.compile(
    rf"(?:{_token('tool calls begin')}\s*)?{_token('tool call begin')}(?:function{_token('tool sep')})?"
    rf"(?P<name>[\w.-]+)\s*(?:{_token('tool sep')})?\s*(?:```(?:json)?\s*)?(?=\{{)"
)
_END = re.compile(rf"\s*(?:```)?(?:\s*{_token('tool call end')})?(?:\s*{_token('tool calls end')})?")

FORM = MarkedForm(sign=_SIGN, call=_CALL, end=_END)
