"""What a run has left to do, read from its journal: the whole of resume."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prony.bench.plan import Cell, cells
from prony.journal import Ended, Event, ExchangeSeen, Graded, Identified, Started, Submitted
from prony.nouns import (
    Attempt,
    AttemptEnd,
    Contestant,
    ContestantSpec,
    Grade,
    GradeLimits,
    Outcome,
    Purpose,
    RunPlan,
    Submission,
    Task,
)
from prony.outcomes import MAX_TRIES, REFUSED_CODES, outcome_of

EarlierStep = tuple[Submission, Grade | None]
"""What was handed in at the step before, and its newest grade."""


class Done:
    """A run's record, folded: which cell had which tries, how each ended, and the newest grade of its last step."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.contestants: dict[str, Contestant] = {}
        self.attempts: dict[str, Attempt] = {}
        self.ends: dict[str, AttemptEnd] = {}
        self.grades: dict[str, Grade] = {}
        self.tokens = 0
        self._submissions: dict[str, dict[int, Submission]] = {}
        self._step_grades: dict[tuple[str, int], Grade] = {}
        self._starts: dict[Cell, list[str]] = {}
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Take one more event, in the order of the journal."""
        match event:
            case Identified(label=label, contestant=contestant):
                self.contestants[label] = contestant
            case Started(attempt=attempt):
                self.attempts[attempt.id] = attempt
                self._starts.setdefault(_cell(attempt), []).append(attempt.id)
            case Submitted(attempt=attempt_id, submission=submission):
                self._submissions.setdefault(attempt_id, {})[submission.step] = submission
            case Ended(end=end):
                self.ends[end.attempt] = end
            case Graded(grade=grade):
                if grade.attempt in self._submissions:
                    self._step_grades[grade.attempt, grade.step] = grade
                known = self.grades.get(grade.attempt)
                if known is None or grade.step >= known.step:
                    self.grades[grade.attempt] = grade
            case ExchangeSeen(exchange=exchange) if exchange.purpose is Purpose.ATTEMPT:
                self.tokens += (exchange.tokens.prompt or 0) + (exchange.tokens.completion or 0)
            case _:
                pass

    def submissions(self, attempt_id: str) -> list[Submission]:
        """What an attempt handed in, step by step."""
        end = self.ends.get(attempt_id)
        last = end.submission if end is not None else None
        steps = dict(self._submissions.get(attempt_id, {}))
        if last is not None:
            steps[last.step] = last
        return [steps[number] for number in sorted(steps)]

    def earlier(self, attempt_id: str, step: int) -> EarlierStep | None:
        """The step before a step of an attempt; None where it handed in nothing before."""
        submission = self._submissions.get(attempt_id, {}).get(step - 1)
        return None if submission is None else (submission, self._step_grades.get((attempt_id, step - 1)))

    def grade_of(self, attempt_id: str, step: int) -> Grade | None:
        """The newest grade of a step of an attempt."""
        last = self.grades.get(attempt_id)
        return last if last is not None and last.step == step else self._step_grades.get((attempt_id, step))

    def outcome(self, attempt_id: str) -> Outcome | None:
        """The outcome of one try; None while it is unfinished or waits for its grade."""
        end = self.ends.get(attempt_id)
        return None if end is None else outcome_of(end, self.grades.get(attempt_id))

    def limits(self, tasks: Mapping[str, Task]) -> dict[str, GradeLimits]:
        """Task -> the time limits that grades of it have here, where the task is still the same."""
        return {
            task.id: grade.limits
            for attempt, grade in self.grades.items()
            if grade.limits is not None
            and (made := self.attempts.get(attempt)) is not None
            and (task := tasks.get(made.task)) is not None
            and task.digest == grade.task_digest
        }

    def tries(self, cell: Cell) -> int:
        """Tries of the cell that ended, however they ended, except those that were never made."""
        return sum(
            1 for one in self._starts.get(cell, ()) if one in self.ends and self.outcome(one) is not Outcome.MISSING
        )

    def spent(self, cell: Cell) -> int:
        """Tries of the cell that count against `MAX_TRIES`: an engine that took nothing up spent none."""
        ended = (self.ends[one] for one in self._starts.get(cell, ()) if one in self.ends)
        refused = sum(end.fault is not None and end.fault.code in REFUSED_CODES for end in ended)
        return self.tries(cell) - refused

    def starts(self, cell: Cell) -> int:
        """How often the cell was started at all."""
        return len(self._starts.get(cell, ()))

    def last(self, cell: Cell) -> str:
        """The attempt of the cell's last ended try; the empty string where there is none."""
        return next((one for one in reversed(self._starts.get(cell, [])) if one in self.ends), "")

    def state(self, cell: Cell) -> Outcome | None:
        """The outcome that counts for the cell: that of its last ended try."""
        return self.outcome(self.last(cell))

    def ungraded(self, spec: ContestantSpec, plan: RunPlan) -> list[str]:
        """Attempts of this contestant that handed in and still wait for their grade."""
        wanted = set(cells(plan, spec))
        return [
            one
            for one, end in self.ends.items()
            if _cell(self.attempts[one]) in wanted and outcome_of(end, self.grades.get(one)) is None
        ]

    def todo(self, spec: ContestantSpec, plan: RunPlan) -> list[Cell]:
        """Cells that still need an attempt: never ended, never made, or infra with tries left."""
        left = []
        for cell in cells(plan, spec):
            state = self.state(cell)
            if (
                not self.last(cell)
                or state is Outcome.MISSING
                or (state is Outcome.INFRA and self.spent(cell) < MAX_TRIES)
            ):
                left.append(cell)
        return left


def _cell(attempt: Attempt) -> Cell:
    return Cell(label=attempt.label, task=attempt.task, repeat=attempt.repeat)
