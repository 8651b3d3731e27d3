"""Charts as inline SVG: data in, markup out. The numbers stand in the alternative text and beside the chart; colours
come from the page's style, so that they follow its theme."""

from __future__ import annotations

from markupsafe import Markup

WIDTH, WIDE, HEIGHT, EDGE = 170, 340, 20, 6
TICKS = 4
"""Parts that the axis is divided into."""
LIMITS = (0.25, 0.5, 1.0)
"""How far an axis of differences reaches to either side: the least that holds all intervals."""


def dot_interval(value: float | None, lo: float | None, hi: float | None, alt: str, *, hollow: bool = False) -> Markup:
    """A share with its interval on an axis from 0 to 1. hollow: nothing may be claimed of it."""
    return _drawn(value, lo, hi, 0.0, 1.0, alt, hollow, zero=False)


def difference(
    value: float | None, lo: float | None, hi: float | None, alt: str, *, limit: float, hollow: bool
) -> Markup:
    """A difference of shares with its interval, on an axis from -`limit` to `limit` with 0 in its middle."""
    return _drawn(value, lo, hi, -limit, limit, alt, hollow, zero=True)


def limit_for(bounds: list[float]) -> float:
    """The least of `LIMITS` that holds all these differences."""
    return next(one for one in LIMITS if all(abs(bound) <= one for bound in bounds) or one == LIMITS[-1])


def scale(labels: tuple[str, str, str], *, wide: bool = False) -> Markup:
    """The axis' words above a column of charts: beginning, middle, end. Not read out: every chart tells its numbers."""
    width = WIDE if wide else WIDTH
    drawn = Markup("").join(
        Markup("<text x={} y=11 text-anchor='{}'>{}</text>").format(_number(x), anchor, label)
        for x, anchor, label in zip((EDGE, width / 2, width - EDGE), ("start", "middle", "end"), labels, strict=True)
    )
    return Markup("<svg class=dots viewBox='0 0 {} 14' aria-hidden=true>{}</svg>").format(width, drawn)


def _drawn(
    value: float | None,
    lo: float | None,
    hi: float | None,
    low: float,
    high: float,
    alt: str,
    hollow: bool,
    *,
    zero: bool,
) -> Markup:
    if value is None:
        return Markup("")
    width = WIDE if zero else WIDTH

    def place(share: float) -> str:
        inside = min(high, max(low, share))
        return _number(EDGE + (inside - low) / (high - low) * (width - 2 * EDGE))

    lines = [
        Markup("<line class='{}' x1={x} x2={x} y1=1 y2={}></line>").format(
            "g0" if zero and 2 * tick == TICKS else "g", HEIGHT - 1, x=place(low + (high - low) * tick / TICKS)
        )
        for tick in range(TICKS + 1)
    ]
    middle = HEIGHT // 2
    if lo is not None and hi is not None:
        lines.append(
            Markup("<line class='{}' x1={} x2={} y1={y} y2={y}></line>").format(
                "ci ns" if zero and hollow else "ci", place(lo), place(hi), y=middle
            )
        )
    dot = Markup("<circle class='{}' cx={} cy={} r=4.2></circle>").format(
        "hollow" if hollow else "pt", place(value), middle
    )
    return Markup("<svg class=dots viewBox='0 0 {} {}' role=img aria-label='{}'>{}{}</svg>").format(
        width, HEIGHT, alt, Markup("").join(lines), dot
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
