"""The `loop` harness: our own agent. A brief, one tool (bash), and a loop; how commands travel is in `commands`.

The model runs commands in a workspace, one after the other, and is done when it answers without one. Commands come as
tool calls; from models whose template offers none, as one fenced block a message. What is handed in is what became of
the workspace, and we look for ourselves: nothing that the model says about it counts.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from prony.errors import SandboxError
from prony.gateway import ChatReply, Timeouts, ToolCallText, chat
from prony.harnesses.commands.calls import Calls
from prony.harnesses.commands.fenced import Fenced
from prony.harnesses.commands.spoken import spoken
from prony.harnesses.handing_in import handed_in
from prony.harnesses.job import AttemptJob, Known, command_limits
from prony.harnesses.needs import Needs
from prony.harnesses.probe import PROBE
from prony.harnesses.rehearsal import CALL_ID, Rehearsal
from prony.harnesses.result import HarnessResult
from prony.nouns import AttemptLimits, Fault, FaultCode, HarnessIdentity, Mode, Task, digest_of
from prony.outcomes import fault
from prony.sandbox import Execution, Workspace
from prony.suites import prompt

VERSION = "3"
"""Goes up whenever the same replies to the same task could become another submission."""
SAME_CALLS = 4
"""A call that is made this many times in a row, without another between, is a loop."""
A_MINUTE_S = 60.0
SHOWN_CHARS = 6000
"""Of a command's output, half from its head and half from its tail."""

SYSTEM = """\
You work in a Linux container, in the folder /workspace. {how}
Each command starts in /workspace in a fresh shell: files stay, variables and background processes do not.
Only commands change files; code in a message changes none. A command that writes a file:
cat > FILE <<'EOF'
TEXT
EOF
There is no network, and nobody answers questions. A command may take {long}.
When the task is done, say so in one sentence, without running anything."""


STRAY = re.compile(r'"arguments"\s*:|^[ \t]*(?:```|~~~)', re.MULTILINE)  # in a reply without commands: looks like one


CALLED = ChatReply(tool_calls=(ToolCallText(id=CALL_ID, name="bash", arguments='{"command": "ls"}'),))
FENCED = ChatReply(text="```bash\nls\n```")
"""Turns that run a command, for the rehearsal."""


class Loop:
    """Many requests over one gateway path, and one workspace, for each attempt."""

    needs = Needs(
        modes=frozenset({Mode.ANSWER, Mode.EDIT, Mode.AGENT}),
        workspace=True,
        names_files=True,
        conversation_tokens=16_384,
        prompt_cache=True,
        limits=AttemptLimits(requests=40, tokens=400_000, command_s=A_MINUTE_S),
    )

    def identity(self, known: Known) -> HarnessIdentity:
        """See `Harness`: its settings say how commands travel, and which bash and git a workspace has."""
        manner, limits = _manner(known), self.needs.limits
        probes = (PROBE, msgspec.structs.replace(PROBE, mode=Mode.AGENT))
        openings = [_opening(task, {}, manner, limits) for task in probes]
        budget = {"requests": limits.requests, "tokens": limits.tokens}
        return HarnessIdentity(
            name="loop",
            version=VERSION,
            config_sha256=digest_of([openings, manner.offer, SAME_CALLS, SHOWN_CHARS, budget]),
            settings={"tools": manner.name, **known.workspace},
        )

    def rehearsals(self, known: Known) -> tuple[Rehearsal, ...]:
        """One turn that runs a command, and its result, after the brief of the probe."""
        manner = _manner(known)
        opening = _opening(PROBE, {}, manner, self.needs.limits)
        turn = manner.turn(CALLED if manner.offer else FENCED, ["[exit status 0]"])
        return (Rehearsal(messages=(*opening, *turn), offer=manner.offer),)

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Let the model work until it is done, or something ends it. Raises SandboxError where no workspace is."""
        if result := job.not_asked():
            return result
        if job.workspaces is None:
            raise SandboxError("E433", "an agent has no workspace to work in", hint="prony doctor says why")
        limits = command_limits(job.limits)
        async with job.workspaces.open(job.start, job.task.toolchain, limits=limits) as workspace:
            try:
                reply, end = await _work(job, workspace)
            except Exception as error:  # a fault of our own does not take away what was done before it
                if isinstance(error, SandboxError):
                    raise
                reply, end = None, fault(FaultCode.HARNESS_CRASH, f"{type(error).__name__}: {error}")
            return await handed_in(job, workspace, reply, end)


HARNESS = Loop()


async def _work(job: AttemptJob, workspace: Workspace) -> tuple[str | None, Fault | None]:
    """The conversation, to its end: the model's last words, and the fault that ended it."""
    manner, limits, last, same = _manner(job.known), job.limits, None, 0
    messages = _opening(job.task, job.start, manner, limits)
    body = {"model": job.model, "max_tokens": job.max_tokens, **msgspec.to_builtins(job.sampling), **manner.offer}
    deadline = time.monotonic() + limits.wall_s if limits.wall_s else math.inf
    while True:
        if (left_s := deadline - time.monotonic()) <= 0:
            return None, fault(FaultCode.TIMEOUT_TOTAL, "the time of the attempt was up")
        timeouts = Timeouts(total_s=left_s if limits.wall_s else None)
        said = {**body, "messages": messages}
        reply = await chat(job.url, said, dialect=job.known.dialect, timeouts=timeouts)
        asked = manner.asked(reply) or (
            [manner.missed] if last != manner.missed and STRAY.search(spoken(reply.text)) else []
        )
        if reply.fault is not None or not asked:
            return reply.text or None, reply.fault
        results = []
        for one in asked:
            last, same = one, same + 1 if one == last else 1
            if same == SAME_CALLS:
                return reply.text or None, fault(FaultCode.LOOP, f"{same} times in a row: {one.command}")
            results.append(one.problem or _shown(await workspace.run(one.command, deadline - time.monotonic())))
        if not asked[-1].problem and (unsaved := manner.unsaved(reply)):
            results[-1] += f"\n{unsaved}"
        messages += manner.turn(reply, results)


def _manner(known: Known) -> Calls | Fenced:
    return Fenced() if known.offers_tools is False else Calls()


def _opening(task: Task, start: Mapping[str, bytes], manner: Calls | Fenced, limits: AttemptLimits) -> list[Any]:
    long = "a minute" if limits.command_s in (None, A_MINUTE_S) else f"{limits.command_s:g} seconds"
    system = SYSTEM.format(how=manner.how, long=long)
    return [{"role": "system", "content": system}, {"role": "user", "content": prompt(task, start, in_workspace=True)}]


def _shown(execution: Execution) -> str:
    """What the model is told of a command: its output, and how it ended."""
    text, half = execution.stdout.decode(errors="replace"), SHOWN_CHARS // 2
    if len(text) > SHOWN_CHARS:
        text = f"{text[:half]}\n[... {len(text) - 2 * half} characters left out ...]\n{text[-half:]}"
    cut = f"ended by a limit or a signal: {execution.verdict}, {execution.detail}"
    return f"{text.rstrip()}\n[{cut if execution.exit_code is None else f'exit status {execution.exit_code}'}]".lstrip()
