"""Answers in the wrong place: a parser of the engine's took what a model answered for what it thought.

A server that is told that a model thinks cuts its replies in two. Where the model does not mark its thoughts as that
server expects, everything becomes reasoning, and the answer is empty. The end of such a reasoning tells.
"""

from __future__ import annotations

import re

AFTER_CHARS = 400
"""Characters of prose that may follow an answer: models explain what they wrote, thoughts go on."""
TAIL_CHARS = 1 << 17
"""Characters of a reasoning that are looked at, from its end."""

_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)\n?")
_END_OF_THOUGHT = re.compile(r"</(?:think|thinking|reasoning|thought)>|\[/THINK\]")
_CALLS = (("<tool_call>", "</tool_call>"), ("<function=", "</function>"))


def answer_in(reasoning: str) -> str | None:
    """Say what at the end of a reasoning looks like the answer itself; None where nothing does.

    Meant for whole replies that hold nothing else. A block that only stands somewhere among thoughts is a thought.
    """
    tail = reasoning[-TAIL_CHARS:]
    ends = [match.end() for match in _END_OF_THOUGHT.finditer(tail)]
    if ends and (answer := tail[ends[-1] :].strip()):
        return f"{len(answer)} characters behind the tag that ends it"
    if (block := _last_block(tail)) is not None:
        return block
    for opens, closes in _CALLS:
        at = tail.rfind(closes)
        if opens in tail[: max(at, 0)] and _ends(tail[at + len(closes) :]):
            return "a tool call at its end"
    return None


def _last_block(text: str) -> str | None:
    """The last fenced block in words, where it is whole and at the end of the text."""
    fence = language = ""
    found, at, begins, ended = None, 0, 0, 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        match = _FENCE.fullmatch(line)
        if match is None:
            continue
        if not fence:
            fence, language, begins = match["fence"], match["info"].strip(), at
        elif match["fence"].startswith(fence) and not match["info"].strip():
            size = at - len(line) - begins
            found = f"a whole block ({(language.split() or ['no language'])[0][:40]}, {size} characters) at its end"
            fence, ended = "", at
    return found if not fence and _ends(text[ended:]) else None


def _ends(after: str) -> bool:
    return len(after.strip()) <= AFTER_CHARS
