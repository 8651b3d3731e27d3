"""What follows from a comparison, sentence by sentence, the most important first; none is stronger than its interval.

A pair that somebody picked after looking at a board is judged with the error rate of the whole board: its own decision
stands beside that, as what it would be worth had these two been named beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP
from math import floor, log10

from prony.boards import words
from prony.boards.board import Versus
from prony.boards.comparison.costs import CostPerSolved
from prony.boards.comparison.disagreements import Matrix, TaskDuel
from prony.boards.comparison.family import Family
from prony.boards.comparison.margins import Margin, MissingAsZero, margin_sentence, missing_sentence, stands_among_all
from prony.boards.comparison.noise import OwnNoise, noise_sentence
from prony.boards.comparison.slices import DECIDED
from prony.boards.view import View
from prony.readable import UNKNOWN, counted, fixed

NAMED_BEFORE = "had these two been named before anybody looked"
"""How a sentence begins of what a picked pair shows alone, and not among all."""
OF_SOLVED = " of tasks solved"


class Measured(View, frozen=True, kw_only=True):
    """One measure of a comparison (solved, or score): the pair's own claim, and what stands of it among all."""

    versus: Versus
    family: Family | None = None
    """None where there is nobody else to pick."""


def claims(solved: Measured, score: Measured | None, matrix: Matrix, duels: Sequence[TaskDuel]) -> list[str]:
    """What may be concluded of tasks solved, and of scores where partial credit occurs."""
    told = claim(solved)
    if score is None:
        return told
    differing = sum(abs(duel.a.score - duel.b.score) > 1e-9 for duel in duels)
    same = not matrix.only_a and not matrix.only_b
    first, *rest = claim(score)
    if same and differing:
        first = f"they solved the same tasks, but scores differ on {differing}: {first}"
    elif same:
        first = f"they solved and scored the same on every task: {first}"
    else:
        first = f"by score (differing on {counted(differing, 'task')}): {first}"
    return [*told, first, *(f"by score, {one}" for one in rest)]


def claim(measured: Measured) -> list[str]:
    """What may be concluded of one measure: first what stands among all contestants, then the pair's own."""
    versus, family = measured.versus, measured.family
    own = versus.decision in DECIDED
    if family is None or family.contestants < 3 or not own:
        return [versus.sentence]
    among = f"picked from {family.contestants}"
    if family.decided:
        return [versus.sentence, f"{among}: decided among all of them, too{_p(family)}"]
    return [
        f"{among}: not decided among all. {versus.a} against {versus.b}: {_points(family.difference)}, "
        f"95 % interval over all pairs {_span(family)}, {counted(versus.tasks, 'task')}",
        f"{NAMED_BEFORE}: {versus.sentence}",
    ]


def decided_side(solved: Measured) -> str:
    """`a` or `b`, where that one solves more, among all if there is somebody else to pick; else nothing."""
    family = solved.family
    if solved.versus.decision not in DECIDED or (family is not None and not family.decided):
        return ""
    return solved.versus.decision.removesuffix("_better")


def further_claims(
    versus: Versus,
    missing: MissingAsZero | None,
    margin: Margin,
    noise: Sequence[OwnNoise],
    costs: Sequence[CostPerSolved],
    better: str,
    family: Family | None = None,
    scored: bool = False,
) -> list[str]:
    """What follows beside who solves more: what missing tasks would do, what is shown at the margin, how far each
    differs from itself, what further solved tasks cost. family: where the two could have been picked from several.
    scored: whether scores are compared, too."""
    a, b = versus.a, versus.b
    told = [missing_sentence(missing, versus.decision, a, b)] if missing else []
    if versus.tasks and margin.a_not_worse != "not_estimable":
        shown = margin_sentence(margin, a, b, of=OF_SOLVED if scored else "")
        alone = family is not None and family.contestants > 2 and not stands_among_all(margin, family)
        told.append(f"{NAMED_BEFORE}: {shown}" if alone else shown)
    if noise:
        told.append(noise_sentence(noise, versus.difference, bool(better)))
    extra = [
        f"{amount(cost.further, '')} {cost.name} ({between(cost.further_lo, cost.further_hi)})"
        for cost in costs
        if cost.further is not None and cost.further_lo is not None and cost.further_lo > 0.0
    ]
    if better and extra:
        names = (a, b) if better == "a" else (b, a)
        told.append(
            f"for each task that {names[0]} solves beyond those of {names[1]}, it takes {', '.join(extra)} more, "
            f"{counted(versus.tasks, 'task')}"
        )
    return told


def amount(value: float | None, unit: str, rounding: str = ROUND_HALF_UP) -> str:
    """A cost with three digits that matter."""
    if value is None:
        return UNKNOWN
    digits = max(0, 2 - floor(log10(abs(value)))) if value else 0
    return f"{fixed(value, min(digits, 3), rounding)} {unit}".rstrip()


def between(lo: float | None, hi: float | None) -> str:
    """The interval of a cost or a ratio, its bounds rounded outwards; one that ends just short of 1 is not said to
    reach it."""
    if lo is None or hi is None:
        return UNKNOWN
    ends = [amount(lo, "", ROUND_FLOOR), amount(hi, "", ROUND_CEILING)]
    if lo > 1.0 and float(ends[0].replace(" ", "")) <= 1.0:
        ends[0] = fixed(lo, 6, ROUND_FLOOR)
    if hi < 1.0 and float(ends[1].replace(" ", "")) >= 1.0:
        ends[1] = fixed(hi, 6, ROUND_CEILING)
    return " to ".join(ends)


def _points(difference: float | None) -> str:
    from prony.stats.words import points

    return "no difference is known" if difference is None else points(difference)


def _span(family: Family) -> str:
    return "not known" if family.lo is None else words.span(family.lo, family.hi)


def _p(family: Family) -> str:
    from prony.boards.comparison.slices import p_words

    return "" if family.p is None else f" (family-wise {p_words(family.p)})"
