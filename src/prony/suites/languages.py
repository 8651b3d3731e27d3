"""Languages: what a file's suffix says, how a fence calls it, and whether a text is whole and defines a name.

Nothing here executes anything. A new language is one entry in LANGUAGES.
"""

from __future__ import annotations

import ast
import functools
import re
import warnings
from collections.abc import Callable

from prony.nouns import Noun

MAX_PARSED_CHARS = 100_000
"""Longer texts are judged by their brackets only."""


class Syntax(Noun, frozen=True, kw_only=True):
    """As much of a language's lexis as it takes to tell code from strings and comments.

    strings: quotes of strings that end with their line; blocks: opening -> closing of what may span lines.
    regex: whether a slash may begin a regular expression.
    """

    comment: str
    strings: tuple[str, ...]
    blocks: dict[str, str]
    regex: bool = False


class Ending(Noun, frozen=True, kw_only=True):
    """In what state a text ends: within a string or comment that spans lines, and with its brackets closed or not."""

    inside: bool
    balanced: bool


class Language(Noun, frozen=True, kw_only=True):
    """One language.

    fences: info strings that mean it. parses: does a whole text hold. definition: a pattern with `NAME` in it that
    finds where a name is defined. starts: how a line begins that only code has.
    """

    id: str
    toolchain: str
    suffixes: tuple[str, ...]
    fences: frozenset[str]
    syntax: Syntax
    parses: Callable[[str], bool]
    definition: str
    starts: re.Pattern[str]

    @property
    def parsed(self) -> bool:
        """Whether `whole` asks a parser, so that prose is never whole."""
        return self.parses is not _unparsed

    def whole(self, text: str) -> bool:
        """Whether `text` is not cut off and not prose, as far as can be told without running it."""
        return bool(text.strip()) and self.ending(text).balanced and self.parses(text)

    def ending(self, text: str) -> Ending:
        """The state in which `text` ends."""
        return scan(text, self.syntax)

    def defines(self, text: str, name: str) -> bool:
        """Whether `text` defines `name` at its top level."""
        return re.search(self.definition.replace("NAME", re.escape(name)), text, re.MULTILINE) is not None

    def is_code(self, text: str) -> bool:
        """Whether some line of `text` begins as only code does."""
        return any(self.starts.match(line) for line in text.split("\n"))


def scan(text: str, syntax: Syntax) -> Ending:
    """How `text` ends: one pass, linear in its length."""
    closers = {"(": ")", "[": "]", "{": "}"}
    tokens = _tokens(syntax)
    expected: list[str] = []
    balanced, at = True, 0
    while match := tokens.search(text, at):
        token, at = match.group(), match.end()
        if token in syntax.blocks:
            at = _after(text, at, syntax.blocks[token])
        elif token in syntax.strings:
            at = _line_string_end(text, at, token)
        elif token == syntax.comment:
            at = (text.find("\n", at) + 1) or len(text)
        elif token == "/":
            at = _regex_end(text, at) if _REGEX_MAY_FOLLOW.search(text, max(0, at - 20), at - 1) else at
        elif token in closers:
            expected.append(closers[token])
        elif not expected or expected.pop() != token:
            balanced = False
        if at < 0:
            return Ending(inside=True, balanced=False)
    return Ending(inside=False, balanced=balanced and not expected)


_CALL_OF_ITSELF = r"[ \t]*(?:await[ \t]+)?NAME[ \t]*\("
"""Behind an equals sign: `total = total(items)` in an example uses `total` and does not define it."""

_REGEX_MAY_FOLLOW = re.compile(r"(?:^|[=(,:;!&|?{}\[\n+]|\breturn)[ \t]*\Z")


@functools.cache
def _tokens_of(comment: str, strings: tuple[str, ...], blocks: tuple[str, ...], regex: bool) -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*blocks, comment, *strings)))
    return re.compile(words + (r"|/" if regex else "") + r"|[()\[\]{}]")


def _tokens(syntax: Syntax) -> re.Pattern[str]:
    return _tokens_of(syntax.comment, syntax.strings, tuple(syntax.blocks), syntax.regex)


def _after(text: str, at: int, closer: str) -> int:
    """The index behind `closer`, which a backslash escapes in strings; -1 when it never comes."""
    if closer == "*/":
        found = text.find(closer, at)
        return -1 if found < 0 else found + len(closer)
    for match in re.compile(r"\\.|" + re.escape(closer), re.DOTALL).finditer(text, at):
        if not match.group().startswith("\\"):
            return match.end()
    return -1


def _line_string_end(text: str, at: int, quote: str) -> int:
    """The index behind a string; its line ends it where the quote was an apostrophe after all."""
    for match in re.compile(r"\\.|\n|" + quote, re.DOTALL).finditer(text, at):
        if not match.group().startswith("\\"):
            return match.end()
    return len(text)


def _regex_end(text: str, at: int) -> int:
    """The index behind a regular expression; `at` where the slash was a division after all."""
    match = re.compile(r"(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\[\\\n])+/").match(text, at)
    return match.end() if match else at


def _python_parses(text: str) -> bool:
    if len(text) > MAX_PARSED_CHARS:
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(ast.parse(text).body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False


def _unparsed(text: str) -> bool:
    """No parser is at hand: brackets and strings are all that is looked at."""
    return True


LANGUAGES: dict[str, Language] = {
    language.id: language
    for language in (
        Language(
            id="python",
            toolchain="python",
            suffixes=(".py",),
            fences=frozenset({"python", "py", "python3", "py3", "python2", "cpython"}),
            syntax=Syntax(comment="#", strings=("'", '"'), blocks={'"""': '"""', "'''": "'''"}),
            parses=_python_parses,
            definition=r"^(?:(?:async[ \t]+)?def|class)[ \t]+NAME\b|^NAME[ \t]*(?::[^=\n]+)?=(?!=|"
            + _CALL_OF_ITSELF
            + ")",
            starts=re.compile(r"(?:def|class|async def|from|import)\s+\w|@\w|\w+\s*(?::\s*[\w\[\], ]+)?=[^=]"),
        ),
        Language(
            id="javascript",
            toolchain="node",
            suffixes=(".mjs", ".js", ".cjs"),
            fences=frozenset({"javascript", "js", "mjs", "cjs", "node", "nodejs", "jsx", "typescript", "ts"}),
            syntax=Syntax(comment="//", strings=("'", '"'), blocks={"/*": "*/", "`": "`"}, regex=True),
            parses=_unparsed,
            definition=r"^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:(?:async[ \t]+)?function[ \t]*\*?|class|const|let"
            r"|var)[ \t]+NAME\b(?![ \t]*=" + _CALL_OF_ITSELF + r")|^[ \t]*export[ \t]*\{[^}]{0,400}\bNAME\b",
            starts=re.compile(r"(?:export|import|function|class|const|let|var|async function)\b[\s{*]"),
        ),
        Language(
            id="go",
            toolchain="go",
            suffixes=(".go",),
            fences=frozenset({"go", "golang"}),
            syntax=Syntax(comment="//", strings=("'", '"'), blocks={"/*": "*/", "`": "`"}),
            parses=_unparsed,
            definition=r"^(?:func|type|var|const)[ \t]+(?:\([^)\n]*\)[ \t]*)?NAME\b",
            starts=re.compile(r"(?:package|import|func|type|var|const)\b[\s(]"),
        ),
    )
}
"""Every language that replies are read in, by id."""


def language_of(path: str) -> Language | None:
    """The language of a file by its suffix; None where no entry claims it."""
    return next((one for one in LANGUAGES.values() if path.endswith(one.suffixes)), None)
