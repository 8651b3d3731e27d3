"""Harnesses: what stands between a task and a model. Each is a file with a class of the shape of `Harness`.

    chat.py           one shot: the brief in one message, files out of the reply
    loop.py           our own agent: one tool, bash, in a workspace, until the model is done
    environment.py    what a harness finds beside its task
    result.py         what it brings back

A new harness is a file beside these and a line in `HARNESSES`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Protocol

from prony.errors import UsageError
from prony.gateway import Budget
from prony.harnesses.chat import Chat
from prony.harnesses.environment import Environment
from prony.harnesses.loop import Loop
from prony.harnesses.result import HarnessResult
from prony.nouns import HarnessIdentity, Mode, Sampling, Task


class Harness(Protocol):
    """Drives one contestant through one brief, over a gateway path.

    agentic: it sends a growing conversation, and works in a workspace. modes: of tasks that it can be given. budget: of
    one attempt, beside the wall clock. conversation_tokens: what a conversation may come to, beyond the brief and one
    reply.
    """

    agentic: bool
    modes: frozenset[Mode]
    budget: Budget
    conversation_tokens: int

    def identity(self, environment: Environment) -> HarnessIdentity:
        """Name, version, and the digest of all that shapes what the model is told: part of its fingerprint."""
        ...

    async def attempt(
        self,
        task: Task,
        base_url: str,
        *,
        model: str,
        sampling: Sampling,
        max_tokens: int,
        wall_s: float,
        environment: Environment,
    ) -> HarnessResult:
        """Make one attempt at `task` through the model at `base_url` (a gateway path).

        What the model or its engine does wrong is a fault in the result, never an exception.
        """
        ...


HARNESSES: dict[str, Callable[[], Harness]] = {"chat": Chat, "loop": Loop}
"""Harnesses by name."""


def harness_named(name: str) -> Harness:
    """The harness of that name. Raises UsageError E280."""
    if name not in HARNESSES:
        near = difflib.get_close_matches(name, HARNESSES, n=1)
        known = ", ".join(sorted(HARNESSES))
        raise UsageError(
            "E280", f"there is no harness {name!r}", hint=f"did you mean {near[0]}?" if near else f"there are: {known}"
        )
    return HARNESSES[name]()


__all__ = ["HARNESSES", "Chat", "Environment", "Harness", "HarnessResult", "Loop", "harness_named"]
