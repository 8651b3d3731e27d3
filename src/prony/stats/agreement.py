"""How far judges agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number and with gaps."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.estimate import Floats, State, checked_level, same_length, t_quantile, wrong_shape

MIN_ITEMS = 20
"""Below this many items there is a value and no interval."""
MIN_RARER = 3.0
"""Items that chance alone must lead two judges to keep out of the commonest category: with fewer, no interval."""
_NUDGE = 1e-4
"""Items by which a weight is moved to see what the statistic does."""
RELIABLE = 0.667
"""Krippendorff's lowest limit for tentative conclusions; below it the result is flagged `unreliable`."""

Table = Floats
"""(q, q) weights of category pairs; or a stack of them, (..., q, q)."""
Statistic = Callable[[Table], Floats]


class Scale(StrEnum):
    """How far apart two different categories are."""

    NOMINAL = "nominal"
    """Different is different."""
    LINEAR = "linear"
    """Steps between them in the order of the categories (kappa)."""
    QUADRATIC = "quadratic"
    """Steps squared (kappa)."""
    ORDINAL = "ordinal"
    """Ratings that lie between them, squared (alpha)."""
    INTERVAL = "interval"
    """Difference squared; categories are numbers (alpha)."""
    RATIO = "ratio"
    """Difference over sum, squared; categories are positive numbers or 0 (alpha)."""


class Agreement(Noun, frozen=True, kw_only=True):
    """Agreement beyond chance: 1 perfect, 0 what chance gives, below 0 worse. Never to be read without `raw` and
    `prevalence`: with one category nearly always chosen, raw agreement is high and this is low or unknown.

    value: None where all ratings are one category (`all_equal`). lo, hi: None where `state` is not `estimated`.
    raw: share of rating pairs within items that are identical. prevalence: (category, share of ratings), commonest
    first. n_items: items with two or more ratings. flags: `unreliable` where the value is below 0.667.
    """

    value: float | None
    lo: float | None = None
    hi: float | None = None
    se: float | None = None
    raw: float
    prevalence: tuple[tuple[Any, float], ...]
    n_items: int
    n_ratings: int
    scale: Scale
    method: str
    level: float = 0.95
    flags: tuple[str, ...] = ()
    state: State = State.ESTIMATED


