"""What only one contestant catches: a claim about all others, decided against each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from prony.boards.view import View


class SoleCatch(View, frozen=True, kw_only=True):
    """A contestant that caught what no attempt of any other did. p: one-sided, that it catches it no more often than
    some other; decided: whether that, adjusted for every criterion and contestant, is small."""

    contestant: str
    caught: int
    attempts: int
    others: int
    """Attempts of the others, none of which caught it."""
    p: float
    decided: bool = False


def sole_catch(tries: Mapping[str, tuple[int, int, int]]) -> SoleCatch | None:
    """tries: contestant -> (attempts that caught it, all attempts, different submissions). Tested against each other
    contestant (Fisher's exact test, one-sided); the largest p counts, since the claim is about all of them
    (intersection-union). Copies of one submission count once."""
    catching = [who for who, (caught, _, _) in tries.items() if caught]
    if len(catching) != 1 or len(tries) < 2:
        return None
    from scipy import stats

    who = catching[0]
    caught, attempts, distinct = tries[who]
    hits, size = (max(1, round(caught * distinct / attempts)), distinct)
    p = max(
        float(stats.hypergeom.sf(hits - 1, size + its, hits, size))
        for other, (_, _, its) in tries.items()
        if other != who
    )
    others = sum(its for other, (_, its, _) in tries.items() if other != who)
    return SoleCatch(contestant=who, caught=caught, attempts=attempts, others=others, p=min(1.0, p))


def adjusted(found: Sequence[SoleCatch], looks: int, level: float) -> list[SoleCatch]:
    """With p for as many looks as there are criteria and contestants (Bonferroni: who caught what was seen first)."""
    told = [min(1.0, one.p * max(1, looks)) for one in found]
    return [replace(one, p=p, decided=p < 1.0 - level) for one, p in zip(found, told, strict=True)]
