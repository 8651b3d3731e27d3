"""What each cell of a plan may learn from: the nearest earlier attempts that there are, and in which step they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

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
                newest = found[-NEWEST:]
                told = _told(self._same_weights(task)) if step.kin <= Kin.CHANGED and step.same_task else {}
                return _pool(step, [(one, _filled(cell, told)) for one, cell in newest])
        return None

    def _same_weights(self, task: Task) -> list[PastCell]:
        """Attempts of the same model at `task`, on whatever engine."""
        near = [cell for kin in (Kin.SAME, Kin.CHANGED) for _, cell in self._near[kin]]
        return [cell for cell in near if (cell.task, cell.digest) == (task.id, task.digest)]


def _told(cells: Sequence[PastCell]) -> dict[str, int]:
    """The tokens of an attempt, as those tell that know them: the engine does not matter to how many there are."""
    found = {}
    for name in ("prompt_tokens", "completion_tokens"):
        known = [value for cell in cells if (value := getattr(cell, name)) is not None]
        if known:
            found[name] = round(median(known))
    return found


def _filled(cell: PastCell, told: Mapping[str, int]) -> PastCell:
    """The attempt, with what its engine did not tell (or was cut off before it could) as others told it."""
    prompt, completion = cell.prompt_tokens, cell.completion_tokens
    return cell._replace(
        prompt_tokens=told.get("prompt_tokens") if prompt is None else prompt,
        completion_tokens=told.get("completion_tokens") if completion is None else completion,
    )


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
