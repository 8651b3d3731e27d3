"""Changes of tests before they are compiled, so that what they compare by is the library's, and can be looked at.

`assert!(a == b)` and `if a != b` become macros of two sides; who imports everything of a submission gets the library's
`Some`, `Ok`, `Vec` and their kin all the same.
"""

from __future__ import annotations

import re

from prony.grading.languages.rust.source import blanked, blocks, closing

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


_IF = re.compile(r"(?<![\w.])if\s+")
_ONE = re.compile(r"(?<![=!<>+\-*/%^&|])[=!]=(?!=)")
_CONSTANT = re.compile(r"\bconst\s+fn\b|\bconst\s+\w+\s*:[^;]*\bif\b")


def with_branches(text: str, macro: str) -> str:
    """A file of tests, in which `if LEFT != RIGHT {` is `if macro!(LEFT, !=, RIGHT) {`, and `==` likewise."""
    code = blanked(text)
    out, at = list[str](), 0
    for found in _IF.finditer(code) if not _CONSTANT.search(code) else ():
        stop = _condition_end(code, found.end())
        flat = _flat(code[found.end() : stop])
        sides = [*_ONE.finditer(flat)]
        rest = flat.replace("!=", "  ")
        if found.start() < at or len(sides) != 1 or _OTHER_OPERATORS.search(rest) or re.search("[<>]", flat):
            continue
        left, right = found.end() + sides[0].start(), found.end() + sides[0].end()
        sign = sides[0][0]
        out += [text[at : found.end()], f"{macro}!({text[found.end() : left]}, {sign}, {text[right:stop]}) "]
        at = stop
    return "".join([*out, text[at:]])


def _condition_end(code: str, at: int) -> int:
    """The index of the brace behind a condition; `at` where there is none."""
    start = at
    for found in re.compile(r"[(\[{;]").finditer(code, at):
        if found.start() < at:
            continue
        if found[0] in "{;":
            return found.start() if found[0] == "{" else start
        at = closing(code, found.start())
    return start


NAMES = {
    "Some": "option::Option::Some",
    "None": "option::Option::None",
    "Ok": "result::Result::Ok",
    "Err": "result::Result::Err",
    "Vec": "vec::Vec",
    "String": "string::String",
    "Box": "boxed::Box",
    "vec": "vec",
    "format": "format",
}
"""Names of the library that a submission's own would take the place of, where everything of it is imported."""
_DECLARED = re.compile(r"\b(?:use\b[^;]*;|(?:struct|enum|type|fn|mod|const|static|trait|macro_rules!)\s*\w+)")


def with_own_names(text: str, crate: str) -> str:
    """A file of tests, in which the library's names are imported beside everything of a crate: that decides."""
    code = blanked(text)
    every = re.compile(rf"\buse\s+(?:::)?{crate}\b[^;]*\*[^;]*;")
    taken = {word for found in _DECLARED.finditer(code) for word in re.findall(r"\w+", found[0])}
    wanted = [f"::std::{path}" for name, path in NAMES.items() if name not in taken]
    inner = blocks(code)
    places: dict[int, int] = {}
    for found in every.finditer(code):
        around = max((start for start, end, _ in inner if start < found.start() < end), default=-1)
        places.setdefault(around, found.end())
    for at in sorted(places.values(), reverse=True) if wanted else ():
        text = f"{text[:at]} use {{{', '.join(wanted)}}};{text[at:]}"
    return text


def _flat(code: str) -> str:
    """Code of the same length, with what stands in brackets blanked."""
    out, at = list[str](), 0
    for found in re.finditer(r"[(\[{]", code):
        if found.start() >= at:
            end = closing(code, found.start()) + 1
            out += [code[at : found.start()], "~" * (end - found.start())]
            at = end
    return "".join([*out, code[at:]])
