"""The path of one attempt through the gateway: an address, and the record of what went over it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prony.errors import EngineError
from prony.gateway.budgets import Budget, BudgetClock, Ledger
from prony.gateway.deadlines import Timeouts
from prony.gateway.fitting import Fitting
from prony.gateway.requests import Upstream
from prony.gateway.shims import Cure, Replies
from prony.http1.connection import address_of
from prony.keys import hold
from prony.nouns import Exchange, Fault, FaultCode
from prony.outcomes import fault

if TYPE_CHECKING:
    from prony.gateway.forward import Forward


class GatewayPath:
    """What an attempt gets: `base_url` for its harness, and what went over it so far.

    shims: changes that its requests get: those of its target, then those that the engine asked for since.
    cure: what the engine's last refusal asks for. sent: requests that went to the engine, those that were asked again
    in another way among them.
    finished: exchanges that are over, in the order in which they ended. fault: why the gateway ended this path's
    traffic, where a budget, a silent engine or a cut prompt made it; it then stands above whatever fault the harness
    saw.
    """

    def __init__(self, attempt: str, target: Upstream, budget: Budget, base_url: str, token: str) -> None:
        self.attempt = attempt
        self.target = target
        self.base_url = base_url
        self.finished: list[Exchange] = []
        self.fault: Fault | None = None
        self.token = token
        self.address = address_of(target.base_url)
        self.timeouts = Timeouts(first_s=budget.first_s, stall_s=budget.stall_s)
        self.key = _key(target)
        self.ledger = Ledger(budget)
        self.fitting = Fitting(target.cuts_at)
        self.replies = Replies()
        self.shims = target.shims
        self.cure: Cure | None = None
        self.sent = 0
        self.live: set[Forward] = set()
        self.clock = BudgetClock(budget.wall_s, self._time_is_up)
        self.broken: Exception | None = None

    @property
    def exchanges(self) -> int:
        """How many exchanges are over."""
        return len(self.finished)

    @property
    def last_exchange(self) -> Exchange | None:
        """The exchange that ended last; None where none is over."""
        return self.finished[-1] if self.finished else None

    @property
    def late_shims(self) -> tuple[str, ...]:
        """Shims that the engine asked for on this path, and that its target did not have."""
        return self.shims[len(self.target.shims) :]

    @property
    def tokens(self) -> int:
        """Prompt and completion tokens of the finished exchanges, as the engine counted them."""
        return self.ledger.tokens

    @property
    def requests(self) -> int:
        """Requests of the harness that went to the engine, or are on their way; each counts once, however asked."""
        return self.ledger.requests

    def end(self, reason: Fault) -> None:
        """Admit nothing more, and end what is in flight with `reason`."""
        self.fault = self.fault or reason
        self.abort(reason)

    def _time_is_up(self) -> None:
        words = f"the budget of this attempt is {self.ledger.budget.wall_s:g} s, and they are over"
        self.end(fault(FaultCode.TIMEOUT_TOTAL, words))

    def abort(self, reason: Fault) -> None:
        """End what is in flight with `reason`."""
        for forward in tuple(self.live):
            forward.stop(reason)


def fault_of(path: GatewayPath) -> Fault | None:
    """The fault of an attempt by the gateway's record: why its traffic was ended, else that of its last exchange.

    A harness that hung up in the middle of a reply is no such fault: it knows its reason, and the gateway does not.
    """
    if path.fault is not None:
        return path.fault
    reply_fault = path.last_exchange.fault if path.last_exchange is not None else None
    hung_up = reply_fault is not None and reply_fault.code is FaultCode.CLIENT_FAULT
    return None if hung_up else reply_fault


def _key(target: Upstream) -> str:
    """The key, kept in memory only: that of an engine of ours, else from the environment; empty where none is named."""
    if target.key:
        return hold(target.key)
    if target.api_key_env is None:
        return ""
    key = os.environ.get(target.api_key_env, "").strip()
    if not key or any(ord(c) < 33 or ord(c) > 126 for c in key):
        raise EngineError(
            "E251",
            f"the environment variable {target.api_key_env} holds no API key"
            if not key
            else f"{target.api_key_env} is no API key",
            where=target.base_url,
            cause="it is not set, or empty" if not key else "it holds spaces or characters outside ASCII",
            hint=f"export {target.api_key_env}=... in the shell that runs prony",
        )
    return hold(key)
