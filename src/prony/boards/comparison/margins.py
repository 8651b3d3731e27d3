"""Whether one contestant is shown to be no worse than another by more than a margin; what missing tasks would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.comparison.family import Family
from prony.boards.view import View
from prony.phrases import PairedGap
from prony.stats import claims

Samples = Mapping[str, Sequence[float]]
MARGIN = 0.05
"""The margin where none is asked for: five points."""
STRENGTH = ("not_estimable", "refuted", "not_shown", "shown")
"""What may be said of a margin, the weakest first."""


class Margin(View, frozen=True, kw_only=True):
    """Non-inferiority in both directions, of these two alone, as if named beforehand. Each is `shown`, `not_shown`,
    `refuted` or `not_estimable`: of common tasks and, where tasks are missing, with 0 for what is missing, whichever
    says less."""

    margin: float
    """A share."""
    a_not_worse: str
    b_not_worse: str
    least_margin: float | None = None
    """The least margin at which A would be shown to be no worse."""


class MissingAsZero(View, frozen=True, kw_only=True):
    """The difference over all tasks that either has, where one lacks some, and 0 counts for those."""

    tasks: int
    difference: float
    lo: float | None
    hi: float | None
    decision: str


def margin_of(a: Samples, b: Samples, margin: float, level: float) -> Margin:
    """What A and B show at this margin."""
    pairs = [(a, b), *([_filled(a, b)] if a.keys() != b.keys() else [])]
    ways = [(_status(mine, its, margin, level), _status(its, mine, margin, level)) for mine, its in pairs]
    lows = [low for mine, its in pairs if (low := _lower_end(mine, its, level)) is not None]
    return Margin(
        margin=margin,
        a_not_worse=min((way[0] for way in ways), key=STRENGTH.index),
        b_not_worse=min((way[1] for way in ways), key=STRENGTH.index),
        least_margin=max(0.0, -min(lows)) if lows else None,
    )


def missing_as_zero(a: Samples, b: Samples, level: float) -> MissingAsZero | None:
    """The difference with 0 for what one of them lacks; None where both have the same tasks."""
    if a.keys() == b.keys():
        return None
    from prony.stats import compare

    found = compare(*_filled(a, b), level=level)
    difference = found.difference
    return MissingAsZero(
        tasks=found.n_common,
        difference=difference.value or 0.0,
        lo=difference.lo,
        hi=difference.hi,
        decision=found.decision.value,
    )


def missing_sentence(missing: MissingAsZero, decision: str, a: str, b: str, level: float) -> str:
    """What counting the missing tasks as 0 gives, and whether that would change what is concluded from common ones."""
    gap = PairedGap(missing.difference, missing.lo, missing.hi, missing.tasks, level)
    winner = {"a_better": a, "b_better": b}.get(missing.decision)
    return claims.missing_as_zero(a, b, gap, winner, changes=missing.decision != decision)


def stands_among_all(margin: Margin, family: Family) -> bool:
    """Whether what these two show alone is shown, too, by the interval that holds for every pair of the board."""
    lo, hi, least = family.lo, family.hi, -margin.margin
    whole = {
        "shown": (lo is not None and lo > least, hi is not None and hi < -least),
        "refuted": (hi is not None and hi < least, lo is not None and lo > -least),
    }
    pairs = ((margin.a_not_worse, 0), (margin.b_not_worse, 1))
    return all(whole[status][side] for status, side in pairs if status in whole)


def margin_sentence(margin: Margin, a: str, b: str, of: str = "") -> str:
    """What is shown at the margin, of both. of: of what, where more than one thing is compared."""
    return claims.neither_worse(a, b, margin.margin, (margin.a_not_worse, margin.b_not_worse), of)


def _status(a: Samples, b: Samples, margin: float, level: float) -> str:
    from prony.stats import compare, non_inferior

    return str(non_inferior(compare(dict(a), dict(b), level=level), margin).value) if a and b else "not_estimable"


def _lower_end(a: Samples, b: Samples, level: float) -> float | None:
    from prony.stats import compare

    found = compare(dict(a), dict(b), level=level)
    return found.difference.lo if found.p is not None else None


def _filled(a: Samples, b: Samples) -> tuple[dict[str, Sequence[float]], dict[str, Sequence[float]]]:
    every = sorted(a.keys() | b.keys())
    mine, its = ({task: side.get(task, (0.0,)) for task in every} for side in (a, b))
    return mine, its
