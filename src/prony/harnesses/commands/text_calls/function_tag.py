"""Qwen3-Coder's form, and Seed-OSS's; without parameters, Llama 3.1's and Functionary's, whose arguments are JSON.

    <tool_call>
    <function=bash>
    <parameter=command>
    ls
    </parameter>
    </function>
    </tool_call>

The outer tags may be missing. What stands between is the value as it is, less the line breaks beside the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import json_at
from prony.harnesses.commands.text_calls.written import WrittenCall

_OUTER = r"<(?:seed:)?tool_calls?>"
_CALL = re.compile(
    rf"(?:{_OUTER}\s*)?<function=[\"']?(?P<name>[\w.-]+)[\"']?>(?P<body>.*?)(?P<end></function>|\Z)(?:\s*</(?:seed:)?tool_calls?>)?",
    re.DOTALL,
)
_PARAMETER = re.compile(
    r"\s*<parameter=[\"']?(?P<key>[\w.-]+)[\"']?>(?P<value>.*?)(?P<end></parameter>|(?=<parameter=)|\Z)", re.DOTALL
)


class FunctionTag:
    """See above."""

    sign = re.compile(r"<function=|</function>|<parameter=|</parameter>")
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        for match in _CALL.finditer(text):
            arguments, ends = _arguments(match["body"])
            yield WrittenCall(
                calls=((match["name"], arguments),),
                start=match.start(),
                end=match.end(),
                whole=ends or bool(match["end"]),
            )


def _arguments(body: str) -> tuple[object, bool]:
    """The arguments, None where they cannot be read; and whether a tag ends the last of them."""
    if (found := json_at(body, 0)) and not body[found[1] :].strip():
        return found[0], True
    arguments: dict[str, str] = {}
    at, ends = 0, False
    while match := _PARAMETER.match(body, at):
        if match["key"] in arguments:
            return None, True
        arguments[match["key"]] = unframed(match["value"])
        at, ends = match.end(), bool(match["end"])
        if not ends and body[at:].strip() == "":
            break
    return (arguments, ends) if not body[at:].strip() else (None, True)


def unframed(value: str) -> str:
    """A value without the one line break behind its tag, and the one before the next."""
    return value.removeprefix("\r").removeprefix("\n").removesuffix("\n").removesuffix("\r")


FORM = FunctionTag()
