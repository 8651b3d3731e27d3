"""Commands as tool calls, in OpenAI's form."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from prony.gateway import ChatReply
from prony.harnesses.commands.beside import unsaved
from prony.harnesses.commands.command import Command
from prony.harnesses.commands.fenced import Fenced
from prony.harnesses.commands.spoken import spoken


class Calls:
    """Commands as tool calls. `offer` goes into each request; `missed` is said of a reply that only looks like one."""

    name = "calls"
    how = "Run commands with the tool `bash`."
    missed = Command("", 'Nothing was run: that is no call of the tool `bash`, which takes {"command": "..."}.')
    _takes: ClassVar = {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]}
    _bash: ClassVar = {"name": "bash", "description": "Run a command in /workspace.", "parameters": _takes}
    offer: ClassVar[dict[str, Any]] = {"tools": [{"type": "function", "function": _bash}]}

    def asked(self, reply: ChatReply) -> list[Command]:
        """The commands in a reply; none: the model is done."""
        return [self._read(call.name, call.arguments) for call in reply.tool_calls]

    def unsaved(self, reply: ChatReply) -> str:
        """A sentence about code in the reply that ran nothing; empty where there is none."""
        return unsaved(spoken(reply.text), with_shells=True)

    def _read(self, name: str, arguments: str) -> Command:
        if name != "bash":
            return Command(f"{name} {arguments}", f"there is no tool {name[:80]!r}; use bash")
        try:
            command = json.loads(arguments)["command"]
        except (ValueError, TypeError, KeyError, RecursionError):
            command = None
        problem = "" if isinstance(command, str) else 'the arguments must be JSON: {"command": "..."}'
        return Command(arguments if problem else command, problem)

    def turn(self, reply: ChatReply, results: list[str]) -> list[dict[str, Any]]:
        """The messages that continue the conversation: the reply itself, and what its commands gave."""
        if not reply.tool_calls:
            return Fenced().turn(reply, results)
        calls, answers = [], []
        for number, (call, result) in enumerate(zip(reply.tool_calls, results, strict=True)):
            id, function = call.id or f"call_{number}", {"name": call.name, "arguments": call.arguments}
            calls.append({"id": id, "type": "function", "function": function})
            answers.append({"role": "tool", "tool_call_id": id, "content": result})
        return [{"role": "assistant", "content": reply.text, "tool_calls": calls}, *answers]
