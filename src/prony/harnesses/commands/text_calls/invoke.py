"""MiniMax's form, and others with named parameters in tags: Claude's, Step's, DeepSeek's since 3.2.

<minimax:tool_call>
<invoke name="bash">
<parameter name="command">ls</parameter>
</invoke>
</minimax:tool_call>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.function_tag import unframed
from prony.harnesses.commands.text_calls.values import plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_SPACE = r"(?:[\w-]+:|[｜|]DSML[｜|])?"
_OUTER = rf"<{_SPACE}(?:tool_calls?|function_calls?)>"
_CALL = re.compile(
    rf"(?:{_OUTER}\s*)?<{_SPACE}(?:invoke|function|tool)\s+name=[\"'](?P<name>[\w.-]+)[\"'][^>]*>(?P<body>.*?)"
    rf"</{_SPACE}(?:invoke|function|tool)>(?:\s*</{_SPACE}(?:tool_calls?|function_calls?)>)?",
    re.DOTALL,
)
_PARAMETER = re.compile(
    rf"\s*<{_SPACE}(?:parameter|param|arg)\s+name=[\"'](?P<key>[\w.-]+)[\"'][^>]*>(?P<value>.*?)</{_SPACE}(?:parameter|param|arg)>",
    re.DOTALL,
)


class Invoke:
    """See above."""

    sign = re.compile(rf"</?{_SPACE}invoke\b|<{_SPACE}(?:parameter|param)\s+name=")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            call = (plain_name(match["name"]), _arguments(match["body"]))
            yield WrittenCall(calls=(call,), start=match.start(), end=match.end())


def _arguments(body: str) -> object:
    """The arguments; None where they cannot be read."""
    arguments: dict[str, str] = {}
    at = 0
    while match := _PARAMETER.match(body, at):
        if match["key"] in arguments:
            return None
        arguments[match["key"]] = unframed(match["value"])
        at = match.end()
    return arguments if not body[at:].strip() else None


FORM = Invoke()
