"""Level A over HTTP: the submission runs as a server in a scene, and is asked from out here.

Requests go in over connections into the scene, answers come out, and both are compared here: what is expected never
enters. Checks go to one server, in their order; one that says `fresh` gets a server of its own. A server that is gone
fails the checks behind it, with the reason. Once a check of a criterion waited in vain, the criterion's others are not
run: an endless server costs one time limit a criterion.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack

import msgspec

from prony.errors import GradingError
from prony.grading.check_fault import LATE, CheckFault, result_of
from prony.grading.compiled import Ready, ready
from prony.grading.lost import NOT_RUN, LostCriteria
from prony.grading.services.hosting import Hosting, ServerProgram
from prony.grading.services.steps import Steps
from prony.grading.subject import Findings, Subject, toolchain_names
from prony.nouns import TestResult, Verdict
from prony.sandbox import Sandbox
from prony.suites.graders.service import ServiceOptions
from prony.suites.service_checks import SERVICE_STEPS
from prony.suites.stepped import SteppedCheck

MIB = 1 << 20


async def grade(subject: Subject, sandbox: Sandbox, options: ServiceOptions) -> Findings:
    """The result of every check of the task. Raises GradingError E502 where there is nothing to ask."""
    data = subject.tests.get(options.file)
    if data is None:
        raise GradingError("E502", f"{subject.task.id} has no tests/{options.file}", where=subject.task.path)
    checks = _read(data, f"{subject.task.path}/tests/{options.file}")
    ids = (*([options.build] if options.build else []), *(check.id for check in checks))
    if options.argv is None and subject.module("service", options) not in subject.tree:
        missing = CheckFault(verdict=Verdict.LOAD_ERROR, hidden="the file is missing")
        return Findings(tests=_all(options, checks, missing), expected=ids)
    built = await ready(subject, "service", options, sandbox)
    if built.verdict is not Verdict.PASS:
        fault = CheckFault(verdict=built.verdict, hidden=built.said)
        return Findings(tests=_all(options, checks, fault), expected=ids)
    server = ServerProgram(
        toolchain=toolchain_names(subject.task)[0],
        files=built.tree if options.sources else _named(built),
        argv=built.argv,
        env=options.env,
        limits=subject.task.limits,
    )
    options = msgspec.structs.replace(
        options,
        start_s=options.start_s * subject.stretch,
        request_s=options.request_s * subject.stretch,
        stop_s=options.stop_s * subject.stretch,
    )
    asked = _Asked(subject, sandbox, options, server, alone=subject.task.limits.alone)
    results = await asked.results(checks)
    if asked.starved:
        asked = _Asked(subject, sandbox, options, server, alone=True)
        results = await asked.results(checks)
    if options.build:
        compiled = sandbox.toolchain(server.toolchain).compile is not None
        results[options.build] = result_of(options.build, None if compiled else asked.unusable, shown=False)
    return Findings(tests=tuple(results[test_id] for test_id in ids), expected=ids)


@functools.lru_cache(maxsize=64)
def _read(data: bytes, where: str) -> tuple[SteppedCheck, ...]:
    return SERVICE_STEPS.read(data, where)


def _all(options: ServiceOptions, checks: Iterable[SteppedCheck], fault: CheckFault) -> tuple[TestResult, ...]:
    """One fault as the result of every test."""
    build = [result_of(options.build, fault, shown=False)] if options.build else []
    return (*build, *(result_of(check.id, fault, shown=check.shown) for check in checks))


def _named(built: Ready) -> dict[str, bytes]:
    """The files that the words name by which the program is started: itself, and no more of what was handed in."""
    named = {word.removeprefix("./") for word in built.argv}
    return {path: data for path, data in built.tree.items() if path in named}


class _Asked:
    """One submission, asked everything. `starved`: whether it was late for want of a core, with others beside it."""

    def __init__(
        self, subject: Subject, sandbox: Sandbox, options: ServiceOptions, server: ServerProgram, *, alone: bool = False
    ) -> None:
        self._sandbox = sandbox
        self._options = options
        self._server = server
        self._alone = alone
        self._lost = LostCriteria(subject.task)
        self.unusable: CheckFault | None = None
        """Why no server of the submission becomes ready on a clean disk."""
        self.starved = False

    async def results(self, checks: Iterable[SteppedCheck]) -> dict[str, TestResult]:
        """The result of each check by its id."""
        results: dict[str, TestResult] = {}
        for group in _groups(checks, fresh=self._options.fresh):
            async with (
                self._sandbox.turn(alone=self._alone, machine=self._server.limits.alone),
                AsyncExitStack() as stack,
            ):
                scene = _LazyScene(stack, self._sandbox, self._options, self._server)
                gone: CheckFault | None = None
                late = False
                for check in group:
                    began = time.monotonic()
                    fault, gone = await self._fault(check, scene, gone)
                    wall_s = time.monotonic() - began
                    results[check.id] = result_of(check.id, fault, shown=check.shown, wall_s=wall_s)
                    late = late or (fault is not None and fault.verdict in LATE)
                if late and not self._alone and await scene.starved():
                    self.starved = True
            if self.starved:
                break
        return results

    async def _fault(
        self, check: SteppedCheck, scene: _LazyScene, gone: CheckFault | None
    ) -> tuple[CheckFault | None, CheckFault | None]:
        """Why a check does not hold, and why no check behind it in its group can."""
        verdict = self._lost.verdict(check.id)
        if verdict is not None:
            return CheckFault(verdict=verdict, hidden=NOT_RUN), gone
        if gone is not None:
            return gone, gone
        if self.unusable is not None:
            return self.unusable, None
        opened = await scene.open()
        if isinstance(opened, CheckFault):
            self.unusable = opened
            self.starved = opened.verdict is Verdict.STARVED and not self._alone
            fault: CheckFault | None = opened
        else:
            fault = await opened.hosting.resume() or await opened.fault(check)
            gone = await self._gone(check, opened)
        if fault is not None and fault.verdict in LATE:
            self._lost.lose(check.id, fault.verdict)
        return fault, gone

    async def _gone(self, check: SteppedCheck, steps: Steps) -> CheckFault | None:
        fault = await steps.hosting.lost()
        if fault is None:
            return None
        return msgspec.structs.replace(fault, hidden=f"not run: in {check.id}, {fault.hidden}", shown="")


class _LazyScene:
    """The servers of one group of checks, in a scene that is opened when the first check needs it."""

    def __init__(self, stack: AsyncExitStack, sandbox: Sandbox, options: ServiceOptions, server: ServerProgram) -> None:
        self._stack = stack
        self._sandbox = sandbox
        self._options = options
        self._server = server
        self._steps: Steps | None = None

    async def open(self) -> Steps | CheckFault:
        """The steps on a server that is ready; the fault where it does not become so."""
        if self._steps is None:
            hosting = await self._renew()
            if fault := await hosting.start(0):
                return fault
            self._steps = Steps(hosting, self._renew)
        return self._steps

    async def starved(self) -> bool:
        """Whether the servers had waited for a core. They have ended then."""
        return self._steps is not None and await self._steps.hosting.starved()

    async def _renew(self) -> Hosting:
        await self._stack.aclose()
        limits = self._server.limits
        size_mb = sum(map(len, self._server.files.values())) // MIB + 1
        scene = await self._stack.enter_async_context(
            self._sandbox.scene(
                disk_mb=limits.disk_mb + size_mb,
                memory_mb=limits.memory_mb,
                processes=limits.processes,
            )
        )
        return Hosting(scene, self._server, self._options)


def _groups(checks: Iterable[SteppedCheck], *, fresh: bool) -> Iterator[list[SteppedCheck]]:
    """Checks that share a server: the fresh ones each alone, the others all."""
    shared = [check for check in checks if not (check.fresh or fresh)]
    if shared:
        yield shared
    yield from ([check] for check in checks if check.fresh or fresh)
