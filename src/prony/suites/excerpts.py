"""Excerpts: name what is no whole file: a diff, an edit, a file of which parts are left out."""

from __future__ import annotations

import re

_EDITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a diff", re.compile(r"^@@ .{0,200}@@|^--- \S.{0,200}\n\+\+\+ \S|^diff --git ", re.MULTILINE)),
    ("edits to search and replace", re.compile(r"^<{5,9} ?(?:SEARCH|ORIGINAL|HEAD)\b", re.MULTILINE)),
    ("a patch", re.compile(r"^\*\*\* (?:Begin Patch|Update File:)", re.MULTILINE)),
)
_LEFT_OUT = re.compile(
    r"^[ \t]*(?:#|//|/\*|--|<!--|;)[#/*! \t]*[\[({]?(?:\.\.\.|…)?[ \t]*(?:the[ \t]+)?(?:"
    r"(?:rest|remainder|remaining|everything else|all other|other|existing|previous|original|unchanged)\b[^\n]{0,60}\b"
    r"(?:code|file|class|module|methods?|functions?|implementation|content|imports?|unchanged|same|as is|as before|here"
    r"|omitted|above|below)\b"
    r"|(?:unchanged|no changes?|omitted|same as (?:before|above|the original)|as before|keep (?:the )?rest)"
    r"\b|(?<=\.\.\.)[ \t]*(?:\*/|-->)?$|(?<=…)[ \t]*(?:\*/|-->)?$)",
    re.MULTILINE | re.IGNORECASE,
)
_BARE_DOTS = re.compile(
    r"^[ \t]*[\[(<]?(?:\.\.\.|…)[ \t]*\(?(?:rest|remaining|existing|unchanged|other|same)\b[^\n]{0,80}",
    re.MULTILINE | re.IGNORECASE,
)


def edit_in(body: str) -> str | None:
    """What `body` is where it changes a file instead of being one: `a diff`; None where it is none."""
    return next((what for what, pattern in _EDITS if pattern.search(body)), None)


def left_out(body: str) -> str | None:
    """The line of `body` that stands for what is left out of the file; None where there is none."""
    match = _LEFT_OUT.search(body) or _BARE_DOTS.search(body)
    if match is None:
        return None
    end = body.find("\n", match.end())
    return body[match.start() : end if end >= 0 else len(body)].strip()[:80]


def is_stub(body: str, name: str) -> bool:
    """Whether `body` defines `name` as a placeholder: with nothing in it but `...`, `pass` or a comment."""
    return any(re.search(stub.replace("NAME", re.escape(name)), body, re.MULTILINE) for stub in _STUBS)


_STUBS = (
    r"^(?:async[ \t]+)?(?:class|def)[ \t]+NAME\b[^\n]{0,400}:[ \t]*(?:#[^\n]*)?(?:\n[ \t]*#[^\n]*)*"
    r"\n?[ \t]*(?:\.\.\.|pass)[ \t]*(?:#[^\n]*)?(?:\n[ \t]*(?:#[^\n]*)?)*(?:\n(?=\S)|\Z)",
    r"^(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?(?:class|function|func)[ \t]+NAME\b[^\n{]{0,400}"
    r"\{\s*(?:(?:/\*[^*]*\*/|//[^\n]*\n|\.\.\.|…)\s*){1,4}\}",
)
