"""What one attempt may use of its model, and what is left of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prony.nouns import Exchange, Fault, FaultCode, Noun, Purpose
from prony.outcomes import fault


class Budget(Noun, frozen=True, kw_only=True):
    """Limits of one attempt; None is no limit."""

    requests: int | None = None
    """How many may go to the engine."""
    tokens: int | None = None
    """Prompt and completion together, as the engine counts them, over all exchanges; the request that crosses the line
    is answered, the next is not."""
    wall_s: float | None = None
    """Seconds from the opening of the path."""
    first_s: float | None = 600.0
    """Seconds that a streamed reply may take to its first word (see `Timeouts`): a long prompt takes minutes without a
    GPU, and so does loading a model that was unloaded meanwhile."""
    stall_s: float | None = 300.0
    """Seconds between two pieces of a streamed reply: some engines hold a tool call back until it is whole."""


class BudgetClock:
    """Counts the seconds of a budget down, and calls `expire` when they are over; stands still while it is paused."""

    __slots__ = ("_expire", "_left_s", "_timer")

    def __init__(self, wall_s: float | None, expire: Callable[[], None]) -> None:
        self._left_s = wall_s
        self._expire = expire
        self._timer: asyncio.TimerHandle | None = None

    @property
    def left_s(self) -> float | None:
        """Seconds that are left; None without a limit."""
        if self._timer is None:
            return self._left_s
        return max(0.0, self._timer.when() - asyncio.get_running_loop().time())

    def run(self) -> None:
        """Count from now on."""
        if self._left_s is not None and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._left_s, self._expire)

    def pause(self) -> None:
        """Count no more, until it is to run again."""
        self._left_s = self.left_s
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Ledger:
    """Keeps the count for one path. `requests`: admitted so far; `tokens`: told so far by finished exchanges."""

    __slots__ = ("budget", "requests", "tokens")

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.requests = 0
        self.tokens = 0

    def admit(self) -> Fault | None:
        """Count one more request, or say why it may not go."""
        budget = self.budget
        if budget.requests is not None and self.requests >= budget.requests:
            return fault(
                FaultCode.BUDGET, f"the budget of this attempt is {budget.requests} requests, and they are used"
            )
        if budget.tokens is not None and self.tokens >= budget.tokens:
            return fault(
                FaultCode.BUDGET, f"the budget of this attempt is {budget.tokens} tokens, and {self.tokens} are used"
            )
        self.requests += 1
        return None

    def settle(self, exchange: Exchange) -> None:
        """Add what a finished exchange used; what a judge asked is not the attempt's."""
        if exchange.purpose is not Purpose.ATTEMPT:
            return
        self.tokens += (exchange.tokens.prompt or 0) + (exchange.tokens.completion or 0)
