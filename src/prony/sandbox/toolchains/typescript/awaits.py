"""Awaits: whether a source may await outside of functions, so that it must be an ES module. Linear in the source.

Says no only where every `await` stands in the braces of a function; the compiler decides the rest.
"""

from __future__ import annotations

import re

from prony.languages import LANGUAGES
from prony.languages.scan import code_of

_AWAIT = re.compile(r"\bawait\b")
_META = re.compile(r"\bimport\s*\.\s*meta\b")
_TOKENS = re.compile(r"\bawait\b|[(){}]")
_CONTROLS = frozenset({"if", "for", "await", "while", "switch", "catch", "with"})
"""Words before parentheses behind which a block is no function's."""
_RETURNS = re.compile(r"\)[ \t\n]*:[^;(){}=\n]{1,200}\Z|=>[ \t\n]*\Z|\)[ \t\n]*\Z")
"""How the text before the braces of a function ends: an arrow, or parentheses and perhaps a type."""
_WORD = re.compile(r"([\w$]*)[ \t\n]*\Z")
_LABEL = re.compile(r"\b(?:case|default)\b[^{};\n]*\Z")
_LONGEST_WORD = 24
MOST_BYTES = 60_000
"""Of a longer source the compiler says it."""
_BEFORE = 240
"""Characters before a brace that are looked at."""


def may_await_outside(source: bytes) -> bool:
    """Whether `source` may await outside of functions, or uses `import.meta`."""
    if b"await" not in source and b"meta" not in source:
        return False
    if len(source) > MOST_BYTES:
        return True
    text = source.decode("utf-8", "replace")
    if _META.search(text):
        return True
    code = code_of(text, LANGUAGES["typescript"].syntax)
    return len(_AWAIT.findall(text)) != len(_AWAIT.findall(code)) or _awaits_outside(code)


def _awaits_outside(code: str) -> bool:
    """Whether some `await` of a text without strings and comments stands in no braces of a function."""
    functions: list[bool] = []
    heads: list[bool] = []
    is_control = False
    for found in _TOKENS.finditer(code):
        token, at = found.group(), found.start()
        before = code[max(0, at - _BEFORE) : at]
        if token == "(":
            word = _WORD.search(before[-_LONGEST_WORD:])
            heads.append(word is not None and word[1] in _CONTROLS)
        elif token == ")":
            is_control = heads.pop() if heads else False
        elif token == "{":
            functions.append(not is_control and _RETURNS.search(before) is not None and _LABEL.search(before) is None)
        elif token == "}":
            if functions:
                functions.pop()
        elif not any(functions):
            return True
    return False
