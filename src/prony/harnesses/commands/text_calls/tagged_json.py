"""JSON between tags: Hermes and Qwen2.5, Granite, Phi, Hunyuan, xLAM, Command A, Apertus, MiniMax-M1,
InternLM2, LongCat, Llama 3.

    <tool_call>
    {"name": "bash", "arguments": {"command": "ls"}}
    </tool_call>

Either tag may be missing: models forget the first, and engines swallow the last.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from prony.harnesses.commands.text_calls.values import MOST_BEGINNINGS, calls_in, json_at
from prony.harnesses.commands.text_calls.written import WrittenCall

_TAG = r"(?:[a-z]+[_:])?(?:tool_?calls?|tools|function_calls?|tool_use)"
_OPEN = re.compile(
    rf"<\|?{_TAG}\|?>|<\|START_ACTION\|>|<\|tools_prefix\|>|<\|python_tag\|>|<\|action_start\|>\s*(?:<\|plugin\|>)?"
    r"|\bfunctools(?=\[)",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    rf"\s*(?:<\|?/{_TAG}\|?>|</\|{_TAG}\|>|<\|END_ACTION\|>|<\|tools_suffix\|>|<\|action_end\|>)", re.IGNORECASE
)
_FENCE = re.compile(r"\s*```(?:json)?[ \t]*\n")
_FENCE_END = re.compile(r"\s*```[ \t]*(?=\n|\Z)")
_OBJECT = re.compile(r"^[ \t]*[\[{]", re.MULTILINE)
_BETWEEN = re.compile(r"\s*[,;]?")


class TaggedJson:
    """See above."""

    sign = re.compile(
        rf"<[|/]*{_TAG}\|?>|<\|(?:START|END)_ACTION\|>|<\|tools_(?:pre|suf)fix\|>|<\|python_tag\|>|<\|action_",
        re.IGNORECASE,
    )
    bare = False

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """See `Form`."""
        at = 0
        for opening in _OPEN.finditer(text):
            if opening.start() >= at and (found := _from(text, opening.start(), opening.end(), tools)):
                at = found[0].end
                yield found[0]
        for begin in itertools.islice(_OBJECT.finditer(text), MOST_BEGINNINGS):
            if begin.start() >= at and (found := _from(text, begin.end() - 1, begin.end() - 1, tools)) and found[1]:
                at = found[0].end
                yield found[0]


def _from(text: str, start: int, at: int, tools: frozenset[str]) -> tuple[WrittenCall, bool] | None:
    """The calls behind a tag, up to the tag that closes it; and whether there is one."""
    calls: list[tuple[str, object]] = []
    fence = _FENCE.match(text, at)
    at = fence.end() if fence else at
    while found := json_at(text, at):
        here = calls_in(found[0], tools)
        if here is None:
            return None
        calls += here
        at = found[1]
        separator = _BETWEEN.match(text, at)
        if separator and json_at(text, separator.end()):
            at = separator.end()
    if fence and (end := _FENCE_END.match(text, at)):
        at = end.end()
    close = _CLOSE.match(text, at)
    at = close.end() if close else at
    return (WrittenCall(calls=tuple(calls), start=start, end=at), close is not None) if calls else None


FORM = TaggedJson()
