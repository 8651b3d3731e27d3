"""The `edit` harness: the files in the brief, changes of them back, and what the task's own check says, a few times.

The model runs nothing. Its whole files and blocks are laid over what it was given, the check of the task (its visible
tests) is run on that in a fresh workspace, and the model sees what it prints, until it passes, the model changes
nothing more, or the requests are spent. What was changed is handed in.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from prony.errors import SandboxError
from prony.gateway import ChatReply, Timeouts, chat
from prony.harnesses.commands.shown import SHOWN_CHARS, shown
from prony.harnesses.job import AttemptJob, Known, command_limits
from prony.harnesses.needs import Needs
from prony.harnesses.next_step import NextStep
from prony.harnesses.probe import PROBE
from prony.harnesses.rehearsal import Rehearsal
from prony.harnesses.result import HarnessResult
from prony.nouns import AttemptLimits, Fault, FaultCode, HarnessIdentity, Mode, Task, digest_of
from prony.outcomes import FAULT_CLASSES, fault
from prony.suites import extract
from prony.suites.extraction import Extraction
from prony.suites.prompt import as_edited, edit_prompt, round_trigger, shown_file, step_prompt

VERSION = "1"
"""Goes up whenever the same replies to the same task could become another submission."""
ROUNDS = 4
"""Requests of an attempt: the first, and as many more as this less one."""
MOST_MISSED = 8
"""Changes that could not be made of which a model is told."""
CHECKED = "After your answer `{check}` is run on your files, and you are shown what it prints."
AGAIN = "Answer with further changes in the same form. If there is nothing left to change, say so in one sentence."


class EditRounds:
    """One conversation of few requests for each attempt; a fresh workspace for each check."""

    needs = Needs(
        modes=frozenset({Mode.ANSWER, Mode.EDIT, Mode.AGENT}),
        steps=True,
        workspace=True,
        conversation_tokens=16_384,
        prompt_cache=True,
        limits=AttemptLimits(requests=ROUNDS, tokens=200_000, command_s=60.0),
    )

    def identity(self, known: Known) -> HarnessIdentity:
        """Its digest covers every form of words that a model meets."""
        form = [
            _opening(as_edited(PROBE), {}),
            CHECKED,
            AGAIN,
            _told("Round 2", _MISSED, "check", "output", {"one.py": b"1\n"}),
        ]
        return HarnessIdentity(
            name="edit",
            version=VERSION,
            config_sha256=digest_of([form, SHOWN_CHARS, MOST_MISSED, ROUNDS]),
            settings=dict(known.workspace),
        )

    def rehearsals(self, known: Known) -> tuple[Rehearsal, ...]:
        """A brief, an answer, and what the check said of it."""
        answer = {"role": "assistant", "content": "`one.py`\n```\n1\n```"}
        told = _told(round_trigger(PROBE, 2), Extraction(), "python3 -m unittest", "[exit status 1]", {})
        return (Rehearsal(messages=(_opening(as_edited(PROBE), {}), answer, told)),)

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Ask, make the changes, run the check, and tell what it says. Raises SandboxError where no workspace is."""
        if result := job.not_asked():
            return result
        if job.workspaces is None:
            raise SandboxError("E433", "there is no workspace to run a check in", hint="prony doctor says why")
        rounds = _Rounds(job)
        while True:
            try:
                reply, end = await rounds.run()
            except Exception as error:  # a fault of our own does not take away what was done before it
                if isinstance(error, SandboxError):
                    raise
                reply, end = None, fault(FaultCode.HARNESS_CRASH, f"{type(error).__name__}: {error}")
            result = rounds.handed_in(reply, end)
            step = await job.go_on(result)
            if step is None:
                return result
            rounds.go_on(step, reply)


HARNESS = EditRounds()


