"""What simpler methods do on the same benches, and why `prony.stats` uses none. Shown with --naive, never counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import Coverage, FalseClaims, Told
from support.simulation import attempts, contestants, skill_for

from layouts.boards import NAIVE
from layouts.cost import EASE, costs, mean_cost
from layouts.rates import SPREAD
from prony.stats.estimate import t_p_value, t_quantile
from prony.stats.rates import wilson


def pooled(n: int, k: int, mean: float, spread: float = SPREAD) -> Callable[[Generator], Iterator[Told]]:
    """Wilson over all attempts, as if repeats were tasks."""
    skill = skill_for(mean, spread)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            scores = attempts(rng, special.expit(skill + rng.normal(0.0, spread, n)), k)
            yield mean, *wilson(float(scores.mean()), n * k)

    return draw


def bootstrapped(n: int, k: int, mean: float) -> Callable[[Generator], Iterator[Told]]:
    """The percentile bootstrap over tasks."""
    skill = skill_for(mean, SPREAD)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            means = attempts(rng, special.expit(skill + rng.normal(0.0, SPREAD, n)), k).mean(axis=1)
            drawn = means[rng.integers(0, n, (400, n))].mean(axis=1)
            yield mean, float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))

    return draw


def paired_t(n: int, k: int, mean: float, gap: float) -> Callable[[Generator], Iterator[Told]]:
    """mean difference +- t * SD / sqrt(n)."""

    def draw(rng: Generator) -> Iterator[Told]:
        for a, b in contestants(rng, (mean + gap / 2, mean - gap / 2), n, (k, k)):
            d = np.array([np.mean(a[task]) - np.mean(b[task]) for task in a])
            half = t_quantile(0.95, n - 1) * d.std(ddof=1) / np.sqrt(n)
            yield gap, float(d.mean() - half), float(d.mean() + half)

    return draw


def ratio_alone(n: int, k: int, mean: float, flat: bool) -> Callable[[Generator], Iterator[Told]]:
    """Cost per correct by the delta method for a ratio, and nothing else."""
    skill = skill_for(mean, EASE)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = rng.normal(0.0, EASE, n)
            right = attempts(rng, special.expit(skill + ease), k).sum(axis=1)
            spent = costs(rng, ease, k, 0.3, flat).sum(axis=1)
            if right.sum() == 0.0:
                yield 0.0, None, None
                continue
            ratio = spent.sum() / right.sum()
            se = np.std(spent - ratio * right, ddof=1) / np.sqrt(n) / right.mean() / ratio
            reach = np.exp(t_quantile(0.95, n - 1) * se)
            yield mean_cost(flat) / mean, float(ratio / reach), float(ratio * reach)

    return draw


def pooled_z(n: int, k: int, mean: float) -> Callable[[Generator], Iterator[bool]]:
    """Two equals by the z test of two proportions over all attempts."""

    def draw(rng: Generator) -> Iterator[bool]:
        for bench in contestants(rng, (mean, mean), n, (k, k)):
            a, b = (float(np.mean([score for row in side.values() for score in row])) for side in bench)
            shared = (a + b) / 2.0
            se = np.sqrt(2.0 * shared * (1.0 - shared) / (n * k))
            yield bool(se > 0.0 and abs(a - b) / se > 1.96)

    return draw


def looking(tasks: int, every: int) -> Callable[[Generator], Iterator[bool]]:
    """Two equals, a paired t test looked at again and again until p < 0.05."""

    def draw(rng: Generator) -> Iterator[bool]:
        for a, b in contestants(rng, (0.7, 0.7), tasks, (1, 1)):
            d = np.array([a[task][0] - b[task][0] for task in a])
            yield any(
                d[:n].std() > 0.0 and t_p_value(float(d[:n].mean() / d[:n].std(ddof=1) * np.sqrt(n)), n - 1) < 0.05
                for n in range(every, tasks + 1, every)
            )

    return draw


LAYOUTS = (
    *(
        Coverage("naive: Wilson over all attempts", f"{n} x {k} at {p:.0%}", pooled(n, k, p))
        for n, k, p in ((6, 5, 0.7), (20, 4, 0.9), (50, 4, 0.7))
    ),
    Coverage("naive: plain Wilson, one attempt a task", "20 x 1 at 0.88%", pooled(20, 1, 0.0088)),
    *(
        Coverage("naive: percentile bootstrap over tasks", f"{n} x {k} at {p:.0%}", bootstrapped(n, k, p))
        for n, k, p in ((6, 5, 0.9), (10, 4, 0.7), (20, 4, 0.9))
    ),
    *(
        Coverage("naive: paired t interval", f"{n} x {k} at {p:.0%}, gap {g:.0%}", paired_t(n, k, p, g))
        for n, k, p, g in ((6, 1, 0.97, 0.04), (10, 1, 0.9, 0.1), (20, 4, 0.9, 0.1))
    ),
    Coverage("naive: cost ratio alone", "100 x 1 at 95%, equal costs", ratio_alone(100, 1, 0.95, True)),
    Coverage("naive: cost ratio alone", "20 x 1 at 95%", ratio_alone(20, 1, 0.95, False)),
    FalseClaims("naive: z test over all attempts", "20 x 5 at 70%", pooled_z(20, 5, 0.7)),
    FalseClaims("naive: paired t until p < 0.05", "300 tasks, a look every 10", looking(300, 10)),
    *NAIVE,
)
