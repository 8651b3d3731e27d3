"""Many tests at once: p values adjusted so that a family of claims keeps its error rate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prony.stats.estimate import Floats, vector


def holm(p_values: Sequence[float] | Floats) -> tuple[float, ...]:
    """Holm's step-down adjustment: claims with an adjusted p <= alpha are false in at most alpha of all families.

    p_values: one per test, any dependence. Returns adjusted p in the order given, each at most 1.
    Raises E801-E804. Source: Holm, Scandinavian Journal of Statistics 6 (1979); equals statsmodels' `holm`.
    """
    p = vector("p_values", p_values, low=0.0, high=1.0)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p))))
    return _unsorted(np.minimum(stepped, 1.0), order)


def benjamini_hochberg(p_values: Sequence[float] | Floats) -> tuple[float, ...]:
    """The false discovery rate adjustment: claims with an adjusted p <= alpha are false to a share of alpha on average.

    For looking around (language x contestant), never for a board's ranks. p_values: one per test, independent or
    positively dependent. Returns adjusted p in the order given. Raises E801-E804.
    Source: Benjamini and Hochberg, JRSS B 57 (1995); equals scipy.stats.false_discovery_control.
    """
    p = vector("p_values", p_values, low=0.0, high=1.0)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / (np.arange(len(p)) + 1.0)
    stepped = np.minimum.accumulate(scaled[::-1])[::-1]
    return _unsorted(np.minimum(stepped, 1.0), order)


def _unsorted(ordered: Floats, order: np.ndarray) -> tuple[float, ...]:
    adjusted = np.empty_like(ordered)
    adjusted[order] = ordered
    return tuple(adjusted.tolist())
