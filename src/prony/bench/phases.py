"""Turns on the CPU: where an engine shares it with the sandbox, generating and grading alternate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

GENERATE = "generate"
GRADE = "grade"


class Phases:
    """Any number of holders of one phase at a time; the phases alternate fairly.

    Who generates without this machine's CPU (an engine on another machine or on a GPU) holds `GENERATE` with
    `alone=False`, and runs beside the graders.
    """

    def __init__(self, *, to_grade: Callable[[], bool] = lambda: False) -> None:
        """to_grade: whether there is work that a grader is about to take up; it waits for GRADE from then on."""
        self._to_grade = to_grade
        self._phase: str | None = None
        self._holders = 0
        self._waiting = {GENERATE: 0, GRADE: 0}
        self._changed = asyncio.Condition()

    def _may_enter(self, phase: str) -> bool:
        if self._phase != phase:
            return self._holders == 0
        # The phase that is, or has just ended, takes nobody in over those who wait for the other.
        other = GRADE if phase == GENERATE else GENERATE
        return not self._waiting[other] and not (other == GRADE and self._to_grade())

    @asynccontextmanager
    async def hold(self, phase: str, *, alone: bool = True) -> AsyncIterator[None]:
        """Hold `phase` (GENERATE or GRADE) for the length of the block; without `alone`, beside the other one."""
        if not alone:
            yield
            return
        async with self._changed:
            self._waiting[phase] += 1
            try:
                await self._changed.wait_for(lambda: self._may_enter(phase))
            finally:
                self._waiting[phase] -= 1
                self._changed.notify_all()
            self._phase = phase
            self._holders += 1
        try:
            yield
        finally:
            async with self._changed:
                self._holders -= 1
                self._changed.notify_all()
