"""The steps of one check, one after the other, until one does not hold."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from prony.grading.check_fault import CheckFault
from prony.grading.services.answers import answer_fault, captured, parallel_fault, request_of
from prony.grading.services.client import HttpAnswer
from prony.grading.services.hosting import Hosting
from prony.nouns import Verdict
from prony.suites.service_checks import (
    COUNTER,
    RequestStep,
    RestartStep,
    ServiceStep,
    StartStep,
    StopStep,
    WaitStep,
)
from prony.suites.stepped import SteppedCheck

Renew = Callable[[], Awaitable[Hosting]]
"""Ends the scene and everything in it; servers in a fresh one."""


class Steps:
    """Goes through the steps of checks. `hosting`: where the servers are now; `renew` makes it another."""

    def __init__(self, hosting: Hosting, renew: Renew) -> None:
        self.hosting = hosting
        self._renew = renew

    async def fault(self, check: SteppedCheck) -> CheckFault | None:
        """Why a check does not hold; None where all of its steps do."""
        values: dict[str, Any] = {}
        for number, step in enumerate(check.steps, 1):
            fault = await _DO[type(step)](self, step, values)
            if fault is not None:
                which = f"step {number}: " if len(check.steps) > 1 else ""
                return CheckFault(verdict=fault.verdict, hidden=which + fault.hidden, shown=fault.shown)
        return None

    async def request(self, step: RequestStep, values: dict[str, Any]) -> CheckFault | None:
        """Ask, compare, and take what later steps need."""
        if fault := await self.hosting.need(step.server):
            return fault
        if step.parallel is not None:
            return await self._parallel(step, step.parallel, values)
        answer = await self.hosting.ask(step.server, request_of(step, values), step.within_s)
        if isinstance(answer, CheckFault):
            return answer
        if fault := answer_fault(step, answer, values):
            return fault
        taken = captured(step, answer)
        if isinstance(taken, CheckFault):
            return taken
        values |= taken
        return None

    async def _parallel(self, step: RequestStep, count: int, values: Mapping[str, Any]) -> CheckFault | None:
        each = [{**values, COUNTER: number} for number in range(count)]
        requests = [request_of(step, own) for own in each]
        replies = await self.hosting.ask_all(step.server, requests, step.within_s)
        answers: list[HttpAnswer] = []
        for own, reply in zip(each, replies, strict=True):
            fault = reply if isinstance(reply, CheckFault) else answer_fault(step, reply, own)
            if fault is not None or isinstance(reply, CheckFault):
                return fault
            answers.append(reply)
        return parallel_fault(step, answers)

    async def stop(self, step: StopStep, values: Mapping[str, Any]) -> CheckFault | None:
        """Signal it, and see how it ends."""
        if fault := await self.hosting.need(step.server):
            return fault
        execution = await self.hosting.stop(step.server, step.stop, step.within_s)
        if execution is None:
            return CheckFault(verdict=Verdict.TIMEOUT_WALL, hidden=f"it did not end after {step.stop}")
        if step.exit is not None and execution.exit_code != step.exit:
            how = execution.detail or f"exit status {execution.exit_code}"
            return CheckFault(hidden=f"after {step.stop} it ended otherwise than it must", shown=how)
        return None

    async def start(self, step: StartStep, values: Mapping[str, Any]) -> CheckFault | None:
        """Start one that was stopped."""
        return await self.hosting.start(step.server)

    async def restart(self, step: RestartStep, values: Mapping[str, Any]) -> CheckFault | None:
        """End them, and start one."""
        await self.hosting.stop_all()
        if step.restart == "fresh":
            self.hosting = await self._renew()
        return await self.hosting.start(step.server)

    async def wait(self, step: WaitStep, values: Mapping[str, Any]) -> CheckFault | None:
        """Let time pass."""
        await asyncio.sleep(step.wait_s)
        return None


_DO: Mapping[type[ServiceStep], Callable[[Steps, Any, dict[str, Any]], Awaitable[CheckFault | None]]] = {
    RequestStep: Steps.request,
    StopStep: Steps.stop,
    StartStep: Steps.start,
    RestartStep: Steps.restart,
    WaitStep: Steps.wait,
}
