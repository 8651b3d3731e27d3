"""Bindings: what a text of a language defines, what it uses of others, and what it does when it is loaded.

Exact where the language has a parser (`Language.binds`), else by its lexis: brackets, and the patterns of its struct.
"""

from __future__ import annotations

import functools
import re
from typing import Protocol

from prony.languages.scan import Syntax, code_of
from prony.nouns import Noun

MAX_READ_CHARS = 60_000
"""Of longer texts nothing is said."""

CALL_OF_ITSELF = r"[ \t]*(?:await[ \t]+)?NAME[ \t]*[(.\[]"
"""For `definition`, behind an equals sign: `total = total(items)` or `total.name` uses `total`, and defines nothing."""

_NAME = r"[A-Za-z_$][\w$]*"
_USE = re.compile(rf"(?<![.\w$]){_NAME}(?![\w$]*[ \t]*:(?![:=]))")


class Lexis(Protocol):
    """As much of a language's struct as tells names from other words."""

    @property
    def syntax(self) -> Syntax:
        """Strings, comments and brackets."""

    @property
    def definition(self) -> str:
        """How a name is defined."""

    @property
    def binders(self) -> tuple[str, ...]:
        """What binds names within a text."""

    @property
    def imports(self) -> tuple[str, ...]:
        """What an import binds."""

    @property
    def extension(self) -> str:
        """How a member is added to what is defined elsewhere."""

    def begins_code(self, line: str) -> bool:
        """Whether `line` begins as only code does."""


class Bindings(Noun, frozen=True, kw_only=True):
    """The names of one text."""

    defines: frozenset[str] = frozenset()
    """At its top level; what it imports, too."""
    imports: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    """What it binds nowhere. Words of the language may be among them."""
    eager: frozenset[str] = frozenset()
    """What it uses when it is loaded, and not only when something of it is called."""
    extends: frozenset[str] = frozenset()
    """What it adds members to, such as the type of a Go method."""
    passive: bool = True
    """Whether it only defines: nothing is called for its own sake when it is loaded."""

    @property
    def own(self) -> frozenset[str]:
        """What it defines itself."""
        return self.defines - self.imports


def bindings_by_lexis(text: str, language: Lexis) -> Bindings:
    """The bindings of `text`, as far as brackets and patterns tell."""
    if len(text) > MAX_READ_CHARS:
        return Bindings(passive=False)
    code = code_of(text, language.syntax)
    defines, members, extends, eager = set[str](), set[str](), set[str](), set[str]()
    passive = True
    for line in _top_lines(code):
        added = re.match(language.extension, line) if language.extension else None
        names = _defined(line, language)
        if added is not None:
            extends.add(added["of"])
            members.add(f"{added['of']}.{added['name']}")
        else:
            defines |= names
        if added is None and not language.begins_code(line) and not re.match(r"[\s)\]}@]", line):
            passive = False
        if not re.match(r"(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?(?:function|class|func|type)\b", line):
            eager |= set(_USE.findall(line)) - names
    imports = {
        name
        for pattern in language.imports
        for match in re.finditer(pattern, text, re.MULTILINE)
        for name in re.findall(_NAME, re.sub(r"[\w$]+[ \t]+as\b|[\w$]+[ \t]*:", "", match[1]))
    }
    bound = _defined(code, language)
    for pattern in language.binders:
        for match in re.finditer(pattern, code, re.MULTILINE):
            bound |= set(re.findall(_NAME, match[1]))
    return Bindings(
        defines=frozenset(defines | members | imports),
        imports=frozenset(imports),
        uses=frozenset(set(_USE.findall(code)) - bound - defines - imports),
        eager=frozenset(eager),
        extends=frozenset(extends),
        passive=passive,
    )


def _top_lines(code: str) -> list[str]:
    """The lines of a text that begin outside all brackets."""
    lines: list[str] = []
    depth = 0
    for line in code.split("\n"):
        if depth == 0 and line.strip():
            lines.append(line)
        depth = max(0, depth + sum(map(line.count, "([{")) - sum(map(line.count, ")]}")))
    return lines


def _defined(text: str, language: Lexis) -> set[str]:
    found = _definitions(language.definition).finditer(text)
    return {name for match in found for name in match.groupdict().values() if name}


@functools.lru_cache(maxsize=64)
def _definitions(definition: str) -> re.Pattern[str]:
    """The pattern of a language's definitions, for any name."""
    count = 0

    def group(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"(?P<n{count}>{_NAME})"

    first, *others = definition.split(CALL_OF_ITSELF)
    pattern = re.sub("NAME", group, first)
    for part in others:
        pattern += CALL_OF_ITSELF.replace("NAME", f"(?P=n{count})") + re.sub("NAME", group, part)
    return re.compile(pattern, re.MULTILINE)
