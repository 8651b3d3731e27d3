"""How far a contestant differs from itself: what a second run of it would show by chance alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.view import View

Samples = Mapping[str, Sequence[float]]


class OwnNoise(View, frozen=True, kw_only=True):
    """One contestant against itself, from its repeats: in 95 % of pairs of runs like this one, the two differ by no
    more than `difference`, a share."""

    contestant: str
    label: str
    repeats: int
    """Attempts at a task in each of the two runs."""
    difference: float


def noise_of(contestant: str, label: str, samples: Samples, level: float) -> OwnNoise | None:
    """Its noise floor; None where no task was tried twice."""
    if not any(len(values) > 1 for values in samples.values()):
        return None
    from prony.stats import noise_floor

    repeats = min(len(values) for values in samples.values())
    found = noise_floor(dict(samples), repeats=repeats, level=level)
    if found.difference is None:
        return None
    return OwnNoise(contestant=contestant, label=label, repeats=repeats, difference=min(1.0, found.difference))


def noise_sentence(noise: Sequence[OwnNoise], difference: float | None, decided: bool) -> str:
    """What two runs of each would differ by, and whether the observed difference is above that. Two equal contestants
    differ by more than repeats do: each has its own luck with tasks; so it is no claim."""
    from prony.stats.words import points

    told = ", ".join(f"two of {one.label} by up to {points(one.difference).removeprefix('+')}" for one in noise)
    most = max(one.difference for one in noise)
    if difference is None:
        return f"by chance alone, runs differ: {told}"
    larger = abs(difference) > most
    beyond = "larger than that" if larger else "no larger"
    if larger and not decided:
        beyond += ", but tasks vary, too, and it is not decided"
    elif decided and not larger:
        beyond += ", so another run may well show less of it"
    return f"by chance alone, runs differ: {told}; the difference between the two is {beyond}"