def cohen_kappa(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    *,
    scale: Scale | str = Scale.NOMINAL,
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> Agreement:
    """Cohen's kappa of two judges over the same items, one category each; weighted where the scale is ordered.

    first, second: category of each item. scale: nominal, linear or quadratic. categories: all of them in order;
    else those seen, sorted. States: `all_equal`, `too_few_tasks` (see `Agreement`; fewer than 20 items, or so few of
    the rarer categories that no interval keeps its word). Raises E801 (lengths, category not listed, other scale),
    E803 (no item), E804 (level).
    Sources: Cohen (1960), (1968); equals scikit-learn's cohen_kappa_score. Interval: see `_interval`.
    """
    checked_level(level)
    chosen = _scale(scale, Scale.NOMINAL, Scale.LINEAR, Scale.QUADRATIC)
    count = same_length(first=first, second=second)
    if count == 0:
        raise EstimateError("E803", "there are no rated items")
    known = _categories([*first, *second], categories)
    q = len(known)
    cell = np.array([known[a] * q + known[b] for a, b in zip(first, second, strict=True)])
    cells, weight = np.unique(cell, return_counts=True)
    parts = np.zeros((len(cells), q * q))
    parts[np.arange(len(cells)), cells] = 1.0
    steps = np.abs(np.subtract.outer(np.arange(q), np.arange(q))).astype(np.float64)
    apart = {Scale.NOMINAL: (steps > 0).astype(np.float64), Scale.LINEAR: steps, Scale.QUADRATIC: steps**2}[chosen]

    def kappa(tables: Table) -> Floats:
        rows, columns = tables.sum(axis=-1), tables.sum(axis=-2)
        seen = (tables * apart).sum(axis=(-2, -1)) * tables.sum(axis=(-2, -1))
        return _beyond_chance(seen, np.einsum("...i,ij,...j->...", rows, apart, columns))

    return _agreement(
        kappa, parts.reshape(-1, q, q), weight.astype(np.float64), known, chosen, "Cohen's kappa", level, 2 * count
    )


def krippendorff_alpha(
    ratings: Sequence[Sequence[Hashable | None]],
    *,
    scale: Scale | str = Scale.NOMINAL,
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> Agreement:
    """Krippendorff's alpha of two or more judges, who need not all have rated every item.

    ratings: one row per judge, one column per item; None where a judge did not rate. Items with fewer than two
    ratings say nothing and are left out. scale: nominal, ordinal, interval or ratio. categories: as in `cohen_kappa`.
    States and errors as there; E801 also for interval or ratio categories that are not (positive) numbers.
    Source: Krippendorff, Content Analysis (2004), ch. 11. Interval: see `_interval`.
    """
    checked_level(level)
    chosen = _scale(scale, Scale.NOMINAL, Scale.ORDINAL, Scale.INTERVAL, Scale.RATIO)
    if len(ratings) < 2:
        raise wrong_shape(f"there are {len(ratings)} judges", hint="agreement needs two or more rows")
    same_length(**{f"judge {number}": row for number, row in enumerate(ratings, 1)})
    items = [[value for value in item if value is not None] for item in zip(*ratings, strict=True)]
    items = [item for item in items if len(item) > 1]
    if not items:
        raise EstimateError("E803", "no item has two ratings")
    known = _categories([value for item in items for value in item], categories)
    q = len(known)
    counts = np.zeros((len(items), q))
    for row, item in zip(counts, items, strict=True):
        for value in item:
            row[known[value]] += 1.0
    kinds, weight = np.unique(counts, axis=0, return_counts=True)
    paired = kinds[:, :, None] * kinds[:, None, :] - kinds[:, :, None] * np.eye(q)
    parts = paired / (kinds.sum(axis=1) - 1.0)[:, None, None]
    distance = _distance(chosen, list(known))

    def alpha(tables: Table) -> Floats:
        totals = tables.sum(axis=-1)
        all_ratings = totals.sum(axis=-1)
        apart = distance(totals)
        expected = np.einsum("...i,...ij,...j->...", totals, apart, totals)
        return _beyond_chance((tables * apart).sum(axis=(-2, -1)) * (all_ratings - 1.0), expected)

    total = int(counts.sum())
    return _agreement(alpha, parts, weight.astype(np.float64), known, chosen, "Krippendorff's alpha", level, total)


# --- shared ----------------------------------------------------------------------------------------------------------


def _beyond_chance(seen: Floats, expected: Floats) -> Floats:
    """1 - seen disagreement / expected disagreement; NaN where none is expected."""
    return np.where(expected > 0.0, 1.0 - seen / np.where(expected > 0.0, expected, 1.0), np.nan)


def _agreement(
    statistic: Statistic,
    parts: Table,
    weight: Floats,
    known: dict[Hashable, int],
    scale: Scale,
    method: str,
    level: float,
    n_ratings: int,
) -> Agreement:
    """parts: the table of each kind of item, (P, q, q); weight: how many items of that kind, (P,)."""
    table = np.tensordot(weight, parts, axes=1)
    shares = (table.sum(axis=0) + table.sum(axis=1)) / (2.0 * table.sum())
    value = float(statistic(table))
    n_items = int(weight.sum())
    found = Agreement(
        value=value if value == value else None,
        raw=float(np.trace(table) / table.sum()),
        prevalence=tuple(sorted(zip(known, shares.tolist(), strict=True), key=lambda pair: -pair[1])),
        n_items=n_items,
        n_ratings=n_ratings,
        scale=scale,
        method=method,
        level=level,
        flags=("unreliable",) if value < RELIABLE else (),
        state=State.ALL_EQUAL if value != value else State.TOO_FEW_TASKS,
    )
    if value != value or n_items < MIN_ITEMS or _rarer(table) * n_items < MIN_RARER:
        return found
    from msgspec.structs import replace

    lo, hi, se = _interval(statistic, parts, weight, level)
    return replace(found, lo=min(lo, value), hi=max(hi, value), se=se, state=State.ESTIMATED)


def _rarer(table: Table) -> float:
    """The share of items that chance alone would have both judges rate otherwise than with the commonest category."""
    rows, columns = table.sum(axis=1) / table.sum(), table.sum(axis=0) / table.sum()
    commonest = int(np.argmax(rows + columns))
    return float((1.0 - rows[commonest]) * (1.0 - columns[commonest]))


def _interval(statistic: Statistic, parts: Table, weight: Floats, level: float) -> tuple[float, float, float]:
    """Bounds and standard error: Fisher's z with Student's t, items - 1 degrees of freedom, on data with items added.

    Half of what is added agrees perfectly and half as chance would have it, so that perfect agreement has an interval
    too. One item added is too sure where disagreements are few and large, two where they are few and small: the
    interval spans both. The standard error is the larger of the delta method's on the data with items added and the
    jackknife's on the data themselves. Fisher's z: Fisher (1915); jackknife: Efron (1982); the additions are ours.
    """
    n = weight.sum()
    table = np.tensordot(weight, parts, axes=1)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    chance, agreed = np.outer(rows, columns) / table.sum() / n, np.diag(0.5 * (rows + columns)) / n
    pseudo = np.concatenate([parts, [chance, agreed]])
    left_out = statistic(table - parts)
    jackknife = 0.0
    if np.isfinite(left_out).all():
        jackknife = float((n - 1.0) / n * (weight * (left_out - (weight * left_out).sum() / n) ** 2).sum())
    bounds, errors = [], []
    for added in (1.0, 2.0):
        weights = np.concatenate([weight, [0.5 * added, 0.5 * added]])
        smooth = np.tensordot(weights, pseudo, axes=1)
        centre = float(statistic(smooth))
        slope = (statistic(smooth + _NUDGE * pseudo) - statistic(smooth - _NUDGE * pseudo)) / (2.0 * _NUDGE)
        errors.append(float(np.sqrt(max(jackknife, (weights * slope**2).sum()))))
        reach = t_quantile(level, float(n - 1.0)) * errors[-1] / (1.0 - centre**2)
        bounds += [np.tanh(np.arctanh(centre) - reach), np.tanh(np.arctanh(centre) + reach)]
    return float(min(bounds)), float(max(bounds)), max(errors)


def _distance(scale: Scale, categories: list[Hashable]) -> Callable[[Floats], Table]:
    """Squared distances between categories, as a function of how often each was used, (..., q) -> (..., q, q)."""
    q = len(categories)
    if scale is Scale.ORDINAL:
        return _ordinal
    if scale is Scale.NOMINAL:
        fixed = 1.0 - np.eye(q)
    else:
        try:
            number = np.array([float(value) for value in categories])  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise wrong_shape(f"the scale {scale} needs categories that are numbers") from None
        gap = np.subtract.outer(number, number)
        if scale is Scale.RATIO:
            if (number < 0.0).any():
                raise wrong_shape("the ratio scale needs categories that are not negative")
            size = np.add.outer(number, number)
            gap = gap / np.where(size > 0.0, size, 1.0)
        fixed = gap**2
    return lambda totals: np.broadcast_to(fixed, (*totals.shape, q))


def _ordinal(totals: Floats) -> Table:
    upto = np.cumsum(totals, axis=-1) - 0.5 * totals
    return np.asarray((upto[..., :, None] - upto[..., None, :]) ** 2)


def _scale(scale: Scale | str, *offered: Scale) -> Scale:
    if scale not in [*offered]:
        raise wrong_shape(f"the scale {scale} is not one of {', '.join(offered)}")
    return Scale(scale)


def _categories(seen: list[Hashable], listed: Sequence[Hashable] | None) -> dict[Hashable, int]:
    if any(value is None or value != value for value in seen):
        raise EstimateError("E802", "a rating is missing", hint="leave the item out, or use krippendorff_alpha")
    if listed is None:
        try:
            listed = sorted(set(seen))  # type: ignore[type-var]
        except TypeError:
            raise wrong_shape("the categories have no common order", hint="name them with categories=") from None
    known = {value: number for number, value in enumerate(listed)}
    strange = next((value for value in seen if value not in known), None)
    if strange is not None:
        raise wrong_shape(f"the category {strange!r} is not listed")
    return known
