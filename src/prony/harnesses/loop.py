"""The `loop` harness: our own agent, all of it in this file. A brief, one tool (bash), and a loop.

The model runs commands in a workspace, one after the other, and is done when it answers without one. Commands come as
tool calls; from models whose template offers none, as one fenced block a message. What is handed in is what became of
the workspace, and we look for ourselves: nothing that the model says about it counts.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any, ClassVar, NamedTuple

import msgspec

from prony.errors import SandboxError
from prony.gateway import Budget, ChatReply, Timeouts, chat
from prony.harnesses.environment import Environment
from prony.harnesses.probe import PROBE
from prony.harnesses.result import HarnessResult
from prony.nouns import Fault, FaultCode, HarnessIdentity, Mode, Sampling, Task, digest_of
from prony.outcomes import FAULT_CLASSES, fault
from prony.sandbox import Execution, Workspace
from prony.suites import changes, prompt, workspace_files

VERSION = "2"
"""Goes up whenever the same replies to the same task could become another submission."""
SAME_CALLS = 4
"""A call that is made this many times in a row, without another between, is a loop."""
SHOWN_CHARS = 6000
"""Of a command's output, half from its head and half from its tail."""

SYSTEM = """\
You work in a Linux container, in the folder /workspace. {how}
Each command starts in /workspace in a fresh shell: files stay, variables and background processes do not.
There is no network, and nobody answers questions. A command may take a minute.
When the task is done, say so in one sentence, without running anything."""


class Asked(NamedTuple):
    """One command that the model wants to run, or, in words for the model, why it cannot be."""

    command: str
    problem: str = ""


STRAY = re.compile(r'"arguments"\s*:|^[ \t]*```', re.MULTILINE)  # in a reply without commands: looks like one


class Calls:
    """Commands as tool calls. `offer` goes into each request; `missed` is said of a reply that only looks like one."""

    name = "calls"
    how = "Run commands with the tool `bash`."
    missed = Asked("", 'Nothing was run: that is no call of the tool `bash`, which takes {"command": "..."}.')
    _takes: ClassVar = {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]}
    _bash: ClassVar = {"name": "bash", "description": "Run a command in /workspace.", "parameters": _takes}
    offer: ClassVar[dict[str, Any]] = {"tools": [{"type": "function", "function": _bash}]}

    def asked(self, reply: ChatReply) -> list[Asked]:
        """The commands in a reply; none: the model is done."""
        return [self._read(call.name, call.arguments) for call in reply.tool_calls]

    def _read(self, name: str, arguments: str) -> Asked:
        if name != "bash":
            return Asked(f"{name} {arguments}", f"there is no tool {name[:80]!r}; use bash")
        try:
            command = json.loads(arguments)["command"]
        except (ValueError, TypeError, KeyError, RecursionError):
            command = None
        problem = "" if isinstance(command, str) else 'the arguments must be JSON: {"command": "..."}'
        return Asked(arguments if problem else command, problem)

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


class Fenced:
    """Commands as one fenced block a message, for templates that know no tools. Otherwise as `Calls`."""

    name = "fenced"
    how = """To run a command, write it in one fenced block and stop:\n```bash\nCOMMAND\n```
One block a message. Its output and exit status come back as the next message."""
    missed = Asked("", "Nothing was run: commands are run from a block that begins with ```bash, and nowhere else.")
    offer: ClassVar[dict[str, Any]] = {}
    _block = re.compile(r"^[ \t]*```(?:bash|sh|shell)[ \t]*\n(.*?)(?:^[ \t]*```|\Z)", re.MULTILINE | re.DOTALL)

    def asked(self, reply: ChatReply) -> list[Asked]:
        """As of `Calls`."""
        blocks = self._block.findall(reply.text)
        several = "write one block a message; none of these was run" if len(blocks) > 1 else ""
        return [Asked("\n".join(blocks), several)] if blocks else []

    def turn(self, reply: ChatReply, results: list[str]) -> list[dict[str, Any]]:
        """As of `Calls`."""
        return [{"role": "assistant", "content": reply.text}, {"role": "user", "content": "\n".join(results)}]


