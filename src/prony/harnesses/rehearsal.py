"""Rehearsals: small requests in the shape of a harness's own, by which an engine shows what it refuses."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from prony.harnesses.job import Known
from prony.nouns import Noun

CALL_ID = "call_rehearsal_0123456789"
"""As long, and of the same letters, as ids that servers make; some refuse those of others."""
SYSTEM = {"role": "system", "content": "You are a careful programmer."}
QUESTION = {"role": "user", "content": "Is there a file README.md? Answer with one word."}


class Rehearsal(Noun, frozen=True, kw_only=True):
    """One request, in the terms of chat completions."""

    messages: tuple[dict[str, Any], ...]
    offer: dict[str, Any] = {}
    """What goes beside the messages: tools."""
    needed: bool = True
    """Whether the harness can do nothing where this is refused; else it may never send such a request."""


@runtime_checkable
class Rehearses(Protocol):
    """A harness that says what its requests look like."""

    def rehearsals(self, known: Known) -> tuple[Rehearsal, ...]:
        """Small requests in the shape of its own: of its roles, its tools, a turn that calls them and the results."""
        ...


def rehearsals_of(harness: object, known: Known) -> tuple[Rehearsal, ...]:
    """The rehearsals of a harness; one question for those that say nothing of their requests."""
    return harness.rehearsals(known) if isinstance(harness, Rehearses) else (Rehearsal(messages=(QUESTION,)),)


def of_agents() -> tuple[Rehearsal, ...]:
    """What agents send whose requests nobody knows: a system message, and then, it may be, tools."""
    takes = {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]}
    tool = {"name": "bash", "description": "Run a command.", "parameters": takes}
    function = {"name": "bash", "arguments": '{"command": "ls"}'}
    call = {"id": CALL_ID, "type": "function", "function": function}
    turn = {"role": "assistant", "content": None, "tool_calls": [call]}
    result = {"role": "tool", "tool_call_id": CALL_ID, "content": "README.md"}
    return (
        Rehearsal(messages=(SYSTEM, QUESTION)),
        Rehearsal(
            messages=(SYSTEM, QUESTION, turn, result),
            offer={"tools": [{"type": "function", "function": tool}]},
            needed=False,
        ),
    )
