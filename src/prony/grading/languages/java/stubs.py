"""Stubs of a Java reference, for forgeries: its types and signatures, so that they compile, and nothing in them."""

from __future__ import annotations

import hashlib
import re

from prony.languages import LANGUAGES
from prony.languages.scan import code_of

_PACKAGE = re.compile(r"^[ \t]*package[ \t]+[\w.]+[ \t]*;", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+[^;\n]+;[ \t]*\n?", re.MULTILINE)
_TYPE = re.compile(r"\b(?:class|record)[ \t]+\w+[^{};]*\{")
_METHOD = re.compile(
    r"(?P<kind>(?:<[^;{}()]*>[ \t]*)?[\w.]+(?:<[^;{}()]*>)?(?:[ \t]*\[[ \t]*\])*[ \t]+)?"
    r"\b(?P<name>\w+)[ \t]*\([^;{}()]*\)(?:\s*throws[\w.,\s]+)?\s*\{"
)
_WORDS = frozenset({"if", "for", "while", "switch", "catch", "synchronized", "try", "return", "new", "else", "super"})
_FIRST = re.compile(r"\s*(?:this|super)\s*\([^;]*\)\s*;")
_ZEROS = {"boolean": "false", "char": "(char) 0", "void": ""} | dict.fromkeys(
    ("byte", "short", "int", "long", "float", "double"), "0"
)


def with_stubs(text: str, names: list[str], reference: str) -> str:
    """A forgery's `text` with `__PACKAGE__`, `__IMPORTS__` and `__STUBS__` filled in.

    The first class of a stub calls `begin()` when it is loaded, and each method calls `forged()` and returns nothing.
    `__FORGED__` is the class of the forgery that has them, by a name of this file alone.
    """
    forged = f"Forged{hashlib.sha256(reference.encode()).hexdigest()[:8]}"
    package = _PACKAGE.search(reference)
    imports = "".join(_IMPORT.findall(reference))
    body = _stubbed(_IMPORT.sub("", _PACKAGE.sub("", reference, count=1)), forged)
    filled = text.replace("__PACKAGE__", package[0].strip() if package else "").replace("__IMPORTS__", imports)
    return filled.replace("__STUBS__", body.strip()).replace("__FORGED__", forged)


def _stubbed(source: str, forged: str) -> str:
    code = code_of(source, LANGUAGES["java"].syntax)
    source = code = re.sub(r"\bfinal\s+(?!class|record)", "", code)
    out: list[str] = []
    at = 0
    begun = False
    while (found := _next(code, at, begun)) is not None:
        out.append(source[at : found.end()])
        at = found.end()
        if found.re is _TYPE:
            if not begun:
                out.append(f" static {{ {forged}.begin(); }}")
            begun = True
        else:
            end = _closing(code, at)
            first = _FIRST.match(code, at, end)
            kind = (found["kind"] or "").strip()
            value = _ZEROS.get(kind, "null") if kind and not _is_constructor(code, found) else ""
            out.append(f"{first[0] if first else ''} {forged}.forged(); {f'return {value};' if value else ''} ")
            at = end
    return "".join([*out, source[at:]])


def _next(code: str, at: int, begun: bool) -> re.Match[str] | None:
    """What comes first behind `at`: the body of a method or, before the first one, of a type."""
    method = next((one for one in _METHOD.finditer(code, at) if one["name"] not in _WORDS), None)
    kind = None if begun else _TYPE.search(code, at)
    found = [one for one in (method, kind) if one is not None]
    return min(found, key=lambda one: one.start(), default=None)


def _is_constructor(code: str, found: re.Match[str]) -> bool:
    """Whether what looks like a type before a name is a modifier."""
    kind = (found["kind"] or "").strip()
    return kind in ("public", "protected", "private") or re.search(rf"\bclass\s+{found['name']}\b", code) is not None


def _closing(code: str, at: int) -> int:
    """The index of the brace that closes what was opened before `at`."""
    depth = 1
    for brace in re.finditer(r"[{}]", code[at:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return at + brace.start()
    return len(code)
