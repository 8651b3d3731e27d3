"""The host's own equality: exact built-in types, never a method of the candidate's. Pure.

It is Python's `==` on plain values, with four differences: `True` is not 1, nan equals nan, numbers may carry a
tolerance, and lists may be compared without their order. Anything that is not a plain value equals nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from prony.nouns import Noun
from prony.suites.cases import Tolerance

PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset})
"""The types that a value may have, exactly: a subclass is not one of them."""

DEEPEST = 100
"""Values nested deeper than this are unequal to everything."""

_SETS = (set, frozenset)


EXACT = Tolerance()


class Rules(Noun, frozen=True, kw_only=True):
    """How two values are compared. order: `exact`, `any` (the outermost list is a multiset) or `deep` (every list)."""

    tolerance: Tolerance = EXACT
    order: str = "exact"
    bools_are_numbers: bool = False
    """Whether True may stand for 1 and False for 0, at every depth, as Python's own `==` has it."""


AS_IS = Rules()


def equal(expected: Any, got: Any, rules: Rules = AS_IS) -> bool:
    """Whether `got` is `expected` under `rules`. Never raises, never calls a method that a candidate wrote."""
    if _equal(expected, got, rules.tolerance, rules.order, 0):
        return True
    if not rules.bools_are_numbers:
        return False
    return _equal(_without_bools(expected, 0), _without_bools(got, 0), rules.tolerance, rules.order, 0)


def _without_bools(value: Any, depth: int) -> Any:
    """`value` with each bool as the number that it is; what is deeper than anything equal stays."""
    kind = type(value)
    if kind is bool:
        return int(value)
    if kind is dict:
        pairs = value.items() if depth <= DEEPEST else ()
        return {_without_bools(key, depth + 1): _without_bools(item, depth + 1) for key, item in pairs}
    if kind in (list, tuple, *_SETS) and depth <= DEEPEST:
        return kind(_without_bools(item, depth + 1) for item in value)
    return value


def _equal(expected: Any, got: Any, tolerance: Tolerance, order: str, depth: int) -> bool:
    kind, other = type(expected), type(got)
    if kind not in PLAIN or other not in PLAIN or depth > DEEPEST:
        return False
    if kind in _NUMBERS and other in _NUMBERS:
        return _numbers(expected, got, tolerance)
    if kind is not other and not (kind in _SETS and other in _SETS):
        return False
    compare = _CONTAINERS.get(kind)
    return expected == got if compare is None else compare(expected, got, tolerance, order, depth + 1)


_NUMBERS = frozenset({int, float, complex})


def _numbers(expected: complex, got: complex, tolerance: Tolerance) -> bool:
    """Numbers by value, whatever their type; within the tolerance where one of them is not an integer."""
    if type(expected) is int and type(got) is int:
        return expected == got
    if type(expected) is complex or type(got) is complex:
        left, right = complex(expected), complex(got)
        return _numbers(left.real, right.real, tolerance) and _numbers(left.imag, right.imag, tolerance)
    if expected == got or (expected != expected and got != got):
        return True
    if tolerance == EXACT:  # an integer is not the float that it would be rounded to
        return False
    try:
        off = abs(float(expected) - float(got))  # type: ignore[arg-type]
        return off <= max(tolerance.abs, tolerance.rel * abs(float(expected))) < float("inf")  # type: ignore[arg-type]
    except OverflowError:
        return False


def _lists(expected: Sequence[Any], got: Sequence[Any], tolerance: Tolerance, order: str, depth: int) -> bool:
    if len(expected) != len(got):
        return False
    inner = "deep" if order == "deep" else "exact"
    if order == "exact" or type(expected) is tuple:
        return all(_equal(a, b, tolerance, inner, depth) for a, b in zip(expected, got, strict=True))
    if Counter(_key(item, inner) for item in expected) == Counter(_key(item, inner) for item in got):
        return True
    if tolerance == EXACT:
        return False
    return matched([[_equal(a, b, tolerance, inner, depth) for b in got] for a in expected])


def _dicts(expected: dict[Any, Any], got: dict[Any, Any], tolerance: Tolerance, order: str, depth: int) -> bool:
    inner = "deep" if order == "deep" else "exact"
    theirs = {_key(key): value for key, value in got.items()}
    return len(expected) == len(got) == len(theirs) and all(
        (key := _key(mine)) in theirs and _equal(value, theirs[key], tolerance, inner, depth)
        for mine, value in expected.items()
    )


