"""What of a file of tests is compiled: our header, the headers beside it, and its tests under names of this grading."""

from __future__ import annotations

import functools
import importlib.resources
import posixpath
import re
from collections.abc import Callable, Mapping

from prony.languages import LANGUAGES
from prony.languages.scan import code_of

HEADER = "prony_test.h"
SOURCES = (".c", ".cpp", ".cc", ".cxx")
HEADERS = (".h", ".hpp", ".hh", ".hxx", ".inc")
SHOWN = "<test>"
"""What a compiler calls a file of tests."""
_TEST = re.compile(r"^[ \t]*TEST[ \t]*\(\s*(?P<name>\w+)\s*\)\s*\{", re.MULTILINE)
_BODY = re.compile(r"^[ \t]*BODY[ \t]*\(\s*(?P<name>\w+)\s*\)\s*\{", re.MULTILINE)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">][^\n]*$', re.MULTILINE)
_DEEPEST = 20


def names_of_tests(text: str) -> list[str]:
    """The names of the tests of a file, in their order."""
    return [found["name"] for found in _TEST.finditer(_code(text))]


def with_bodies(text: str, names: Mapping[str, str]) -> str:
    """A file whose tests are bodies that others call. names: test -> body."""
    return _replaced(text, _TEST, lambda name: f"BODY({names[name]}) {{")


def unit(path: str, text: str, tests: Mapping[str, str], word: str) -> str:
    """The text that is compiled for the file at `path`. tests: all files beside it. word: new for each grading."""
    text = _expanded(path, text, tests, {path}, 0)
    external = "void" if path.endswith(".c") else 'extern "C" void'
    text = _replaced(text, _TEST, lambda name: f"{external} {word}_t_{name}(void) {{")
    mark = f"{word}_enter(); __attribute__((cleanup({word}_leave))) int {word}_here = 0;"
    text = _replaced(text, _BODY, lambda name: f"static __attribute__((noinline)) void {name}(void) {{ {mark}")
    return f'{template("prony_test.h").replace("RANDOM", word)}\n#line 1 "{SHOWN}"\n{text}\n'


def runner(names: list[str], word: str, mask: str) -> str:
    """What runs one of the tests `names`."""
    text = template("runner.txt").replace("MASKUL", f"{mask}UL")
    text = text.replace("DECLARED", "".join(f"void {word}_t_{name}(void);\n" for name in names), 1)
    return text.replace("TABLE{0", "".join(f'{{"{name}", {word}_t_{name}}}, ' for name in names) + "{0").replace(
        "RANDOM", word
    )


def included(text: str) -> set[str]:
    """The names that a file includes."""
    return {posixpath.normpath(name) for name in _INCLUDE.findall(text)}


@functools.cache
def template(name: str) -> str:
    """A file beside this one."""
    return importlib.resources.files(__package__).joinpath(name).read_text("utf-8")


def _expanded(path: str, text: str, tests: Mapping[str, str], done: set[str], depth: int) -> str:
    """A file with the headers of tests in it, each once: they lie nowhere when it is compiled."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        if posixpath.basename(name) == HEADER:
            return ""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        header = next((it for it in (beside, posixpath.normpath(name)) if it in tests and it.endswith(HEADERS)), "")
        if not header or depth == _DEEPEST:
            return found[0]
        if header in done:
            return ""
        done.add(header)
        return _expanded(header, tests[header], tests, done, depth + 1)

    return _INCLUDE.sub(put, text)


def _replaced(text: str, pattern: re.Pattern[str], head: Callable[[str], str]) -> str:
    """What `pattern` finds in the code of a text, replaced in it with as many lines."""
    parts, at = [], 0
    for found in pattern.finditer(_code(text)):
        lines = text.count("\n", found.start(), found.end())
        parts += [text[at : found.start()], head(found["name"]), "\n" * lines]
        at = found.end()
    return "".join([*parts, text[at:]])


def _code(text: str) -> str:
    return code_of(text, LANGUAGES["cpp"].syntax)
