"""Stubs of a reference, for forgeries: the same types and signatures, so that they compile, and nothing in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.languages import LANGUAGES
from prony.languages.scan import code_of

_HOLDS = re.compile(r"\b(?:class|struct|union|namespace|enum|extern)\b[^()]*$")
"""What stands before a brace that opens no function."""
_HEAD = re.compile(r"(?P<type>[\w:<>,&*\s\[\]]*?)(?P<name>operator\s*[^\s\w(]+|~?\w+(?:::~?\w+)*)\s*\(", re.DOTALL)
_WORDS = re.compile(r"\b(?:static|inline|extern|constexpr|consteval|explicit|virtual|friend|template\s*<[^<>]*>)")
_LABEL = re.compile(r"^\s*(?:public|private|protected)\s*:|^[ \t]*#[^\n]*$", re.MULTILINE)


def with_stubs(text: str, names: list[str], reference: str) -> str:
    """A forgery's `text` with the reference's types and functions in place of `__STUBS__`: each calls `forged()` and
    returns nothing, or zero."""
    parts, at = [], 0
    for begin, end, body in _functions(reference):
        parts += [reference[at:begin], body]
        at = end
    return text.replace("__STUBS__", "".join([*parts, reference[at:]]).strip())


def _functions(reference: str) -> Iterator[tuple[int, int, str]]:
    """Where the body of each function begins and ends, and what stands in its place."""
    code = code_of(reference, LANGUAGES["cpp"].syntax)
    is_c = not re.search(r"\b(?:std::|class\s|template\s*<|namespace\s)", code)
    segment, at = 0, 0
    while found := re.compile(r"[;{}]").search(code, at):
        at = found.end()
        head = _LABEL.sub("", code[segment : found.start()])
        if found.group() == "{" and "(" in head and not _HOLDS.search(head) and "=" not in head.partition("(")[0]:
            at = _closing(code, found.start())
            yield found.start(), at, f"{{ forged();{_returned(head, is_c=is_c)} }}"
        segment = at


def _returned(head: str, *, is_c: bool) -> str:
    found = _HEAD.search(head)
    kind = _WORDS.sub("", found["type"]).strip() if found else ""
    if not kind or kind == "void":
        return ""
    if kind.endswith("&"):
        return f" static {kind.rstrip('& ').replace('const', '').strip()} zero{{}}; return zero;"
    return f" return ({kind}){{0}};" if is_c else " return {};"


def _closing(code: str, at: int) -> int:
    """The index behind the brace that closes the one at `at`; the end where none does."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(code, at):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.end()
    return len(code)
