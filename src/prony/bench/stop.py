"""Why and how a run is to end early: once asked, it finishes what is in flight; asked twice, it halts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class CutShort(Exception):
    """What was waited for is not wanted any more: the run is to end."""


class Stop:
    """The stop of one run. `reason` is None while it goes on, then `stopped` (by the user) or `budget`."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._halt = asyncio.Event()
        self._preparing: set[asyncio.Task[object]] = set()

    @property
    def stopping(self) -> bool:
        """Whether no new attempt is to be begun."""
        return self.reason is not None

    def ask(self) -> None:
        """The user wants it to end: the first time after the attempts in flight, the second time at once."""
        if self.reason is None:
            self.reason = "stopped"
            self._cut()
        else:
            self.now()

    def now(self) -> None:
        """The user wants it to end at once."""
        self.reason = "stopped"
        self._halt.set()
        self._cut()

    def budget(self) -> None:
        """A budget of the run is spent: nothing more is begun, and what is in flight ends now."""
        if self.reason is None:
            self.reason = "budget"
        self._halt.set()
        self._cut()

    async def halted(self) -> None:
        """Return when attempts in flight must end."""
        await self._halt.wait()

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """A block that only prepares attempts (weights on their way, a model that loads): it is given up as soon as the
        run is to end, with CutShort."""
        task = asyncio.current_task()
        assert task is not None
        if self.stopping:
            raise CutShort
        self._preparing.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if task in self._preparing or task.uncancel() > 0:
                raise  # somebody else's cancelling
            raise CutShort from None
        finally:
            self._preparing.discard(task)

    def _cut(self) -> None:
        while self._preparing:
            self._preparing.pop().cancel()

    @contextmanager
    def budget_after(self, seconds: float) -> Iterator[None]:
        """Spend the time budget `seconds` from now."""
        timer = asyncio.get_running_loop().call_later(seconds, self.budget)
        try:
            yield
        finally:
            timer.cancel()
