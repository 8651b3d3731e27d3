"""Changes of tests before they are compiled, so that what they compare by is the library's, and can be looked at.

`assert!(a == b)` becomes a macro of two sides; who imports everything of a submission gets the library's `Some`, `Ok`,
`Vec` and their kin all the same.
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
