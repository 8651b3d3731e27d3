"""Steps: how an attempt goes on when what it handed in is graded."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import msgspec

from prony.gateway import GatewayPath
from prony.harnesses import HarnessResult, NextStep
from prony.harnesses.next_step import laid_over
from prony.nouns import AskedWhen, Fault, FaultCode, Grade, Submission, Task, Verdict
from prony.outcomes import INFRA_CODES, MISSING_CODES
from prony.suites import materials_of
from prony.suites.step_briefs import filled_brief
from prony.suites.step_views import at_step

HandIn = Callable[[Submission], Awaitable[Grade | None]]
"""Records the submission of a step and waits for its grade; None where nobody can grade it."""

_LAST = (Verdict.GRADER_ERROR, Verdict.TAMPERED)
"""Verdicts after which nothing more is asked: there is no grade to go on from, or it was forfeited."""


class AttemptSteps:
    """Takes one attempt from step to step.

    submitted: makes a submission of what a harness brought back. tokens: of one reply, by step. paused_s: how long it
    waited for grades, which is nobody's time.
    """

    def __init__(
        self,
        task: Task,
        path: GatewayPath,
        hand_in: HandIn,
        submitted: Callable[[HarnessResult, Task, int], Submission | None],
        tokens: tuple[int, ...],
    ) -> None:
        self.number = 0
        self.handed_in: Submission | None = None
        """The submission of this step, where it was handed in already."""
        self.paused_s = 0.0
        self._task = task
        self._path = path
        self._hand_in = hand_in
        self._submitted = submitted
        self._tokens = tokens
        self._files: dict[str, bytes] = {}
        self._removed: tuple[str, ...] = ()

    @property
    def task(self) -> Task:
        """The task as it stands at this step."""
        return at_step(self._task, self.number)

    async def go_on(self, result: HarnessResult) -> NextStep | None:
        """Hand in what this step came to; the next step, or None where the attempt ends with it."""
        if self.number >= len(self._task.steps) or not _has_something(result):
            return None
        submission = self._submitted(result, self.task, self.number)
        if submission is None:
            return None
        grade = await self._graded(submission)
        self.handed_in = submission
        step = self._task.steps[self.number]
        if grade is None or grade.verdict in _LAST or (grade.solved and step.ask is AskedWhen.UNSOLVED):
            return None
        brief = filled_brief(self._task, step, grade, materials_of(self._task).at(self.number).tests)
        if not result.files and not result.removed:
            brief = f"{_nothing_taken(result.fault)}\n\n{brief}"
        self._files, self._removed = laid_over(self._files, self._removed, result.files, result.removed)
        self.number, self.handed_in = self.number + 1, None
        return NextStep(
            number=self.number,
            task=as_told(self._task, self.number),
            brief=brief,
            max_tokens=self._tokens[self.number],
            left_s=self._path.clock.left_s,
            files=self._files,
            removed=self._removed,
        )

    async def _graded(self, submission: Submission) -> Grade | None:
        """The grade of a submission. The attempt's clock stands still until it is there."""
        began = time.monotonic()
        self._path.clock.pause()
        try:
            return await self._hand_in(submission)
        finally:
            self.paused_s += time.monotonic() - began
            self._path.clock.run()


def as_told(task: Task, step: int) -> Task:
    """The task as it stands at a step, with all briefs that there are up to it, unfilled: what a reply may quote."""
    briefs = [brief.text for one in task.steps[:step] for brief in one.briefs]
    return msgspec.structs.replace(at_step(task, step), instruction="\n\n".join([task.instruction, *briefs]))


def _has_something(result: HarnessResult) -> bool:
    """Whether an attempt can go on after a result: it handed files in, or a reply in which none were found."""
    code = result.fault.code if result.fault is not None else None
    if code in INFRA_CODES or code in MISSING_CODES:
        return False
    return bool(result.files or result.removed or (code is FaultCode.NO_ANSWER and result.reply))


def _nothing_taken(reason: Fault | None) -> str:
    return "No file could be taken from that answer" + (f": {reason.detail}." if reason and reason.detail else ".")