class Loop:
    """Many requests over one gateway path, and one workspace, for each attempt."""

    agentic = True
    modes = frozenset({Mode.ANSWER, Mode.EDIT, Mode.AGENT})
    budget = Budget(requests=40, tokens=400_000)
    conversation_tokens = 16_384

    def identity(self, environment: Environment) -> HarnessIdentity:
        """See `Harness`: its settings say how commands travel, and which bash and git a workspace has."""
        manner = _manner(environment)
        openings = [_opening(task, manner) for task in (PROBE, msgspec.structs.replace(PROBE, mode=Mode.AGENT))]
        return HarnessIdentity(
            name="loop",
            version=VERSION,
            config_sha256=digest_of([openings, manner.offer, SAME_CALLS, SHOWN_CHARS, self.budget]),
            settings={"tools": manner.name, **(environment.workspaces.identity if environment.workspaces else {})},
        )

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
        """Let the model work until it is done, or something ends it. Raises SandboxError where no workspace is."""
        if result := environment.not_asked():
            return result
        if environment.workspaces is None:
            raise SandboxError("E433", "an agent has no workspace to work in", hint="prony doctor says why")
        body = {"model": model, "max_tokens": max_tokens, **msgspec.to_builtins(sampling), **_manner(environment).offer}
        async with environment.workspaces.open(workspace_files(task), task.toolchain) as workspace:
            try:
                reply, end = await _work(task, base_url, body, environment, workspace, time.monotonic() + wall_s)
            except Exception as error:  # a fault of our own does not take away what was done before it
                if isinstance(error, SandboxError):
                    raise
                reply, end = None, fault(FaultCode.HARNESS_CRASH, f"{type(error).__name__}: {error}")
            taken = await workspace.take(task.protect, (*task.editable, *task.answer))
        left = changes(task, taken.files)
        ended_as = FAULT_CLASSES.get(end.code) if end is not None and (left.files or left.removed) else None
        facts = {"gave_up": not (end or left), "egress_attempted": workspace.unrouted, str(ended_as): ended_as}
        labels, notes = tuple(name for name, holds in facts.items() if holds), (*left.notes, *taken.notes)
        return HarnessResult(
            reply=reply, files=left.files, removed=left.removed, workspace=True, fault=end, notes=notes, labels=labels
        )


async def _work(
    task: Task, base_url: str, body: dict[str, Any], environment: Environment, workspace: Workspace, deadline: float
) -> tuple[str | None, Fault | None]:
    """The conversation, to its end: the model's last words, and the fault that ended it."""
    manner, last, same = _manner(environment), None, 0
    messages = _opening(task, manner)
    while True:
        if (left_s := deadline - time.monotonic()) <= 0:
            return None, fault(FaultCode.TIMEOUT_TOTAL, "the time of the attempt was up")
        limits, said = Timeouts(total_s=left_s), {**body, "messages": messages}
        reply = await chat(base_url, said, dialect=environment.dialect, timeouts=limits)
        asked = manner.asked(reply) or ([manner.missed] if last != manner.missed and STRAY.search(reply.text) else [])
        if reply.fault is not None or not asked:
            return reply.text or None, reply.fault
        results = []
        for one in asked:
            last, same = one, same + 1 if one == last else 1
            if same == SAME_CALLS:
                return reply.text or None, fault(FaultCode.LOOP, f"{same} times in a row: {one.command}")
            results.append(one.problem or _shown(await workspace.run(one.command, deadline - time.monotonic())))
        messages += manner.turn(reply, results)


def _manner(environment: Environment) -> Calls | Fenced:
    return Fenced() if environment.offers_tools is False else Calls()


def _opening(task: Task, manner: Calls | Fenced) -> list[dict[str, Any]]:
    system = SYSTEM.format(how=manner.how)
    return [{"role": "system", "content": system}, {"role": "user", "content": prompt(task, in_workspace=True)}]


def _shown(execution: Execution) -> str:
    """What the model is told of a command: its output, and how it ended."""
    text, half = execution.stdout.decode(errors="replace"), SHOWN_CHARS // 2
    if len(text) > SHOWN_CHARS:
        text = f"{text[:half]}\n[... {len(text) - 2 * half} characters left out ...]\n{text[-half:]}"
    cut = f"ended by a limit or a signal: {execution.verdict}, {execution.detail}"
    return f"{text.rstrip()}\n[{cut if execution.exit_code is None else f'exit status {execution.exit_code}'}]".lstrip()
