"""What follows from a comparison, sentence by sentence, the most important first; none is stronger than its interval.

A pair that somebody picked after looking at a board is judged with the error rate of the whole board: its own decision
stands beside that, as what it would be worth had these two been named beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.board import Versus
from prony.boards.comparison.costs import CostPerSolved
from prony.boards.comparison.disagreements import Matrix, TaskDuel
from prony.boards.comparison.family import Family
from prony.boards.comparison.margins import Margin, MissingAsZero, margin_sentence, missing_sentence, stands_among_all
from prony.boards.comparison.noise import OwnNoise, noise_sentence
from prony.boards.comparison.slices import DECIDED
from prony.boards.head import LEVEL
from prony.boards.view import View
from prony.phrases import PairedGap, quantities, quantity
from prony.readable import counted
from prony.stats.claims import NAMED_BEFORE, Picked, further, picked

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
    among = picked(_picked(versus, family))
    return [versus.sentence, among] if family.decided else [among, f"{NAMED_BEFORE}: {versus.sentence}"]


def _picked(versus: Versus, family: Family) -> Picked:
    gap = None if family.difference is None else PairedGap(family.difference, family.lo, family.hi, versus.tasks, LEVEL)
    return Picked(versus.a, versus.b, family.contestants, gap, family.p, family.decided)


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
    told = [missing_sentence(missing, versus.decision, a, b, LEVEL)] if missing else []
    if versus.tasks and margin.a_not_worse != "not_estimable":
        shown = margin_sentence(margin, a, b, of=OF_SOLVED if scored else "")
        alone = family is not None and family.contestants > 2 and not stands_among_all(margin, family)
        told.append(f"{NAMED_BEFORE}: {shown}" if alone else shown)
    if noise:
        told.append(noise_sentence(noise, LEVEL, versus.difference, bool(better)))
    extra = [
        f"{quantity(cost.further)} {cost.name} ({quantities(cost.further_lo, cost.further_hi, edge=0.0)})"
        for cost in costs
        if cost.further is not None and cost.further_lo is not None and cost.further_hi is not None
        if cost.further_lo > 0.0
    ]
    if better and extra:
        names = (a, b) if better == "a" else (b, a)
        told.append(further(*names, extra, versus.tasks))
    return told