class _Rounds:
    """The rounds of one attempt, and the files as they stand."""

    def __init__(self, job: AttemptJob) -> None:
        self._job = job
        self._task = as_edited(job.task)
        self._files = dict(job.start)
        self._messages = [_opening(self._task, job.start)]
        self._max_tokens = job.max_tokens
        self._deadline = time.monotonic() + job.limits.wall_s if job.limits.wall_s else math.inf
        self._round = 0
        self._notes: list[str] = []
        self._labels: dict[str, None] = {}

    def go_on(self, step: NextStep, reply: str | None) -> None:
        """Go on with the next step, in the same conversation and with the files as they stand."""
        self._task = as_edited(step.task)
        told = {"role": "user", "content": step_prompt(self._task, step.number, step.brief)}
        self._messages += [{"role": "assistant", "content": reply or ""}, told]
        self._max_tokens = step.max_tokens
        self._deadline = math.inf if step.left_s is None else time.monotonic() + step.left_s
        self._notes, self._labels = [], {}

    async def run(self) -> tuple[str | None, Fault | None]:
        """The model's last words, and the fault that ended it."""
        told: dict[str, str] | None = None
        while True:
            if (left_s := self._deadline - time.monotonic()) <= 0:
                return None, fault(FaultCode.TIMEOUT_TOTAL, "the time of the attempt was up")
            reply = await self._ask(left_s)
            self._round += 1
            if reply.fault is not None and reply.fault.code not in _READABLE:
                return reply.text or None, reply.fault
            found = extract(reply.text, self._task, self._files, whole=True)
            if reply.fault is not None and found.may_be_cut:
                return reply.text or None, reply.fault
            changed = self._take(found)
            if reply.fault is not None or _says_nothing(found):
                return reply.text or None, reply.fault or found.fault
            says_done = told is not None and not changed
            told = None if says_done else await self._look(found, changed)
            if told is None or self._spent():
                return reply.text, None if self._files != self._job.start else found.fault
            self._messages += [{"role": "assistant", "content": reply.text}, told]

    def _spent(self) -> bool:
        """Whether the requests of the attempt are spent: then what there is is what it came to."""
        most = self._job.limits.requests
        return self._job.closed() or (most is not None and self._job.requests() >= most)

    def handed_in(self, reply: str | None, end: Fault | None) -> HarnessResult:
        """What became of the files. An end with something to grade is a label, so that it is graded."""
        start = self._job.start
        files = {path: data for path, data in self._files.items() if start.get(path) != data}
        removed = tuple(path for path in start if path not in self._files)
        ended_as = FAULT_CLASSES.get(end.code) if end is not None and (files or removed) else None
        gave_up = ("gave_up",) if not (end or files or removed) else ()
        return HarnessResult(
            reply=reply,
            files=files,
            removed=removed,
            workspace=True,
            fault=end,
            notes=tuple(self._notes),
            labels=(*self._labels, *gave_up, *([str(ended_as)] if ended_as else [])),
        )

    async def _ask(self, left_s: float) -> ChatReply:
        job = self._job
        body: dict[str, Any] = {"model": job.model, "messages": self._messages, "max_tokens": self._max_tokens}
        body.update(msgspec.to_builtins(job.sampling))
        timeouts = Timeouts(total_s=left_s if job.limits.wall_s else None)
        return await chat(job.url, body, dialect=job.known.dialect, timeouts=timeouts)

    def _take(self, found: Extraction) -> dict[str, bytes]:
        """Lay what a reply hands in over the files; what that changed, with empty bytes for what is gone."""
        self._notes += [f"round {self._round}: {note}" for note in found.notes]
        self._labels |= dict.fromkeys(found.labels)
        changed = {path: data for path, data in found.files.items() if self._files.get(path) != data}
        gone = [path for path in found.removed if path in self._files]
        self._files = {path: data for path, data in {**self._files, **changed}.items() if path not in gone}
        return {**changed, **dict.fromkeys(gone, b"")}

    async def _look(self, found: Extraction, changed: dict[str, bytes]) -> dict[str, str] | None:
        """What the model is told of its changes; None where nothing is left to tell: the check passes, or there is none
        and every change was made."""
        check, job, next_one = self._task.check, self._job, round_trigger(self._task, self._round + 1)
        if not check or not changed:
            return _told(next_one, found, "", "", changed) if found.fault or _missed(found) else None
        assert job.workspaces is not None
        left_s = self._deadline - time.monotonic()
        limits = command_limits(job.limits)
        async with job.workspaces.open(self._files, self._task.toolchain, limits=limits) as workspace:
            execution = await workspace.run(check, max(1.0, left_s))
        if execution.exit_code == 0:
            return None
        return _told(next_one, found, check, shown(execution), changed)


_READABLE = frozenset({FaultCode.TRUNCATED, FaultCode.LOOP})
"""Faults of a reply that may hold whole changes all the same."""
_MISSED = Extraction(notes=("edit 1 of 1 is not made: why",), fault=fault(FaultCode.NO_ANSWER, "why"))
_NOT_MADE = " is not made: "


def _says_nothing(found: Extraction) -> bool:
    return found.fault is not None and found.fault.code is FaultCode.EMPTY


def _missed(found: Extraction) -> list[str]:
    return [note for note in found.notes if _NOT_MADE in note]


def _opening(task: Task, start: Mapping[str, bytes]) -> dict[str, str]:
    after = CHECKED.format(check=task.check) if task.check else ""
    return {"role": "user", "content": edit_prompt(task, start, after)}


def _told(opening: str, found: Extraction, check: str, output: str, changed: dict[str, bytes]) -> dict[str, str]:
    """The message after a round: changes that could not be made, what the check printed, the files as they are now."""
    parts = [opening]
    missed = _missed(found)[:MOST_MISSED]
    if missed:
        how_far = "Not everything could be changed:" if changed else "Nothing could be changed:"
        parts.append("\n".join([how_far, *(f"- {note}" for note in missed)]))
    elif found.fault is not None:
        parts.append(f"Nothing was changed: {found.fault.detail}.")
    if check:
        parts.append(f"`{check}` prints:\n\n{output}")
    if now := [shown_file(path, data) for path, data in changed.items() if data]:
        parts += ["What you changed is now:", *now]
    return {"role": "user", "content": "\n\n".join([*parts, AGAIN]) + "\n"}
