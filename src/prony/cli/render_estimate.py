"""An estimate as text: what it will take, by contestant, and what was assumed."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP

from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, folded
from prony.forecast.prediction import Forecast, Range, Share
from prony.forecast.sources import Learned
from prony.labels import short
from prony.plain import clean_line
from prony.readable import counted, fixed

NOT_KNOWN = "not known"
RUNS_SHOWN = 3


def headline(found: Forecast) -> str | None:
    """One line, where the whole plan is known."""
    if not found.complete or found.seconds is None:
        return None
    parts = [f"estimate: about {duration(found.seconds.about)} ({between(found.seconds, duration)})"]
    if found.tokens is not None:
        parts.append(f"{tokens(found.tokens.about)} tokens")
    if found.money is not None and not found.unpriced:
        parts.append(money(found.money.about, found.currency))
    if found.download_bytes:
        parts.append(f"after {size(found.download_bytes)} of downloads")
    return "; ".join([", ".join(parts), *_budgets(found)])


def estimate_lines(found: Forecast, terminal: Terminal) -> list[str]:
    """The lines of the whole estimate."""
    title, suites = terminal.paint("estimate", "bold"), clean_line(", ".join(found.suites))
    known = len(found.shares) - len(found.unknown)
    whose = "" if found.complete or not known else f" of {known} of {len(found.shares)} contestants"
    words = [line for text in _sources(found) for line in folded(text, terminal.width)]
    shows = [line for one in found.shows for line in folded(one.sentence, terminal.width)]
    parts = [_totals(found, terminal, whose), _shares(found, terminal), words, shows]
    lines_of = [line for part in parts for line in ("", *part)]
    warnings = [terminal.paint(f"! {line}", "yellow") for line in _budgets(found)]
    return [f"{title} of {suites}: {counted(found.attempts, 'attempt')}; nothing was started", *lines_of, *warnings]


def _totals(found: Forecast, terminal: Terminal, whose: str) -> list[str]:
    level = f"{found.level:.0%}".replace("%", " %")
    rows = [
        ("tokens in", _pair(found.tokens_in, tokens)),
        ("tokens out", _pair(found.tokens_out, tokens)),
        ("time", _pair(found.seconds, duration)),
        ("money", _pair(found.money, lambda value, rounding: money(value, found.currency, rounding))),
        ("disk", _pair(found.disk_bytes, size)),
    ]
    known = [(name, about, bounds) for name, (about, bounds) in rows]
    columns = [
        Column(f"total{whose}", [*(row[0] for row in known), "downloads"], left=True, cap=60),
        Column("about", [*(row[1] for row in known), size(found.download_bytes) if found.download_bytes else "none"]),
        Column(f"{level} between", [*(row[2] for row in known), ""], left=True, priority=1),
    ]
    shown = lines(columns, terminal, terminal.width)
    why = [f"money is not known of {_some(labels)}: {reason}" for reason, labels in found.unpriced.items()]
    return [*shown, *(line for text in why for line in folded(text, terminal.width))]


def _shares(found: Forecast, terminal: Terminal) -> list[str]:
    shares = found.shares
    columns = [
        Column("contestant", [short(one.label) for one in shares], left=True),
        Column("attempts", [str(one.attempts) for one in shares]),
        Column("tokens in", [_cell(one.tokens_in, tokens) for one in shares], priority=3),
        Column("tokens out", [_cell(one.tokens_out, tokens) for one in shares], priority=2),
        Column("time", [_cell(one.seconds, duration) for one in shares]),
        Column("between", [_between(one.seconds) for one in shares], left=True, priority=1),
        Column("learned from", [_first_step(one) for one in shares], left=True, priority=4, cap=60),
    ]
    return lines(columns, terminal, terminal.width)


def _first_step(share: Share) -> str:
    if not share.learned:
        most = f"; replies are at most {tokens(share.replies_at_most)} tokens" if share.replies_at_most else ""
        return f"nothing yet{most}"
    return "; ".join(one.step for one in share.learned)


def _sources(found: Forecast) -> list[str]:
    """What was learned from, one line for all contestants that learn alike; then what is not known, and assumed."""
    alike: dict[tuple[object, ...], list[tuple[Share, Learned]]] = {}
    for share in found.shares:
        for one in share.learned:
            others = tuple(label for label in one.labels if label != share.label)
            alike.setdefault((one.step, one.runs, one.differs, others), []).append((share, one))
    out = [_learned(group) for group in alike.values()]
    out += [f"{short(share.label)}: {clean_line(share.note)}" for share in found.shares if share.note]
    if found.unknown:
        out.append(
            f"nothing is known of {_some(found.unknown)}: no earlier run in this folder tells; a short run would: "
            f"the same words after prony run {shlex.join(found.suites)}, and --task PATTERN for a few tasks"
        )
    return [*out, *(f"assumed: {line}" for line in found.assumed)]


def _learned(group: Sequence[tuple[Share, Learned]]) -> str:
    one = group[0][1]
    labels = [share.label for share, _ in group]
    others = [label for label in one.labels if label != labels[0]]
    runs = ", ".join(one.runs[-RUNS_SHOWN:]) + (f" and {len(one.runs) - RUNS_SHOWN} more" if one.runs[3:] else "")
    cells, attempts = sum(part.cells for _, part in group), sum(part.attempts for _, part in group)
    changed = f" (changed: {', '.join(one.differs)})" if one.differs else ""
    who = f" ({_some(others)})" if others else ""
    return (
        f"{_some(labels)}: {counted(cells, 'attempt')}, told by {attempts} earlier of {one.step}{who}{changed}, "
        f"run{'s' if len(one.runs) > 1 else ''} {runs}"
    )


def _budgets(found: Forecast) -> list[str]:
    names = {"max_minutes": "--max-minutes", "max_total_tokens": "--max-total-tokens"}
    least = "" if found.complete else "at least "
    return [
        f"{names[one.name]} {one.value:g} ends it early in {least}{one.spent_early:.0%} of cases".replace("%", " %")
        for one in found.budgets
        if one.spent_early >= 0.005
    ]


def _some(labels: Iterable[str]) -> str:
    every = [short(label) for label in labels]
    return ", ".join(every[:4]) + (f" and {len(every) - 4} more" if len(every) > 4 else "")


Format = Callable[[float, str], str]
"""A value in words, rounded as said (a mode of `decimal`)."""


def between(bounds: Range, told: Format) -> str:
    """Both bounds, rounded outwards."""
    return f"{told(bounds.low, ROUND_FLOOR)} to {told(bounds.high, ROUND_CEILING)}"


def _pair(found: Range | None, told: Format) -> tuple[str, str]:
    return (NOT_KNOWN, "") if found is None else (told(found.about, ROUND_HALF_UP), between(found, told))


def _between(found: Range | None) -> str:
    return between(found, duration) if found else ""


def _cell(found: Range | None, told: Format) -> str:
    return _pair(found, told)[0]


def duration(seconds: float, rounding: str = ROUND_HALF_UP) -> str:
    """Seconds up to two minutes, minutes up to two hours, else hours."""
    for limit, unit, name in ((10, 1, "s"), (120, 1, "s"), (7200, 60, "min")):
        if seconds < limit:
            return f"{fixed(seconds / unit, 0 if limit == 120 else 1, rounding)} {name}"
    return f"{fixed(seconds / 3600, 1, rounding)} h"


def tokens(count: float, rounding: str = ROUND_HALF_UP) -> str:
    """Tokens: whole ones below ten thousand, then thousands and millions."""
    for limit, unit, name in ((1e4, 1, ""), (1e6, 1e3, " k"), (1e12, 1e6, " M")):
        if count < limit:
            return f"{fixed(count / unit, 0 if unit == 1 else 1, rounding)}{name}"
    return f"{fixed(count / 1e6, 0, rounding)} M"


def size(size_bytes: float, rounding: str = ROUND_HALF_UP) -> str:
    """Bytes as kB, MB or GB (powers of 1000)."""
    for limit, unit, name in ((1e6, 1e3, "kB"), (1e7, 1e6, "MB"), (1e9, 1e6, "MB")):
        if size_bytes < limit:
            return f"{fixed(size_bytes / unit, 1 if limit == 1e7 else 0, rounding)} {name}"
    return f"{fixed(size_bytes / 1e9, 1, rounding)} GB"


def money(value: float, currency: str, rounding: str = ROUND_HALF_UP) -> str:
    """Money, finer the less it is; an amount that is not nothing never reads as nothing."""
    digits = 2 if value >= 1 else 4
    told = fixed(value, digits, rounding)
    least = 10.0**-digits
    told = f"less than {fixed(least, digits)}" if 0 < value < least and rounding == ROUND_HALF_UP else told
    return f"{told} {clean_line(currency)}".rstrip()
