"""A habit of servers, and the pieces that their scripts are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent_suite import FIX
from fake_engine import DONE, MODELS, ROLE, USAGE, Reply, Script, answer, delta, finish, sse, whole

from prony.nouns import FaultCode, Outcome

RIGHT = "Here it is:\n\n```python\ndef double(x):\n    return 2 * x\n```\n"
"""A right answer to the task of every habit that is not an agent's."""
WRONG = RIGHT.replace("2 * x", "x + 2")


@dataclass(frozen=True)
class Becomes:
    """What a run makes of the attempt: exactly this, and no flag, label, note or shim beside it.

    outcome: None where the run is refused before it begins, with the code `refused`.
    """

    outcome: Outcome | None = None
    fault: FaultCode | None = None
    refused: str | None = None
    flags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Of reading the reply."""
    shims: tuple[str, ...] = ()


SOLVED = Becomes(Outcome.SOLVED)


@dataclass(frozen=True)
class Habit:
    """One habit. An attempt at it is one task of one model `model` behind `harness`; agents get a task for agents.

    servers: who is known to do so. does: one sentence whose subject is the server. shows: what a person sees of it;
    each piece of it in `backticks` must be among the words that the run gives of this attempt.
    """

    name: str
    servers: str
    does: str
    script: Reply
    """What requests that carry the task are answered with; by turn, these alone are counted."""
    becomes: Becomes
    shows: str = ""
    before: Reply | None = None
    """What the small requests before the first task are answered with. None: as `script` does where it is a function of
    the request, else well."""
    models: Reply = MODELS
    paths: Mapping[str, Reply] = field(default_factory=dict)
    """What other targets are answered with; those that are not named here are answered 404."""
    at: str = "/v1"
    """Where the server has its dialect."""
    named_at: str | None = None
    """The path of the base URL that the user names, where it is not that."""
    model: str | None = "m"
    """The model that the user names; None: nothing but the URL."""
    harness: str = "chat"
    patience_s: float = 600.0
    """How long the run waits for the server."""
    asks: Mapping[str, Any] = field(default_factory=dict)
    """More of what the user asks for: fields of `prony.bench.contestants.Request`."""


def error(status: int, message: str, **more: Any) -> Script:
    """A refusal in the dialect's form; `more` goes into its `error` object, `headers` into its head."""
    headers = more.pop("headers", ())
    return whole(status, json.dumps({"error": {"message": message, **more}}).encode(), headers=headers)


def right(**more: Any) -> Script:
    """The right answer, streamed."""
    return answer(RIGHT, **more)


def listed(*names: str, **more: Any) -> Script:
    """A list of models; `more` goes into each of its entries."""
    entries = [{"id": name, "object": "model", **more} for name in names]
    return whole(200, json.dumps({"object": "list", "data": entries}).encode())


def call(command: str, identity: str = "id0", index: int = 0) -> dict[str, Any]:
    """A whole call of the tool `bash`, as one entry of `tool_calls`."""
    function = {"name": "bash", "arguments": json.dumps({"command": command})}
    return {"index": index, "id": identity, "type": "function", "function": function}


CALLED = sse(ROLE, delta({"tool_calls": [call(FIX)]}), finish("tool_calls"), USAGE, DONE)
"""The turn of an agent that calls for what solves its task; its next turn has to be an answer."""
REPAIR = FIX
"""The command that solves the task of agents."""
