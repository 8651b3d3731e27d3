"""Stubs of a Go reference, for forgeries: the same types and signatures, so that they compile, and nothing in them.

Reads what gofmt writes: a declaration begins at the margin, and a function's body ends with a brace at the margin.
"""

from __future__ import annotations

import re

_PACKAGE = re.compile(r"^package[ \t]+(\w+)", re.MULTILINE)
_IMPORTS = re.compile(r"^import[ \t]+(?:\((?P<many>[^)]*)\)|(?P<one>[^\n]*))", re.MULTILINE)
_SPEC = re.compile(r"(?:(?P<alias>[\w.]+)[ \t]+)?\"(?P<path>[^\"]+)\"")
_FUNCTION = re.compile(
    r"^(?P<head>func[ \t](?P<signature>[^\n]*?))[ \t]*\{(?:\n.*?^\}|[^\n]*\})[ \t]*$", re.MULTILINE | re.DOTALL
)
_COMMENT = re.compile(r"^//[^\n]*\n", re.MULTILINE)


def with_stubs(text: str, names: list[str], reference: str) -> str:
    """A forgery's `text` as a file of the reference's package: `__PACKAGE__` and `__STUBS__` are filled in.

    A stub calls `forged()` and returns zeros. Imports of the reference come along where its types still need them.
    """
    package = _PACKAGE.search(reference)
    body = _COMMENT.sub("", _IMPORTS.sub("", _PACKAGE.sub("", reference)))
    stubs = _FUNCTION.sub(lambda found: f"{found['head']} {{\n\tforged()\n{_returned(found['signature'])}}}", body)
    filled = text.replace("__PACKAGE__", package[1] if package else "main").replace("__STUBS__", stubs.strip())
    there = {spec["path"] for spec in _specs(text)}
    needed = [
        spec[0] for spec in _specs(reference) if spec["path"] not in there and re.search(rf"\b{_called(spec)}\.", stubs)
    ]
    block = "import (\n" + "".join(f"\t{one}\n" for one in needed) + ")\n" if needed else ""
    return filled.replace("__IMPORTS__\n", block)


def _specs(source: str) -> list[re.Match[str]]:
    return [spec for found in _IMPORTS.finditer(source) for spec in _SPEC.finditer(found["many"] or found["one"] or "")]


def _called(spec: re.Match[str]) -> str:
    return re.escape(spec["alias"] or spec["path"].rpartition("/")[2])


def _returned(signature: str) -> str:
    """The return statement for what stands behind the parameters; nothing for no results."""
    results = _behind_parameters(signature).strip()
    if not results:
        return ""
    inner = results[1:-1] if results.startswith("(") else results
    kinds = _split(inner)
    if any(re.match(r"\w+[ \t]+\S", kind) and not re.match(r"(?:chan|func|map|struct)\b", kind) for kind in kinds):
        return "\treturn\n"  # results with names
    return f"\treturn {', '.join(f'*new({kind})' for kind in kinds)}\n"


def _behind_parameters(signature: str) -> str:
    """What is left of a signature behind the receiver, the name and the parameters."""
    rest = signature.lstrip()
    if rest.startswith("("):
        rest = rest[_closing(rest) + 1 :].lstrip()
    rest = re.sub(r"\A\w*", "", rest)
    if rest.startswith("["):
        rest = rest[_closing(rest) + 1 :]
    return rest[_closing(rest) + 1 :]


def _closing(text: str) -> int:
    """The index of the bracket that closes the one that `text` begins with; the last index where none does."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0:
            return at
    return len(text) - 1


def _split(text: str) -> list[str]:
    """The parts of a list, at commas outside of brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]
