"""Why and how a run is to end early: once asked, it finishes what is in flight; asked twice, it halts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Stop:
    """The stop of one run. `reason` is None while it goes on, then `stopped` (by the user) or `budget`."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._halt = asyncio.Event()

    @property
    def stopping(self) -> bool:
        """Whether no new attempt is to be begun."""
        return self.reason is not None

    def ask(self) -> None:
        """The user wants it to end: the first time after the attempts in flight, the second time at once."""
        if self.reason is None:
            self.reason = "stopped"
        else:
            self.now()

    def now(self) -> None:
        """The user wants it to end at once."""
        self.reason = "stopped"
        self._halt.set()

    def budget(self) -> None:
        """A budget of the run is spent: nothing more is begun, and what is in flight ends now."""
        if self.reason is None:
            self.reason = "budget"
        self._halt.set()

    async def halted(self) -> None:
        """Return when attempts in flight must end."""
        await self._halt.wait()

    @contextmanager
    def budget_after(self, seconds: float) -> Iterator[None]:
        """Spend the time budget `seconds` from now."""
        timer = asyncio.get_running_loop().call_later(seconds, self.budget)
        try:
            yield
        finally:
            timer.cancel()
