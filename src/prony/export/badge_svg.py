"""A badge as one SVG that needs nothing beside itself: no request, no script, no font of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from prony.boards.badge import Badge
from prony.export.advance_widths import text_width
from prony.plain import clean_line

HEIGHT, SIZE, PAD, BASELINE = 20, 11, 7, 14
LONGEST = 48
"""Characters of one part; what is longer is cut, and stands whole in the title."""
LIGHT = {"first": "#24292f", "first_ink": "#ffffff", "ground": "#eaeef2", "ink": "#1f2328", "line": "#8c959f"}
DARK = {"first": "#c9d1d9", "first_ink": "#0d1117", "ground": "#21262d", "ink": "#e6edf3", "line": "#6e7681"}
THEMES = {"light": LIGHT, "dark": DARK}
_NO_XML = re.compile("[\ufffe\uffff]")


def badge_svg(badge: Badge, theme: str = "auto") -> str:
    """The badge as an SVG document. theme: `light`, `dark`, or `auto`: as the page around it is."""
    parts = [_cut(part) for part in badge.parts]
    widths = [round(text_width(part, SIZE) + 2 * PAD, 1) for part in parts]
    total = round(sum(widths), 1)
    title = _escaped(badge.text)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{HEIGHT}" viewBox="0 0 {total} {HEIGHT}"'
            f' role="img" aria-label="{title}">',
            f"<title>{title}</title>",
            f"<style>{_style(theme)}</style>",
            f'<rect class="g" x="0.5" y="0.5" width="{total - 1:g}" height="{HEIGHT - 1}" rx="3.5"/>',
            f'<path class="f" d="M4 0H{widths[0]:g}V{HEIGHT}H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z"/>',
            *_drawn(parts, widths),
            "</svg>",
            "",
        ]
    )


def _drawn(parts: list[str], widths: list[float]) -> Iterator[str]:
    """Each part, and a line between those after the first."""
    left = 0.0
    for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
        if number > 1:
            yield f'<path class="l" d="M{left:g} 4v{HEIGHT - 8}"/>'
        kind = "a" if number == 0 else "b"
        yield (
            f'<text class="{kind}" x="{left + PAD:g}" y="{BASELINE}" textLength="{width - 2 * PAD:g}" '
            f'lengthAdjust="spacingAndGlyphs">{_escaped(part)}</text>'
        )
        left = round(left + width, 1)


def _style(theme: str) -> str:
    fixed = f"text{{font:{SIZE}px Verdana,'DejaVu Sans',sans-serif}}"
    if theme in THEMES:
        return fixed + _colours(THEMES[theme])
    return f"{fixed}{_colours(LIGHT)}@media (prefers-color-scheme:dark){{{_colours(DARK)}}}"


def _colours(colours: dict[str, str]) -> str:
    return (
        f".g{{fill:{colours['ground']};stroke:{colours['line']}}}.f{{fill:{colours['first']}}}"
        f".l{{stroke:{colours['line']}}}.a{{fill:{colours['first_ink']}}}.b{{fill:{colours['ink']}}}"
    )


def _cut(text: str) -> str:
    told = _NO_XML.sub("\ufffd", clean_line(text))
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def _escaped(text: str) -> str:
    """Text that is neither markup nor the end of an attribute, and that XML can hold."""
    return escape(_NO_XML.sub("\ufffd", clean_line(text)), quote=True)
