"""Layouts of what tasks are said to show, and of looking at a run while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import FAMILY, FalseClaims, Power
from support.simulation import NEARLY, Scores, attempts, contestants, mean_over_normal, names

from prony.stats import compare
from prony.stats.paired import Decision
from prony.stats.planning import TYPICAL, difference_to_decide, tasks_to_decide


@cache
def _curve(spread: float) -> tuple[np.ndarray, np.ndarray]:
    skills = np.linspace(-12.0, 12.0, 400)
    means = [mean_over_normal(lambda x, s=s: special.expit(s + x), spread) for s in skills]
    return np.array(means), skills


def around(mean: float, gap: float) -> tuple[float, float]:
    """Rates `gap` apart around `mean`, moved where one would leave 1 to 99 %."""
    top = min(0.99, max(mean + gap / 2.0, 0.01 + gap))
    return top, max(0.001, top - gap)


def shown(
    n: int,
    k: int,
    mean: float,
    gap: float = 0.0,
    *,
    ease: float = 1.5,
    fit: float = 0.9,
    subtests: int = 0,
    copies: int = 1,
    nearly: float = 0.0,
) -> Callable[[Generator], Iterator[bool]]:
    """A bench at `gap` says what difference such tasks show: does another bench, at that difference, decide it?"""
    means, skills = _curve(float(np.hypot(ease, fit)))
    tasks = names(n)

    def bench(rng: Generator, apart: float) -> list[Scores]:
        shared, sides = rng.normal(0.0, ease, n), []
        for rate in around(mean, apart):
            chance = special.expit(np.interp(rate, means, skills) + shared + rng.normal(0.0, fit, n))
            scores = attempts(rng, chance, k, subtests)
            scores -= NEARLY * ((scores == 1.0) & (rng.random(scores.shape) < nearly)) if nearly else 0.0
            sides.append(dict(zip(tasks, np.repeat(scores, copies, axis=1).tolist(), strict=True)))
        return sides

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            told = compare(*bench(rng, gap)).resolution
            if told is not None and told < 0.97:
                yield compare(*bench(rng, told)).decision is Decision.A_BETTER

    return draw


def planned(mean: float, gap: float, k: int) -> Callable[[Generator], Iterator[bool]]:
    """Do as many tasks as `tasks_to_decide` names, from true variance components, decide `gap`?"""
    means, skills = _curve(float(np.hypot(1.5, 0.9)))
    rng = np.random.default_rng(7)
    shared = rng.normal(0.0, 1.5, 200_000)
    a, b = (
        special.expit(np.interp(rate, means, skills) + shared + rng.normal(0.0, 0.9, shared.size))
        for rate in around(mean, gap)
    )
    within = float((a * (1 - a)).mean()), float((b * (1 - b)).mean())
    n = tasks_to_decide(gap, omega2=float((a - b).var()), within_a=within[0], within_b=within[1], repeats=k)

    def draw(rng: Generator) -> Iterator[bool]:
        for one, other in contestants(rng, around(mean, gap), n, (k, k)):
            yield compare(one, other).decision is Decision.A_BETTER

    return draw


def named_by_a_plan(n: int, k: int) -> Callable[[Generator], Iterator[bool]]:
    """Do `n` tasks, tried `k` times, decide the difference that a plan of them names, around one half?"""
    gap = difference_to_decide(n, omega2=TYPICAL.omega2, within_a=TYPICAL.within, within_b=TYPICAL.within, repeats=k)
    assert gap is not None

    def draw(rng: Generator) -> Iterator[bool]:
        for one, other in contestants(rng, around(0.5, gap), n, (k, k)):
            yield compare(one, other).decision is Decision.A_BETTER

    return draw


def peeked(n: int, k: int, mean: float, subtests: int = 0) -> Callable[[Generator], Iterator[bool]]:
    """Equals, looked at after every task of the first pass over `n`, and after each further pass: ever settled?"""

    def draw(rng: Generator) -> Iterator[bool]:
        for a, b in contestants(rng, (mean, mean), n, (k, k), subtests=subtests):
            tasks = list(a)
            looks = [({t: a[t][:1] for t in tasks[:i]}, {t: b[t][:1] for t in tasks[:i]}) for i in range(1, n + 1)]
            looks += [({t: a[t][:j] for t in tasks}, {t: b[t][:j] for t in tasks}) for j in range(2, k + 1)]
            yield any(compare(*look).settled is not Decision.NOT_DECIDED for look in looks)

    return draw


POWER = "power of the difference shown"
PEEKED = "better, a look after every task"

LAYOUTS = (
    *(
        Power(POWER, f"{n} x {k} at {p:.0%}", shown(n, k, p), share=0.6)
        for n, k, p in (
            (6, 1, 0.5),
            (8, 1, 0.7),
            (14, 1, 0.2),
            (14, 1, 0.9),
            (20, 1, 0.97),
            (50, 1, 0.5),
            (100, 1, 0.97),
            (200, 1, 0.9),
            (300, 1, 0.95),
            (6, 5, 0.5),
            (14, 5, 0.9),
            (50, 4, 0.5),
            (50, 4, 0.95),
        )
    ),
    Power(POWER, "14 x 1 at 60%, seen 30% apart", shown(14, 1, 0.6, 0.3), share=0.6),
    Power(POWER, "50 x 4 at 50%, seen 15% apart", shown(50, 4, 0.5, 0.15), share=0.6),
    Power(POWER, "50 x 1 at 50%, seldom differ", shown(50, 1, 0.5, ease=3.0, fit=0.2), share=0.6),
    Power(POWER, "50 x 1 at 50%, often differ", shown(50, 1, 0.5, ease=0.2, fit=3.0), share=0.6),
    Power(POWER, "14 x 1 five times over, at 50%", shown(14, 1, 0.5, copies=5), share=0.6),
    Power(POWER, "20 x 1 at 80%, 30% of solved get 0.95", shown(20, 1, 0.8, nearly=0.3), share=0.6),
    *(
        Power(POWER, f"{n} x 1 at {p:.0%}, partial credit", shown(n, 1, p, subtests=20), share=0.4)
        for n, p in ((8, 0.5), (20, 0.5), (20, 0.9), (50, 0.9))
    ),
    *(
        Power("power of the tasks planned", f"{p:.0%}, {g:.0%} apart, x {k}", planned(p, g, k), share=0.3)
        for p, g, k in ((0.5, 0.16, 1), (0.5, 0.16, 4), (0.7, 0.1, 2), (0.9, 0.1, 1), (0.5, 0.3, 1))
    ),
    *(
        Power("power of what a plan names", f"{n} tasks x {k}", named_by_a_plan(n, k), share=0.3)
        for n, k in ((10, 4), (20, 1), (40, 1), (40, 4), (100, 1), (100, 4))
    ),
    *(
        FalseClaims(PEEKED, name, peeked(*how), most=FAMILY, share=0.15)
        for name, how in (
            ("60 x 1 at 50%", (60, 1, 0.5)),
            ("60 x 1 at 90%", (60, 1, 0.9)),
            ("30 x 5 at 50%, and after each pass", (30, 5, 0.5)),
            ("60 x 1 at 70%, partial credit", (60, 1, 0.7, 20)),
        )
    ),
)
