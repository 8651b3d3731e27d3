"""Values in the notation of Ruby and PHP, read from text: lists, maps, texts and numbers; nothing is run.

Both languages write them almost as JSON does. What else there is (a call, a name, a text with something to be filled
in) is no literal, and refused.
"""

from __future__ import annotations

import re
from typing import Any

from prony.nouns import Noun

DEEPEST = 60
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
_WORD = re.compile(r"[A-Za-z_]\w*")


class Notation(Noun, frozen=True, kw_only=True):
    """How one language writes values."""

    lists: dict[str, str]
    """What opens a list -> what closes it: `array(` -> `)`."""
    maps: dict[str, str]
    """The same of maps, which may be written as lists are."""
    names: dict[str, Any]
    """Words that are values, in small letters: `nil`."""
    filled_in: str
    """A pattern of what is filled into texts in double quotes, which would have to be run."""
    escapes: dict[str, str]
    """A sign after a backslash -> what it stands for, in double quotes."""


class _Reader:
    """Reads one text from its beginning."""

    def __init__(self, text: str, notation: Notation) -> None:
        self.text, self.notation, self.at = text, notation, 0
        self.filled_in = re.compile(notation.filled_in)

    def blank(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def takes(self, sign: str) -> bool:
        self.blank()
        if not self.text.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True

    def value(self, depth: int = 0) -> Any:
        """The next value. Raises ValueError."""
        self.blank()
        if depth > DEEPEST:
            raise ValueError("a value is nested too deeply")
        for opener in sorted({**self.notation.lists, **self.notation.maps}, key=len, reverse=True):
            if self.takes(opener):
                return self.items(opener, depth)
        if self.text.startswith(('"', "'"), self.at):
            return self.quoted()
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return int(number[0]) if re.fullmatch(r"-?\d+", number[0]) else float(number[0])
        word = _WORD.match(self.text, self.at)
        if word is not None and word[0].lower() in self.notation.names:
            self.at = word.end()
            return self.notation.names[word[0].lower()]
        raise ValueError(f"a value would have to be run: {self.text[self.at : self.at + 40]}")

    def items(self, opener: str, depth: int) -> Any:
        closer = self.notation.lists.get(opener) or self.notation.maps[opener]
        values: list[Any] = []
        pairs: dict[Any, Any] = {}
        while not self.takes(closer):
            one = self.value(depth + 1)
            if self.takes("=>"):
                if opener not in self.notation.maps or type(one) not in (str, int):
                    raise ValueError("a key would have to be run")
                pairs[one] = self.value(depth + 1)
            else:
                values.append(one)
            if not self.takes(","):
                if not self.takes(closer):
                    raise ValueError(f"a list does not end: {self.text[self.at : self.at + 40]}")
                break
        if values and pairs:
            raise ValueError("a list with some keys would have to be run")
        if pairs or opener not in self.notation.lists:
            return list(pairs.values()) if opener in self.notation.lists and [*pairs] == [*range(len(pairs))] else pairs
        return values

    def quoted(self) -> str:
        quote, start = self.text[self.at], self.at + 1
        plain = quote == "'"
        end, out = start, []
        while end < len(self.text) and self.text[end] != quote:
            if self.text[end] != "\\":
                out.append(self.text[end])
                end += 1
                continue
            sign = self.text[end + 1 : end + 2]
            if plain:
                out.append(sign if sign in ("'", "\\") else f"\\{sign}")
            elif sign in self.notation.escapes:
                out.append(self.notation.escapes[sign])
            else:
                raise ValueError(f"a text would have to be run: \\{sign}")
            end += 2
        if end >= len(self.text):
            raise ValueError("a text does not end")
        if not plain and self.filled_in.search(re.sub(r"\\.", "", self.text[start:end])):
            raise ValueError("a text would have to be run: something is filled in")
        self.at = end + 1
        return "".join(out)


def values(text: str, notation: Notation) -> list[Any]:
    """The values of a list of arguments, `1, [2, 3]`. Raises ValueError for what is none."""
    reader = _Reader(text, notation)
    found: list[Any] = []
    reader.blank()
    while reader.at < len(text):
        found.append(reader.value())
        reader.blank()
        if reader.at < len(text) and not reader.takes(","):
            raise ValueError(f"a value would have to be run: {text[reader.at : reader.at + 40]}")
    return found


def beginning(text: str, notation: Notation) -> tuple[Any, str]:
    """The first value of `text`, and what follows it. Raises ValueError."""
    reader = _Reader(text, notation)
    found = reader.value()
    return found, text[reader.at :]
