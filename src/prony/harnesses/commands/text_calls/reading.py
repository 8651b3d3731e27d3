"""Whether what a model wrote is plainly a call. What is not plain is no call: it has a reason, in words for the model.

A call is plain where one form reads it, each tool was offered, the arguments fit, and the message says nothing else
that could mean otherwise: nothing behind it, no words before it that make an example or a question of it, and it is no
copy of something that the model was shown.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prony.harnesses.commands.text_calls import FORMS
from prony.harnesses.commands.text_calls.values import MOST_CHARS
from prony.harnesses.commands.text_calls.written import Form, WrittenCall
from prony.nouns import Noun

MOST_MARKS = 200
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^`\n]*\n\s*\Z", re.MULTILINE)
_FENCE_END = re.compile(r"\s*\n?[ \t]*(?:`{3,}|~{3,})[ \t]*(?=\n|\Z)")
_FLOOD_OF_BLANKS = re.compile(r"(?<!\s)\s{300}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_OTHERWISE = re.compile(
    r"\b(?:example|e\.g|for instance|such as|like (?:this|so)|would (?:be|look|have|use|need|call|write|run)|could"
    r"|format|syntax|template|(?:do|does|did|must|should|will|would|is|am|are)(?:n['’]t| not)"
    r"|(?:wo|ca|sha)n['’]t|can ?not|never|instead of)\b|\?\s*\Z",
    re.IGNORECASE,
)
_QUOTING = re.compile(r"\b(?:contains?|reads|says|shows?|printed|wrote)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!]\s+|[.!]\Z")
_SENTENCE_END = tuple(".:!…)*")
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


class TextReading(Noun, frozen=True, kw_only=True):
    """The calls that a text plainly is; else why it is none, where it looks like one."""

    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    form: str = ""
    problem: str = ""
    rest: str = ""
    """What the text says beside them."""


def read_text_calls(text: str, tools: Mapping[str, Mapping[str, Any]], given: Iterable[str]) -> TextReading:
    """Read the calls in `text`, which is what a reply says, without thoughts.

    tools: name -> the schema of its arguments, of what was offered. given: the texts that the model was shown.
    """
    text = text.rstrip()[: MOST_CHARS + 1]
    form, written = ("", []) if _FLOOD_OF_BLANKS.search(text) else _written(text, frozenset(tools))
    if not written:
        signs = (one.sign for one in FORMS.values() if one.sign is not None)
        return TextReading(problem="no call can be read in it" if any(sign.search(text) for sign in signs) else "")
    calls = [call for one in written for call in one.calls]
    start, end = _with_fence(text, written[0].start, written[-1].end)
    problem = (
        ("it has calls in several forms" if not form else "")
        or ("it is too long" if len(text) > MOST_CHARS else "")
        or _unfit(calls, tools)
        or _not_whole(text, form, written)
        or _said_otherwise(text, start, end, form)
        or _copied(text, written, given)
    )
    if problem:
        return TextReading(form=form, problem=problem)
    return TextReading(calls=tuple(calls), form=form, rest=text[:start])


def _written(text: str, tools: frozenset[str]) -> tuple[str, list[WrittenCall]]:
    """The outermost calls in a text, and the form that they have; an empty one where there are several."""
    found = sorted(
        ((name, call) for name, form in FORMS.items() for call in _read(form, text, tools)),
        key=lambda one: (one[1].start, -one[1].end, FORMS[one[0]].bare),
    )
    outer: list[tuple[str, WrittenCall]] = []
    for name, call in found:
        if not outer or call.start >= outer[-1][1].end:
            outer.append((name, call))
    names = {name for name, _ in outer}
    return names.pop() if len(names) == 1 else "", [call for _, call in outer]


def _read(form: Form, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
    """The calls of one form; none in a flood of its marks, which is no message and would take long to read."""
    marks = form.sign.finditer(text) if form.sign is not None else iter(())
    return form.read(text, tools) if sum(1 for _ in itertools.islice(marks, MOST_MARKS + 1)) <= MOST_MARKS else iter(())


def _unfit(calls: Iterable[tuple[str, Any]], tools: Mapping[str, Mapping[str, Any]]) -> str:
    for name, arguments in calls:
        if name not in tools:
            return f"there is no tool {name[:80]!r}"
        if not fits(arguments, tools[name]):
            return f"its arguments are not those of the tool {name!r}"
    return ""


def fits(arguments: Any, schema: Mapping[str, Any]) -> bool:
    """Whether arguments have all that a schema requires, and of the right types; no text that is required is blank."""
    if not isinstance(arguments, dict) or any(key not in arguments for key in schema.get("required", ())):
        return False
    for key, value in arguments.items():
        kind = _TYPES.get(schema.get("properties", {}).get(key, {}).get("type"), object)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind in (int, (int, float))):
            return False
        if key in schema.get("required", ()) and isinstance(value, str) and not value.strip():
            return False
    return True


def _not_whole(text: str, form: str, written: list[WrittenCall]) -> str:
    if not all(one.whole for one in written):
        return "its arguments have no end"
    if FORMS[form].bare and len(written) > 1:
        return "it has several calls"
    if any(text[one.end : other.start].strip(" \t\n,;") for one, other in itertools.pairwise(written)):
        return "there are words between its calls"
    return ""


def _with_fence(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end, with the fence around the calls where there is one."""
    opening = _FENCE.search(text[:start])
    closing = _FENCE_END.match(text, end)
    if opening is None:
        return start, end
    return opening.start(), closing.end() if closing else end


def _said_otherwise(text: str, start: int, end: int, form: str) -> str:
    """What the words around a call say against it."""
    if text[end:].strip():
        return "it goes on behind the call"
    before = text[:start]
    words = before.rpartition("\n")[2].strip()
    if words and (not words.endswith(_SENTENCE_END) or FORMS[form].bare):
        return "the call stands within a sentence"
    if _opens_fence(before):
        return "the call stands within other text in a fence"
    paragraph = _BLANK_LINE.split(before.rstrip())[-1]
    introduction = paragraph if FORMS[form].bare else _SENTENCES.split(paragraph)[-1]
    if _OTHERWISE.search(paragraph) or _QUOTING.search(introduction):
        return "the words before the call leave open whether it is meant"
    return ""


def _opens_fence(before: str) -> bool:
    """Whether the text ends within a fence."""
    return len(re.findall(r"^[ \t]*(?:`{3,}|~{3,})", before, re.MULTILINE)) % 2 == 1


def _copied(text: str, written: Iterable[WrittenCall], given: Iterable[str]) -> str:
    """Whether a call is a copy of something that the model was shown, such as a file's text."""
    shown = [_squeezed(one) for one in given]
    copies = (_squeezed(text[one.start : one.end]) for one in written)
    return "it stands in what you were shown" if any(copy in one for copy in copies for one in shown) else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
