"""A call as Python has it: Llama 3 and 4, Gemma, LFM2, Olmo 3.

bash(command="ls")
[bash(command="ls")]
<|python_tag|>bash.call(command="ls")
"""

from __future__ import annotations

import ast
import itertools
import re
import warnings
from collections.abc import Iterator
from typing import Any

from prony.harnesses.commands.text_calls.values import MOST_BEGINNINGS, plain_name
from prony.harnesses.commands.text_calls.written import WrittenCall

_OPEN = r"(?:<\|python_tag\|>|<\|tool_call_start\|>|<function_calls>|<tool_call>|<tool_code>)"
_CLOSE = re.compile(r"\s*(?:<\|tool_call_end\|>|</function_calls>|</tool_call>|</tool_code>)")
MOST_LINES = 400


class PythonCall:
    """See above."""

    sign = re.compile(r"<\|python_tag\|>|<\|tool_call_(?:start|end)\|>|</?tool_code>")
    bare = True

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        names = "|".join(map(re.escape, sorted(tools)))
        begin = re.compile(
            rf"(?:{_OPEN}\s*|^[ \t]*)(?=\[?\s*(?:print\()?\s*(?:functions\.|default_api\.)?(?:{names})(?:\.call)?\()",
            re.MULTILINE,
        )
        at = 0
        for match in itertools.islice(begin.finditer(text), MOST_BEGINNINGS):
            if match.start() < at or (found := _expression(text, match.end(), tools)) is None:
                continue
            close = _CLOSE.match(text, found[1])
            at = close.end() if close else found[1]
            yield WrittenCall(calls=found[0], start=match.start(), end=at)


def _expression(text: str, start: int, tools: frozenset[str]) -> tuple[tuple[tuple[str, Any], ...], int] | None:
    """The calls of the first whole expression from `start` on, and the index behind it."""
    ends = re.finditer(r"\n|\Z|(?=</?[\w|]+>)", text[start:])
    for end in (match.start() for match in itertools.islice(ends, MOST_LINES)):
        source = text[start : start + end]
        if not source.rstrip().endswith((")", "]")):
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        calls = [_call(node, tools) for node in (tree.elts if isinstance(tree, ast.List) else [tree])]
        known = tuple(call for call in calls if call is not None)
        return (known, start + len(source.rstrip())) if calls and len(known) == len(calls) else None
    return None


def _call(node: ast.expr, tools: frozenset[str]) -> tuple[str, Any] | None:
    """Name and arguments of a call whose arguments are all named, and none of which is computed."""
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Name) and node.func.id == "print" and len(node.args) == 1 and not node.keywords:
        return _call(node.args[0], tools)
    name = plain_name(ast.unparse(node.func).removesuffix(".call"))
    try:
        arguments = {word.arg: ast.literal_eval(word.value) for word in node.keywords}
        places = [ast.literal_eval(one) for one in node.args]
    except (ValueError, TypeError, RecursionError, MemoryError):
        return name, None
    if places:
        return name, places[0] if len(places) == 1 and not arguments and isinstance(places[0], dict) else places
    return name, arguments


FORM = PythonCall()
