"""Fences: the fenced blocks of a reply, as Markdown has them and as models really write them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from prony.nouns import Noun

MAX_BLOCKS = 100
LOOKAHEAD_LINES = 400
"""How far the true end of a block is looked for when its first closing fence stands within a string."""
MAX_READ_CHARS = 50_000
"""Longer blocks end with their first closing fence."""

_OPENER = re.compile(r"^(?P<indent>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_AFTER_PROSE = re.compile(r"^(?P<prose>[^`~]*[^`~\s][ \t]*)(?P<fence>`{3,})(?P<info>[\w+#.:-]*)[ \t]*$")


class Block(Noun, frozen=True, kw_only=True):
    """One fenced block. info: what follows the opening fence; above: the last line of prose before it."""

    info: str
    body: str
    above: str = ""
    closed: bool = True

    @property
    def language(self) -> str:
        """The language word of the info string, in lower case; empty where there is none."""
        word = re.match(r"\{?\.?([A-Za-z][\w+#-]*)", self.info)
        return word.group(1).lower() if word else ""


Reader = Callable[[str], "tuple[bool, bool]"]
"""Of a text: does it end inside a string or comment that spans lines, and is it whole."""


def blocks(reply: str, reader: Callable[[str], Reader | None]) -> list[Block]:
    """The blocks of `reply` (newlines are `\\n`), in order, at most MAX_BLOCKS.

    `reader` gives, for the language word of a fence, what reads its text; None where nobody can. A closing fence that
    stands within a string of the code does not close, when the text up to a later one is whole. The last block may be
    left open.
    """
    lines = reply.split("\n")
    found: list[Block] = []
    at, above = 0, ""
    while at < len(lines) and len(found) < MAX_BLOCKS:
        opener = _OPENER.match(lines[at]) or _AFTER_PROSE.match(lines[at])
        if opener is None:
            above = lines[at].strip() or above
            at += 1
            continue
        groups = opener.groupdict()
        block, at = _block(lines, at + 1, groups, groups.get("prose") or above, reader)
        found.append(block)
        above = ""
    return found


def _block(
    lines: list[str], start: int, opener: dict[str, str], above: str, reader: Callable[[str], Reader | None]
) -> tuple[Block, int]:
    indent = len((opener.get("indent") or "").expandtabs(4))
    closer = re.compile(rf"^[ \t]{{0,{indent + 3}}}{opener['fence'][0]}{{{len(opener['fence'])},}}[ \t]*$")
    block = Block(info=opener["info"].strip(), body="", above=above)

    def body(end: int) -> str:
        text = "\n".join(_unindented(line, indent) for line in lines[start:end])
        return textwrap.dedent(text) if re.match(r"\n*[ \t]", text) else text

    first = _next(lines, start, closer, len(lines))
    if first is None:
        return _left_open(block, body(len(lines))), len(lines)
    end = _true_end(lines, first, closer, reader(block.language), body)
    return Block(info=block.info, body=body(end), above=above), end + 1


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


def _left_open(block: Block, text: str) -> Block:
    """A block that the reply ends in; a fence glued to its last line still closes it."""
    end = text[-200:].rstrip()
    if end.endswith("```") and end.rstrip("`").strip():
        return Block(info=block.info, body=text.rstrip().rstrip("`"), above=block.above)
    return Block(info=block.info, body=text, above=block.above, closed=False)


def _unindented(line: str, columns: int) -> str:
    expanded = 0
    for at, char in enumerate(line):
        if char not in " \t" or expanded >= columns:
            return line[at:]
        expanded += 1 if char == " " else 4
    return ""
