"""The tasks on which two contestants differ: who solved or earned more there, and what the other one lacks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from prony.boards.view import View
from prony.journal.planned_tasks import TaskRow

UNREMARKABLE = ("pass", "fail")
Samples = Mapping[str, Sequence[float]]
Rows = list[dict[str, Any]]


class TaskStanding(View, frozen=True, kw_only=True):
    """What one of the two did on one task. attempt: the one to look at, its first that did not solve, else its first.

    why: in a few words, why that attempt did not solve: a fault, or its first failing test. wall_s: its seconds.
    """

    solved: int
    scored: int
    score: float = 0.0
    """Its mean share of full marks there."""
    attempt: str
    outcome: str
    why: str = ""
    wall_s: float | None = None


class TaskDuel(View, frozen=True, kw_only=True):
    """A task on which one of the two solved more than the other, or scored more."""

    task: str
    title: str
    language: str
    a: TaskStanding
    b: TaskStanding

    @property
    def solved_alike(self) -> bool:
        """Whether both solved the same share of their attempts, so that only the scores differ."""
        return self.a.solved * self.b.scored == self.b.solved * self.a.scored

    @property
    def loser(self) -> TaskStanding:
        """The side that solved the smaller share; where both solved the same, the one that scored less."""
        if self.solved_alike:
            return self.b if self.a.score > self.b.score else self.a
        return self.b if self.a.solved * self.b.scored > self.b.solved * self.a.scored else self.a


class Matrix(View, frozen=True, kw_only=True):
    """Common tasks by who solved more of its attempts there. Those that both solved alike are `both` where they solved
    every attempt, `neither` where they solved none, `halfway` between."""

    both: int
    only_a: int
    only_b: int
    neither: int
    halfway: int = 0
    repeated: bool = False
    """Whether any of these tasks was tried more than once by either."""

    @property
    def alike(self) -> int:
        """Tasks on which neither solved more."""
        return self.both + self.neither + self.halfway


def matrix_of(a: Samples, b: Samples) -> Matrix:
    """Who solved more, by task. a, b: task -> 1 or 0 for each attempt."""
    shares = [(sum(a[task]) * len(b[task]), sum(b[task]) * len(a[task])) for task in a.keys() & b.keys()]
    alike = [task for task in a.keys() & b.keys() if sum(a[task]) * len(b[task]) == sum(b[task]) * len(a[task])]
    always = sum(sum(a[task]) == len(a[task]) for task in alike)
    never = sum(not sum(a[task]) for task in alike)
    return Matrix(
        both=always,
        only_a=sum(mine > its for mine, its in shares),
        only_b=sum(mine < its for mine, its in shares),
        neither=never,
        halfway=len(alike) - always - never,
        repeated=any(max(len(a[task]), len(b[task])) > 1 for task in a.keys() & b.keys()),
    )


def differing_tasks(solved: tuple[Samples, Samples], scores: tuple[Samples, Samples]) -> list[str]:
    """Common tasks on which shares of solved attempts or mean scores differ."""
    common = solved[0].keys() & solved[1].keys()
    return sorted(task for task in common if _differ(*solved, task) or _differ(*scores, task))


def tasks_fallen_short(solved: tuple[Samples, Samples], scores: tuple[Samples, Samples]) -> list[str]:
    """Common tasks on which some attempt did not get full marks, or did not solve."""
    common = solved[0].keys() & solved[1].keys()
    return sorted(task for task in common if any(value < 1.0 for side in (*solved, *scores) for value in side[task]))


def task_duels(
    solved: tuple[Samples, Samples],
    scores: tuple[Samples, Samples],
    tasks: Mapping[str, TaskRow],
    attempts: Sequence[Mapping[str, Rows]],
) -> tuple[TaskDuel, ...]:
    """The tasks on which they differ, in the suite's order, those where one solved more first. attempts: of each side,
    task -> the rows of the attempts that count there, oldest first."""
    differing = set(differing_tasks(solved, scores))
    duels = [
        TaskDuel(
            task=task,
            title=known.title,
            language=known.language,
            a=_standing(solved[0][task], scores[0][task], attempts[0].get(task, [])),
            b=_standing(solved[1][task], scores[1][task], attempts[1].get(task, [])),
        )
        for task, known in tasks.items()
        if task in differing
    ]
    return tuple(sorted(duels, key=lambda duel: duel.solved_alike))


def _differ(a: Samples, b: Samples, task: str) -> bool:
    return abs(sum(a[task]) * len(b[task]) - sum(b[task]) * len(a[task])) > 1e-9


def _standing(solved: Sequence[float], scores: Sequence[float], rows: Sequence[Mapping[str, Any]]) -> TaskStanding:
    nothing: dict[str, Any] = {"attempt": "", "outcome": "", "verdict": "", "tests": None, "wall_s": None}
    shown = next((row for row in rows if row["outcome"] != "solved"), rows[0] if rows else nothing)
    return TaskStanding(
        solved=int(sum(solved)),
        scored=len(solved),
        score=sum(scores) / len(scores),
        attempt=shown["attempt"],
        outcome=shown["outcome"],
        why=first_failure(shown),
        wall_s=shown["wall_s"],
    )


def first_failure(row: Mapping[str, Any]) -> str:
    """Why an attempt did not solve, in a few words: its fault, or the first test that failed; empty where it solved."""
    if row["outcome"] == "solved":
        return ""
    if row["outcome"] in ("faulted", "infra", "missing"):
        return str(row["fault_class"] or row["fault"] or row["outcome"])
    for test, status, verdict in json.loads(row["tests"] or "[]"):
        if status != "pass":
            return test if verdict in UNREMARKABLE else f"{test} ({verdict})"
    return str(row["verdict"] or row["outcome"])
