"""How late this process's own event loop is, by a task that wants to wake every 10 ms."""

from __future__ import annotations

import asyncio
import math
import time
from types import TracebackType
from typing import Self

from prony.journal.sweeps import LoopLag

BEAT_S = 0.01


class Heartbeat:
    """Beats from entering to leaving; then `lag` tells how late the beats were."""

    def __init__(self) -> None:
        self._late_s: list[float] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _beat(self) -> None:
        while True:
            due = time.monotonic() + BEAT_S
            await asyncio.sleep(BEAT_S)
            self._late_s.append(max(0.0, time.monotonic() - due))

    @property
    def lag(self) -> LoopLag:
        """What the beats so far tell."""
        return lag_of(self._late_s)


def lag_of(late_s: list[float]) -> LoopLag:
    """The 99th percentile (the least value that 99 % do not pass) and the most, in ms."""
    ranked = sorted(late_s) or [0.0]
    at = math.ceil(0.99 * len(ranked)) - 1
    return LoopLag(beats=len(late_s), p99_ms=round(ranked[at] * 1000, 3), most_ms=round(ranked[-1] * 1000, 3))