def _sets(expected: set[Any], got: set[Any], tolerance: Tolerance, order: str, depth: int) -> bool:
    return {_key(item) for item in expected} == {_key(item) for item in got}


_CONTAINERS: dict[type, Callable[[Any, Any, Tolerance, str, int], bool]] = {
    list: _lists,
    tuple: _lists,
    dict: _dicts,
    set: _sets,
    frozenset: _sets,
}


def _key(value: Any, order: str = "exact", depth: int = 0) -> Hashable:
    """A hashable stand-in: plain values have equal keys exactly when they are equal without a tolerance."""
    kind = type(value)
    if kind not in PLAIN or depth > DEEPEST:
        return object()
    if kind is complex:
        parts = (_key(value.real), _key(value.imag))
        return ("complex", *parts) if value.imag else parts[0]
    if kind in _NUMBERS:
        return ("number", "nan" if value != value else value)
    if kind is list and order == "deep":
        return ("multiset", frozenset(Counter(_key(item, order, depth + 1) for item in value).items()))
    if kind in (list, tuple):
        return (kind.__name__, tuple(_key(item, order, depth + 1) for item in value))
    if kind in _SETS:
        return ("set", frozenset(_key(item, order, depth + 1) for item in value))
    if kind is dict:
        return ("dict", frozenset((_key(key), _key(item, order, depth + 1)) for key, item in value.items()))
    return (kind.__name__, value)


def matched(same: Sequence[Sequence[bool]]) -> bool:
    """Whether each row can be given a column of its own in which `same` is true (Kuhn's augmenting paths)."""
    owner: dict[int, int] = {}
    for start in range(len(same)):
        came_from: dict[int, int] = {}
        rows, free = [start], None
        while rows and free is None:
            row = rows.pop()
            for column, fits in enumerate(same[row]):
                if not fits or column in came_from:
                    continue
                came_from[column] = row
                if column not in owner:
                    free = column
                    break
                rows.append(owner[column])
        if free is None:
            return False
        column_of = {row: column for column, row in owner.items()}
        while True:
            row = came_from[free]
            owner[free] = row
            if row == start:
                break
            free = column_of[row]
    return True


# --- stdout ----------------------------------------------------------------------------------------------------------


def stdout_equal(expected: str, got: bytes, rule: str = "lines", tolerance: Tolerance = EXACT) -> bool:
    """Whether a program's output is the expected text under `rule`, a key of `STDOUT_RULES`. Judged on bytes."""
    return STDOUT_RULES[rule](expected.encode("utf-8", "surrogatepass"), got, tolerance)


def _exact_bytes(expected: bytes, got: bytes, _: Tolerance) -> bool:
    return expected == got


def _trimmed_lines(expected: bytes, got: bytes, _: Tolerance) -> bool:
    return _trimmed(expected) == _trimmed(got)


def _trimmed(text: bytes) -> list[bytes]:
    """Lines without blanks at their ends, and without blank lines at the end of all."""
    return [line.rstrip() for line in text.rstrip().split(b"\n")]


def _tokens(expected: bytes, got: bytes, _: Tolerance) -> bool:
    return expected.split() == got.split()


def _float_tokens(expected: bytes, got: bytes, tolerance: Tolerance) -> bool:
    mine, theirs = expected.split(), got.split()
    return len(mine) == len(theirs) and all(_same_token(a, b, tolerance) for a, b in zip(mine, theirs, strict=True))


_NUMBER = re.compile(rb"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf|nan)", re.IGNORECASE)


def _same_token(expected: bytes, got: bytes, tolerance: Tolerance) -> bool:
    if expected == got:
        return True
    if len(got) > 400 or not (_NUMBER.fullmatch(expected) and _NUMBER.fullmatch(got)):
        return False
    return _numbers(float(expected), float(got), tolerance)


STDOUT_RULES: dict[str, Callable[[bytes, bytes, Tolerance], bool]] = {
    "exact": _exact_bytes,
    "lines": _trimmed_lines,
    "tokens": _tokens,
    "floats": _float_tokens,
}
"""How output may be compared: another rule is one function and one line."""


# --- words about a difference ----------------------------------------------------------------------------------------


def kind_of(value: Any) -> str:
    """What a value is, without saying what it holds: `int`, `list of 3`, `str of 12` ..."""
    name = type(value).__name__
    return f"{name} of {len(value)}" if type(value) in (*_CONTAINERS, str, bytes) else name
