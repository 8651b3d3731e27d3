"""A tag for the tool and one for each argument, as some agents teach it.

<bash>
<command>ls</command>
</bash>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.function_tag import unframed
from prony.harnesses.commands.text_calls.values import json_at
from prony.harnesses.commands.text_calls.written import WrittenCall

_ARGUMENT = re.compile(r"\s*<(?P<key>[A-Za-z]\w*)>(?P<value>.*?)</(?P=key)>", re.DOTALL)


class Element:
    """See above."""

    sign = None
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for name in sorted(tools):
            tag = re.escape(name)
            for match in re.finditer(rf"<{tag}>(?P<body>.*?)(?:</{tag}>|\Z)", text, re.DOTALL):
                arguments = _arguments(match["body"])
                yield WrittenCall(calls=((name, arguments),), start=match.start(), end=match.end())


def _arguments(body: str) -> object:
    """The arguments; None where they cannot be read."""
    if (found := json_at(body, 0)) and not body[found[1] :].strip():
        return found[0]
    arguments: dict[str, str] = {}
    at = 0
    while match := _ARGUMENT.match(body, at):
        arguments[match["key"]] = unframed(match["value"])
        at = match.end()
    return arguments if arguments and not body[at:].strip() else None


FORM = Element()
