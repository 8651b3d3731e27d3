"""Judged duels: who met whom on which prompt, what came of it, and who was ever compared with whom."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prony.errors import EstimateError
from prony.stats.estimate import Floats, out_of_range, same_length, vector, wrong_shape

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Battles:
    """N battles between m contestants on G prompts.

    left, right: contestant numbers, 0..m-1. score: what `left` got, 1 win, 0.5 tie, 0 loss. prompt: prompt numbers,
    0..G-1; where none were told every battle is a prompt of its own and `prompts_told` is false.
    """

    names: tuple[str, ...]
    left: Numbers
    right: Numbers
    score: Floats
    prompt: Numbers
    n_prompts: int
    prompts_told: bool

    def __len__(self) -> int:
        return len(self.score)


def battles(
    left: Sequence[str] | Numbers,
    right: Sequence[str] | Numbers,
    scores: Sequence[float] | Floats,
    *,
    prompts: Sequence[Hashable] | Numbers | None = None,
    names: Sequence[str] | None = None,
) -> Battles:
    """Battles from parallel sequences, one entry each.

    left, right: names; or, with `names`, numbers into it (the fast way for millions). scores: what `left` got, 0..1,
    a tie 0.5. A battle whose judge failed is left out: it is missing, not a tie. A pair judged in both orders is one
    battle (see `prony.stats.judging.both_orders`). prompts: the prompt of each battle, the unit that varies; without
    them battles count as independent, which they seldom are. Names come out sorted where they are not numbered.
    Raises E801 (lengths, numbers outside `names`), E802, E803 (no battle), E804 (a score outside 0..1), E831.
    """
    values = vector("scores", scores, low=0.0, high=1.0)
    same_length(left=left, right=right, scores=values)
    if names is None:
        known = tuple(sorted({*map(str, left), *map(str, right)}))
        place = {name: number for number, name in enumerate(known)}
        one = np.fromiter((place[str(name)] for name in left), dtype=np.int64, count=len(values))
        other = np.fromiter((place[str(name)] for name in right), dtype=np.int64, count=len(values))
    else:
        known = tuple(names)
        if len(set(known)) < len(known):
            raise wrong_shape("names repeat")
        one, other = _numbers("left", left, len(known)), _numbers("right", right, len(known))
    alike = one == other
    if alike.any():
        who = known[int(one[int(np.argmax(alike))])]
        raise EstimateError("E831", f"{who!r} meets itself", hint="leave such battles out")
    prompt, n_prompts = _prompts(prompts, len(values))
    return Battles(known, one, other, values, prompt, n_prompts, prompts is not None)


def _numbers(what: str, given: Sequence[str] | Numbers, m: int) -> Numbers:
    array = np.asarray(given)
    if array.ndim != 1 or not np.issubdtype(array.dtype, np.integer):
        raise wrong_shape(f"{what} does not hold whole numbers", hint="with names given, left and right are numbers")
    if array.min() < 0 or array.max() >= m:
        raise out_of_range(f"{what} holds numbers from {array.min()} to {array.max()}, there are {m} names")
    return array.astype(np.int64, copy=False)


def _prompts(prompts: Sequence[Hashable] | Numbers | None, count: int) -> tuple[Numbers, int]:
    """Prompts numbered 0..G-1."""
    if prompts is None:
        return np.arange(count), count
    same_length(prompts=prompts, scores=range(count))
    if isinstance(prompts, np.ndarray) and np.issubdtype(prompts.dtype, np.integer):
        if prompts.min() >= 0 and prompts.max() < 4 * count + 1024:
            used = np.bincount(prompts) > 0
            return (np.cumsum(used) - 1)[prompts], int(used.sum())
        found, numbered = np.unique(prompts, return_inverse=True)
        return numbered.astype(np.int64), len(found)
    place: dict[Hashable, int] = {}
    listed = np.fromiter((place.setdefault(p, len(place)) for p in prompts), dtype=np.int64, count=count)
    return listed, len(place)


@dataclass(frozen=True, slots=True)
class Table:
    """Battles added up by pair. All arrays (m, m): count[i, j] battles of i and j; won[i, j] what i got of them;
    squares[i, j] the sum of what i got, squared."""

    count: Floats
    won: Floats
    squares: Floats


def table(fought: Battles) -> Table:
    """The pair table of `fought`: all that the ratings depend on."""
    m = len(fought.names)
    cell = fought.left * m + fought.right

    def summed(weights: Floats | None) -> Floats:
        return np.bincount(cell, weights, minlength=m * m).reshape(m, m).astype(np.float64)

    count, won, squares = summed(None), summed(fought.score), summed(fought.score**2)
    return Table(count + count.T, won + (count - won).T, squares + (count - 2.0 * won + squares).T)


def connected_parts(pairs: Table) -> Numbers:
    """The part that each contestant belongs to: two in different parts were never compared, not even through others."""
    return _components(pairs.count > 0.0, strong=False)


def beaten_cycles(pairs: Table) -> Numbers:
    """The strong component that each contestant belongs to in the graph of "got something off".

    One component: ratings that fit best are finite. More: between two of them one side took everything, and only a
    prior keeps the rating difference finite. Source: Ford, Amer. Math. Monthly 64 (1957).
    """
    return _components(pairs.won > 0.0, strong=True)


def _components(edges: NDArray[np.bool_], *, strong: bool) -> Numbers:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    _, part = connected_components(csr_array(edges), directed=strong, connection="strong" if strong else "weak")
    return np.asarray(part, dtype=np.int64)
