"""GLM's form since 4.5; the first tag may be missing.

<tool_call>bash
<arg_key>command</arg_key>
<arg_value>ls</arg_value>
</tool_call>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.written import WrittenCall

_CALL = re.compile(
    r"(?:<(?:longcat_)?tool_call>\s*|^[ \t]*)(?P<name>[\w.-]+)\s*"
    r"(?P<pairs>(?:<(?:longcat_)?arg_key>.*?</(?:longcat_)?arg_key>\s*"
    r"<(?:longcat_)?arg_value>.*?</(?:longcat_)?arg_value>\s*)+)(?:</(?:longcat_)?tool_call>)?",
    re.DOTALL | re.MULTILINE,
)
_PAIR = re.compile(
    r"<(?:longcat_)?arg_key>(.*?)</(?:longcat_)?arg_key>\s*<(?:longcat_)?arg_value>(.*?)</(?:longcat_)?arg_value>",
    re.DOTALL,
)


class Glm:
    """See above."""

    sign = re.compile(r"</?(?:longcat_)?arg_(?:key|value)>")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            pairs = _PAIR.findall(match["pairs"])
            arguments = {key.strip(): value for key, value in pairs}
            known = arguments if len(arguments) == len(pairs) else None
            yield WrittenCall(calls=((match["name"], known),), start=match.start(), end=match.end())


FORM = Glm()
