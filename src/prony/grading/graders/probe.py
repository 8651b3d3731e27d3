"""Level A over HTTP, with code: the submission runs as a server, and tests/probe.py, in another sandbox, has it asked.

The program never reaches the server itself. It writes down what is to be sent, when, and from which address; the host
does that over connections into the server's scene and hands back what came, with the times. What an answer makes of the
program is the answer's fault, as with an oracle; a program that could not measure, since the machine was late, says so,
and the grading is done again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any

import msgspec

from prony.grading.check_fault import LATE, CheckFault, result_of
from prony.grading.compiled import ready
from prony.grading.graders.service import MIB
from prony.grading.protocol import read_report
from prony.grading.services.hosting import Hosting, ServerProgram
from prony.grading.services.timeline import Waits, play, read_events
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.grading.task_programs import broke, findings_of, require_file, require_sound, with_helper
from prony.nouns import Assurance, Verdict
from prony.sandbox import Execution, Program, Reply, Sandbox, Scene
from prony.suites.graders.probe import ProbeOptions

MOST_LATE = 2
"""Calls in which an answer was waited for in vain, before the others are answered with that verdict at once."""

HUNG = CheckFault(verdict=Verdict.TIMEOUT_WALL, hidden="not run: it had hung too often")

PROGRAM_S = 300.0
"""The wall clock of a probe: it waits for servers, each answer of which has a limit of its own."""
MOST_PRINTED = 1 << 20
MOST_SOURCE = 1 << 20


async def grade(subject: Subject, sandbox: Sandbox, options: ProbeOptions) -> Findings:
    """What tests/probe.py reports of the submission.

    Raises GradingError: E503 when the ids are not frozen, E504 without its file, E505 when it broke by itself, reported
    an id twice, or could not measure.
    """
    require_file(subject, options.file)
    expected = subject.frozen("probe")
    server = await _server(subject, sandbox, options)
    if isinstance(server, CheckFault):
        tests = tuple(result_of(test_id, server, shown=False) for test_id in expected or ())
        return Findings(tests=tests, expected=expected or ())
    alone = subject.task.limits.alone
    asked, execution = await _probe(subject, sandbox, options, server, alone=False)
    if asked.starved and not alone:
        asked, execution = await _probe(subject, sandbox, options, server, alone=True)
    report = read_report(execution.channel, Assurance.A)
    if asked.given_up:
        raise broke(subject, options.file, "its probe could not measure", asked.given_up)
    if asked.unreadable:
        raise broke(subject, options.file, "its probe asked for what cannot be done", asked.unreadable)
    require_sound(subject, options.file, "probe", execution, report, asked.answered)
    return findings_of(report, expected, "probe", execution)


async def _server(subject: Subject, sandbox: Sandbox, options: ProbeOptions) -> ServerProgram | CheckFault:
    if options.argv is None and subject.module("probe", options) not in subject.tree:
        return CheckFault(verdict=Verdict.LOAD_ERROR, hidden="the file is missing")
    built = await ready(subject, "probe", options, sandbox)
    if built.verdict is not Verdict.PASS:
        return CheckFault(verdict=built.verdict, hidden=built.said)
    return ServerProgram(
        toolchain=toolchain_names(subject.task)[0],
        files=built.tree,
        argv=built.argv,
        env=options.env,
        limits=subject.task.limits,
    )


async def _probe(
    subject: Subject, sandbox: Sandbox, options: ProbeOptions, server: ServerProgram, *, alone: bool
) -> tuple[_Asked, Execution]:
    """Run the program once, with the server in a scene beside it."""
    limits = subject.task.limits
    program = Program(
        toolchain="python",
        files=with_helper(subject),
        argv=("python3", options.file),
        limits=msgspec.structs.replace(limits, wall_s=max(PROGRAM_S, limits.wall_s), alone=False),
    )
    size_mb = sum(map(len, server.files.values())) // MIB + 1
    async with sandbox.turn(alone=alone, machine=limits.alone), AsyncExitStack() as stack:
        scene = await stack.enter_async_context(
            sandbox.scene(disk_mb=limits.disk_mb + size_mb, memory_mb=limits.memory_mb, processes=limits.processes)
        )
        asked = _Asked(subject, scene, server, options)
        execution = await sandbox.oracle(program, asked.relay)
        if asked.late:
            asked.starved = asked.starved or await asked.hosting.starved()
    return asked, execution


class _Asked:
    """The server's side of a probe: started when it is first asked, and again where the program says so."""

    def __init__(self, subject: Subject, scene: Scene, server: ServerProgram, options: ProbeOptions) -> None:
        stretch = subject.stretch
        self._options = msgspec.structs.replace(
            options,
            start_s=options.start_s * stretch,
            request_s=options.request_s * stretch,
            stop_s=options.stop_s * stretch,
        )
        self._subject = subject
        self._scene = scene
        self._unusable: CheckFault | None = None
        """Why no server of the submission becomes ready."""
        self.hosting = Hosting(scene, server, self._options)
        self.late = 0
        self.starved = False
        self.answered = False
        self.given_up = ""
        """Why the program could not measure, in its words."""
        self.unreadable = ""
        """What is wrong with a call of the program's."""
        self._does: Mapping[str, Callable[..., Awaitable[Reply]]] = {
            "play": self._play,
            "restart": self._restart,
            "printed": self._printed,
            "source": self._source,
            "give_up": self._give_up,
        }

    async def relay(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Reply:
        """Do what the program asks for."""
        do = self._does.get(name)
        if do is None or kwargs or self.unreadable:
            self.unreadable = self.unreadable or f"no such call: {name[:60]}"
            return Reply(verdict=Verdict.GRADER_ERROR, detail=self.unreadable)
        try:
            return await do(*args)
        except (TypeError, msgspec.ValidationError) as error:
            self.unreadable = f"{name}: {error}"
            return Reply(verdict=Verdict.GRADER_ERROR, detail=self.unreadable)

    async def _play(self, values: Any) -> Reply:
        events = read_events(values)
        self.answered = True
        if self.late >= MOST_LATE:
            return _no_answer(HUNG)
        fault = self._unusable or await self._started()
        if fault is not None:
            return _no_answer(fault)
        limits = self._subject.task.limits
        waits = Waits(request_s=self._options.request_s, most_bytes=limits.output_bytes)
        played = await play(self._scene, self.hosting, self.hosting.port(0), events, waits)
        self.late += any(result.late for result in played)
        if any(result.broke_off for result in played):
            await self.hosting.see_out(0, refused=any(result.refused for result in played))
        gone = await self.hosting.lost()
        if gone is not None:
            return _no_answer(gone)
        return Reply(value=[dict(result.values) for result in played])

    async def _started(self) -> CheckFault | None:
        """See that the server runs; the fault where it does not become ready, which it will not do later either."""
        fault = await self.hosting.resume() or await self.hosting.need(0)
        if fault is not None and await self.hosting.lost() is None:
            self._unusable = fault
            self.late += fault.verdict in LATE
            self.starved = self.starved or fault.verdict is Verdict.STARVED
        return fault

    async def _restart(self) -> Reply:
        self.answered = True
        if self._unusable is not None or self.late >= MOST_LATE:
            return _no_answer(self._unusable or HUNG)
        await self.hosting.stop_all()
        fault = await self.hosting.start(0)
        if fault is not None:
            self._unusable = fault
            return _no_answer(fault)
        return Reply()

    async def _printed(self) -> Reply:
        self.answered = True
        return Reply(value=self.hosting.printed(0)[-MOST_PRINTED:])

    async def _source(self, path: str) -> Reply:
        data = self._subject.tree.get(path)
        return Reply(value=None if data is None else data[:MOST_SOURCE].decode("utf-8", "replace"))

    async def _give_up(self, why: str) -> Reply:
        self.given_up = str(why)[:300]
        return Reply()


def _no_answer(fault: CheckFault) -> Reply:
    verdict = Verdict.TIMEOUT_WALL if fault.verdict is Verdict.STARVED else fault.verdict
    return Reply(verdict=verdict, detail=fault.hidden)
