"""Layouts of whole boards: rank sets over tasks and over judged duels, and rating differences in both judge orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import FAMILY, Coverage, FalseClaims, Told, by_groups
from support.simulation import contestants, mean_over_normal, names

from prony.stats import battles, both_orders, duel_rank_sets, fit_bradley_terry, rank_sets, rating_difference
from prony.stats.duel_ranks import Errors
from prony.stats.grid import grid_of_means
from prony.stats.ranking import Ranking
from prony.stats.ranks import Method, picked_pair


def claims_falsely(ranking: Ranking, worth: dict[str, float]) -> bool:
    """Whether some decided pair is not truly in that order."""
    return any(pair.decided and worth[pair.a] <= worth[pair.b] for pair in ranking.pairs)


def board(
    means: tuple[float, ...],
    n: int,
    k: int,
    *,
    grouped: int = 0,
    drop: float | tuple[float, ...] = 0.0,
    subtests: int = 0,
    uneven: bool = False,
    fits: tuple[float, float] = (0.9, 0.9),
    method: Method = Method.AUTO,
) -> Callable[[Generator], Iterator[bool]]:
    """Contestants of true `means` on `n` tasks. fits: SD of task fit of the first half of them, and of the other."""
    people = [f"c{i}" for i in range(len(means))]
    worth = dict(zip(people, means, strict=True))
    group = by_groups(names(n), grouped)
    half = len(means) // 2

    def draw(rng: Generator) -> Iterator[bool]:
        sides = [
            contestants(rng, part, n, (k,) * len(part), fit=fit, drop=drop, grouped=grouped, subtests=subtests)
            for part, fit in ((means[:half], fits[0]), (means[half:], fits[1]))
        ]
        if fits[0] == fits[1]:
            how = {"drop": drop, "grouped": grouped, "subtests": subtests, "uneven": uneven}
            sides = [contestants(rng, means, n, (k,) * len(means), **how)]  # type: ignore[arg-type]
        for bench in zip(*sides, strict=True):
            scores = dict(zip(people, [one for side in bench for one in side], strict=True))
            yield claims_falsely(rank_sets(scores, groups=group, method=method), worth)

    return draw


def picked(
    m: int, n: int, k: int, mean: float, *, drop: float | tuple[float, ...] = 0.0, subtests: int = 0
) -> Callable[[Generator], Iterator[bool]]:
    """`m` equals: are the best and the worst of them, picked after looking, told apart?"""

    def draw(rng: Generator) -> Iterator[bool]:
        for bench in contestants(rng, (mean,) * m, n, (k,) * m, drop=drop, subtests=subtests):
            scores = {f"c{i}": one for i, one in enumerate(bench)}
            order = sorted(scores, key=lambda name: float(np.mean([np.mean(row) for row in scores[name].values()])))
            yield picked_pair(scores, order[-1], order[0]).decided

    return draw


def one_solves(m: int, n: int) -> Callable[[Generator], Iterator[bool]]:
    """`m` equals of which exactly one solves each task: as coarse as few tasks can be."""

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            means = np.zeros((m, n))
            means[rng.integers(0, m, n), np.arange(n)] = 1.0
            yield any(pair.decided for pair in rank_sets(grid_of_means(means)).pairs)

    return draw


def intervals(means: tuple[float, ...], n: int, k: int, *, drop: float = 0.0) -> Callable[[Generator], Iterator[Told]]:
    """All intervals of a board at once: how far the worst of them misses, in its own half widths, against 0 to 1."""
    people = [f"c{i}" for i in range(len(means))]
    worth = dict(zip(people, means, strict=True))

    def draw(rng: Generator) -> Iterator[Told]:
        for bench in contestants(rng, means, n, (k,) * len(means), drop=drop):
            found = rank_sets(dict(zip(people, bench, strict=True)))
            misses = [
                abs(pair.lo + pair.hi - 2.0 * (worth[pair.a] - worth[pair.b])) / (pair.hi - pair.lo)
                for pair in found.pairs
                if pair.lo is not None and pair.hi is not None and pair.hi > pair.lo
            ]
            yield (max(misses), 0.0, 1.0) if misses else (0.0, None, None)

    return draw


# --- duels -----------------------------------------------------------------------------------------------------------

PROMPT_SD = 1.0
"""SD of how well a prompt suits a contestant, in logits."""
POSITION = 0.4
"""How much the answer shown first gains, in logits."""


def expected(gap: float, both: bool) -> float:
    """What the better one gets of a duel, over all prompts (and both orders)."""
    shifts = (POSITION, -POSITION) if both else (0.0,)
    spread = PROMPT_SD * np.sqrt(2.0)
    return float(np.mean([mean_over_normal(lambda x, s=s: special.expit(gap + x + s), spread) for s in shifts]))


def true_differences(skills: tuple[float, ...], both: bool) -> np.ndarray:
    """The ratings that fit the expected scores of all pairs: what an endless judging would give, (m, m) differences."""
    pairs = list(combinations(range(len(skills)), 2))
    left, right = (np.repeat([pair[side] for pair in pairs], 400) for side in (0, 1))
    scores = np.repeat([expected(skills[i] - skills[j], both) for i, j in pairs], 400)
    endless = fit_bradley_terry(battles(left, right, scores, names=people(len(skills))), prior=1e-6)
    return endless.theta[:, None] - endless.theta[None, :]


def people(m: int) -> list[str]:
    return [f"c{i}" for i in range(m)]


def duels(rng: Generator, skills: tuple[float, ...], prompts: int, both: bool) -> tuple[np.ndarray, ...]:
    """Every pair on every prompt: left, right, score, prompt. both: judged in both orders, one battle of the two."""
    pairs = np.array(list(combinations(range(len(skills)), 2)))
    strength = np.array(skills) + rng.normal(0.0, PROMPT_SD, (prompts, len(skills)))
    left, right = np.tile(pairs[:, 0], prompts), np.tile(pairs[:, 1], prompts)
    prompt = np.repeat(np.arange(prompts), len(pairs))
    gap = strength[prompt, left] - strength[prompt, right]
    if not both:
        return left, right, (rng.random(gap.size) < special.expit(gap)).astype(float), prompt
    first, second = (
        (rng.random(gap.size) < special.expit(gap + shift)).astype(float).tolist() for shift in (POSITION, -POSITION)
    )
    return left, right, np.array(both_orders(first, second), dtype=float), prompt


def rating_layout(m: int, prompts: int, *, both: bool, naive: bool = False) -> Callable[[Generator], Iterator[Told]]:
    """Rating differences of neighbours and of the ends of the field. naive: battles taken as independent."""
    skills = tuple(np.linspace(1.0, -1.0, m))
    truth = true_differences(skills, both)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            left, right, score, prompt = duels(rng, skills, prompts, both)
            unit = None if naive else prompt
            fitted = fit_bradley_terry(battles(left, right, score, prompts=unit, names=people(m)))
            for i, j in ((0, 1), (0, m - 1), (m // 2, m // 2 + 1)):
                told = rating_difference(fitted, f"c{i}", f"c{j}")
                yield float(truth[i, j]), told.lo, told.hi

    return draw


def duel_board(
    skills: tuple[float, ...], prompts: int, *, both: bool, errors: Errors = Errors.OWN
) -> Callable[[Generator], Iterator[bool]]:
    worth = dict(zip(people(len(skills)), skills, strict=True))

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            left, right, score, prompt = duels(rng, skills, prompts, both)
            fitted = fit_bradley_terry(battles(left, right, score, prompts=prompt, names=people(len(skills))))
            yield claims_falsely(duel_rank_sets(fitted, draws=1000, errors=errors), worth)

    return draw


BOARD = "better, whole board"
EQUAL = (0.7,) * 6

LAYOUTS = (
    *(
        Coverage(
            f"rating difference, {order}", f"8 contestants, {n} prompts", rating_layout(8, n, both=both), share=share
        )
        for order, both in (("one order", False), ("both judge orders", True))
        for n, share in ((15, 0.75), (30, 0.75), (100, 0.4))
    ),
    *(
        Coverage("all intervals of a board", name, intervals(means, n, k, drop=drop), share=0.25)
        for name, means, n, k, drop in (
            ("6 equals, 12 x 1 at 70%", EQUAL, 12, 1, 0.0),
            ("6 equals, 40 x 3 at 50%", (0.5,) * 6, 40, 3, 0.0),
            ("6 from 30% to 90%, 30 x 2", (0.3, 0.4, 0.5, 0.7, 0.8, 0.9), 30, 2, 0.0),
            ("4 at 50%, 8 at 97%, 20 x 2", (0.5,) * 4 + (0.97,) * 8, 20, 2, 0.0),
            ("6 from 30% to 90%, 40 x 2, 20% lost", (0.3, 0.4, 0.5, 0.7, 0.8, 0.9), 40, 2, 0.2),
        )
    ),
    *(
        FalseClaims(BOARD, f"{m} equals, {n} x {k} at {p:.0%}", board((p,) * m, n, k), most=FAMILY, share=share)
        for m, n, k, p, share in (
            (6, 6, 1, 0.5, 0.25),
            (6, 6, 5, 0.7, 0.25),
            (6, 12, 1, 0.7, 0.25),
            (12, 20, 3, 0.5, 0.1),
            (6, 50, 1, 0.9, 0.25),
            (6, 100, 1, 0.97, 0.25),
        )
    ),
    *(
        FalseClaims(BOARD, f"{m} equals, exactly one solves each of {n}", one_solves(m, n), most=FAMILY, share=share)
        for m, n, share in ((2, 8, 1.0), (3, 8, 0.4), (6, 12, 0.25))
    ),
    *(
        FalseClaims(
            "better, a picked pair",
            f"best and worst of {m} equals, {n} x {k} at {p:.0%}",
            picked(m, n, k, p),
            most=FAMILY,
            share=share,
        )
        for m, n, k, p, share in (
            (10, 14, 1, 0.7, 0.25),
            (10, 50, 1, 0.7, 0.3),
            (10, 20, 3, 0.9, 0.25),
            (4, 50, 1, 0.5, 0.4),
        )
    ),
    *(
        FalseClaims(
            "better, a picked pair", f"best and worst of 10 equals, 50 x 1 at 70%, {name}", draw, most=FAMILY, share=0.2
        )
        for name, draw in (
            ("partial credit", picked(10, 50, 1, 0.7, subtests=20)),
            ("some lack up to half", picked(10, 50, 1, 0.7, drop=(0.0,) * 6 + (0.1, 0.2, 0.3, 0.5))),
        )
    ),
    FalseClaims(
        BOARD,
        "6 equals, 20 x 1, they lack 0 to 50%",
        board(EQUAL, 20, 1, drop=(0.0, 0.1, 0.2, 0.3, 0.4, 0.5)),
        most=FAMILY,
        share=0.5,
    ),
    FalseClaims(BOARD, "3 equals, 14 x 1, one lacks half", board(EQUAL[:3], 14, 1, drop=(0.0, 0.0, 0.5)), most=FAMILY),
    FalseClaims(BOARD, "6 equals, 14 x 1 to 5", board(EQUAL, 14, 5, uneven=True), most=FAMILY, share=0.25),
    FalseClaims(BOARD, "two tiers of 3, 20 x 3", board((0.8,) * 3 + (0.5,) * 3, 20, 3), most=FAMILY, share=0.25),
    *(
        FalseClaims(
            BOARD, f"4 at 50%, 8 at 97%, {n} x {k}", board((0.5,) * 4 + (0.97,) * 8, n, k), most=FAMILY, share=share
        )
        for n, k, share in ((10, 1, 0.1), (20, 4, 0.1), (50, 1, 0.1))
    ),
    FalseClaims(BOARD, "6 equals, half erratic, 20 x 3", board(EQUAL, 20, 3, fits=(0.2, 3.0)), most=FAMILY, share=0.25),
    FalseClaims(BOARD, "6 equals, 30 x 2, 20% lost", board(EQUAL, 30, 2, drop=0.2), most=FAMILY, share=0.5),
    FalseClaims(BOARD, "6 equals, 10 groups of 5", board(EQUAL, 50, 1, grouped=5), most=FAMILY, share=0.5),
    FalseClaims(BOARD, "6 equals, 12 x 1, partial credit", board(EQUAL, 12, 1, subtests=20), most=FAMILY, share=0.25),
    *(
        FalseClaims(
            "better, judged duels",
            f"8 equals, {n} prompts, {'both orders' if both else 'one order'}",
            duel_board((0.0,) * 8, n, both=both),
            most=FAMILY,
            share=share,
        )
        for n, both, share in ((15, True, 0.7), (30, False, 0.2), (60, True, 0.25))
    ),
)

NAIVE = (
    *(
        FalseClaims(
            "naive: textbook Tukey",
            f"4 at 50%, 8 at 97%, {n} x {k}",
            board((0.5,) * 4 + (0.97,) * 8, n, k, method=Method.TUKEY_POOLED),
            most=FAMILY,
            share=0.3,
        )
        for n, k in ((10, 1), (20, 4), (50, 1))
    ),
    Coverage(
        "naive: battles as independent",
        "8 contestants, 30 prompts, both orders",
        rating_layout(8, 30, both=True, naive=True),
    ),
    FalseClaims(
        "naive: multivariate t of duels",
        "8 equals, 15 prompts, both orders",
        duel_board((0.0,) * 8, 15, both=True, errors=Errors.COMMON),
        most=FAMILY,
        share=0.4,
    ),
)
