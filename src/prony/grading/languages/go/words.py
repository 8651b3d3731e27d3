"""What a compiler's words about hidden tests mean for the submission beside them, without a word of the tests."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TWICE = re.compile(
    r"^(?P<first>\S+?\.go):\d+:\d+: (?P<name>\S+) redeclared in this block\n\s+(?P<second>\S+?\.go):\d+:\d+: ",
    re.MULTILINE,
)
_PACKAGES = re.compile(r"^found packages (\w+) \((\S+?)\) and (\w+) \((\S+?)\) in", re.MULTILINE)
_C = re.compile(rb"^import[ \t]+(?:\w+[ \t]+)?\"C\"|^[ \t]*(?:\w+[ \t]+)?\"C\"[ \t]*$", re.MULTILINE)
_CONSTRAINT = re.compile(rb"^//(?:go:build|[ \t]*\+build)[ \t]", re.MULTILINE)
_TEST_FILE = "_test.go"
_LACKING = re.compile(r"undefined: |could not import ")
"""What is said where tests beside a file, or outside its package, find nothing of it."""


def meaning(said: str, own: Mapping[str, bytes]) -> str:
    """A sentence on what stands in the tests' way, as far as `said` tells; else empty. own: the submission's files."""
    return _declared_twice(said) or _other_package(said) or (_left_out(own) if _LACKING.search(said) else "")


def _declared_twice(said: str) -> str:
    for found in _TWICE.finditer(said):
        files = [found["first"], found["second"]]
        own = next((file for file in files if not file.endswith(_TEST_FILE)), None)
        if own is not None and any(file.endswith(_TEST_FILE) for file in files):
            name, file = found["name"], own.removeprefix("./")
            return f"{name} is declared twice: in {file}, and in the tests beside it, which are of the same package"
    return ""


def _other_package(said: str) -> str:
    found = _PACKAGES.search(said)
    if found is None:
        return ""
    (of_tests, _), (of_own, file) = sorted(
        ((found[1], found[2]), (found[3], found[4])), key=lambda pair: not pair[1].endswith(_TEST_FILE)
    )
    return "" if file.endswith(_TEST_FILE) else f"{file} is of package {of_own}, and the tests beside it of {of_tests}"


def _left_out(own: Mapping[str, bytes]) -> str:
    """Why the compiler may have left a file out."""
    for path, source in own.items():
        if path.endswith(".go") and not path.endswith(_TEST_FILE):
            if _C.search(source):
                return f'{path} is left out: it imports "C", and there is no C compiler'
            if _CONSTRAINT.search(source.partition(b"\npackage ")[0]):
                return f"{path} is left out: by its build constraint (//go:build)"
    return ""
