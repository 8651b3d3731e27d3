"""What each cell of a plan may learn from: the nearest earlier attempts that there are, and in which step they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prony.forecast.kinship import KIN_WORDS, Expected, Kin, Relation, relation
from prony.journal.past import PastCell, PastContestant
from prony.nouns import Noun, Task

NEWEST = 200
"""No more attempts than this are learned from for one cell; the newest count."""


class Step(Noun, frozen=True, kw_only=True):
    """One step of what an estimate learns from: which contestants, and whether at the same task."""

    kin: Kin
    same_task: bool

    @property
    def words(self) -> str:
        """The step as a person reads it."""
        return f"{KIN_WORDS[self.kin]} at {'the same tasks' if self.same_task else 'other tasks'}"


STEPS = tuple(
    Step(kin=kin, same_task=same)
    for kins in ((Kin.SAME, Kin.CHANGED), (Kin.SIZE_CLASS,), (Kin.OTHER,))
    for same in (True, False)
    for kin in kins
)
"""From the nearest to the farthest: the same model at this task, at others; then models of its size, then any."""


class Pool(Noun, frozen=True, kw_only=True):
    """The attempts that one cell learns from, all of one step. sizes: for each, how many times as large the planned
    model is (None = not known)."""

    step: Step
    cells: tuple[PastCell, ...]
    sizes: tuple[float | None, ...]
    differs: tuple[str, ...] = ()


class Kept:
    """Earlier attempts, sorted by how near their contestants are to one planned contestant."""

    def __init__(
        self, expected: Expected, contestants: Iterable[PastContestant], cells: Mapping[tuple[str, str], list[PastCell]]
    ) -> None:
        self._near: dict[Kin, list[tuple[Relation, PastCell]]] = {kin: [] for kin in Kin}
        self.relatives: list[tuple[Relation, PastContestant]] = []
        for past in contestants:
            found = relation(expected, past)
            if found is not None:
                self.relatives.append((found, past))
                self._near[found.kin] += [(found, cell) for cell in cells.get((past.run, past.label), ())]

    def nearest(self, kin: Kin) -> list[PastContestant]:
        """Earlier appearances of contestants of this nearness."""
        return [past for one, past in self.relatives if one.kin is kin]

    def pool(self, task: Task) -> Pool | None:
        """What an attempt at `task` may learn from; None where there is nothing at all."""
        for step in STEPS:
            found = [
                (one, cell)
                for one, cell in self._near[step.kin]
                if (cell.task == task.id and cell.digest == task.digest) or not step.same_task
            ]
            if found:
                return _pool(step, found[-NEWEST:])
        return None


def _pool(step: Step, found: Sequence[tuple[Relation, PastCell]]) -> Pool:
    return Pool(
        step=step,
        cells=tuple(cell for _, cell in found),
        sizes=tuple(one.size for one, _ in found),
        differs=tuple(dict.fromkeys(name for one, _ in found for name in one.differs)),
    )


def by_contestant(cells: Iterable[PastCell]) -> dict[tuple[str, str], list[PastCell]]:
    """(run, label) -> its cells."""
    found: dict[tuple[str, str], list[PastCell]] = {}
    for cell in cells:
        found.setdefault((cell.run, cell.label), []).append(cell)
    return found
