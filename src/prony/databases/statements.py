"""A text of SQL as the statements that it holds, as the client program of a database would send them. Pure, linear.

Only as much of a dialect's lexis is known as that takes: what may hide a semicolon.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from prony.nouns import Noun


class SqlStatement(Noun, frozen=True, kw_only=True):
    """What is sent in one piece."""

    text: str
    line: int
    """Of the file that it stands in, its first."""
    data: bytes | None = None
    """The rows that follow it in the file, where it copies from there."""


class SqlDialect(Noun, frozen=True, kw_only=True):
    """The lexis of one database, as far as splitting needs it."""

    id: str
    nested_comments: bool = False
    hash_comments: bool = False
    escapes: str = ""
    """Where a backslash escapes within apostrophes: `always`, behind an `E`, or (empty) never."""
    dollar_quotes: bool = False
    backticks: bool = False
    brackets: bool = False
    """Whether [ and ] quote names."""
    routines: frozenset[str] = frozenset()
    """What CREATE makes whose body, from BEGIN to its END, is part of the statement."""
    splits: bool = True
    """Whether the client splits at semicolons; else the server does, and the client at a DELIMITER of its own."""
    q_quotes: bool = False
    """Whether q'[ ... ]' quotes a text."""
    rows_at_once: int = 500
    """How many rows one INSERT may bring."""
    quoted_names: bool = True
    """Whether the names of a task's tables are quoted, where they are not folded to small letters."""
    copies: bool = False
    """Whether rows may follow `COPY ... FROM stdin;`, up to a line `\\.`."""


POSTGRES = SqlDialect(
    id="postgres",
    nested_comments=True,
    escapes="E",
    dollar_quotes=True,
    routines=frozenset({"function", "procedure"}),
    copies=True,
)
MARIADB = SqlDialect(id="mariadb", hash_comments=True, escapes="always", backticks=True, splits=False)
ORACLE = SqlDialect(
    id="oracle",
    routines=frozenset({"function", "procedure", "trigger", "package", "type"}),
    q_quotes=True,
    rows_at_once=1,
    quoted_names=False,
)
SQLITE = SqlDialect(id="sqlite", backticks=True, brackets=True, routines=frozenset({"trigger"}))

