"""Commands as tool calls, in OpenAI's form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from prony.gateway import ChatReply, ToolCallText
from prony.harnesses.commands.beside import unsaved
from prony.harnesses.commands.command import Asked, Command, CommandTurn, Miss
from prony.harnesses.commands.fenced import STRAY, Fenced
from prony.harnesses.commands.spoken import spoken
from prony.harnesses.commands.text_calls.reading import read_text_calls
from prony.harnesses.rehearsal import CALL_ID


class Calls:
    """Commands as tool calls. `offer` goes into each request; `missed` is said of a reply that only looks like one."""

    name = "calls"
    how = "Run commands with the tool `bash`."
    missed = """Nothing was run: your message has no call of the tool `bash`, which takes {"command": "..."}."""
    _takes: ClassVar = {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]}
    _bash: ClassVar = {"name": "bash", "description": "Run a command in /workspace.", "parameters": _takes}
    offer: ClassVar[dict[str, Any]] = {"tools": [{"type": "function", "function": _bash}]}
    _call: ClassVar = ToolCallText(id=CALL_ID, name="bash", arguments='{"command": "ls"}')
    example: ClassVar = CommandTurn(ChatReply(tool_calls=(_call,)), Asked(), ["[exit status 0]"])
    """A turn that runs a command, for the rehearsal."""

    def asked(self, reply: ChatReply, given: Iterable[str]) -> Asked:
        """The commands in a reply. given: the texts that the model was shown."""
        text = spoken(reply.text)
        if reply.tool_calls:
            commands = tuple(self._read(call.name, call.arguments) for call in reply.tool_calls)
            return Asked(commands, unsaved=unsaved(text, with_shells=True))
        reading = read_text_calls(text, {"bash": self._takes}, given)
        if reading.calls:
            commands = tuple(Command(arguments["command"]) for _, arguments in reading.calls)
            return Asked(commands, as_text=True, unsaved=unsaved(reading.rest, with_shells=True))
        if reading.problem:
            words = f"{self.missed} What looks like one is text, and not plainly a call: {reading.problem}."
            return Asked((Command("", words),), miss=Miss.UNCLEAR)
        miss = Miss.UNCLEAR if Fenced().asked(reply, given).miss is None else Miss.STRAY
        return Asked((Command("", self.missed),), miss=miss) if STRAY.search(text) else Asked()

    def _read(self, name: str, arguments: str) -> Command:
        if name != "bash":
            return Command(f"{name} {arguments}", f"there is no tool {name[:80]!r}; use bash")
        try:
            command = json.loads(arguments)["command"]
        except (ValueError, TypeError, KeyError, RecursionError):
            command = None
        problem = "" if isinstance(command, str) else 'the arguments must be JSON: {"command": "..."}'
        return Command(arguments if problem else command, problem)

    def turn(self, turn: CommandTurn) -> list[dict[str, Any]]:
        """The messages that continue the conversation: the reply itself, and what its commands gave.

        What came as text goes back as text: a template shows it as it was, and needs no place for results of tools.
        """
        reply = turn.reply
        if not reply.tool_calls:
            return Fenced().turn(turn)
        calls, answers = [], []
        for number, (call, result) in enumerate(zip(reply.tool_calls, turn.results, strict=True)):
            id, function = call.id or f"call_{number}", {"name": call.name, "arguments": call.arguments}
            calls.append({"id": id, "type": "function", "function": function})
            answers.append({"role": "tool", "tool_call_id": id, "content": result})
        return [{"role": "assistant", "content": reply.text, "tool_calls": calls}, *answers]
