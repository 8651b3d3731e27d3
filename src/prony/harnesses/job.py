"""One attempt as a harness gets it: the task, the model behind a gateway path, what it may use, and where to work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from prony.harnesses.next_step import NextStep
from prony.harnesses.result import HarnessResult
from prony.nouns import AttemptLimits, Fault, FaultCode, Limits, Sampling, Task
from prony.outcomes import fault
from prony.sandbox import Workspaces

PROCESSES = 128
"""Of an agent's command."""


@dataclass(frozen=True)
class Known:
    """Knowledge of a contestant's model and of the workspaces here, the same for all its attempts."""

    has_chat_template: bool | None = None
    """What the engine's description says of the model's template; None where it does not."""
    offers_tools: bool | None = None
    """Likewise."""
    dialect: str = "chat"
    """What the engine is best spoken to in, for `prony.gateway.chat`."""
    served_context: int | None = None
    """Tokens."""
    version: str | None = None
    """Of the harness's own program, as the command of its needs says."""
    workspace: Mapping[str, str] = field(default_factory=dict)
    """The programs that every workspace has, by name, with their versions."""


async def _no_next_step(result: HarnessResult) -> NextStep | None:
    """Where a task has no steps."""
    return None


@dataclass(frozen=True)
class AttemptJob:
    """One attempt at a task, through the model at `url`."""

    task: Task
    start: Mapping[str, bytes]
    """The files that it starts from, of the task as it will be graded."""
    url: str
    """A gateway path, with its `/v1`."""
    model: str
    sampling: Sampling
    max_tokens: int
    """Of one reply."""
    limits: AttemptLimits
    """Every limit of the attempt that anybody says."""
    known: Known = Known()
    workspaces: Workspaces | None = None
    """Makes a workspace; None where none can be had, which only agents mind."""
    recorded_fault: Callable[[], Fault | None] = lambda: None
    """What went wrong so far between harness and model, as the gateway saw it."""
    closed: Callable[[], bool] = lambda: False
    """Whether the gateway takes no more requests: a budget is spent, or the time is up."""
    requests: Callable[[], int] = lambda: 0
    """How many went to the model so far."""
    go_on: Callable[[HarnessResult], Awaitable[NextStep | None]] = _no_next_step
    """Hands in what a step came to, and waits for its grade; the next step, or None: the attempt ends with it."""

    def not_asked(self) -> HarnessResult | None:
        """The result of a model without a chat template: what a server would make of messages is not its doing."""
        words = "the model's file has no chat template: it is a base model, and was not asked"
        return (
            HarnessResult(fault=fault(FaultCode.NO_CHAT_TEMPLATE, words))
            if self.known.has_chat_template is False
            else None
        )


def command_limits(limits: AttemptLimits) -> Limits:
    """The limits of one command of an agent, in the sandbox's terms; `disk_mb` is of the whole workspace."""
    said: dict[str, Any] = {
        "cpu_s": limits.command_s,
        "wall_s": limits.command_s,
        "memory_mb": limits.memory_mb,
        "output_bytes": limits.command_output_bytes,
        "disk_mb": limits.disk_mb,
    }
    return Limits(processes=PROCESSES, **{name: value for name, value in said.items() if value is not None})
