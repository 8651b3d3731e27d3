"""What the scored attempts of a cell took: sums and medians of their seconds and tokens, as boards need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Number = int | float


class Spent(NamedTuple):
    """What one scored attempt took; None is *not captured*."""

    wall_s: float | None
    prompt_tokens: int | None
    completion_tokens: int | None
    decode_tokens: int | None
    decode_s: float | None


class CellCosts(NamedTuple):
    """What the scored attempts of a cell took: the sum of what is known of each amount, and of how many it is."""

    wall_s: float
    prompt_tokens: float
    completion_tokens: float
    wall_p50_s: float | None
    """The median of those known."""
    decode_tokens_per_s: float | None
    """The median of those known."""
    walls: int
    prompts: int
    completions: int
    decodes: int


def costs_of(attempts: Sequence[Spent]) -> CellCosts:
    """Sum up scored attempts, oldest first."""
    walls = [one.wall_s for one in attempts if one.wall_s is not None]
    prompts = [one.prompt_tokens for one in attempts if one.prompt_tokens is not None]
    completions = [one.completion_tokens for one in attempts if one.completion_tokens is not None]
    rates = [one.decode_tokens / one.decode_s for one in attempts if one.decode_tokens and one.decode_s]
    return CellCosts(
        wall_s=_total(walls),
        prompt_tokens=_total(prompts),
        completion_tokens=_total(completions),
        wall_p50_s=_median(walls),
        decode_tokens_per_s=_median(rates),
        walls=len(walls),
        prompts=len(prompts),
        completions=len(completions),
        decodes=len(rates),
    )


def _total(values: Iterable[Number]) -> float:
    """The plain sum, one addition after the other: `sum` rounds otherwise from Python 3.12 on."""
    result = 0.0
    for value in values:
        result += value
    return result


def _median(values: Sequence[Number]) -> float | None:
    """As `statistics.median`, which loads slowly."""
    ranked, half = sorted(values), len(values) // 2
    if not ranked:
        return None
    return float(ranked[half]) if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2
