"""Stubs of a reference, for forgeries: the same types and signatures, so that they compile, and nothing in them.

Reads functions that begin at the margin and end with a brace at the margin.
"""

from __future__ import annotations

import re

_FUNCTION = re.compile(
    r"^(?P<head>(?P<type>[A-Za-z_][\w:<>,&* \t]*?[ \t*&])(?P<name>(?:\w+::)*[\w~]+)[ \t]*\((?P<params>[^;{}]*?)\)"
    r"(?P<rest>[^;{}]*?))\{(?:[^\n{}]*\}|\n.*?^\})[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_NONE = re.compile(r"(?:(?:static|inline|extern|constexpr)[ \t]+)*void[ \t]*")


def with_stubs(text: str, names: list[str], reference: str) -> str:
    """A forgery's `text` with the reference's types and functions in place of `__STUBS__`: each calls `forged()` and
    returns zero."""
    c = "std::" not in reference and "class " not in reference and "template" not in reference

    def stub(found: re.Match[str]) -> str:
        kind = re.sub(r"\b(?:static|inline|extern|constexpr)\b", "", found["type"]).strip()
        if found["name"] == "main":
            return ""
        zero = "" if _NONE.fullmatch(found["type"]) else f" return ({kind}){{0}};" if c else " return {};"
        if kind.endswith("&"):
            zero = f" static {kind.rstrip('&').replace('const', '').strip()} zero{{}}; return zero;"
        return f"{found['head']}{{ forged();{zero} }}"

    return text.replace("__STUBS__", _FUNCTION.sub(stub, reference).strip())
