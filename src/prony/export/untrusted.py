"""Text from outside as inert markup: escaped, and with every character that acts or hides shown by its name."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from prony.plain import UNSAFE, encodable, unified

_RUNS = re.compile(f"((?:{UNSAFE.pattern})+)")
MOST_MARKS = 8
"""Marks of one run of such characters; the rest is counted."""


def block(text: str) -> Markup:
    """`text` as the content of a `<pre>`: nothing in it is markup, and no character of it steers the page.

    Control characters become their pictures (␛, ␀), bidirectional and invisible ones their code (U+202E), each in an
    `<i>`; what no encoding can hold becomes U+FFFD.
    """
    pieces = _RUNS.split(encodable(unified(text)))
    return Markup("").join(_marked(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces))


def line(text: str) -> Markup:
    """As `block`, on one line."""
    return block(" ".join(text.split("\n")).replace("\t", " "))


def _marked(run: str) -> Markup:
    if len(set(run)) == 1 and len(run) > 2:
        return Markup("<i>{}×{}</i>").format(_name(run[0]), len(run))
    more = f" +{len(run) - MOST_MARKS}" if len(run) > MOST_MARKS else ""
    return Markup("<i>{}{}</i>").format(" ".join(_name(one) for one in run[:MOST_MARKS]), more)


def _name(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"U+{code:04X}"
