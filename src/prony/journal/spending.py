"""What the scored attempts of a cell took: sums and medians of their seconds and tokens, as boards need them; and what
an attempt took of energy and money, each with the unit that says which others it may be added to or compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prony.nouns import AttemptEnd, EnergyReading
from prony.plain import clean_line

Number = int | float
JOULES_PER_WH = 3600.0
MOST = 1e12
"""Of watt-hours or money in one attempt: a record that says more is not believed."""


class Spent(NamedTuple):
    """What one scored attempt took; None is *not captured*."""

    wall_s: float | None
    prompt_tokens: int | None
    completion_tokens: int | None
    decode_tokens: int | None
    decode_s: float | None
    energy_wh: float | None = None
    money: float | None = None


class CellCosts(NamedTuple):
    """What the scored attempts of a cell took: the sum of what is known of each amount, and of how many it is."""

    wall_s: float
    prompt_tokens: float
    completion_tokens: float
    energy_wh: float
    """Never below 0: attempts that drew less than the idle power say that it was too little to be told."""
    money: float
    wall_p50_s: float | None
    """The median of those known."""
    decode_tokens_per_s: float | None
    """The median of those known."""
    walls: int
    prompts: int
    completions: int
    energies: int
    prices: int
    decodes: int


class InUnit(NamedTuple):
    """An amount of an attempt and its unit: what the joules cover, or a currency."""

    amount: float
    unit: str


def costs_of(attempts: Sequence[Spent]) -> CellCosts:
    """Sum up scored attempts, oldest first."""
    walls = [one.wall_s for one in attempts if one.wall_s is not None]
    prompts = [one.prompt_tokens for one in attempts if one.prompt_tokens is not None]
    completions = [one.completion_tokens for one in attempts if one.completion_tokens is not None]
    rates = [one.decode_tokens / one.decode_s for one in attempts if one.decode_tokens and one.decode_s]
    energies = [one.energy_wh for one in attempts if one.energy_wh is not None]
    prices = [one.money for one in attempts if one.money is not None]
    return CellCosts(
        energy_wh=max(0.0, _total(energies)),
        money=_total(prices),
        energies=len(energies),
        prices=len(prices),
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


def energy_of(readings: Sequence[EnergyReading]) -> InUnit | None:
    """The watt-hours of an attempt, less what the machine draws idle where that was measured, over all sources that
    count; None where one of them counted nothing. Below 0 where it drew less than before."""
    counted = [one for one in readings if one.counted]
    if not counted:
        return None
    subtracted = all(one.baseline_w is not None for one in counted)
    joules = 0.0
    for one in counted:
        if one.joules is None or one.seconds is None:
            return None
        joules += one.joules - (one.baseline_w * one.seconds if subtracted and one.baseline_w is not None else 0.0)
    covers = " + ".join(sorted({one.covers for one in counted}))
    unit = clean_line(f"{covers}, idle {'subtracted' if subtracted else 'included'}")
    return InUnit(joules / JOULES_PER_WH, unit) if abs(joules) <= MOST else None


def money_of(end: AttemptEnd) -> InUnit | None:
    """What an attempt cost, in its currency; None where that is not known."""
    told = end.money
    if told is None or told.amount is None or not 0.0 <= told.amount <= MOST:
        return None
    return InUnit(told.amount, clean_line(told.currency))


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
