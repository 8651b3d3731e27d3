"""Deadlines of one reply, and the one timer that watches them, however many pieces the reply comes in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from prony.gateway.wire import Reading
from prony.nouns import Fault, FaultCode, Noun
from prony.outcomes import fault


class Timeouts(Noun, frozen=True, kw_only=True):
    """Deadlines of one request, in seconds; None is none."""

    total_s: float | None = None
    """Until the end of the reply."""
    first_s: float | None = None
    """Until its first word, that is the first non-empty piece of reasoning or answer; an event without words, such as
    the progress of a load or of the prefill, begins the wait anew, a comment such as a ping does not."""
    stall_s: float | None = None
    """Between any two pieces of its bytes, once it has said a word."""


OVER_S = 0.5
"""How long a connection may stay open after the very last word of a reply: some servers leave that to the client."""


class Watch:
    """Watches the deadlines of one reply, and calls `expire` with the fault of the first that passes, once.

    heard: when the last bytes of the reply came, on the monotonic clock; its owner keeps it, which is all that a piece
    of the reply costs.
    """

    __slots__ = ("_began", "_chunks", "_expire", "_limits", "_reading", "_since", "_timer", "heard")

    def __init__(self, limits: Timeouts, reading: Reading, expire: Callable[[Fault], None]) -> None:
        self._limits = limits
        self._reading = reading
        self._expire = expire
        self._began = self._since = self.heard = time.monotonic()
        self._chunks = 0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the clock."""
        self._began = self._since = self.heard = time.monotonic()
        self._look()

    def pause(self) -> None:
        """Stop the clock: nothing is read from the engine for now."""
        self.stop()

    def resume(self) -> None:
        """Go on, as if something had just been heard."""
        if self._timer is None:
            self._since = self.heard = time.monotonic()
            self._look()

    def hurry(self) -> None:
        """Look again: the very last word has come."""
        if self._timer is not None:
            self._timer.cancel()
            self._look()

    def stop(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        """Look at the clock, and again when the next deadline could pass."""
        self._timer = None
        now, due = time.monotonic(), self._due()
        for at, code, words in due:
            if at <= now:
                self._expire(fault(code, words))
                return
        waits = [at - now for at, _, _ in due[:1]]
        if self._limits.stall_s is not None:
            # The first word may come at any time, and brings a deadline of its own.
            waits.append(self._limits.stall_s)
        if waits:
            self._timer = asyncio.get_running_loop().call_later(max(min(waits), 0.001), self._look)

    def _due(self) -> list[tuple[float, FaultCode, str]]:
        """The deadlines that stand, the next one first."""
        limits, reading = self._limits, self._reading
        due: list[tuple[float, FaultCode, str]] = []
        if limits.total_s is not None:
            due.append((self._began + limits.total_s, FaultCode.TIMEOUT_TOTAL, f"no end within {limits.total_s:g} s"))
        if reading.over:
            due.append((self.heard + OVER_S, FaultCode.TIMEOUT_STALL, "open after its last word"))
            return sorted(due)
        if reading.first_answer is not None or reading.first_reasoning is not None:
            if limits.stall_s is not None:
                due.append((self.heard + limits.stall_s, FaultCode.TIMEOUT_STALL, f"silent for {limits.stall_s:g} s"))
        elif limits.first_s is not None:
            if reading.chunks != self._chunks:
                self._chunks, self._since = reading.chunks, self.heard
            words = f"nothing said within {limits.first_s:g} s"
            due.append((self._since + limits.first_s, FaultCode.TIMEOUT_FIRST, words))
        return sorted(due)
