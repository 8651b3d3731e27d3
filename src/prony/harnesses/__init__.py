"""Harnesses: what stands between a task and a model. Each is a file with a class of the shape of `Harness`.

    chat.py    one shot: the brief in one message, files out of the reply

A new harness is a file beside these and a line in `HARNESSES`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Protocol

from prony.errors import UsageError
from prony.harnesses.chat import Chat
from prony.harnesses.result import HarnessResult
from prony.nouns import HarnessIdentity, Sampling, Task


class Harness(Protocol):
    """Drives one contestant through one brief, over a gateway path.

    identity: name, version, and the digest of everything that shapes what the model is told.
    """

    @property
    def identity(self) -> HarnessIdentity:
        """Part of every contestant's fingerprint."""
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
        has_chat_template: bool | None = None,
    ) -> HarnessResult:
        """Make one attempt at `task` through the model at `base_url` (a gateway path).

        What the model or its engine does wrong is a fault in the result, never an exception.
        has_chat_template: what the engine's description says; None where it does not.
        """
        ...


HARNESSES: dict[str, Callable[[], Harness]] = {"chat": Chat}
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


__all__ = ["HARNESSES", "Chat", "Harness", "HarnessResult", "harness_named"]
