"""Who may use the CPU: where the engine shares it with the sandbox, generating and grading take turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

GENERATE = "generate"
GRADE = "grade"


class Phases:
    """Any number of holders of one phase at a time; the phases alternate fairly.

    With `exclusive=False` (an engine on another machine or on a GPU) both phases run freely beside each other.
    """

    def __init__(self, *, exclusive: bool) -> None:
        self.exclusive = exclusive
        self._phase: str | None = None
        self._holders = 0
        self._waiting = {GENERATE: 0, GRADE: 0}
        self._changed = asyncio.Condition()

    def _may_enter(self, phase: str) -> bool:
        other = GRADE if phase == GENERATE else GENERATE
        if self._holders == 0:
            # The phase that has just ended does not begin again over those who wait for the other.
            return self._phase != phase or not self._waiting[other]
        return self._phase == phase and not self._waiting[other]

    @asynccontextmanager
    async def hold(self, phase: str) -> AsyncIterator[None]:
        """Hold `phase` (GENERATE or GRADE) for the length of the block."""
        if not self.exclusive:
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
