"""Verdicts of a judge that saw each pair in both orders: one battle each, and how much the order mattered."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.estimate import Estimate, out_of_range, same_length
from prony.stats.rates import rate
from prony.stats.signflip import sign_flip

Verdicts = Sequence[float | None]
"""What the same contestant got each time: 1 win, 0.5 tie, 0 loss; None where the judge failed or could not be read."""


def both_orders(first: Verdicts, second: Verdicts) -> tuple[float | None, ...]:
    """One battle from two verdicts: their verdict where they agree, a tie where they do not, None where one is missing.

    first, second: what the same contestant got when it was shown first, and when it was shown second; same length.
    The result goes to `battles` without its None entries: a failed judge is missing data, never a tie, and two
    verdicts on one pair of answers are one observation. Raises E801, E804 (a verdict other than 1, 0.5, 0, None).
    Source: the protocol of MT-Bench (Zheng et al. 2023).
    """
    pairs = _pairs(first, second)
    return tuple(None if one is None or other is None else one if one == other else 0.5 for one, other in pairs)


class PositionBias(Noun, frozen=True, kw_only=True):
    """What changing the order of the answers did to a judge.

    n: pairs with both verdicts. missing: pairs without. flipped: the share of pairs whose verdict changed, clustered
    by prompt. first, second: pairs where the judge leaned to whichever answer stood first, or second. p: two-sided
    mid-p that it leans to neither, prompts flipped as wholes; above 0.05 says that none was shown, not that none is.
    """

    n: int
    missing: int
    flipped: Estimate
    first: int
    second: int
    p: float


def position_bias(
    first: Verdicts, second: Verdicts, *, prompts: Sequence[Hashable] | None = None, level: float = 0.95
) -> PositionBias:
    """How far a judge's verdict depends on which answer it reads first.

    first, second: as in `both_orders`. prompts: the prompt of each pair, the unit that varies; else each pair its own.
    Raises E801, E803 (no pair with both verdicts), E804. Source: the sign-flip test on (first - second) summed by
    prompt, which is McNemar's mid-p where each prompt has one pair; the interval is `rate`'s.
    """
    pairs = _pairs(first, second)
    labels: Sequence[Hashable] = range(len(pairs)) if prompts is None else prompts
    same_length(pairs=pairs, prompts=labels)
    read = [(one, other, label) for (one, other), label in zip(pairs, labels, strict=True) if None not in (one, other)]
    if not read:
        raise EstimateError("E803", "no pair has a verdict in both orders")
    lean = np.array([_number(one) - _number(other) for one, other, _ in read])
    number: dict[Hashable, int] = {}
    units = np.array([number.setdefault(label, len(number)) for _, _, label in read])
    tests = sign_flip(np.bincount(units, lean).astype(np.float64), unit=2)
    return PositionBias(
        n=len(read),
        missing=len(pairs) - len(read),
        flipped=rate([str(unit) for unit in units], (lean != 0.0).astype(np.float64), level=level),
        first=int((lean > 0.0).sum()),
        second=int((lean < 0.0).sum()),
        p=tests.p,
    )


def _pairs(first: Verdicts, second: Verdicts) -> list[tuple[float | None, float | None]]:
    same_length(first=first, second=second)
    for verdict in (*first, *second):
        if verdict is not None and verdict not in (0.0, 0.5, 1.0):
            raise out_of_range(f"a verdict is {verdict}", hint="1, 0.5 or 0; None where the judge failed")
    return list(zip(first, second, strict=True))


def _number(verdict: float | None) -> float:
    assert verdict is not None
    return verdict
