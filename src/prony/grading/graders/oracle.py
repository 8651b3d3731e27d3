"""Level A with code: tests/grade.py runs in another sandbox and reaches the solution only through `call`.

The oracle's sandbox never sees the solution, and the solution's never sees the tests. Between them the host relays
calls as plain values. What an answer makes of the grader is the answer's fault: a test that raises has failed, and a
grader that stops after an answer came leaves failed tests behind, never a `grader_error` that would excuse them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any

import msgspec

from prony.grading.compiled import loadable
from prony.grading.graders.cases import MOST_SESSIONS, TIMEOUTS
from prony.grading.protocol import read_report
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.grading.task_programs import findings_of, require_file, require_sound, with_helper
from prony.nouns import Assurance, Verdict
from prony.sandbox import Program, Reply, Sandbox, Session
from prony.suites.graders.oracle import OracleOptions

PATIENCE = 4
"""A grader may use this many times the limits of the solution, since it waits for many calls."""

ENOUGH = 2
"""Beside the calls that may run out of time, the others of a grader take so many times the limits together."""


async def grade(subject: Subject, sandbox: Sandbox, options: OracleOptions) -> Findings:
    """What tests/grade.py reports of the solution.

    Raises GradingError: E503 when the ids are not frozen, E504 without a grader file, E505 when the grader broke
    before the solution said a word, or reported an id twice.
    """
    require_file(subject, options.file)
    limits = subject.task.limits
    patience = max(PATIENCE, options.timeouts + ENOUGH)
    program = Program(
        toolchain="python",
        files=with_helper(subject),
        argv=("python3", options.file),
        limits=msgspec.structs.replace(limits, cpu_s=limits.cpu_s * patience, wall_s=limits.wall_s * patience),
    )
    expected = subject.frozen("oracle")
    async with _Candidate(subject, sandbox, options, alone=limits.alone) as candidate:
        execution = await sandbox.oracle(program, candidate.relay)
    if candidate.starved:
        async with _Candidate(subject, sandbox, options, alone=True) as candidate:
            execution = await sandbox.oracle(program, candidate.relay)
    report = read_report(execution.channel, Assurance.A)
    require_sound(subject, options.file, "grader", execution, report, candidate.answered)
    return findings_of(report, expected, "grader", execution)


class _Candidate:
    """The solution's side of an oracle: a session that is opened when first needed, and again when it ended.

    alone: with no other test beside it, where what starves is late. `starved`: whether something did, with others.
    """

    def __init__(self, subject: Subject, sandbox: Sandbox, options: OracleOptions, *, alone: bool = False) -> None:
        self.subject = subject
        self.sandbox = sandbox
        self.options = options
        self.alone = alone
        self.starved = False
        self.wall_s = subject.task.limits.wall_s
        self.awaits = options.awaits
        self.program = Program(
            toolchain=toolchain_names(subject.task)[0],
            files=subject.tree,
            module=subject.module("oracle", options),
            limits=subject.task.limits,
        )
        self.stack = AsyncExitStack()
        self.session: Session | None = None
        self.sessions = 0
        self.timeouts = 0
        self.answered = False
        self.unloadable: Reply | None = None

    async def __aenter__(self) -> _Candidate:
        if self.alone:  # before the grader's clock runs
            await self._open()
        return self

    async def __aexit__(self, *why: object) -> None:
        await self.stack.aclose()

    async def relay(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Reply:
        """Answer one call of the grader's."""
        self.answered = True
        if self.program.module not in self.program.files:
            return Reply(verdict=Verdict.LOAD_ERROR, detail="the file is missing")
        if self.session is None and self.unloadable is None:
            await self._open()
        if self.unloadable is not None or self.session is None:
            return self.unloadable or _EXHAUSTED
        reply = self._fed(
            await self.session.call(name, args, kwargs, timeout_s=self.wall_s, want_arguments=True, awaits=self.awaits)
        )
        self.timeouts += reply.verdict in TIMEOUTS
        if not self.session.alive:
            self.session = None
            await self.stack.aclose()
        return reply

    async def _open(self) -> None:
        """Open a session, as long as there is any sense in it."""
        if self.sessions >= MOST_SESSIONS or self.timeouts >= self.options.timeouts:
            return
        self.sessions += 1
        if self.sessions == 1:
            compiled = await loadable(self.subject, "oracle", self.options, self.sandbox)
            if compiled.verdict is not Verdict.PASS:
                self.unloadable = Reply(verdict=compiled.verdict, detail=compiled.said)
                return
            self.program = msgspec.structs.replace(self.program, files=compiled.tree)
        self.session = await self.stack.enter_async_context(self.sandbox.session(self.program, alone=self.alone))
        unloadable = await self.session.load()
        self.unloadable = unloadable and self._fed(unloadable)

    def _fed(self, reply: Reply) -> Reply:
        """A reply, and whether it was late for want of a core: then all is asked once more, with nobody beside it."""
        if reply.verdict is not Verdict.STARVED:
            return reply
        self.starved = self.starved or not self.alone
        return msgspec.structs.replace(reply, verdict=Verdict.TIMEOUT_WALL)


_EXHAUSTED = Reply(verdict=Verdict.TIMEOUT_WALL, detail="not run: the program had ended or hung too often")
