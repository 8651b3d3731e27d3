"""The nearest flip: the least change of one weight with which another contestant has the highest estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from fractions import Fraction

from msgspec.structs import replace

from prony.boards.board import StackFlip
from prony.boards.weights.weighing import Samples, weighted_ranking
from prony.phrases import percent
from prony.plain import clean_line

LEVEL_WEIGHT = 1e-9
"""The change of a weight below which estimates are level as they are."""


def flip_of(
    samples: Mapping[str, Samples],
    strata: Mapping[str, Sequence[str]],
    weights: Mapping[str, Fraction],
    labels: Mapping[str, str],
    decided: Mapping[str, set[str]],
    level: float,
) -> StackFlip | None:
    """The nearest flip; None where no change of one weight makes one. decided: contestant -> those decidedly behind it
    with the weights as they are."""
    from prony.stats.composite import nearest_flip, weighted_mean

    parts, models = list(strata), list(samples)
    values = [[_mean(samples[one], strata[part]) for part in parts] for one in models]
    known = [[value for value in row if value is not None] for row in values]
    if len(parts) < 2 or len(models) < 2 or any(len(row) < len(parts) for row in known):
        return None
    shares = [float(weights[part]) for part in parts]
    found = nearest_flip(known, shares)
    if found is None:
        return None
    means = weighted_mean(known, shares)
    first, then = models[max(range(len(models)), key=lambda at: means[at])], models[found.winner]
    more = found.weight >= found.now
    part = parts[found.axis]
    there = {part: strata[part]} if more else {name: strata[name] for name in parts if name != part}
    ranking = weighted_ranking(samples, there, {name: weights[name] for name in there}, level)
    at_end = ranking is not None and first in ranking.behind(then)
    flip = StackFlip(
        part=part,
        now=found.now,
        level_at=found.weight,
        first=first,
        then=then,
        decided_now=then in decided.get(first, set()),
        end=1.0 if more else 0.0,
        decided_at_end=at_end,
    )
    return replace(flip, sentence=_told(flip, labels))


def _told(flip: StackFlip, labels: Mapping[str, str]) -> str:
    first, then, part = (clean_line(word) for word in (labels[flip.first], labels[flip.then], flip.part))
    if abs(flip.level_at - flip.now) < LEVEL_WEIGHT:
        return "the highest estimates are level: the smallest change of weights decides which of them is first"
    more = flip.end == 1.0
    at = percent(flip.level_at, ROUND_CEILING if more else ROUND_FLOOR)
    now = "decided" if flip.decided_now else "not decided"
    told = (
        f"of the estimates, {first} is first; with {part} at {at} of the weight or {'more' if more else 'less'}, not "
        f"{percent(flip.now)}, {then} is ({first} ahead of {then} is {now} as it stands; "
    )
    end = f"with {part} alone" if more else f"without {part}"
    return f"{told}{end}, {then} ahead of {first} is {'decided' if flip.decided_at_end else 'not decided either'})"


def _mean(samples: Samples, tasks: Sequence[str]) -> float | None:
    means = [sum(samples[task]) / len(samples[task]) for task in tasks if task in samples]
    return sum(means) / len(means) if means else None
