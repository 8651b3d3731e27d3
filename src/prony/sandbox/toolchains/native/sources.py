"""Which files of a tree are compiled, and how each: its language, its standard, the precompiled header that begins it.

Reads what is hostile: pure, and linear in its size.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from prony.nouns import Noun

PRECOMPILED = ("bits/stdc++.h", "iostream", "string", "vector", "algorithm")
"""Headers of C++ that the stock holds compiled, the largest first. One stands for a file's beginning only where the
file includes it before anything but other headers of the library."""
NONE = "-"
TEST_FILES = re.compile(r"(?:.*/)?(?:tests?/.*|test_[^/]*|[^/]*_tests?\.[^./]+)")
"""What is no part of a program, though it lies in its tree."""
_CXX_SUFFIXES = (".cpp", ".cc", ".cxx", ".c++", ".C")
_OWN_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)
_LEADING = re.compile(
    rb"\s+|//[^\n\\]*(?=\n)|/\*.*?\*/|\xef\xbb\xbf"
    rb"|#[ \t]*pragma[ \t]+(?:GCC|once)\b[^\n\\]*(?=\n)"
    rb"|#[ \t]*include[ \t]*<(?P<header>[\w+./]+)>[ \t]*(?=\n|//)",
    re.DOTALL,
)
_NEWER = re.compile(
    rb"^[ \t]*#[ \t]*include[ \t]*"
    rb"<(?:print|expected|generator|flat_map|flat_set|mdspan|spanstream|stacktrace|stdfloat)>",
    re.MULTILINE,
)
"""Headers that only C++23 has."""


class NativeLanguage(Noun, frozen=True, kw_only=True):
    """A language of the two, as its toolchain compiles it."""

    id: str
    """Of the toolchain."""
    name: str
    stock: str
    """What its stock is called in a slot, and made of: a name that `make_stock.sh` knows."""
    takes: str
    """How long making it does."""
    suffixes: tuple[str, ...]
    """How its sources' names end; those of C beside them are compiled as C."""
    compilers: tuple[str, ...]
    """What compilers of it are called: a user's own, and ours in a workspace."""

    def choose(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """What `compile.sh` is told of the sources of a tree: four words for each."""
        sources = {path: data for path, data in files.items() if path.endswith((*self.suffixes, ".c"))}
        included = set(_included(files))
        chosen = [path for path in sorted(sources) if path not in included and not TEST_FILES.fullmatch(path)]
        return tuple(word for path in chosen for word in (*described(path, sources[path]), path))


def described(path: str, source: bytes) -> tuple[str, str, str]:
    """The language, the standard and the precompiled header of a source."""
    if not path.endswith(_CXX_SUFFIXES):
        return "c", "gnu17", NONE
    if _NEWER.search(source):
        return "c++", "gnu++23", NONE
    return "c++", "gnu++20", beginning(source)


def beginning(source: bytes) -> str:
    """The precompiled header that a source of C++20 begins with; `NONE` where it begins with none."""
    headers = set(_leading(source))
    return next((header.replace("/", "-") for header in PRECOMPILED if header in headers), NONE)


def _leading(source: bytes) -> Iterator[str]:
    """The headers of the library that a source includes before anything else."""
    at = 0
    while found := _LEADING.match(source, at):
        at = found.end()
        if found["header"]:
            yield found["header"].decode()


def _included(files: Mapping[str, bytes]) -> Iterator[str]:
    """The paths that files of the tree include by name, seen from their folder or from the root."""
    for path, data in files.items():
        for found in _OWN_INCLUDE.finditer(data):
            name = found[1].decode("utf-8", "replace")
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            yield posixpath.normpath(name)


C = NativeLanguage(
    id="c", name="C", stock="c", takes="some ten seconds", suffixes=(".c",), compilers=("gcc", "clang", "cc")
)
CXX = NativeLanguage(
    id="cpp",
    name="C++",
    stock="c++",
    takes="a minute or two",
    suffixes=_CXX_SUFFIXES,
    compilers=("g++", "clang++", "c++"),
)
