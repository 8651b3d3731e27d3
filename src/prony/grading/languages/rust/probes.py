"""Comparisons of tests that nothing could look at otherwise: `assert!(a == b)` becomes a macro of two sides."""

from __future__ import annotations

import re

from prony.grading.languages.rust.source import blanked, closing

_ASSERT = re.compile(r"(?<![\w:!])assert!\s*\(")
_OTHER_OPERATORS = re.compile(r"&&|=>|!=|\||\b(?:if|match|let|as|unsafe|move|return)\b")
_EQUALS = re.compile(r"(?<![=!<>+\-*/%^&|])==(?!=)")


def with_probes(text: str, macro: str) -> str:
    """A file of tests, in which `assert!(LEFT == RIGHT, WORDS)` is `macro!(LEFT, RIGHT; WORDS)`."""
    code = blanked(text)
    out, at = list[str](), 0
    for found in _ASSERT.finditer(code):
        if found.start() < at:
            continue
        start, end = found.end(), closing(code, found.end() - 1)
        flat = _flat(code[start:end])
        comma = flat.find(",")
        condition = flat if comma < 0 else flat[:comma]
        sides = [*_EQUALS.finditer(condition)]
        if len(sides) != 1 or _OTHER_OPERATORS.search(condition) or "<" in condition or ">" in condition:
            continue
        left, right = start + sides[0].start(), start + sides[0].end()
        stop = start + len(condition)
        words = text[stop + 1 : end] if comma >= 0 else ""
        out += [text[at : found.start()], f"{macro}!({text[start:left]}, {text[right:stop]}; {words})"]
        at = end + 1
    return "".join([*out, text[at:]])


def _flat(code: str) -> str:
    """Code of the same length, with what stands in brackets blanked."""
    out, at = list[str](), 0
    for found in re.finditer(r"[(\[{]", code):
        if found.start() >= at:
            end = closing(code, found.start()) + 1
            out += [code[at : found.start()], "~" * (end - found.start())]
            at = end
    return "".join([*out, code[at:]])
