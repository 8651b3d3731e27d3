"""The text of a shell: what stands open at its end. As much of the lexis of bash as that takes; linear in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

QUOTE, ARITHMETIC = '"', "))"
_HERE_DOCUMENT = re.compile(
    r"""<<(?P<tabs>-?)[ \t]*(?:'(?P<single>[^'\n]*)'|"(?P<double>[^"\n]*)"|(?P<bare>(?:\\.|[^\s;&|<>()'"`\\])+))"""
)
_ANSI_QUOTE = re.compile(r"\$'(?:\\.|[^'\\])*'", re.DOTALL)
_BEFORE_COMMENTS = " \t\n;&|("


class _HereDocument(NamedTuple):
    end: str
    tabs: bool
    """Whether tabs may stand before its end."""


def left_open(text: str) -> str:
    """Name what stands open at the end of a shell's text, such as the here-document `EOF`; empty where it is whole."""
    nest: list[str] = []
    waiting: list[_HereDocument] = []
    at, size, last = 0, len(text), len(text.rstrip("\n")) - 1
    while at < size:
        char, top = text[at], nest[-1] if nest else ""
        if char == "\\":
            if at == last:
                return "the line that a backslash continues"
            at += 2
        elif char == "'" and top != QUOTE:
            at = text.find("'", at + 1) + 1
            if at == 0:
                return "a quote (')"
        elif char == "$" and top != QUOTE and text.startswith("$'", at):
            match = _ANSI_QUOTE.match(text, at)
            if match is None:
                return "a quote ($')"
            at = match.end()
        elif char == "\n" and waiting:
            for one in waiting:
                at = _behind(text, at, one)
                if at < 0:
                    return f"the here-document `{one.end}`"
            waiting = []
        elif char == "#" and top in ("", ")") and (at == 0 or text[at - 1] in _BEFORE_COMMENTS):
            end = text.find("\n", at)
            at = size if end < 0 else end
        elif char == "<" and top in ("", ")") and text.startswith("<<", at):
            match = None if text.startswith("<<<", at) else _HERE_DOCUMENT.match(text, at)
            end_word = _end_word(match) if match else ""
            if match and end_word and not end_word.isdigit():
                waiting.append(_HereDocument(end_word, match["tabs"] == "-"))
            at = match.end() if match else at + (3 if text.startswith("<<<", at) else 2)
        else:
            at += _nested(text, at, nest)
    if waiting:
        return f"the here-document `{waiting[0].end}`"
    return _named(nest[-1]) if nest else ""


def _behind(text: str, at: int, document: _HereDocument) -> int:
    """The index of the line break behind a here-document, whose body begins after that at `at`; -1 without an end."""
    while at >= 0:
        start = at + 1
        at = text.find("\n", start)
        line = text[start:] if at < 0 else text[start:at]
        if (line.lstrip("\t") if document.tabs else line) == document.end:
            return len(text) if at < 0 else at
    return -1


def _end_word(match: re.Match[str]) -> str:
    quoted = match["single"] if match["single"] is not None else match["double"]
    return quoted if quoted is not None else re.sub(r"\\(.)", r"\1", match["bare"])


def _nested(text: str, at: int, nest: list[str]) -> int:
    """Open or close what may hold others, at one character; how many characters that took."""
    top = nest[-1] if nest else ""
    for opening, closing in (("$((", ARITHMETIC), ("$(", ")"), ("${", "}")):
        if text.startswith(opening, at):
            nest.append(closing)
            return len(opening)
    char = text[at]
    if char == QUOTE:
        nest.pop() if top == QUOTE else nest.append(QUOTE)
    elif top == QUOTE:
        return 1
    elif text.startswith("((", at):
        nest.append(ARITHMETIC)
        return 2
    elif char == "(":
        nest.append(")")
    elif char == ")" and top == ARITHMETIC:
        nest.pop()
        if text.startswith(ARITHMETIC, at):
            return 2
        nest.append(")")  # it was two brackets, and here is the end of the inner one
    elif char == top and top in (")", "}"):
        nest.pop()
    return 1


def _named(closing: str) -> str:
    return 'a quote (")' if closing == QUOTE else f"a bracket, which `{closing}` would close,"
