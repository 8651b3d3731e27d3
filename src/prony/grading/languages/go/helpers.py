"""Helpers of Go tests that a submission in the same package happens to have, too: the tests' get another name."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping

_HELPER = re.compile(rb"^(?:func|var|const|type)[ \t]+(?!Test|Benchmark|Fuzz|Example|init\b|_\b)(\w+)", re.MULTILINE)
_BLOCK = re.compile(rb"^(?:var|const|type)[ \t]*\(\n(.*?)^\)", re.MULTILINE | re.DOTALL)
_IN_BLOCK = re.compile(rb"^\t(\w+)", re.MULTILINE)
_OTHER = rb"//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
"""Comments and texts, in which a name is none."""


def with_own_names(tests: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of tests, in which helpers that `own` files of the same folder declare as well have other names.

    Without it they would not compile together, and a right answer would fail for the name of a function.
    """
    result = dict(tests)
    for folder in {_folder(path) for path in tests}:
        beside = {path: source for path, source in tests.items() if _folder(path) == folder}
        declared = _declared(source for path, source in own.items() if _folder(path) == folder and path.endswith(".go"))
        names = _declared(beside.values()) & declared
        suffix = secrets.token_hex(4).encode()
        for name in names:
            for path in beside:
                result[path] = _renamed(result[path], name, name + suffix)
    return result


def _renamed(source: bytes, name: bytes, other: bytes) -> bytes:
    word = re.compile(_OTHER + rb"|(?<![\w.])(" + name + rb")\b", re.DOTALL)
    return word.sub(lambda found: other if found[1] else found[0], source)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _declared(sources: Iterable[bytes]) -> set[bytes]:
    """The names that files declare for their package, without tests and methods."""
    names: set[bytes] = set()
    for source in sources:
        names.update(_HELPER.findall(source))
        for block in _BLOCK.findall(source):
            names.update(_IN_BLOCK.findall(block))
    return names
