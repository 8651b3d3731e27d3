"""The `loop` harness: our own agent. A brief, one tool (bash), and a loop; how commands travel is in `commands`.

The model runs commands in a workspace, one after the other, and is done when it answers without one. Commands come as
tool calls; from models whose template offers none, as one fenced block a message. What is handed in is what became of
the workspace, and we look for ourselves: nothing that the model says about it counts.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import Any

import msgspec

from prony.errors import SandboxError
from prony.gateway import ChatReply, Timeouts, chat
from prony.gateway.shims import TEXT_CALLS, TOOLS_AS_TEXT
from prony.harnesses.commands.calls import Calls
from prony.harnesses.commands.command import Asked, Command, CommandTurn, Miss
from prony.harnesses.commands.fenced import Fenced
from prony.harnesses.commands.opening import A_MINUTE_S, opening
from prony.harnesses.commands.past_step import PastStep, clear_turns
from prony.harnesses.commands.shown import SHOWN_CHARS, shown
from prony.harnesses.handing_in import handed_in
from prony.harnesses.job import AttemptJob, Known, command_limits
from prony.harnesses.needs import Needs
from prony.harnesses.next_step import NextStep
from prony.harnesses.probe import PROBE
from prony.harnesses.rehearsal import Rehearsal
from prony.harnesses.result import HarnessResult
from prony.nouns import AttemptLimits, Fault, FaultCode, HarnessIdentity, Mode, digest_of
from prony.outcomes import fault
from prony.sandbox import Workspace
from prony.suites import step_prompt

VERSION = "3"
"""Goes up whenever the same replies to the same task could become another submission."""
SAME_CALLS = 4
"""A call that is made this many times in a row, without another between, is a loop."""


class Loop:
    """Many requests over one gateway path, and one workspace, for each attempt."""

    needs = Needs(
        modes=frozenset({Mode.ANSWER, Mode.EDIT, Mode.AGENT}),
        steps=True,
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
        openings = [opening(task, {}, manner, limits) for task in probes]
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
        first = opening(PROBE, {}, manner, self.needs.limits)
        return (Rehearsal(messages=(*first, *manner.turn(manner.example)), offer=manner.offer),)

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Let the model work until it is done, or something ends it. Raises SandboxError where no workspace is."""
        if result := job.not_asked():
            return result
        if job.workspaces is None:
            raise SandboxError("E433", "an agent has no workspace to work in", hint="prony doctor says why")
        limits = command_limits(job.limits)
        async with job.workspaces.open(job.start, job.task.toolchain, limits=limits) as workspace:
            work = _Work(job, workspace)
            step: NextStep | None = None
            while True:
                try:
                    reply, end = await work.run()
                except Exception as error:  # a fault of our own does not take away what was done before it
                    if isinstance(error, SandboxError):
                        raise
                    reply, end = None, fault(FaultCode.HARNESS_CRASH, f"{type(error).__name__}: {error}")
                result = await handed_in(job if step is None else replace(job, task=step.task), workspace, reply, end)
                step = await job.go_on(result)
                if step is None:
                    break
                work.go_on(step, reply)
        shims = {*work.shims, *([TEXT_CALLS] if work.text_calls else [])}
        labels = (*result.labels, *(f"shim:{name}" for name in sorted(shims)))
        return msgspec.structs.replace(result, labels=labels, text_calls=work.text_calls)


HARNESS = Loop()


class _Work:
    """One conversation, from its opening to its end."""

    def __init__(self, job: AttemptJob, workspace: Workspace) -> None:
        self._job, self._workspace = job, workspace
        self._manner = _manner(job.known)
        self._turns: list[CommandTurn] = []
        self._before: list[PastStep] = []
        self._max_tokens = job.max_tokens
        self._last: Command | None = None
        self._same = 0
        self._deadline = time.monotonic() + job.limits.wall_s if job.limits.wall_s else math.inf
        self.shims: set[str] = set()
        self.text_calls = 0
        """Commands that came as text."""

    def go_on(self, step: NextStep, last_words: str | None) -> None:
        """Go on with the next step, in the same conversation."""
        brief = step_prompt(step.task, step.number, step.brief, in_workspace=True)
        self._before.append(PastStep(self._turns, last_words, brief))
        self._turns, self._last, self._same = [], None, 0
        self._max_tokens = step.max_tokens
        self._deadline = math.inf if step.left_s is None else time.monotonic() + step.left_s

    async def run(self) -> tuple[str | None, Fault | None]:
        """Go on to the end: the model's last words, and the fault that ended it."""
        while True:
            if (left_s := self._deadline - time.monotonic()) <= 0:
                return None, fault(FaultCode.TIMEOUT_TOTAL, "the time of the attempt was up")
            messages = self._messages()
            reply = await self._ask(messages, left_s)
            given = [one["content"] for one in messages if one["role"] != "assistant"]
            asked = self._manner.asked(reply, given)
            told_before = bool(self._turns) and self._turns[-1].asked.miss is not None
            goes_over = told_before and asked.miss is Miss.UNCLEAR and self._manner.name == Calls.name
            if reply.fault is not None or not asked.commands or (told_before and asked.miss and not goes_over):
                return reply.text or None, reply.fault
            if goes_over:
                self._go_over()
                continue
            results, looped = await self._results(asked)
            if looped:
                return reply.text or None, looped
            self._turns.append(CommandTurn(reply, asked, results))

    def _go_over(self) -> None:
        """Go over to fenced blocks, as if there had never been a tool.

        Of what was not plainly a call nothing is told again: a model would go on writing the same.
        """
        self._manner = Fenced()
        self._turns = clear_turns(self._turns)
        self._before = [step._replace(turns=clear_turns(step.turns)) for step in self._before]
        self.shims.add(TOOLS_AS_TEXT)

    def _messages(self) -> list[dict[str, Any]]:
        first = opening(self._job.task, self._job.start, self._manner, self._job.limits)
        past = [message for step in self._before for message in step.messages(self._manner)]
        return [*first, *past, *(message for turn in self._turns for message in self._manner.turn(turn))]

    async def _ask(self, messages: list[dict[str, Any]], left_s: float) -> ChatReply:
        job, sampling = self._job, msgspec.to_builtins(self._job.sampling)
        body = {"model": job.model, "max_tokens": self._max_tokens, **sampling, **self._manner.offer}
        timeouts = Timeouts(total_s=left_s if job.limits.wall_s else None)
        return await chat(job.url, {**body, "messages": messages}, dialect=job.known.dialect, timeouts=timeouts)

    async def _results(self, asked: Asked) -> tuple[list[str], Fault | None]:
        """What the commands gave, each in words for the model; and the fault of one that is repeated for ever."""
        results: list[str] = []
        for one in asked.commands:
            self._last, self._same = one, self._same + 1 if one == self._last else 1
            if self._same == SAME_CALLS:
                return results, fault(FaultCode.LOOP, f"{self._same} times in a row: {one.command}")
            left_s = self._deadline - time.monotonic()
            results.append(one.problem or shown(await self._workspace.run(one.command, left_s)))
            self.text_calls += asked.as_text
        if asked.unsaved and not asked.commands[-1].problem:
            results[-1] += f"\n{asked.unsaved}"
        return results, None


def _manner(known: Known) -> Calls | Fenced:
    return Fenced() if known.offers_tools is False else Calls()
