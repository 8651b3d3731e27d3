"""How long models say that a round took, against what it took."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median

from prony.boards.sheets.columns import factor_of
from prony.boards.sheets.round_lines import share_of
from prony.boards.sheets.sheet import Sheet, SheetTask
from prony.boards.view import View
from prony.stats import calibrate
from prony.stats.calibration import LEAST_CLAIMS
from prony.stats.correlation import spearman

LEAST_SHARED = 4
"""Models with a claim and a share from which on the two are held against each other."""


class TimeClaim(View, frozen=True, kw_only=True):
    """One claim. factors: claimed over measured; factor: of the claim's geometric middle; log2: of that."""

    round: str
    label: str
    contestant: str
    claimed_lo_s: float
    claimed_hi_s: float
    took_s: float
    factor_lo: float
    factor_hi: float
    factor: float
    log2: float


class ClaimSummary(View, frozen=True, kw_only=True):
    """The claims of one round. distinct: how many different times are claimed. error: the mean of |log2|; constant:
    that of the best single number said always. skill: 1 - error / constant: 0 or less means that such a number would be
    no worse. rho: rank correlation of factor and seconds taken, with its exact p."""

    round: str
    claims: int
    distinct: int
    median_log2: float
    took_s: float
    """Geometric mean."""
    error: float | None = None
    constant: float | None = None
    skill: float | None = None
    rho: float | None = None
    p: float | None = None


class ClaimAgainst(View, frozen=True, kw_only=True):
    """Whether who overestimates its time does worse: rank correlation of the factor in one round with the share in
    another. p_least: what the strongest correlation of so few could give."""

    round: str
    against: str
    models: int
    rho: float | None
    p: float | None
    p_least: float | None


def claims_of_sheet(sheet: Sheet) -> tuple[TimeClaim, ...]:
    """Every claim, by round, the least wrong first."""
    found = [claim for task in sheet.tasks for claim in sorted(_claims(sheet, task), key=lambda one: abs(one.log2))]
    return tuple(found)


def summaries_of(claims: Sequence[TimeClaim]) -> tuple[ClaimSummary, ...]:
    """A summary of each round with a claim; what needs five claims is None with fewer."""
    return tuple(
        _summary(name, [one for one in claims if one.round == name])
        for name in dict.fromkeys(one.round for one in claims)
    )


def against_other_rounds(sheet: Sheet, claims: Sequence[TimeClaim]) -> tuple[ClaimAgainst, ...]:
    """The factors of each round against the shares of every other, where models and shares differ enough."""
    found = []
    for name in dict.fromkeys(one.round for one in claims):
        factors = {one.label: one.factor for one in claims if one.round == name}
        for task in sheet.tasks:
            shares = {
                one.label: share
                for one in sheet.entries
                if (mark := one.marks.get(task.id)) is not None and (share := share_of(mark, task.full)) is not None
            }
            both = [label for label in factors if label in shares]
            if len(both) < LEAST_SHARED:
                continue
            correlation = spearman([factors[label] for label in both], [shares[label] for label in both])
            if correlation.rho is not None:
                found.append(
                    ClaimAgainst(
                        round=name,
                        against=task.name,
                        models=len(both),
                        rho=correlation.rho,
                        p=correlation.p,
                        p_least=correlation.p_floor,
                    )
                )
    return tuple(found)


def _claims(sheet: Sheet, task: SheetTask) -> Iterable[TimeClaim]:
    for one in sheet.entries:
        mark = one.marks.get(task.id)
        factor = factor_of(mark) if mark is not None else None
        if mark is None or mark.claimed_lo_s is None or mark.claimed_hi_s is None or not mark.wall_s or not factor:
            continue
        yield TimeClaim(
            round=task.name,
            label=one.label,
            contestant=one.contestant,
            claimed_lo_s=mark.claimed_lo_s,
            claimed_hi_s=mark.claimed_hi_s,
            took_s=mark.wall_s,
            factor_lo=mark.claimed_lo_s / mark.wall_s,
            factor_hi=mark.claimed_hi_s / mark.wall_s,
            factor=factor,
            log2=math.log2(factor),
        )


def _summary(name: str, claims: Sequence[TimeClaim]) -> ClaimSummary:
    took = [one.took_s for one in claims]
    bare = ClaimSummary(
        round=name,
        claims=len(claims),
        distinct=len({(one.claimed_lo_s, one.claimed_hi_s) for one in claims}),
        median_log2=median(abs(one.log2) for one in claims),
        took_s=math.exp(math.fsum(map(math.log, took)) / len(took)),
    )
    if len(claims) < LEAST_CLAIMS:
        return bare
    from msgspec.structs import replace

    found = calibrate([one.claimed_lo_s for one in claims], [one.claimed_hi_s for one in claims], took)
    correlation = spearman([one.factor for one in claims], took)
    return replace(
        bare,
        error=found.error,
        constant=found.best_constant_error,
        skill=found.skill,
        rho=correlation.rho,
        p=correlation.p,
    )
