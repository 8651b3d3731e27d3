"""The forms of FunctionGemma and Gemma 4: texts between marks of their own.

<start_function_call>call:bash{command:<escape>ls<escape>}<end_function_call>
<|tool_call>call:bash{command:<|"|>ls<|"|>}<tool_call|>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_QUOTE = r'(?:<escape>|<\|"\|>)'
_PAIR = re.compile(rf"\s*(?P<key>[\w.-]+)\s*:\s*{_QUOTE}(?P<value>.*?){_QUOTE}\s*,?", re.DOTALL)
_CALL = re.compile(r"(?:<start_function_call>|<\|tool_call>)\s*call:(?P<name>[\w.-]+)\s*\{")
_END = re.compile(r"\s*\}\s*(?:<end_function_call>|<tool_call\|>)?")


class Gemma:
    """See above."""

    sign = re.compile(r"<(?:start|end)_function_call>|<\|tool_call>call:|<tool_call\|>")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            pairs, at = [], match.end()
            while pair := _PAIR.match(text, at):
                pairs.append((pair["key"], pair["value"]))
                at = pair.end()
            if end := _END.match(text, at):
                arguments = dict(pairs) if len(dict(pairs)) == len(pairs) else None
                call = (plain_name(match["name"]), arguments)
                yield WrittenCall(calls=(call,), start=match.start(), end=end.end())


FORM = Gemma()
