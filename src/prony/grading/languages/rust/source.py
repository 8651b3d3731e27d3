"""Rust sources as far as brackets and words tell: functions, their bodies, the modules that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prony.languages.rust import LANGUAGE
from prony.languages.scan import code_of
from prony.nouns import Noun

_CHAR = re.compile(r"b?'(?:\\(?:u\{[0-9A-Fa-f_]*\}|x[0-9A-Fa-f]{2}|[^\n])|[^\\'\n])'")
_ATTRIBUTE = r"#\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\s*"
_TEST = re.compile(
    rf"(?P<attributes>(?:{_ATTRIBUTE})+)(?:pub(?:\([^)]*\))?\s+)?fn\s+(?P<name>\w+)\s*\(\s*\)\s*"
    r"(?P<returns>->[^{;]*)?\{"
)
_IS_TEST = re.compile(r"#\[\s*(?:core::prelude::v1::)?test\s*\]")
_IGNORED = re.compile(r"#\[\s*ignore\b")
_FUNCTION = re.compile(r"\bfn\s+\w+")
_MODULE = re.compile(r"\bmod\s+(\w+)\s*$")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}


class TestFunction(Noun, frozen=True, kw_only=True):
    """A test of a file."""

    __test__ = False

    name: str
    modules: tuple[str, ...]
    """The modules of the file that it stands in."""
    attributes: str
    """As they stand in the file, without `#[test]`."""
    panics: bool
    """Whether it is to panic."""
    returns: str
    """Its result, with the arrow; empty where it has none."""
    end: int
    """The index behind its body."""

    @property
    def path(self) -> str:
        """How it is called within its file."""
        return "::".join((*self.modules, self.name))


class Body(Noun, frozen=True, kw_only=True):
    """The body of a function: where it begins and ends, braces included, and the type of what it gives."""

    start: int
    end: int
    returns: str


def blanked(text: str) -> str:
    """The code of a text, of the same length: without comments, strings and characters."""
    return _CHAR.sub(lambda found: " " * len(found[0]), code_of(text, LANGUAGE.syntax))


def has_tests(text: str) -> bool:
    """Whether a file has tests of its own."""
    return _IS_TEST.search(blanked(text)) is not None


def find_tests(text: str) -> tuple[TestFunction, ...]:
    """The tests of a file that can be called by name from beside them: not those of macros, nor what is ignored."""
    code = blanked(text)
    return tuple(_tests(text, code, blocks(code)))


def _tests(text: str, code: str, modules: list[tuple[int, int, str]]) -> Iterator[TestFunction]:
    for found in _TEST.finditer(code):
        marks = found["attributes"]
        around = [name for start, end, name in modules if start < found.start() < end]
        if not _IS_TEST.search(marks) or _IGNORED.search(marks) or "" in around:
            continue
        own = text[found.start("attributes") : found.end("attributes")]
        yield TestFunction(
            name=found["name"],
            modules=tuple(around),
            attributes=re.sub(r"#\[\s*test\s*\]", "", _without_remarks(own)),
            panics="should_panic" in marks,
            returns=(found["returns"] or "").strip(),
            end=closing(code, found.end() - 1) + 1,
        )


def _without_remarks(text: str) -> str:
    return re.sub(r"//[^\n]*", "", text)


def blocks(code: str) -> list[tuple[int, int, str]]:
    """All blocks in braces: where each begins and ends, and the module that it is; empty for any other block."""
    closed, opened = list[tuple[int, int, str]](), list[int]()
    for found in re.finditer(r"[{}]", code):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            head = _MODULE.search(code, max(0, start - 200), start)
            closed.append((start, found.start(), head[1] if head else ""))
    return sorted(closed)


def closing(code: str, at: int) -> int:
    """The index of the bracket that closes the one at `at`; the last index where none does."""
    expected: list[str] = []
    for found in re.compile(r"[()\[\]{}]").finditer(code, at):
        if found[0] in _CLOSERS:
            expected.append(_CLOSERS[found[0]])
        elif expected and expected.pop() and not expected:
            return found.start()
    return len(code) - 1


def bodies(text: str) -> Iterator[Body]:
    """The bodies of the functions of a text, outermost ones only."""
    code, behind = blanked(text), 0
    for found in _FUNCTION.finditer(code):
        if found.start() < behind:
            continue
        at, arrow = found.end(), -1
        while at < len(code) and code[at] not in "{;":
            if code[at] in "([":
                at = closing(code, at)
            elif code.startswith("->", at) and arrow < 0:
                arrow = at + 2
            at += 1
        if at < len(code) and code[at] == "{":
            behind = closing(code, at) + 1
            returns = re.split(r"\bwhere\b", text[arrow:at])[0].strip() if arrow > 0 else ""
            yield Body(start=at, end=behind, returns=returns)
