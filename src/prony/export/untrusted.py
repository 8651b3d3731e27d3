"""Text from outside as inert markup: escaped, and with every character that acts or hides shown by its name."""

from __future__ import annotations

import json
import re

from markupsafe import Markup, escape

from prony.plain import PILE, UNSAFE, encodable, unified

_RUNS = re.compile(f"((?:{UNSAFE.pattern})+|{PILE})")
_C0 = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
_NAMES = dict(enumerate(_C0.split())) | {0x7F: "DEL"}
_KINDS = {"+": "a", "-": "d", "@": "h"}
MOST_MARKS = 8
"""Marks of one run of such characters; the rest is counted."""


def block(text: str) -> Markup:
    """`text` as the content of a `<pre>`: nothing in it is markup, and no character of it steers the page.

    Control characters become their names (ESC, NUL), bidirectional and invisible ones, and marks piled upon a
    character, their code (U+202E), each in an `<i>`; what no encoding can hold becomes U+FFFD.
    """
    text = encodable(unified(text))
    pieces = _RUNS.split(f"\n{text}" if text.startswith("\n") else text)  # the first line end in a <pre> is not shown
    return Markup("").join(_marked(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces))


def difference(text: str) -> Markup:
    """A unified diff as the content of a `<pre>`, a `<span>` for each row: `a` for added, `d` for deleted, `h` for the
    heads of files and hunks."""
    rows = text.split("\n")
    heads = ("---", "+++") if rows[0].startswith("---") else ()
    return Markup("").join(
        Markup("<span class='{}'>{}</span>").format("h" if number < len(heads) else _KINDS.get(row[:1], ""), block(row))
        for number, row in enumerate(rows)
    )


def arguments(text: str) -> list[tuple[str, Markup]]:
    """What a tool was called with, as (name, block): by argument where it is JSON, else the raw text under no name."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not told:
        return [("", block(text))]
    return [(name, block(value if isinstance(value, str) else json.dumps(value))) for name, value in told.items()]


def line(text: str) -> Markup:
    """As `block`, on one line."""
    return block(unified(text).replace("\n", " ").replace("\t", " "))


def _marked(run: str) -> Markup:
    if len(set(run)) == 1 and len(run) > 2:
        return Markup("<i>{}×{}</i>").format(_name(run[0]), len(run))
    more = f" +{len(run) - MOST_MARKS}" if len(run) > MOST_MARKS else ""
    return Markup("<i>{}{}</i>").format(" ".join(_name(one) for one in run[:MOST_MARKS]), more)


def _name(char: str) -> str:
    return _NAMES.get(ord(char)) or f"U+{ord(char):04X}"
