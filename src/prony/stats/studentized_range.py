"""The studentized range distribution by Gauss-Legendre quadrature: what Tukey's test compares with.

SciPy's own integrates adaptively, at 0.1 to 1 s a quantile, and needs scipy.stats. This takes a few milliseconds and
agrees with it to 1e-9 in probability wherever the degrees of freedom are at least the number of means less one, which
a grid of contestants and tasks always has.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from prony.stats.estimate import Floats, checked_count, checked_level, out_of_range

_SCALE_NODES = 128
_NORMAL_NODES = 224
_NORMAL_REACH = 9.0
"""The standard normal density outside +-9 is below 1e-18."""
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
    from scipy import optimize

    checked_level(level)
    _checked(m, df)

    def excess(q: float) -> float:
        return float(studentized_range_sf(np.array([q]), m, df)[0]) - (1.0 - level)

    high = 8.0
    while excess(high) > 0.0:
        high *= 2.0
    return float(optimize.brentq(excess, 0.0, high, xtol=1e-12, rtol=1e-12))


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

    reach = 12.0 / np.sqrt(2.0 * df)
    low, high = max(0.0, 1.0 - reach), 1.0 + reach
    node, weight = np.polynomial.legendre.leggauss(_SCALE_NODES)
    s = 0.5 * (high - low) * node + 0.5 * (high + low)
    log_density = np.log(2.0) + 0.5 * df * np.log(0.5 * df) - special.gammaln(0.5 * df)
    log_density = log_density + (df - 1.0) * np.log(s) - 0.5 * df * s * s
    return s, 0.5 * (high - low) * weight * np.exp(log_density)


def _checked(m: int, df: float) -> None:
    checked_count("the number of means", m, least=2)
    if not 1.0 <= df < np.inf:
        raise out_of_range(f"the degrees of freedom are {df}", hint="a finite number of at least 1")
