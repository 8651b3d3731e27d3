"""Scan: how a text ends and what of it is code, by as much of a language's lexis as that takes. Linear in the text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from prony.nouns import Noun


class Syntax(Noun, frozen=True, kw_only=True):
    """As much of a language's lexis as it takes to tell code from strings and comments."""

    comments: tuple[str, ...]
    """What begins a comment that ends with its line."""
    strings: tuple[str, ...]
    """Quotes of strings that end with their line."""
    blocks: dict[str, str]
    """Opening -> closing of what may span lines: a backslash escapes where both are the same, as in strings."""
    nested: frozenset[str] = frozenset()
    """Openings of `blocks` that nest, such as Rust's `/*`."""
    regex: bool = False
    """Whether a slash may begin a regular expression."""
    skipped: str = ""
    """A pattern, without groups, of what is none of these though it looks like it, such as a lifetime `'a`."""

    def __hash__(self) -> int:
        return hash((self.comments, self.strings, *self.blocks.items(), self.nested, self.regex, self.skipped))


class Ending(Noun, frozen=True, kw_only=True):
    """In what state a text ends: within a string or comment that spans lines, and with its brackets closed or not."""

    inside: bool
    balanced: bool


@functools.lru_cache(maxsize=16)
def scan(text: str, syntax: Syntax) -> Ending:
    """Say how `text` ends: one pass, linear in its length."""
    expected: list[str] = []
    balanced = True
    for token, _, end in _pieces(text, syntax):
        if token in _CLOSERS:
            expected.append(_CLOSERS[token])
        elif token in _CLOSING and (not expected or expected.pop() != token):
            balanced = False
        if end < 0:
            return Ending(inside=True, balanced=False)
    return Ending(inside=False, balanced=balanced and not expected)


def code_of(text: str, syntax: Syntax) -> str:
    """Blank out the strings and comments of `text`, which keeps its lines and its length."""
    out: list[str] = []
    at = 0
    for token, start, end in _pieces(text, syntax):
        if token in _CLOSERS or token in _CLOSING:
            continue
        stop = len(text) if end < 0 else end
        out += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
        at = stop
    return "".join([*out, text[at:]])


def without_remarks(text: str, syntax: Syntax) -> str:
    """Blank out the comments and docstrings of `text`, which keeps its lines and its length. A docstring is a string in
    triple quotes that begins its line."""
    out: list[str] = []
    at = 0
    for token, start, end in _pieces(text, syntax):
        closer = syntax.blocks.get(token)
        block = closer is not None and (closer != token or (len(token) > 2 and _begins_line(text, start)))
        if token not in syntax.comments and not block:
            continue
        stop = len(text) if end < 0 else end
        out += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
        at = stop
    return "".join([*out, text[at:]])


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - _DEEPEST) : at]
    return not before[before.rfind("\n") + 1 :].strip()


def _pieces(text: str, syntax: Syntax) -> Iterator[tuple[str, int, int]]:
    """The brackets, strings and comments of a text: the token, where it begins, and where what it begins ends.

    The end is -1 where it never comes.
    """
    tokens = _tokens(syntax)
    at = 0
    while at >= 0 and (match := tokens.search(text, at)):
        token, at = match.group(), match.end()
        if match.lastgroup == _SKIPPED:
            at = max(at, match.start() + 1)
            continue
        end = at
        if token in syntax.nested:
            end = _after_nested(text, at, token, syntax.blocks[token])
        elif token in syntax.blocks:
            end = _after(text, at, syntax.blocks[token], escapes=syntax.blocks[token] == token)
        elif token in syntax.strings:
            end = _line_string_end(text, at, token)
        elif token in syntax.comments:
            end = (text.find("\n", at) + 1) or len(text)
        elif token == "/":
            end = _regex_end(text, at) if _REGEX_MAY_FOLLOW.search(text, max(0, at - 20), at - 1) else at
            if end == at:
                continue
        yield token, match.start(), end
        at = end


_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = frozenset(_CLOSERS.values())

_REGEX_MAY_FOLLOW = re.compile(r"(?:^|[=(,:;!&|?{}\[\n+]|\breturn)[ \t]*\Z")
_SKIPPED = "skipped"
_DEEPEST = 200
"""Characters of indentation within which a docstring is looked for."""


@functools.cache
def _tokens_of(skipped: str, marks: tuple[str, ...], regex: bool) -> re.Pattern[str]:
    first = (f"(?P<{_SKIPPED}>{skipped})",) if skipped else ()
    return re.compile("|".join((*first, *map(re.escape, marks), *("/",) * regex, r"[()\[\]{}]")))


def _tokens(syntax: Syntax) -> re.Pattern[str]:
    marks = sorted((*syntax.blocks, *syntax.comments, *syntax.strings), key=len, reverse=True)
    return _tokens_of(syntax.skipped, tuple(marks), syntax.regex)


def _after(text: str, at: int, closer: str, *, escapes: bool) -> int:
    """The index behind `closer`, which a backslash may escape; -1 when it never comes."""
    if not escapes:
        found = text.find(closer, at)
        return -1 if found < 0 else found + len(closer)
    for match in re.compile(r"\\.|" + re.escape(closer), re.DOTALL).finditer(text, at):
        if not match.group().startswith("\\"):
            return match.end()
    return -1


def _after_nested(text: str, at: int, opening: str, closer: str) -> int:
    """The index behind the `closer` of an `opening` that others may stand in; -1 when it never comes."""
    depth = 1
    for match in re.compile(f"{re.escape(opening)}|{re.escape(closer)}").finditer(text, at):
        depth += 1 if match.group() == opening else -1
        if depth == 0:
            return match.end()
    return -1


def _line_string_end(text: str, at: int, quote: str) -> int:
    """The index behind a string; its line ends it where the quote was an apostrophe after all."""
    for match in re.compile(r"\\.|\n|" + re.escape(quote), re.DOTALL).finditer(text, at):
        if not match.group().startswith("\\"):
            return match.end()
    return len(text)


def _regex_end(text: str, at: int) -> int:
    """The index behind a regular expression; `at` where the slash was a division after all."""
    match = re.compile(r"(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\[\\\n])+/").match(text, at)
    return match.end() if match else at
