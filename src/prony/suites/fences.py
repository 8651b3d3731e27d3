"""Fences: the fenced blocks of a reply, as Markdown has them and as models really write them."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable

from prony.languages import LANGUAGES, language_of_fence
from prony.nouns import Noun
from prony.suites.end_tokens import END_TOKEN

MAX_BLOCKS = 100
LOOKAHEAD_LINES = 400
"""How far the true end of a block is looked for when its first closing fence stands within a string."""
MAX_READ_CHARS = 50_000
"""Longer blocks end with their first closing fence."""

_OPENER = re.compile(r"^(?P<indent>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_AFTER_PROSE = re.compile(r"^(?P<prose>[^`~]*[^`~\s][ \t]*)(?P<fence>`{3,})(?P<info>[\w+#.:-]*)[ \t]*$")
_WORDS = frozenset({
    "bash", "sh", "shell", "zsh", "console", "powershell", "text", "txt", "plaintext", "output", "json", "yaml",
    "yml", "toml", "ini", "xml", "html", "css", "scss", "sql", "diff", "patch", "markdown", "md", "c", "cpp",
    "c++", "csharp", "cs", "java", "kotlin", "rust", "rs", "ruby", "rb", "php", "swift", "scala", "perl", "lua",
    "r", "dockerfile", "makefile", "tsx", "jsx", "vue", "svelte",
})  # fmt: skip
"""Words that open a fence, beside what our languages are called there."""


_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown)\b", re.IGNORECASE)


class Block(Noun, frozen=True, kw_only=True):
    """One fenced block."""

    info: str
    """What follows the opening fence."""
    body: str
    above: str = ""
    """The last line of prose before it."""
    closed: bool = True
    margin: str = ""
    """The indentation that all its lines had within the fence."""

    @property
    def language(self) -> str:
        """The language word of the info string, in lower case; empty where there is none."""
        word = re.match(r"\{?\.?([A-Za-z][\w+#-]*)", self.info)
        return word.group(1).lower() if word else ""


Reader = Callable[[str], "tuple[bool, bool]"]
"""Of a text: does it end inside a string or comment that spans lines, and is it whole."""

Readers = Callable[[str], "Reader | None"]
"""For the language word of a fence, what reads its text; None where nobody can."""


class Lines(list[str]):
    """The lines of a reply, which may grow before a place that was found, and the closing fences found in them."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines)
        self._closers: dict[str, tuple[int, int]] = {}

    def closer(self, start: int, pattern: re.Pattern[str]) -> int | None:
        """The first line from `start` on that closes; the lines between are searched once for each kind of fence."""
        size = len(self)
        searched, found = self._closers.get(pattern.pattern, (size + 1, size + 1))
        if not found <= size - start <= searched:
            line = next((at for at in range(start, size) if pattern.match(self[at])), size)
            searched, found = size - start, size - line
            self._closers[pattern.pattern] = (searched, found)
        return size - found if found else None

    def forget(self) -> None:
        """Search for closing fences anew, since lines were taken out."""
        self._closers.clear()


class Opening(Noun, frozen=True, kw_only=True):
    """A line that opens a block."""

    indent: int
    fence: str
    info: str
    prose: str
    """What precedes the fence in its line."""
    code: str = ""
    """The first line of code, where it shares the line of the fence."""


def opening(line: str) -> Opening | None:
    """What `line` opens; None where it opens no block."""
    if "```" not in line and "~~~" not in line:
        return None
    match = _OPENER.match(line) or _AFTER_PROSE.match(line)
    if match is None:
        return None
    groups = match.groupdict()
    info, code = _info_and_code(groups["info"].strip())
    return Opening(
        indent=len((groups.get("indent") or "").expandtabs(4)),
        fence=groups["fence"],
        info=info,
        prose=groups.get("prose") or "",
        code=code,
    )


def _info_and_code(info: str) -> tuple[str, str]:
    """What of the words behind a fence is its info string, and what is code already."""
    if " " not in info:
        return info, ""
    for language in LANGUAGES.values():
        for word in sorted(language.fences, key=len, reverse=True):
            rest = info[len(word) :].lstrip()
            if info.lower().startswith(word) and language.begins_code(rest) and "(" in rest:
                return word, rest
    return info, ""


