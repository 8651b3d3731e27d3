"""CaughtCriterion by contestant: who caught which bug, in how many attempts, and how hard each turned out to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from prony.boards.board import Rate
from prony.boards.bugs.sole import SoleCatch, sole_catch
from prony.boards.estimates import rate_of
from prony.boards.view import View
from prony.journal.marks import Marked
from prony.nouns import CriterionResult
from prony.outcomes import fully_earned


class Catches(View, frozen=True, kw_only=True):
    """How often one contestant earned a criterion whole, of its scored attempts there."""

    contestant: str
    caught: int
    attempts: int
    distinct: int
    """Submissions among them that differ: copies are no further evidence."""


class CaughtCriterion(View, frozen=True, kw_only=True):
    """A part of a task: of one with planted bugs, a bug. caught: by how many of all attempts of all models."""

    task: str
    criterion: str
    title: str
    points: float
    bonus: bool
    required: bool
    rate: Rate
    """How often it was caught: the mean over contestants, each counting once; interval over contestants."""
    catches: tuple[Catches, ...]
    """By contestant, in the order of the view."""
    sole: SoleCatch | None = None
    """Who caught it where nobody else ever did."""

    @property
    def caught(self) -> int:
        """Attempts that caught it."""
        return sum(one.caught for one in self.catches)

    @property
    def attempts(self) -> int:
        """All scored attempts."""
        return sum(one.attempts for one in self.catches)


def criteria_of(attempts: Sequence[Marked], contestants: Sequence[str], level: float) -> list[CaughtCriterion]:
    """Every criterion worth points of tasks that have several, in the order of tasks; p of `sole` is not adjusted."""
    by_task: dict[str, dict[str, list[Marked]]] = defaultdict(lambda: defaultdict(list))
    for one in attempts:
        by_task[one.task][one.contestant].append(one)
    found = []
    for task, of in by_task.items():
        known = _known(one for mine in of.values() for one in mine)
        found += [_criterion(task, one, of, contestants, level) for one in known.values()] if len(known) > 1 else []
    return found


def catch_rates(criteria: Sequence[CaughtCriterion], contestants: Sequence[str], level: float) -> dict[str, Rate]:
    """contestant -> the share that it catches of what is no bonus: the mean over criteria, interval over tasks."""
    from prony.stats import rate

    found = {}
    for contestant in contestants:
        rows = [
            (f"{one.task}\n{one.criterion}", one.task, mine)
            for one in criteria
            if not one.bonus
            for mine in one.catches
            if mine.contestant == contestant and mine.attempts
        ]
        if not rows:
            found[contestant] = Rate(value=None, tasks=0, attempts=0, state="nothing_scored")
            continue
        ids = [name for name, _, mine in rows for _ in range(mine.attempts)]
        scores = [float(n < mine.caught) for _, _, mine in rows for n in range(mine.attempts)]
        estimate = rate(ids, scores, groups={name: task for name, task, _ in rows}, level=level)
        found[contestant] = Rate(
            value=estimate.value,
            lo=estimate.lo,
            hi=estimate.hi,
            tasks=len({task for _, task, _ in rows}),
            attempts=len(scores),
            solved=int(sum(scores)),
            method=estimate.method,
            state=estimate.state.value,
        )
    return found


def _known(attempts: Iterable[Marked]) -> dict[str, CriterionResult]:
    """The criteria worth points, as grades tell them."""
    return {one.id: one for attempt in attempts for one in attempt.criteria if one.points}


def _criterion(
    task: str,
    about: CriterionResult,
    of: Mapping[str, Sequence[Marked]],
    contestants: Sequence[str],
    level: float,
) -> CaughtCriterion:
    earned = {who: [_earned(one, about.id) for one in of.get(who, ())] for who in contestants}
    catches = tuple(
        Catches(
            contestant=who,
            caught=sum(earned[who]),
            attempts=len(earned[who]),
            distinct=len({one.handed_in or str(n) for n, one in enumerate(of.get(who, ()))}),
        )
        for who in contestants
    )
    samples = {who: [float(one) for one in mine] for who, mine in earned.items() if mine}
    return CaughtCriterion(
        task=task,
        criterion=about.id,
        title=about.title,
        points=about.points,
        bonus=about.bonus,
        required=about.required,
        rate=rate_of(samples, level),
        catches=catches,
        sole=sole_catch({one.contestant: (one.caught, one.attempts, one.distinct) for one in catches if one.attempts}),
    )


def _earned(attempt: Marked, criterion: str) -> bool:
    """Whether an attempt earned a criterion whole; one without a grade earned nothing."""
    return any(one.id == criterion and fully_earned(one) for one in attempt.criteria)
