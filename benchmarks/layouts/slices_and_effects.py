"""Layouts of families of differences: two contestants by language, and what one choice does over pairs of models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import FAMILY, Coverage, FalseClaims, Told
from support.simulation import Scores, attempts, contestants, names, skill_for

from prony.boards.comparison.slices import Slice, slice_differences
from prony.boards.factors.axis_pairs import AxisModel, AxisPair
from prony.boards.factors.effects import Contrast, contrasts_of
from prony.journal.rollup import CellCounts


def sliced(n: int, k: int, languages: int) -> list[Slice]:
    tasks = names(n)
    return [Slice("language", f"l{i}", tasks[i::languages]) for i in range(languages)]


def by_language(
    n: int, k: int, means: tuple[float, float], languages: int, *, subtests: int = 0
) -> Callable[[Generator], Iterator[bool]]:
    """Equals: is one called better in some language?"""
    slices = sliced(n, k, languages)

    def draw(rng: Generator) -> Iterator[bool]:
        for a, b in contestants(rng, means, n, (k, k), subtests=subtests):
            yield any(one.decided for one in slice_differences(a, b, slices, 0.95))

    return draw


def worst_miss(differences: list[tuple[float, float | None, float | None]]) -> Told:
    """How far the worst of several intervals misses its truth, in its own half widths, against 0 to 1."""
    misses = [
        abs(lo + hi - 2.0 * truth) / (hi - lo) for truth, lo, hi in differences if lo is not None and hi is not None
    ]
    return (max(misses), 0.0, 1.0) if misses else (0.0, None, None)


def intervals_by_language(
    n: int, k: int, means: tuple[float, float], languages: int
) -> Callable[[Generator], Iterator[Told]]:
    """All intervals of the languages at once."""
    slices, truth = sliced(n, k, languages), means[0] - means[1]

    def draw(rng: Generator) -> Iterator[Told]:
        for a, b in contestants(rng, means, n, (k, k)):
            yield worst_miss([(truth, one.lo, one.hi) for one in slice_differences(a, b, slices, 0.95)])

    return draw


# --- what one choice does ---------------------------------------------------------------------------------------------

FIT = 0.9


def model(name: str, value: int, scores: Scores) -> AxisModel:
    cells = {
        task: CellCounts(int(sum(some)), len(some) - int(sum(some)), 0, 0, 0, 0, 0, 0, tuple(some))
        for task, some in scores.items()
    }
    entrant: Any = SimpleNamespace(cells=cells, name=name, contestant=name, tally=SimpleNamespace(measures={}))
    return AxisModel(entrant, {"sampling.temperature": str(value)}, ())


def effects_of(
    rng: Generator, n: int, k: int, rates: tuple[float, ...], gaps: tuple[float, ...]
) -> tuple[Contrast, ...]:
    """Models of these rates, each at several values of one axis, which move its rate by `gaps`."""
    shared = rng.normal(0.0, 1.5, n)
    variants = []
    for at, rate in enumerate(rates):
        own = rng.normal(0.0, FIT, n)
        some = []
        for value, gap in enumerate(gaps):
            skill = skill_for(rate + gap, float(np.hypot(1.5, np.hypot(FIT, FIT))))
            chance = special.expit(skill + shared + own + rng.normal(0.0, FIT, n))
            scores = dict(zip(names(n), attempts(rng, chance, k).tolist(), strict=True))
            some.append(model(f"m{at} {value}", value, scores))
        variants.append(some)
    pairs = [AxisPair(low, high) for some in variants for low, high in combinations(some, 2)]
    return contrasts_of(pairs, "temperature")


def choice_of_equals(n: int, k: int, rates: tuple[float, ...], values: int) -> Callable[[Generator], Iterator[bool]]:
    """A choice that changes nothing: is some value called better?"""

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            found = effects_of(rng, n, k, rates, (0.0,) * values)
            yield any(effect.decided for contrast in found for effect in contrast.effects)

    return draw


def same_effect(n: int, k: int, rates: tuple[float, ...], gap: float) -> Callable[[Generator], Iterator[bool]]:
    """A choice that does the same for all models: are two of them said to differ in it?"""

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            yield any(one.interaction.found for one in effects_of(rng, n, k, rates, (0.0, gap)))

    return draw


def effect_intervals(
    n: int, k: int, rates: tuple[float, ...], gaps: tuple[float, ...]
) -> Callable[[Generator], Iterator[Told]]:
    """All intervals of the contrasts of an axis at once."""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            found = effects_of(rng, n, k, rates, gaps)
            yield worst_miss(
                [(gaps[int(one.high)] - gaps[int(one.low)], one.effects[0].lo, one.effects[0].hi) for one in found]
            )

    return draw


LAYOUTS = (
    *(
        FalseClaims(
            "better in some language",
            f"{languages} languages, {n} x {k} at {p:.0%}{', partial credit' if subtests else ''}",
            by_language(n, k, (p, p), languages, subtests=subtests),
            most=FAMILY,
            share=0.5,
        )
        for n, k, p, languages, subtests in (
            (40, 1, 0.5, 5, 0),
            (60, 3, 0.9, 3, 0),
            (120, 1, 0.7, 12, 0),
            (48, 1, 0.7, 4, 20),
        )
    ),
    *(
        Coverage(
            "all intervals of the languages",
            f"{languages} languages, {n} x {k} at {a:.0%} and {b:.0%}",
            intervals_by_language(n, k, (a, b), languages),
            share=0.5,
        )
        for n, k, a, b, languages in ((40, 1, 0.6, 0.5, 5), (60, 3, 0.95, 0.85, 3), (96, 1, 0.7, 0.5, 12))
    ),
    *(
        FalseClaims(
            "better by one choice",
            f"{len(rates)} models at {values} values, {n} x {k}",
            choice_of_equals(n, k, rates, values),
            most=FAMILY,
            share=0.3,
        )
        for n, k, rates, values in (
            (14, 1, (0.5, 0.7), 3),
            (20, 3, (0.5, 0.7, 0.9), 3),
            (50, 1, (0.4, 0.6, 0.8), 4),
        )
    ),
    *(
        FalseClaims(
            "not the same for all models",
            f"{len(rates)} models, {n} x {k}, {gap:.0%} apart",
            same_effect(n, k, rates, gap),
            most=FAMILY,
            share=0.3,
        )
        for n, k, rates, gap in ((14, 1, (0.5, 0.5), 0.0), (20, 3, (0.5, 0.5, 0.5), 0.15), (50, 1, (0.4,) * 4, 0.1))
    ),
    *(
        Coverage(
            "all effects of one choice",
            f"{len(rates)} models at {len(gaps)} values, {n} x {k}",
            effect_intervals(n, k, rates, gaps),
            share=0.3,
        )
        for n, k, rates, gaps in (
            (14, 1, (0.5, 0.7), (0.0, 0.1)),
            (20, 3, (0.5, 0.6, 0.7), (0.0, 0.1, 0.2)),
            (50, 1, (0.7, 0.8), (0.0, 0.1, 0.0)),
        )
    ),
)
