"""The `chat` harness: the brief in one user message, and files out of the one reply; again for each step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from prony.gateway import ChatReply, Timeouts, chat
from prony.harnesses.job import AttemptJob, Known
from prony.harnesses.needs import Needs
from prony.harnesses.next_step import NextStep, standing, with_earlier
from prony.harnesses.probe import PROBE
from prony.harnesses.rehearsal import Rehearsal
from prony.harnesses.result import HarnessResult
from prony.nouns import FaultCode, HarnessIdentity, Mode, Task, digest_of
from prony.suites import extract, prompt, step_prompt

VERSION = "3"
"""Goes up whenever the same reply to the same task could become another submission."""


class OneShot:
    """One request a step, streamed, through the gateway; no system message, no examples, no other chance.

    In a later step, the messages before stand in the conversation, without reasoning that came apart from the reply.
    """

    needs = Needs(modes=frozenset({Mode.ANSWER, Mode.EDIT}), steps=True)

    def identity(self, known: Known) -> HarnessIdentity:
        """Its digest covers the form of the prompt: all forms of how to hand in, and where the brief stands."""
        one = msgspec.structs.replace(PROBE, answer=PROBE.answer[:1])
        edit = msgspec.structs.replace(PROBE, mode=Mode.EDIT, answer=(), editable=PROBE.answer)
        form = {"messages": [[_message(task, {})] for task in (one, PROBE, edit)], "stream": True}
        return HarnessIdentity(name="chat", version=VERSION, config_sha256=digest_of(form))

    def rehearsals(self, known: Known) -> tuple[Rehearsal, ...]:
        """One message, as of every attempt."""
        return (Rehearsal(messages=(_message(PROBE, {}),)),)

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Ask once, and take the files out of the answer; in a task with steps once for each.

        A whole answer inside a reply that was cut, or that went on in a loop, is handed in.
        """
        if result := job.not_asked():
            return result
        messages = [_message(job.task, job.start)]
        step: NextStep | None = None
        while True:
            reply = await self._ask(job, messages, step)
            task = job.task if step is None else step.task
            start = standing(job.start, step.files, step.removed) if step and task.mode is Mode.EDIT else job.start
            result = with_earlier(_handed_in(reply, task, start), step)
            step = await job.go_on(result)
            if step is None:
                return result
            messages += [{"role": "assistant", "content": reply.text}, _step_message(step)]

    async def _ask(self, job: AttemptJob, messages: list[dict[str, str]], step: NextStep | None) -> ChatReply:
        max_tokens, left_s = (job.max_tokens, job.limits.wall_s) if step is None else (step.max_tokens, step.left_s)
        body: dict[str, Any] = {"model": job.model, "messages": messages, "max_tokens": max_tokens}
        body.update(msgspec.to_builtins(job.sampling))
        return await chat(job.url, body, dialect=job.known.dialect, timeouts=Timeouts(total_s=left_s))


HARNESS = OneShot()


def _message(task: Task, start: Mapping[str, bytes]) -> dict[str, str]:
    return {"role": "user", "content": prompt(task, start)}


def _step_message(step: NextStep) -> dict[str, str]:
    return {"role": "user", "content": step_prompt(step.task, step.number, step.brief)}


_LABELS = {FaultCode.TRUNCATED: "truncated", FaultCode.LOOP: "looped"}
"""Faults of a reply that is there all the same, with the label that its attempt gets."""


def _handed_in(reply: ChatReply, task: Task, start: Mapping[str, bytes]) -> HarnessResult:
    """What became of the reply: its files, or the fault why there are none."""
    label = _LABELS.get(reply.fault.code) if reply.fault is not None else None
    if reply.fault is not None and label is None:
        return HarnessResult(reply=reply.text or None, fault=reply.fault)
    labels: tuple[str, ...] = (label,) if label is not None else ()
    found = extract(reply.text, task, start)
    labels = (*labels, *found.labels)
    if reply.fault is not None and found.may_be_cut:
        return HarnessResult(reply=reply.text, fault=reply.fault, notes=found.notes, labels=labels)
    return HarnessResult(
        reply=reply.text,
        files=found.files,
        removed=found.removed,
        fault=reply.fault or found.fault,
        notes=found.notes,
        labels=labels,
    )
