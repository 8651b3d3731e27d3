"""The chart of trade-offs: one SVG that needs nothing beside itself, readable on light and on dark ground.

Upwards what is solved, to the right what that takes; whiskers are 95 % intervals, the step line joins the frontier of
the estimates. Filled dots are not decidedly dominated, hollow ones are. Labels never lie on each other: where there is
no room for one, the numbers stand in the description all the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from prony.boards.amount import Amount
from prony.boards.tradeoffs.dominance import TradeStanding
from prony.boards.tradeoffs.tradeoffs import Tradeoffs, TradeRow, WeighedBy
from prony.plain import clean_line

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 60, 24, 22, 52
DOT = 5.0
FONT = 11
CHAR = 6.4
"""Width of a character, on the safe side."""
LONGEST = 34
"""Characters of a label."""
MANY = 15
"""Points above which the frontier alone has labels."""
REACHES = (9.0, 18.0, 30.0, 46.0, 66.0)
"""How far from its dot a label may stand; from the second on, a line leads to it."""
DIRECTIONS = ((1, -1), (1, 1), (1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1), (-1, 0))
STYLE = """
text{font:11px system-ui,sans-serif;fill:#1c2024}.axis{fill:#5b636b}.grid{stroke:#d9dde1}.ground{fill:#fff}
.whisker{stroke:#8a939c;stroke-width:1.4}.lead{stroke:#b3bac1}.step{fill:none;stroke:#b9770e;stroke-width:1.6}
.point{fill:#1f6feb;stroke:#1f6feb}.hollow{fill:#fff;stroke:#1f6feb}
@media (prefers-color-scheme:dark){text{fill:#e6e9ec}.axis{fill:#a3abb3}.grid{stroke:#343a40}.ground{fill:#14171a}
.whisker{stroke:#7d868f}.lead{stroke:#565e66}.step{stroke:#e3a94f}.point{fill:#6ca4f8;stroke:#6ca4f8}
.hollow{fill:#14171a;stroke:#6ca4f8}}
""".strip()


class Box(NamedTuple):
    """A rectangle that something takes."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


HEADER = Box(LEFT, 0.0, 170.0, 17.0)
"""Where the words of the upward axis stand."""


class Placed(NamedTuple):
    """A label with its place: the left end of its baseline's box; lead: whether a line leads to it."""

    text: str
    box: Box
    lead: bool


class ChartScale(NamedTuple):
    """An axis from `low` to `high`, drawn from `begin` to `end`; logarithmic where `log`."""

    low: float
    high: float
    begin: float
    end: float
    log: bool

    def at(self, value: float) -> float:
        """Where a value lies."""
        low, high, here = (math.log(v) if self.log else v for v in (self.low, self.high, max(value, self.low)))
        return self.begin + (min(here, high) - low) / (high - low) * (self.end - self.begin)

    def ticks(self) -> list[float]:
        """Round values along it."""
        if self.log:
            first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
            every = [n * 10.0**power for power in range(first, last + 1) for n in (1, 2, 5)]
            inside = [value for value in every if self.low <= value <= self.high]
            tens = [value for value in inside if math.log10(value) % 1 < 1e-9]
            return inside if len(inside) <= 8 else tens
        step = next((s for s in (0.05, 0.1, 0.2) if (self.high - self.low) / s <= 8), 0.2)
        if self.high > 1.0:
            step = 10.0 ** math.floor(math.log10(self.high - self.low))
        count = math.floor((self.high - self.low) / step + 1e-9)
        return [self.low + step * n for n in range(count + 1)]


def chart(view: Tradeoffs) -> str:
    """The SVG of a view. Rows without a number on one of the two axes are told in the description alone."""
    x_of, y_of = (next(one for one in view.dimensions if one.name == name) for name in (view.x, view.y))
    rows = [row for row in view.rows if _known(row, x_of) and _known(row, y_of)]
    title = clean_line(" ".join(view.sentences) or "trade-offs")
    head = Markup(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {w} {h}' width='{w}' height='{h}' role='img' "
        "aria-labelledby='t d'><title id='t'>{}</title><desc id='d'>{}</desc><style>{}</style>"
        "<rect class='ground' width='{w}' height='{h}'/>"
    ).format(title, _description(view, x_of, y_of), Markup(STYLE), w=WIDTH, h=HEIGHT)
    if not rows:
        told = Markup("<text x='{}' y='{}'>no model has both numbers: {} and {}</text>").format(
            LEFT, HEIGHT / 2, x_of.header, y_of.header
        )
        return str(head + told + Markup("</svg>\n"))
    across, up = _x_scale(rows, x_of), _y_scale(rows, y_of)
    parts = [head, _axes(across, up, x_of, y_of), _step(rows, across, up, x_of, y_of)]
    parts += [_whiskers(row, across, up, x_of, y_of) for row in rows]
    spots = [(across.at(_value(row, x_of)), up.at(_value(row, y_of))) for row in rows]
    whiskers = [box for row in rows for box in _whisker_boxes(row, across, up, x_of, y_of)]
    for row, (x, y), label in zip(rows, spots, labels(rows, spots, whiskers), strict=True):
        parts.append(_label(label, x, y))
        kind = "hollow" if row.standing is TradeStanding.DOMINATED else "point"
        told_of = clean_line(f"{row.label}: {words(row, y_of)}, {words(row, x_of)}")
        parts.append(
            Markup(
                "<circle class='{}' cx='{:.1f}' cy='{:.1f}' r='{}' stroke-width='2'><title>{}</title></circle>"
            ).format(kind, x, y, DOT, told_of)
        )
    return str(Markup("").join(parts) + Markup("</svg>\n"))


def labels(
    rows: Sequence[TradeRow], spots: Sequence[tuple[float, float]], whiskers: Sequence[Box] = ()
) -> list[Placed | None]:
    """A label for each row that has room for one, none on another, on a dot, on a whisker or beyond the edge."""
    taken = [HEADER, *whiskers, *(Box(x - DOT - 1, y - DOT - 1, 2 * DOT + 2, 2 * DOT + 2) for x, y in spots)]
    found: list[Placed | None] = []
    for row, spot in zip(rows, spots, strict=True):
        named = len(rows) <= MANY or row.on_frontier or row.standing is not TradeStanding.DOMINATED
        placed = _placed(_short(row.label), spot, taken) if named else None
        if placed is not None:
            taken.append(placed.box)
        found.append(placed)
    return found


def words(row: TradeRow, dimension: WeighedBy) -> str:
    """A row's number in a dimension, with its interval."""
    amount = row.amounts[dimension.name]
    if dimension.share:
        from prony.readable import interval, percent

        return f"{dimension.name} {percent(amount.value)} % ({interval(amount.lo, amount.hi)})"
    if amount.lo is not None and amount.lo == amount.hi:
        amount = Amount(value=amount.value)
    return f"{amount.text()} {dimension.header}"


def _description(view: Tradeoffs, x: WeighedBy, y: WeighedBy) -> str:
    """The chart's numbers, a row each: what its table has, for who cannot see it."""
    of_rows = [f"{row.label}: {words(row, y)}, {words(row, x)}" for row in view.rows]
    return clean_line(
        f"{y.header} against {x.header}, {view.suite}, {len(view.rows)} models; filled: not decidedly dominated. "
        + "; ".join(of_rows)
    )


def _placed(text: str, spot: tuple[float, float], taken: Sequence[Box]) -> Placed | None:
    width, height = CHAR * len(text), FONT + 3.0
    for reach in REACHES:
        for right, down in DIRECTIONS:
            x = spot[0] + reach * right - (0.0 if right > 0 else width if right < 0 else width / 2)
            y = spot[1] + reach * down - (0.0 if down > 0 else height if down < 0 else height / 2)
            box = Box(x, y, width, height)
            inside = x >= LEFT and x + width <= WIDTH - 4 and y >= 2 and y + height <= HEIGHT - BOTTOM
            if inside and not any(box.meets(other) for other in taken):
                return Placed(text, box, reach > REACHES[0])
    return None


def _short(label: str) -> str:
    told = clean_line(label)
    return told if len(told) <= LONGEST else f"{told[: LONGEST // 2]}…{told[-LONGEST // 2 + 1 :]}"


def _known(row: TradeRow, dimension: WeighedBy) -> bool:
    return row.amounts[dimension.name].value is not None


def _value(row: TradeRow, dimension: WeighedBy) -> float:
    return row.amounts[dimension.name].value or 0.0


def _ends(rows: Sequence[TradeRow], dimension: WeighedBy) -> tuple[float, float]:
    amounts = [row.amounts[dimension.name] for row in rows]
    ends = [v for one in amounts for v in (one.value, one.lo, one.hi) if v is not None]
    return min(ends), max(ends)


def _x_scale(rows: Sequence[TradeRow], dimension: WeighedBy) -> ChartScale:
    low, high = _ends(rows, dimension)
    if low > 0.0:
        return ChartScale(low / 1.25, high * 1.25, LEFT, WIDTH - RIGHT, log=True)
    return ChartScale(0.0, max(high, 1e-9) * 1.1, LEFT, WIDTH - RIGHT, log=False)


def _y_scale(rows: Sequence[TradeRow], dimension: WeighedBy) -> ChartScale:
    low, high = _ends(rows, dimension)
    return ChartScale(
        math.floor(low * 10 + 1e-9) / 10, max(math.ceil(high * 10 - 1e-9) / 10, 0.1), HEIGHT - BOTTOM, TOP, log=False
    )


def _axes(across: ChartScale, up: ChartScale, x: WeighedBy, y: WeighedBy) -> Markup:
    lines = []
    for tick in up.ticks():
        lines.append(
            Markup(
                "<line class='grid' x1='{}' x2='{}' y1='{y:.1f}' y2='{y:.1f}'/>"
                "<text class='axis' x='{}' y='{:.1f}' text-anchor='end'>{:.0f}</text>"
            ).format(LEFT, WIDTH - RIGHT, LEFT - 8, up.at(tick) + 4, tick * 100, y=up.at(tick))
        )
    for tick in across.ticks():
        lines.append(
            Markup(
                "<line class='grid' x1='{x:.1f}' x2='{x:.1f}' y1='{}' y2='{}'/>"
                "<text class='axis' x='{x:.1f}' y='{}' text-anchor='middle'>{:g}</text>"
            ).format(TOP, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 16, tick, x=across.at(tick))
        )
    better = "more is better" if x.more_is_better else "less is better"
    scale = ", logarithmic" if across.log else ""
    lines.append(
        Markup("<text class='axis' x='{}' y='14'>{} ↑ 95 % intervals</text>").format(LEFT, y.header)
        + Markup(
            "<text class='axis' x='{}' y='{}' text-anchor='end'>{} ({}{}); line: frontier of estimates</text>"
        ).format(WIDTH - RIGHT, HEIGHT - 12, x.header, better, scale)
    )
    return Markup("").join(lines)


def _step(rows: Sequence[TradeRow], across: ChartScale, up: ChartScale, x: WeighedBy, y: WeighedBy) -> Markup:
    """The frontier of the estimates on these two axes: what is solved at most for what is taken at most."""
    sign = 1.0 if x.more_is_better else -1.0
    ordered = sorted(rows, key=lambda row: (-sign * _value(row, x), -_value(row, y)))
    best, corners = -1.0, []
    for row in ordered:
        if _value(row, y) > best:
            best = _value(row, y)
            corners.append((across.at(_value(row, x)), up.at(best)))
    path = f"M{corners[0][0]:.1f} {HEIGHT - BOTTOM:.1f}V{corners[0][1]:.1f}"
    path += "".join(f"H{right:.1f}V{height:.1f}" for right, height in corners[1:])
    path += f"H{LEFT if x.more_is_better else WIDTH - RIGHT}"
    return Markup("<path class='step' d='{}'/>").format(path)


def _whiskers(row: TradeRow, across: ChartScale, up: ChartScale, x: WeighedBy, y: WeighedBy) -> Markup:
    return Markup("").join(
        Markup("<line class='whisker' x1='{:.1f}' x2='{:.1f}' y1='{:.1f}' y2='{:.1f}'/>").format(
            box.x, box.x + box.width, box.y, box.y + box.height
        )
        for box in _whisker_boxes(row, across, up, x, y)
    )


def _whisker_boxes(row: TradeRow, across: ChartScale, up: ChartScale, x: WeighedBy, y: WeighedBy) -> list[Box]:
    """The intervals of a row as lines: boxes without a width or a height."""
    middle, level = across.at(_value(row, x)), up.at(_value(row, y))
    of_x, of_y = row.amounts[x.name], row.amounts[y.name]
    found = []
    if of_y.lo is not None and of_y.hi is not None:
        found.append(Box(middle, up.at(of_y.hi), 0.0, up.at(of_y.lo) - up.at(of_y.hi)))
    if of_x.lo is not None and of_x.hi is not None and of_x.lo < of_x.hi:
        found.append(Box(across.at(of_x.lo), level, across.at(of_x.hi) - across.at(of_x.lo), 0.0))
    return found


def _label(label: Placed | None, x: float, y: float) -> Markup:
    if label is None:
        return Markup("")
    box = label.box
    lead = Markup("")
    if label.lead:
        near_x, near_y = min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height)
        lead = Markup("<line class='lead' x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}'/>").format(
            x, y, near_x, near_y
        )
    return lead + Markup("<text x='{:.1f}' y='{:.1f}'>{}</text>").format(box.x, box.y + FONT, label.text)