_COPY = re.compile(r"\s*copy\b.*\bfrom\s+stdin\b", re.IGNORECASE | re.DOTALL)
_PASSED_OVER = re.compile(r"\\(?:un)?restrict\b[^\n]*(?:\n|\Z)")
"""Lines that pg_dump writes for psql alone."""
_DELIMITER = re.compile(r"^[ \t]*delimiter[ \t]+(\S+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_EDGES = re.compile(r"/\*|\*/")
_REMARK = re.compile(r"\s+|--[^\n]*|/\*(?!!)")
"""What may stand before a statement; `/*!` begins what MariaDB runs."""
_Q_ENDS = {"[": "]", "{": "}", "(": ")", "<": ">"}
_MOST_COPY_HEAD = 2000
_HEAD_WORDS = 6
"""Words of a statement that say whether it makes a routine: CREATE OR REPLACE FUNCTION, CREATE TEMP TRIGGER ..."""


def split(text: str, dialect: SqlDialect) -> tuple[SqlStatement, ...]:
    """The statements of `text`, without what ends them, in order; what is blank or a remark alone is none."""
    return tuple(_Splitter(text, dialect).statements())


class _Splitter:
    """One reading of a text."""

    def __init__(self, text: str, dialect: SqlDialect) -> None:
        self._text = text
        self._dialect = dialect
        self._delimiter = ";" if dialect.splits else ""
        self._at = self._begin = 0
        self._counted, self._line = 0, 1
        self._forget()

    def _forget(self) -> None:
        """Begin a statement: no bracket is open, no body, and no word of it is known."""
        self._brackets = self._depth = 0
        self._words: list[str] = []

    def statements(self) -> Iterator[SqlStatement]:
        """Every statement, in order."""
        while match := _tokens(self._dialect, self._delimiter).search(self._text, self._at):
            self._at = match.end()
            if match.lastgroup == "ends":
                if not self._brackets and not self._depth:
                    yield from self._ended(match.start())
            elif match.lastgroup == "word":
                yield from self._word(match)
            elif match.lastgroup == "bracket":
                self._brackets = max(0, self._brackets + (1 if match.group() == "(" else -1)) * self._dialect.splits
            else:
                self._pass(match)
        yield from self._ended(len(self._text))

    def _ended(self, end: int) -> Iterator[SqlStatement]:
        """The statement from where the last one ended, to `end`; nothing where it says nothing."""
        start = min(end, self._behind_remarks(self._begin))
        if start < end and (text := self._text[start:end].rstrip()):
            self._line += self._text.count("\n", self._counted, start)
            self._counted = start
            copies = self._dialect.copies and _COPY.match(text[:_MOST_COPY_HEAD]) is not None
            yield SqlStatement(text=text, line=self._line, data=self._rows() if copies else None)
        self._begin = self._at
        self._forget()

    def _behind_remarks(self, at: int) -> int:
        while remark := _REMARK.match(self._text, at):
            at = remark.end()
            if remark.group().endswith("/*"):
                at = _remark_end(self._text, at, nested=self._dialect.nested_comments)
        return at

    def _rows(self) -> bytes:
        """The lines behind a statement that copies them, up to a line `\\.`."""
        begin = self._text.find("\n", self._at) + 1 or len(self._text)
        last = re.compile(r"^\\\.[ \t]*\r?(?:\n|\Z)", re.MULTILINE).search(self._text, begin)
        self._at = last.end() if last else len(self._text)
        return self._text[begin : last.start() if last else len(self._text)].encode("utf-8", "replace")

    def _word(self, match: re.Match[str]) -> Iterator[SqlStatement]:
        word = match.group().lower()
        if word == "delimiter" and not self._dialect.splits:
            line = self._text.rfind("\n", 0, match.start()) + 1
            command = _DELIMITER.match(self._text, line)
            if command is not None:
                self._at = command.end()
                yield from self._ended(line)
                self._delimiter = "" if command[1] == ";" else command[1]
            return
        if len(self._words) < _HEAD_WORDS:
            self._words.append(word)
        if self._words[0] == "create" and self._dialect.routines & set(self._words[1:]):
            if word == "begin" or (word == "case" and self._depth):
                self._depth += 1
            elif word == "end" and self._depth:
                self._depth -= 1
        if word in ("q", "nq") and self._dialect.q_quotes and self._text.startswith("'", self._at):
            mark = self._text[self._at + 1 : self._at + 2]
            end = self._text.find(f"{_Q_ENDS.get(mark, mark)}'", self._at + 2) if mark else -1
            self._at = len(self._text) if end < 0 else end + 2
        if word == "e" and self._dialect.escapes == "E" and self._text.startswith("'", self._at):
            self._at = _quote_end(self._text, self._at + 1, "'", escapes=True)

    def _pass(self, match: re.Match[str]) -> None:
        """Go on behind a remark or whatever is quoted."""
        token, text = match.group(), self._text
        if token == "/*":
            self._at = _remark_end(text, self._at, nested=self._dialect.nested_comments)
        elif match.lastgroup == "dollar":
            end = text.find(token, self._at)
            self._at = len(text) if end < 0 else end + len(token)
        elif match.lastgroup == "quote":
            escapes = self._dialect.escapes == "always" and token != "`"
            self._at = _quote_end(text, self._at, "]" if token == "[" else token, escapes=escapes)
        elif token == "\\":
            passed = _PASSED_OVER.match(text, match.start())
            if passed is not None and not self._words:
                self._begin = self._at = passed.end()


def _quote_end(text: str, at: int, quote: str, *, escapes: bool) -> int:
    """The index behind what is quoted; a quote that is doubled ends it, and begins the next one at once."""
    if not escapes:
        end = text.find(quote, at)
        return len(text) if end < 0 else end + 1
    match = _ESCAPED[quote].match(text, at)
    return match.end() if match else len(text)


_ESCAPED = {quote: re.compile(rf"(?:[^\\{quote}]|\\.)*{quote}", re.DOTALL) for quote in "'\""}


def _remark_end(text: str, at: int, *, nested: bool) -> int:
    depth = 1
    for match in _EDGES.finditer(text, at):
        if match.group() == "*/":
            depth -= 1
        elif nested:
            depth += 1
        if not depth:
            return match.end()
    return len(text)


@functools.lru_cache(maxsize=32)
def _tokens(dialect: SqlDialect, delimiter: str) -> re.Pattern[str]:
    """What may hide the end of a statement, what nests, and the end itself."""
    quotes = "'\"" + "`" * dialect.backticks + "\\[" * dialect.brackets
    parts = [
        rf"(?P<ends>{re.escape(delimiter)})" if delimiter else "",
        r"(?P<remark>--[^\n]*)" if dialect.escapes != "always" else r"(?P<remark>--(?=\s|\Z)[^\n]*)",
        r"(?P<hash>#[^\n]*)" if dialect.hash_comments else "",
        r"(?P<block>/\*)",
        r"(?P<dollar>\$(?:[^\W\d]\w*)?\$)" if dialect.dollar_quotes else "",
        rf"(?P<quote>[{quotes}])",
        r"(?P<bracket>[()])",
        r"(?P<word>[^\W\d][\w$]*)" if dialect.splits else r"(?P<word>[^\W\d]\w*)",
        r"(?P<number>\d[\w.]*)",
        r"(?P<command>\\)" if dialect.copies else "",
    ]
    return re.compile("|".join(filter(None, parts)))
