"""Budgets: the limits of one attempt, and the tokens of one reply."""

from __future__ import annotations

import msgspec

from prony.gateway import Budget
from prony.harnesses import Needs
from prony.nouns import AttemptLimits, ContestantSpec, Task, Thinking
from prony.options import overlaid

LIMITS = AttemptLimits(
    wall_s=900.0,
    first_s=Budget().first_s,
    stall_s=Budget().stall_s,
    command_s=60.0,
    command_output_bytes=1 << 20,
    memory_mb=1024,
    disk_mb=256,
)
"""Of every attempt, where nobody says others."""
MAX_TOKENS = 1024
MAX_TOKENS_THINKING = 4096
"""Of a reply of a model that thinks, where its plan knows no `thinking_tokens`."""


def limits_of(spec: ContestantSpec, task: Task, needs: Needs) -> AttemptLimits:
    """The limits of an attempt: of each the contestant's, else the task's, else the harness's, else the bench's."""
    return overlaid(spec.attempt, task.attempt, needs.limits, LIMITS)


def gateway_budget(limits: AttemptLimits) -> Budget:
    """The part of the limits that the gateway holds an attempt to."""
    return Budget(**{name: getattr(limits, name) for name in Budget.__struct_fields__})


def reply_tokens(task: Task, limits: AttemptLimits, *, thinking: Thinking | None, room: int | None = None) -> int:
    """Tokens of one reply: `max_tokens` of the limits, else what the task asks for, or 1024.

    Where the model may think, `thinking_tokens` come on top, as far as `room` goes: tokens of the served context that
    the longest prompt leaves; None where it is not known. A plan without them is of a time when a reply of a model
    that thinks had 4096, and gets those.
    """
    if limits.max_tokens is not None:
        return limits.max_tokens
    asked = task.max_tokens or MAX_TOKENS
    least = max(task.max_tokens or 0, MAX_TOKENS_THINKING) if thinking is Thinking.ON else asked
    if limits.thinking_tokens is None or not may_think(thinking):
        return least
    generous = asked + limits.thinking_tokens
    return max(least, generous if room is None else min(generous, room))


def may_think(thinking: Thinking | None) -> bool:
    """Whether the model thinks, or nothing is known that says it does not."""
    return thinking in (None, Thinking.ON)


def pinned(limits: AttemptLimits, thinking: Thinking | None) -> dict[str, int | float]:
    """The limits that a contestant's fingerprint holds: those that were chosen for it and can shape its results."""
    said: dict[str, int | float] = msgspec.to_builtins(limits)
    if limits.max_tokens is not None or not may_think(thinking):
        said.pop("thinking_tokens", None)
    return said
