"""What may reach a terminal, and through which door: data to stdout, words to stderr, nothing raw from a model."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import traceback
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from prony.errors import PronyError
from prony.keys import blot_text
from prony.plain import clean, clean_line, escape_json

if TYPE_CHECKING:
    import msgspec

__all__ = ["SIGNS", "STYLES", "Terminal", "cell_width", "clean", "clean_line", "cut", "cut_apart", "folded"]

_STYLED = re.compile("\ufdd0([0-9;]+)\ufdd1")

STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
ID_DIGITS = 6
"""Digits of an id that stand for a name which is cut too short to tell."""
SIGNS = {"ok": "✓", "bad": "✗", "warn": "!", "none": "·"}


def cell_width(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def folded(text: str, width: int, first: str = "", rest: str = "  ") -> list[str]:
    """`text` in lines of at most `width` columns, the first after `first` and the others after `rest`; a word that is
    longer, such as an address, stays whole."""
    return textwrap.wrap(
        clean_line(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [first.rstrip()]


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns, with an ellipsis where something was cut."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += cell_width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept) + "…" if width > 0 else ""


def cut_apart(texts: Sequence[str], width: int, ids: Sequence[str] = ()) -> list[str]:
    """Each text in at most `width` columns, cut in its middle; texts that would then look alike end in their ids."""
    short = [_without_middle(text, width) for text in texts]
    alike = Counter(dict(zip(texts, short, strict=True)).values())
    tails = [one[:ID_DIGITS] for one in ids] if ids else [str(number) for number, _ in enumerate(texts, 1)]
    return [
        one if alike[one] == 1 or one == text or len(tail) + 2 > width else f"{cut(text, width - len(tail))}{tail}"
        for text, one, tail in zip(texts, short, tails, strict=True)
    ]


def _without_middle(text: str, width: int) -> str:
    """`text` in at most `width` columns: its beginning and its end, which tell most of a name."""
    if cell_width(text) <= width:
        return text
    head = cut(text, max(1, width - width // 2))
    tail = cut(text[::-1], max(1, width - cell_width(head) + 1))[:-1][::-1]
    return head + tail


class Terminal:
    """Where a command speaks. The doors (`data`, `note`) let no control character through but the styles that `paint`
    asked for, so that a text which a renderer forgot to clean is harmless too.

    `verbose` and `quiet` come from the command line, colour and width from the world.

    Colour: never when NO_COLOR is set or the stream is not a terminal; FORCE_COLOR overrides the latter.
    Width: COLUMNS, else the terminal's, else 120 where stdout is a file or a pipe.
    """

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout or _nowhere()
        self.err = err or sys.stderr or _nowhere()
        self.verbose = False
        self.quiet = False
        for stream in (self.out, self.err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="replace")

    @property
    def live(self) -> bool:
        """Whether progress may be redrawn in place: stderr is a terminal, and this is no CI."""
        return self.err.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Columns of the data on stdout."""
        fallback = 120 if not self.out.isatty() else 80
        return shutil.get_terminal_size((fallback, 24)).columns

    def data(self, text: str) -> None:
        """Write data to stdout, ended by a newline."""
        self.out.write(_shown(text if text.endswith("\n") else text + "\n"))

    def raw(self, document: bytes) -> None:
        """Write a JSON document to stdout as one line. What a terminal would act upon is written as JSON escapes."""
        self.data(escape_json(document))

    def document(self, view: msgspec.Struct) -> None:
        """Write a document that names its schema to stdout, as one line of JSON."""
        import msgspec  # not for `--help`

        assert view.__struct_config__.tag_field == "schema", type(view)
        self.raw(msgspec.json.encode(view))

    def note(self, text: str, *, always: bool = False) -> None:
        """Write one line of progress or explanation to stderr; nothing when quiet, unless `always`."""
        if always or not self.quiet:
            self.err.write(_shown(text + "\n"))
            self.err.flush()

    def warn(self, text: str) -> None:
        """Write a line to stderr, also when quiet."""
        self.note(text, always=True)

    def paint(self, text: str, *styles: str, err: bool = False) -> str:
        """`text` in the named styles of `STYLES`, where the stream shows colour: marked here, made at the doors."""
        if not styles or not text or not _colour(self.err if err else self.out):
            return text
        return f"\ufdd0{';'.join(STYLES[one] for one in styles)}\ufdd1{text}\ufdd00\ufdd1"

    def error(self, error: PronyError) -> None:
        """Print an error of ours to stderr; with -v its traceback too."""
        headline, *rest = clean(str(error)).split("\n")
        code, _, what = headline.partition(": ")
        self.note("\n".join([f"{self.paint(code, 'bold', 'red', err=True)}: {what}", *rest]), always=True)
        if self.verbose:
            self.note(clean("".join(traceback.format_exception(error))), always=True)

    def defect(self, error: Exception) -> None:
        """Print an error that nobody foresaw to stderr; with -v its traceback too."""
        whose = _maker(error)
        self.note(f"defect in {whose}: {clean_line(f'{type(error).__name__}: {error}')}", always=True)
        if self.verbose:
            self.note(clean("".join(traceback.format_exception(error))), always=True)
        else:
            self.note("  help:  the same command with -v shows where; please report it", always=True)


def _maker(error: Exception) -> str:
    """Whose code raised: prony's, or the module of another package's resident."""
    from importlib.metadata import distributions

    brought = [entry for package in distributions() for entry in package.entry_points]
    guests = {entry.module.partition(".")[0] for entry in brought if entry.group.startswith("prony.")}
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    last = next((name for name in reversed(modules) if name.partition(".")[0] in {"prony", *guests}), "prony")
    return last if last.partition(".")[0] in guests else "prony"


def _nowhere() -> TextIO:
    """Where to write when a stream was closed before we began. It takes the stream's own number, which the next file
    to be opened would otherwise get, and our words with it."""
    return open(os.devnull, "w", encoding="utf-8")


def _shown(text: str) -> str:
    """What a stream is given: no key, and no control character but newlines and the styles that were marked."""
    pieces = _STYLED.split(blot_text(text))
    return "".join(f"\x1b[{piece}m" if number % 2 else clean(piece) for number, piece in enumerate(pieces))


def _colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")
