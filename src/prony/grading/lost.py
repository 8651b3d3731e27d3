"""Criteria that a test has cost already: other tests of theirs cannot earn them back, and need not run."""

from __future__ import annotations

from prony.grading.subject import criteria_of
from prony.nouns import Task, Verdict

NOT_RUN = "not run: its criterion is lost already"


class LostCriteria:
    """The criteria of a task that are lost, each with the verdict that cost it."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._verdicts: dict[str, Verdict] = {}

    def lose(self, test_id: str, verdict: Verdict) -> None:
        """Count the criteria of a test as lost."""
        for name in criteria_of(self._task, test_id):
            self._verdicts.setdefault(name, verdict)

    def verdict(self, test_id: str) -> Verdict | None:
        """The verdict of a test that can change nothing any more; None for one that must run."""
        if not self._verdicts:
            return None
        names = criteria_of(self._task, test_id)
        return next(self._verdicts[name] for name in names) if names <= self._verdicts.keys() else None
