"""Places: the line on which a key of a TOML file stands, which `tomllib` does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=(.*)$"""
)
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


class Places:
    """Line numbers (from 1) of the tables and keys of one TOML text."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines: dict[Path, int] = {}
        table: Path = ()
        counts: dict[Path, int] = {}
        quote: str | None = None
        for number, line in enumerate(text.splitlines(), 1):
            if quote is not None:
                if quote in line:
                    quote = None
                continue
            header = _HEADER.match(line)
            if header:
                table = self._enter(header.group(1) == "[[", _parts(header.group(2)), counts, number)
                self._lines.setdefault(table, number)
                continue
            key = _KEY.match(line)
            if key:
                self._lines.setdefault((*table, *_parts(key.group(1))), number)
                quote = _opened(key.group(2))

    def _enter(self, is_array: bool, parts: Path, counts: dict[Path, int], number: int) -> Path:
        path: Path = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            last = index == len(parts) - 1
            if last and is_array:
                counts[path] = counts.get(path, -1) + 1
                self._lines.setdefault(path, number)
            if path in counts:
                path = (*path, counts[path])
        return path

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest table around it; 1 where nothing of it is found."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def where(self, path: Path = ()) -> str:
        """`file:line` of `path`."""
        return f"{self.file}:{self.line(path)}"


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _opened(value: str) -> str | None:
    """The triple quote that `value` opens and does not close on its line."""
    for quote in ('"""', "'''"):
        if value.count(quote) % 2 == 1:
            return quote
    return None
