"""Sample: of more mutants than are to be graded, some of each kind, the same ones each time."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from prony.grading.mutants.mutant import Mutant


def sample(mutants: Sequence[Mutant], limit: int | None, seed: int = 0) -> tuple[Mutant, ...]:
    """At most `limit` of `mutants`, in their order: of each kind as many as its share of all, and where that is less
    than one, one of as many kinds as there is room for. What is chosen of a kind depends on the seed and on ids alone.
    """
    if limit is None or len(mutants) <= limit:
        return tuple(mutants)
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        kinds[mutant.kind].append(mutant)
    # The k-th of n of a kind stands at (k - 1/2) / n: the first `limit` by that are a proportional sample.
    places: list[tuple[float, str, Mutant]] = []
    for members in kinds.values():
        members.sort(key=lambda mutant: _draw(seed, mutant))
        places += [((at + 0.5) / len(members), _draw(seed, one), one) for at, one in enumerate(members)]
    firsts = {members[0].id for members in kinds.values()}
    places.sort(key=lambda place: (place[2].id not in firsts, *place[:2]))
    chosen = {mutant.id for _, _, mutant in places[:limit]}
    return tuple(mutant for mutant in mutants if mutant.id in chosen)


def _draw(seed: int, mutant: Mutant) -> str:
    return hashlib.sha256(f"{seed} {mutant.id}".encode()).hexdigest()