def blocks(reply: str, readers: Readers) -> list[Block]:
    """The blocks of `reply` (newlines are `\\n`), in order, at most MAX_BLOCKS.

    A closing fence that stands within a string of the code does not close, when the text up to a later one is whole.
    Words behind a closing fence, a fence behind the last line of code and the opening of another block close where the
    text before them is whole and the text up to the next closing fence is not. The last block may be left open.
    """
    lines = Lines(reply.split("\n"))
    found: list[Block] = []
    at, above = 0, ""
    while at < len(lines) and len(found) < MAX_BLOCKS:
        opened = opening(lines[at])
        if opened is None:
            above = lines[at].strip() or above
            at += 1
            continue
        block, at = take_block(lines, at + 1, opened, opened.prose or above, readers)
        found.append(block)
        above = ""
    return found


def take_block(lines: Lines, start: int, opened: Opening, above: str, readers: Readers) -> tuple[Block, int]:
    """The block whose text begins at line `start`, and the line that follows it.

    Where a fence shares its line with code or words, `lines` is changed so that each has its own.
    """
    if opened.code:
        lines[start - 1] = f"{' ' * opened.indent}{opened.fence}{opened.info}"
        lines.insert(start, opened.code)
    empty = Block(info=opened.info, body="", above=above)
    read = readers(empty.language)

    def block(end: int, *, closed: bool = True) -> Block:
        text, margin = _body(lines[start:end], opened.indent)
        return Block(info=opened.info, body=text, above=above, closed=closed, margin=margin)

    closer = _closer(opened)
    nested = _end_of_markdown(lines, start, opened, above, closer)
    if nested is not None:
        return block(nested), nested + 1
    first = lines.closer(start, closer)
    odd = _odd_end(lines, start, len(lines) if first is None else first, opened, read, whole_there=first is not None)
    if odd is not None:
        end, code, rest = odd
        if code is None and rest is None:
            return block(end, closed=False), end
        lines[end : end + 1] = [*([] if code is None else [code]), opened.fence, *([] if rest is None else [rest])]
        end += code is not None
        return block(end), end + 1
    if first is None:
        return block(len(lines), closed=False), len(lines)
    end = _true_end(lines, first, closer, read, lambda end: block(end).body)
    return block(end), end + 1


def _end_of_markdown(lines: list[str], start: int, opened: Opening, above: str, closer: re.Pattern[str]) -> int | None:
    """Where a block of Markdown ends that holds blocks of its own, opened by words behind fences like its own.

    None where it holds none, or where its end would be missing: then its fences are taken as they stand.
    """
    named = _MARKDOWN_NAME.search(opened.info) or (not opened.info and _MARKDOWN_NAME.search(above[:300]))
    if not named and Block(info=opened.info, body="").language not in ("md", "markdown"):
        return None
    within = nested = False
    for at in range(start, len(lines)):
        if closer.match(lines[at]):
            if not within:
                return at if nested else None
            within = False
        elif not within and lines[at].lstrip().startswith(opened.fence[:3]):
            inner = opening(lines[at])
            if inner is not None and inner.info and inner.fence[0] == opened.fence[0]:
                if len(inner.fence) != len(opened.fence):
                    return None
                within = nested = True
    return None


def _closer(opened: Opening) -> re.Pattern[str]:
    """What a line that closes looks like; an end token may be glued to it."""
    mark = f"{opened.fence[0]}{{{len(opened.fence)},}}"
    return re.compile(rf"^[ \t]{{0,{opened.indent + 3}}}{mark}[ \t]*(?:$|{END_TOKEN})", re.IGNORECASE)


def _body(lines: list[str], indent: int) -> tuple[str, str]:
    """The text of a block, and the indentation that it had."""
    text = "\n".join(_unindented(line, indent) for line in lines)
    if not re.match(r"\n*[ \t]", text):
        return text, ""
    plain = textwrap.dedent(text)
    first = next((line for line in text.split("\n") if line.strip()), "")
    flush = next((line for line in plain.split("\n") if line.strip()), "")
    return plain, first[: len(first) - len(flush)]


