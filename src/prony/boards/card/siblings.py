"""The siblings of a contestant: the same base model in other forms, each compared with it on the same tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from prony.boards.board import FEW
from prony.boards.comparison.axes import MODEL, concerns
from prony.boards.comparison.slices import alphas_of
from prony.boards.differences import differences
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task
from prony.boards.fields import lies_under
from prony.boards.view import View
from prony.nouns import Fingerprint


class Sibling(View, frozen=True, kw_only=True):
    """Another form of the same base model. Shares; the difference is this contestant less the sibling."""

    contestant: str
    label: str
    differs: tuple[str, ...]
    """The things in which the two are known to differ."""
    untold: tuple[str, ...] = ()
    """Fields that only one of the two tells, so that they may differ in them, too."""
    tasks: int
    difference: float | None = None
    lo: float | None = None
    """With `hi`: those of all siblings hold at once."""
    hi: float | None = None
    p_adjusted: float | None = None
    """Adjusted for all siblings (Holm)."""
    decided: bool = False
    doubted: bool = False
    """Whether a doubt bears on it, so that nothing is claimed."""
    few: bool = True
    """Whether there are fewer than `FEW` common tasks."""


def siblings_of(mine: Entrant, everybody: Iterable[Entrant], level: float) -> tuple[Sibling, ...]:
    """Everybody of the same base model, with one error rate for all of them."""
    if mine.known is None or mine.reference:
        return ()
    own = outcomes_by_task(mine.cells)
    kin = [
        (one, sibling)
        for one in everybody
        if one.contestant != mine.contestant
        and not one.reference
        and one.known is not None
        and (sibling := _sibling(one, mine.known.fingerprint, one.known.fingerprint)) is not None
    ]
    samples: list[dict[str, Sequence[float]]] = [dict(outcomes_by_task(one.cells)) for one, _ in kin]
    return _decided([sibling for _, sibling in kin], dict(own), samples, level)


def withheld(siblings: Iterable[Sibling], doubted: Collection[str], interim: Collection[str]) -> tuple[Sibling, ...]:
    """The siblings without a claim on those (by id) that are doubted; without intervals where tasks still come
    in, since none would hold."""
    bare = [replace(one, decided=False, doubted=True) if one.contestant in doubted else one for one in siblings]
    return tuple(
        replace(one, decided=False, lo=None, hi=None, p_adjusted=None) if one.contestant in interim else one
        for one in bare
    )


def _sibling(one: Entrant, mine: Fingerprint, its: Fingerprint) -> Sibling | None:
    """One who is known to have the same base model, and to differ in something else."""
    if mine.artifact.name is None or mine.artifact.name != its.artifact.name:
        return None
    differing, shared = differences(mine, its)
    if any(field.both and lies_under(field.name, MODEL) for field in differing):
        return None
    return Sibling(
        contestant=one.contestant,
        label=one.name,
        differs=tuple(concern.name for concern in concerns(differing, shared)),
        untold=tuple(field.name for field in differing if not field.both),
        tasks=0,
    )


def _decided(
    kin: Sequence[Sibling],
    own: Mapping[str, Sequence[float]],
    samples: Sequence[dict[str, Sequence[float]]],
    level: float,
) -> tuple[Sibling, ...]:
    from prony.stats import compare
    from prony.stats.multiplicity import holm

    common = [bool(own.keys() & its.keys()) for its in samples]
    bare = [compare(dict(own), its, level=level) if some else None for its, some in zip(samples, common, strict=True)]
    tested = [number for number, found in enumerate(bare) if found is not None and found.p is not None]
    raw = [found.p or 0.0 for number in tested if (found := bare[number]) is not None]
    adjusted = holm(raw) if raw else []
    lines = [
        sibling
        if found is None
        else replace(sibling, tasks=found.n_common, difference=found.difference.value, few=found.n_common < FEW)
        for sibling, found in zip(kin, bare, strict=True)
    ]
    alphas = alphas_of(raw, adjusted, 1.0 - level) if raw else []
    for number, p, alpha in zip(tested, adjusted, alphas, strict=True):
        found = compare(dict(own), samples[number], level=1.0 - alpha)
        lines[number] = replace(
            lines[number],
            lo=found.difference.lo,
            hi=found.difference.hi,
            p_adjusted=p,
            decided=p < 1.0 - level and found.decided,
        )
    return tuple(sorted(lines, key=lambda one: (len(one.differs), one.differs, one.label)))
