"""Layouts of a contestant's spread over languages: best minus worst, which were picked after looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from numpy.random import Generator
from support.layout import FAMILY, Coverage, FalseClaims, Told
from support.simulation import Scores, contestants

from prony.stats.spread import GroupSpread, spread


def languages(
    rng: Generator, means: tuple[float, ...], n: tuple[int, ...], k: int, same: bool, copies: int
) -> Iterator[GroupSpread]:
    """Spreads without end. same: whether every language states the same problems; else tasks are its own."""
    if same:
        for bench in contestants(rng, means, n[0], (k,) * len(means), copies=copies):
            groups = {f"l{i}": _named(some, i) for i, some in enumerate(bench)}
            yield spread(groups, problems={task: task.partition("-")[2] for mine in groups.values() for task in mine})
    alone = [contestants(rng, (mean,), size, (k,), copies=copies) for mean, size in zip(means, n, strict=True)]
    while True:
        yield spread({f"l{i}": _named(next(one)[0], i) for i, one in enumerate(alone)})


def _named(scores: Scores, number: int) -> Scores:
    return {f"l{number}-{task}": some for task, some in scores.items()}


def true_spread(
    means: tuple[float, ...], n: tuple[int, ...], k: int, same: bool, copies: int
) -> Callable[[Generator], Iterator[Told]]:
    """Does the interval hold the difference of the truly best and worst language?"""

    def draw(rng: Generator) -> Iterator[Told]:
        for found in languages(rng, means, n, k, same, copies):
            yield max(means) - min(means), found.lo, found.hi

    return draw


def ahead_of_equals(
    means: tuple[float, ...], n: tuple[int, ...], k: int, same: bool, copies: int
) -> Callable[[Generator], Iterator[bool]]:
    """Is some language called better than one that is as good?"""

    def draw(rng: Generator) -> Iterator[bool]:
        for found in languages(rng, means, n, k, same, copies):
            yield any(means[int(a[1:])] <= means[int(b[1:])] for a, b in found.ahead)

    return draw


_SHAPES = (
    ("5 equal languages of 20 tasks, 60%", (0.6,) * 5, (20,) * 5, 1, False, 1),
    ("8 equal languages of 12 tasks, 90%", (0.9,) * 8, (12,) * 8, 1, False, 1),
    ("4 equal languages of 6 to 50 tasks, 80%", (0.8,) * 4, (6, 12, 25, 50), 1, False, 1),
    ("5 languages from 50 to 90%, 25 tasks", (0.5, 0.6, 0.7, 0.8, 0.9), (25,) * 5, 1, False, 1),
    ("3 languages, one far behind, 20 tasks three times", (0.9, 0.88, 0.5), (20,) * 3, 3, False, 1),
    ("4 equal languages of 20 tasks, 85%, five copies", (0.85,) * 4, (20,) * 4, 1, False, 5),
    ("2 languages of 40 tasks, 70 and 80%", (0.7, 0.8), (40, 40), 2, False, 1),
    ("5 equal languages, the same 20 problems, 60%", (0.6,) * 5, (20,) * 5, 1, True, 1),
    ("8 equal languages, the same 30 problems, 90%", (0.9,) * 8, (30,) * 8, 1, True, 1),
    ("5 languages from 50 to 90%, the same 25 problems", (0.5, 0.6, 0.7, 0.8, 0.9), (25,) * 5, 1, True, 1),
    ("3 languages, one far behind, the same 20 problems, 3 times", (0.9, 0.88, 0.5), (20,) * 3, 3, True, 1),
)
LAYOUTS = (
    *(Coverage("spread over languages", name, true_spread(*how), share=0.4) for name, *how in _SHAPES),
    *(
        FalseClaims("language ahead of its equal", name, ahead_of_equals(*how), most=FAMILY, share=0.4)
        for name, *how in _SHAPES
    ),
)