def _odd_end(
    lines: list[str], start: int, stop: int, opened: Opening, read: Reader | None, *, whole_there: bool
) -> tuple[int, str | None, str | None] | None:
    """Where the block ends before `stop`, by a fence that shares its line: the line, the code and the words in it."""
    odd = _odd_fence(opened)
    found = (at for at in range(start, stop) if opened.fence[:3] in lines[at] and odd.search(lines[at]))
    first = next(found, None)
    if first is None:
        return None

    def text(end: int, last: str | None = None) -> str:
        return _body([*lines[start:end], *([] if last is None else [last])], opened.indent)[0]

    whole_anyway = read is not None and whole_there and read(text(stop))[1]
    if whole_anyway and not any(_opens_code(line) for line in lines[first + 1 : stop]):
        return None
    for at in (first, *itertools.islice(found, 7)):
        end = _parted(lines[at], at, odd, opened)
        if end is None:
            continue
        _, code, rest = end
        if stop == len(lines) and code is not None and not "".join([*lines[at + 1 :], rest or ""]).strip():
            return end
        if read is None:
            if rest is not None and code is None:
                return end
            continue
        inside, whole = read(text(at, code))
        if whole or (code is None and not inside and not whole_anyway):
            return end
    return None


def _opens_code(line: str) -> bool:
    opened = opening(line)
    return opened is not None and bool(opened.info) and _is_info(opened.info)


def _odd_fence(opened: Opening) -> re.Pattern[str]:
    return re.compile(rf"(?<!{opened.fence[0]}){opened.fence[0]}{{{len(opened.fence)},}}(?!{opened.fence[0]})")


def _parted(line: str, at: int, odd: re.Pattern[str], opened: Opening) -> tuple[int, str | None, str | None] | None:
    """How `line` ends a block: with code before the fence, with words behind it, or as the opening of the next one."""
    match = odd.search(line)
    if match is None:
        return None
    code, rest = line[: match.start()], line[match.end() :]
    ends_turn = re.match(END_TOKEN, rest.strip(), re.IGNORECASE) is not None
    if code.strip() and ends_turn:
        return at, code.rstrip(), rest.strip()
    if code.strip():
        return (at, code.rstrip(), rest.strip() or None) if opened.fence[0] not in rest else None
    if ends_turn:
        return at, None, rest.strip()
    if _is_info(rest.strip()):
        return at, None, None
    return (at, None, rest.strip()) if opened.fence[0] not in rest else None


def _is_info(words: str) -> bool:
    """Whether what follows a fence is how a block is opened: a language, a file, attributes in braces."""
    word = re.match(r"[\w+#.-]+", words)
    if words.startswith("{") or word is None:
        return words.startswith("{")
    name = word.group().lower()
    known = name in _WORDS or language_of_fence(name) is not None
    rest = words[word.end() :].strip()
    return known and (not rest or rest[0] in ":{" or "=" in rest or " " not in rest)


def _true_end(
    lines: list[str], first: int, closer: re.Pattern[str], read: Reader | None, body: Callable[[int], str]
) -> int:
    """The closing fence that ends the block: the first, unless it stands within a string and a later one is whole."""
    if read is None or len(body(first)) > MAX_READ_CHARS or not read(body(first))[0]:
        return first
    end: int | None = first
    for _ in range(16):
        end = _next(lines, end + 1, closer, min(len(lines), first + LOOKAHEAD_LINES)) if end is not None else None
        if end is None:
            break
        if read(body(end))[1]:
            return end
    return first


def _next(lines: list[str], start: int, closer: re.Pattern[str], stop: int) -> int | None:
    return next((at for at in range(start, stop) if closer.match(lines[at])), None)


def _unindented(line: str, columns: int) -> str:
    expanded = 0
    for at, char in enumerate(line):
        if char not in " \t" or expanded >= columns:
            return line[at:]
        expanded += 1 if char == " " else 4
    return ""
