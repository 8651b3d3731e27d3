"""Untrusted text as plain text: what a model, an engine or a file name says may not steer a terminal or a page."""

from __future__ import annotations

import json
import re

_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # CSI: colours, cursor, modes
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS ...
    r"|\x1b[ -/]{0,8}[0-~]"  # two-character escapes, character sets
)
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but newline and tab, DEL, C1
    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # bidi, invisible, line separators
    "\ufdd0-\ufdef"  # what Unicode leaves to programs: our own marks are made of it
    "\U000e0000-\U000e0fff"  # tags and variation selectors beyond the basic plane
    "]"
)
"""One character that acts or hides instead of showing itself."""
COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
"""One mark that is drawn on the character before it."""
PILE = f"(?<={COMBINING}{{4}}){COMBINING}+"
"""Marks above four on one character: no language has them, and they are drawn over other lines."""
_PILES = re.compile(PILE)
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Untrusted text as a block: escape sequences, control, bidi and invisible characters gone, newlines kept.

    A carriage return is a line's end, a tab four spaces; what cannot be encoded becomes U+FFFD. Of marks piled upon one
    character, four are kept.
    """
    told = UNSAFE.sub("", _SEQUENCES.sub("", unified(text)))
    if not told.isascii():
        told = _PILES.sub("", _SURROGATES.sub("\ufffd", told))
    return told.expandtabs(4)


def clean_line(text: str) -> str:
    """Untrusted text as one line: `clean`, with every run of whitespace made one space."""
    return " ".join(clean(text).split())


_HOMES = re.compile(
    r"(?:(?<=\bfile://)|(?<![\w.~/-]))"  # a path of its own, no part of a longer one or of a web address
    r"/(?:(?:[\w.-]+/){0,3}?(?:home|Users)/[^/\s'\"`:,;)]+|root)(?![\w.-])"
    r"|\b[A-Za-z]:\\Users\\[^\\\s'\"`:,;)]+"
)


def homeless(text: str) -> str:
    """`text` with every person's home folder in a path as `~`: whose machine it was is nobody's business."""
    return _HOMES.sub("~", text)


def one_line(text: str) -> str:
    """Text with every end of a line as a space, and nothing else changed: for what shows such text by itself."""
    return " ".join(text.splitlines())


def unified(text: str) -> str:
    """`text` with every end of a line as a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encodable(text: str) -> str:
    """`text` with what no encoding can hold (lone surrogates) as U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def escape_json(document: bytes) -> str:
    """A JSON document in which what a terminal would act upon is written as JSON escapes."""
    return UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], document.decode())
