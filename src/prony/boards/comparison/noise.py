"""How far a contestant differs from itself: what a second run of it would show by chance alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.view import View
from prony.stats import claims

Samples = Mapping[str, Sequence[float]]
LEAST_TASKS = 6
"""Tasks below which nothing else is told of a comparison, either."""


class OwnNoise(View, frozen=True, kw_only=True):
    """One contestant against itself, from its repeats: in 95 % of pairs of runs like this one, the two differ by no
    more than `difference`, a share."""

    contestant: str
    label: str
    repeats: int
    """Attempts at a task in each of the two runs."""
    difference: float


def noise_of(contestant: str, label: str, samples: Samples, level: float) -> OwnNoise | None:
    """Its noise floor; None where no task was tried twice, or too few were tried to tell how tasks vary."""
    if len(samples) < LEAST_TASKS or not any(len(values) > 1 for values in samples.values()):
        return None
    from prony.stats import noise_floor

    repeats = min(len(values) for values in samples.values())
    found = noise_floor(dict(samples), repeats=repeats, level=level)
    if found.difference is None:
        return None
    return OwnNoise(contestant=contestant, label=label, repeats=repeats, difference=min(1.0, found.difference))


def noise_sentence(noise: Sequence[OwnNoise], level: float, difference: float | None, decided: bool) -> str:
    """What two runs of each would differ by, and whether the observed difference is above that."""
    return claims.noise([(one.label, one.difference) for one in noise], level, difference, decided=decided)
