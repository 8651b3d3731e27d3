"""Many values into one: what a measure does with those of its attempts. All take known values, at least one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Number = int | float


def quantile(values: Iterable[Number | None], share: float) -> float | None:
    """The value below which `share` of the known values lie, linear between two (NumPy's default); None of none."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    place = share * (len(known) - 1)
    low = int(place)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (place - low)


def quantile_at(share: float) -> Callable[[Sequence[Number]], float | None]:
    """`quantile` of that share."""
    return lambda values: quantile(values, share)


def median(values: Sequence[Number]) -> float | None:
    """The middle value."""
    return quantile(values, 0.5)


def mean(values: Sequence[Number]) -> float | None:
    """The arithmetic mean."""
    return sum(values) / len(values)


def total(values: Sequence[Number]) -> Number | None:
    """The sum."""
    return sum(values)


def ratio(pairs: Sequence[Sequence[Number]]) -> float | None:
    """The sum of the first parts over that of the second ones; None over nothing."""
    below = sum(pair[1] for pair in pairs)
    return sum(pair[0] for pair in pairs) / below if below else None


def add_parts(a: Any, b: Any) -> Any:
    """The sum of two numbers; of two equally long lists of parts, part by part."""
    return [one + other for one, other in zip(a, b, strict=True)] if isinstance(a, list | tuple) else a + b
