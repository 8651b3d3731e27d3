"""Step proofs: what a task ships as submissions of its steps, each graded after the one that is handed in before it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Protocol

from prony.grading.job import Earlier
from prony.nouns import AskedWhen, Grade, Noun, Task
from prony.suites.materials import Materials
from prony.suites.step_briefs import filled_brief

REFERENCE, START = "", "(start)"
"""Names of submissions beside those of flaws."""


class GradeAt(Protocol):
    """Grades files as the submission of a step."""

    def __call__(self, files: Mapping[str, bytes], *, step: int, before: Earlier | None) -> Awaitable[Grade]:
        """Grade them."""
        ...


class ProvenStep(Noun, frozen=True, kw_only=True):
    """A submission of a step that a task ships, with its grade."""

    files: dict[str, bytes]
    grade: Grade

    @property
    def earlier(self) -> Earlier:
        """It as the next step sees it."""
        return Earlier(files=self.files, metrics=self.grade.metrics)


class StepProofs:
    """The submissions that a task ships for its steps. Each is graded once, however often it comes before another."""

    def __init__(self, task: Task, materials: Materials, graded: GradeAt) -> None:
        self._task = task
        self._materials = materials
        self._graded = graded
        self._made: dict[tuple[int, str], asyncio.Task[ProvenStep]] = {}

    async def proven(self, step: int, name: str = REFERENCE) -> ProvenStep:
        """A submission of a step by its name, graded."""
        made = self._made.get((step, name))
        if made is None:
            made = self._made[step, name] = asyncio.create_task(self._prove(step, name))
        return await made

    async def brief(self, step: int, before: str) -> str:
        """The brief of a step as it is given after the submission `before` of the step before it."""
        earlier = await self.proven(step - 1, before)
        tests = self._materials.at(step - 1).tests
        return filled_brief(self._task, self._task.steps[step - 1], earlier.grade, tests)

    def names_before(self, step: int) -> tuple[str, ...]:
        """The submissions of the step before a step that it may be asked after."""
        flaws = tuple(flaw.id for flaw in self._task.flaws if flaw.step == step - 1 and not flaw.equivalent)
        always = self._task.steps[step - 1].ask is AskedWhen.ALWAYS
        return (*([REFERENCE] if always and self._task.has_reference else []), START, *flaws)

    async def _prove(self, step: int, name: str) -> ProvenStep:
        files = self._files(step, name)
        before = await self.proven(step - 1, self._name_before(step, name)) if step else None
        grade = await self._graded(files, step=step, before=before.earlier if before else None)
        return ProvenStep(files=files, grade=grade)

    def _files(self, step: int, name: str) -> dict[str, bytes]:
        if name == START:
            return {}
        return self._materials.at(step).solution if name == REFERENCE else self._materials.flawed(name)

    def _name_before(self, step: int, name: str) -> str:
        """What was handed in before a submission: what it names, else what its step is proven after."""
        flaw = next((flaw for flaw in self._task.flaws if flaw.id == name), None)
        asked = self._task.steps[step - 1]
        named = (flaw.after if flaw else "") or asked.after
        return named or (START if asked.ask is AskedWhen.UNSOLVED or not self._task.has_reference else REFERENCE)
