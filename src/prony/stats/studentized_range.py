"""The studentized range distribution by Gauss-Legendre quadrature: what Tukey's test compares with.

SciPy's own integrates adaptively, at 0.1 to 1 s a quantile, and needs scipy.stats. This takes a few milliseconds and
agrees with it to 1e-9 in probability wherever the degrees of freedom are at least the number of means less one, which
a grid of contestants and tasks always has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from prony.stats.estimate import Floats, checked_count, checked_level, out_of_range

_SCALE_NODES, _SCALE_REACH = 128, 12.0
"""Nodes of chi_df / sqrt(df), and how many of its standard deviations they span ..."""
_MANY_DF = 60.0
_FEW_SCALE_NODES, _FEW_SCALE_REACH = 36, 7.0
"""... and from 60 degrees of freedom on, where it is nearly normal."""
_NORMAL_NODES = 128
_NORMAL_REACH = 8.0
"""The standard normal density outside +-8 is below 1e-14."""
_CURVE_DEGREE = 63
"""From this many values on, a Chebyshev curve through as many exact ones answers: within 1e-9 of them."""


def studentized_range_sf(q: Floats, m: int, df: float) -> Floats:
    """P(range of m standard normals / independent chi_df / sqrt(df) > q), for an array of q >= 0.

    m: number of means, at least 2. df: degrees of freedom of the error, at least 1. Raises E804.
    Source: Copenhaver and Holland, J. Statist. Comput. Simul. 30 (1988), equation of the double integral; equals
    scipy.stats.studentized_range.sf.
    """
    _checked(m, df)
    asked = np.ravel(np.asarray(q, dtype=np.float64))
    if not np.isfinite(asked).all() or (asked < 0.0).any():
        raise out_of_range("a studentized range is negative or not finite")
    tails = _curve(asked, m, df) if len(asked) > 2 * _CURVE_DEGREE else _exact(asked, m, df)
    return np.clip(tails, 0.0, 1.0).reshape(np.shape(q))


def _exact(q: Floats, m: int, df: float) -> Floats:
    """The upper tail at each q, by the double integral."""
    from scipy import special

    scale, density = _chi(df)
    z, normal = _normal()
    below = special.ndtr(z)
    tails = np.empty(len(q))
    for i, one in enumerate(q):
        gap = np.maximum(below - special.ndtr(z - one * scale[:, None]), 0.0)
        tails[i] = 1.0 - m * density @ (gap ** (m - 1) @ normal)
    return tails


def _curve(q: Floats, m: int, df: float) -> Floats:
    """The upper tail at many q: 1 and 0 where it is, a Chebyshev curve in q / (q + 5), which flattens it, between."""
    bent = q / (q + 5.0)
    rough = np.linspace(bent.min(), bent.max() + 1e-6, 24)
    tails = _exact(5.0 * rough / (1.0 - rough), m, df)
    low = rough[max(0, int(np.sum(tails > 1.0 - 1e-12)) - 1)]
    high = rough[min(len(rough) - 1, len(rough) - int(np.sum(tails < 1e-12)))]
    unit = np.polynomial.chebyshev.chebpts1(_CURVE_DEGREE + 1)
    at = low + 0.5 * (unit + 1.0) * (high - low)
    fitted = np.polynomial.chebyshev.chebfit(unit, _exact(5.0 * at / (1.0 - at), m, df), _CURVE_DEGREE)
    curve = np.polynomial.chebyshev.chebval(2.0 * (np.clip(bent, low, high) - low) / (high - low) - 1.0, fitted)
    return np.asarray(curve, dtype=np.float64)


@lru_cache(maxsize=1024)
def studentized_range_quantile(level: float, m: int, df: float) -> float:
    """The q that a studentized range stays below with probability `level`: 4.826 for 0.95, 12 means and 55 df.

    Raises E804. Equals scipy.stats.studentized_range.ppf.
    """
    checked_level(level)
    _checked(m, df)

    def excess(q: float) -> float:
        return float(studentized_range_sf(np.array([q]), m, df)[0]) - (1.0 - level)

    low, high = 0.0, 8.0
    below, above = level, excess(high)
    while above > 0.0:
        low, below, high = high, above, 2.0 * high
        above = excess(high)
    return _root(excess, low, below, high, above)


def _root(function: Callable[[float], float], low: float, below: float, high: float, above: float) -> float:
    """Where a falling `function` is 0 between two ends, by the Illinois method: scipy.optimize loads slowly."""
    kept = 0
    for _ in range(200):
        at = (low * above - high * below) / (above - below)
        value = function(at)
        if value == 0.0 or high - low < 1e-12 * high:
            return at
        if value > 0.0:
            low, below = at, value
            above, kept = (above / 2.0 if kept == 1 else above), 1
        else:
            high, above = at, value
            below, kept = (below / 2.0 if kept == -1 else below), -1
        if abs(value) < 1e-14:
            return at
    return (low + high) / 2.0


@lru_cache(maxsize=1)
def _normal() -> tuple[Floats, Floats]:
    """Nodes of a standard normal z, and their weights times its density."""
    node, weight = np.polynomial.legendre.leggauss(_NORMAL_NODES)
    z = _NORMAL_REACH * node
    return z, _NORMAL_REACH * weight * np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)


@lru_cache(maxsize=256)
def _chi(df: float) -> tuple[Floats, Floats]:
    """Nodes of s = chi_df / sqrt(df), and their weights times its density."""
    from scipy import special

    nodes, span = (_FEW_SCALE_NODES, _FEW_SCALE_REACH) if df >= _MANY_DF else (_SCALE_NODES, _SCALE_REACH)
    reach = span / np.sqrt(2.0 * df)
    low, high = max(0.0, 1.0 - reach), 1.0 + reach
    node, weight = np.polynomial.legendre.leggauss(nodes)
    s = 0.5 * (high - low) * node + 0.5 * (high + low)
    log_density = np.log(2.0) + 0.5 * df * np.log(0.5 * df) - special.gammaln(0.5 * df)
    log_density = log_density + (df - 1.0) * np.log(s) - 0.5 * df * s * s
    return s, 0.5 * (high - low) * weight * np.exp(log_density)


def _checked(m: int, df: float) -> None:
    checked_count("the number of means", m, least=2)
    if not 1.0 <= df < np.inf:
        raise out_of_range(f"the degrees of freedom are {df}", hint="a finite number of at least 1")
