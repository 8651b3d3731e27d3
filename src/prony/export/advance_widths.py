"""How wide text is drawn, without a font: advance widths of characters in hundredths of an em, rounded up.

They are those of a wide sans serif, so that other fonts are narrower. What is drawn is stretched to the width computed
here (`textLength`), so that a viewer's own font cannot leave its box.
"""

from __future__ import annotations

import unicodedata

WIDTHS = {
    28: "'ijl",
    30: "IJ",
    32: " ,.·",
    34: "/:;\\|",
    36: "f",
    38: "-",
    40: "()[]t",
    42: "!r",
    46: '"',
    50: "*_`–",
    54: "?sz",
    56: "Lc",
    58: "Fk",
    60: "vxy",
    62: "PTYaeo",
    64: "0123456789$ESbdghnpqu{}",
    66: "K",
    70: "ABCRVXZ",
    74: "U",
    76: "HN",
    78: "&DG",
    80: "OQ",
    82: "w",
    84: "#+<=>^~±",
    88: "M",
    96: "%",
    98: "m",
    100: "@W…—",
}
"""Width -> the characters that have it."""
ADVANCE = {sign: width for width, signs in WIDTHS.items() for sign in signs}
WIDE, OTHER = 104, 80
"""Widths of East Asian wide characters, and of all that are not listed."""


def text_width(text: str, size: float) -> float:
    """How wide `text` is at this size of font, in the size's unit."""
    return sum(map(_advance, text)) * size / 100.0


def _advance(sign: str) -> int:
    if sign in ADVANCE:
        return ADVANCE[sign]
    if unicodedata.combining(sign):
        return 0
    return WIDE if unicodedata.east_asian_width(sign) in "WF" else OTHER
