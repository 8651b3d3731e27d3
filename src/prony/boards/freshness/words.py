"""Freshness in words."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR

from prony.boards.board import FEW, FreshSplit, Rate
from prony.boards.freshness.freshness import Freshness
from prony.boards.validity.validity import not_to_be_read, so_far
from prony.boards.words import NOTHING
from prony.phrases import signed
from prony.plain import clean_line
from prony.readable import counted, interval, percent

MOST_NAMED = 4


def title(found: Freshness) -> str:
    """What the view is about."""
    where = f"run {found.run}" if found.run else "all runs"
    return clean_line(f"freshness · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}")


def released(found: Freshness) -> str:
    """When the tasks were released."""
    days = list(found.released)
    if not days:
        return f"none of {counted(found.tasks, 'task')} says when it was released"
    span = f"on {days[0]}" if len(days) == 1 else f"from {days[0]} to {days[-1]}"
    undated = f"; {counted(found.undated, 'task')} without a day" if found.undated else ""
    return f"{counted(sum(found.released.values()), 'task')} released {span}{undated}"


def side(rate: Rate) -> str:
    """A rate with its interval and tasks; `~` where they are too few to be read alone."""
    if not rate.attempts:
        return NOTHING
    few = "~" if rate.evidence < FEW else ""
    return f"{percent(rate.value)} [{interval(rate.lo, rate.hi)}] /{rate.evidence}{few}"


def reach(lo: float, hi: float) -> str:
    """An interval of a difference, in points."""
    return f"{signed(lo, ROUND_FLOOR)} to {signed(hi, ROUND_CEILING)}"


def difference(split: FreshSplit | None) -> str:
    """Before less after, in points; `*` where it is decided."""
    if split is None or split.difference is None or split.lo is None or split.hi is None:
        return NOTHING
    return f"{signed(split.difference)} [{reach(split.lo, split.hi)}]{'*' if split.decided else ''}"


def sentences(found: Freshness) -> list[str]:
    """When tasks were released, for whom all are new, of whom that is not known, and what variants show."""
    fresh = [row.label for row in found.rows if row.split and not row.split.before.tasks and row.split.after.tasks]
    unknown = [row.label for row in found.rows if row.split is None]
    doubts = list(found.doubts)
    struck = not_to_be_read(doubts) or (so_far("no difference is told while tasks come in", doubts) if doubts else "")
    told = [struck, released(found)] if struck else [released(found)]
    told += [f"every dated task was released after the cut-off of {_some(fresh)}"] if fresh else []
    told += [f"no cut-off is stated of {_some(unknown)}"] if unknown and found.released else []
    return [*told, *(gap.sentence for table in found.memory for gap in table.gaps)]


def _some(labels: list[str]) -> str:
    more = len(labels) - MOST_NAMED
    return ", ".join(map(clean_line, labels[:MOST_NAMED])) + (f" and {more} more" if more > 0 else "")


def legend(found: Freshness) -> str:
    """What the numbers are."""
    split = (
        "before, after: percent solved of tasks released by the last day of the model's training data, and later, with "
        "the 95 % interval / tasks; ~ fewer than 20. The tasks are others, and may be harder: their difference is no "
        "effect of having seen them; compare it with that of models for which all of them are new."
    )
    if not found.memory:
        return split
    return (
        f"{split} A variant states the same problems in other words, with other numbers and inputs. Who is better on "
        "the suite than on its variant may remember it; or the variant is harder: then so are models that cannot have "
        "seen either."
    )
