"""Servers of one submission in one scene: started, waited for, signalled, ended, and why one is gone."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping, Sequence

import msgspec

from prony.grading.check_fault import CheckFault
from prony.grading.services.client import HttpAnswer, HttpRequest, NoWholeAnswer, Start, ask
from prony.nouns import Limits, Noun, Verdict
from prony.sandbox import Execution, Line, NotReadyError, Port, Program, Resident, Scene, Stage, Waited
from prony.suites.graders.hosted import HostedOptions

CLOSED_S, BROKEN_S = 5.0, 1.0
"""How long a server may take to be seen to have ended: where its port is closed, and where an answer broke off."""
ASK_AGAIN_S = 0.05
MOST_BODIES_BYTES = 16 << 20
"""Of all answers to parallel requests together."""
LEAST_BODY_BYTES = 1 << 16


class ServerProgram(Noun, frozen=True, kw_only=True):
    """How the submission is started as a server: `{port}` in `argv` and `env` is filled in."""

    toolchain: str
    files: dict[str, bytes]
    argv: tuple[str, ...]
    env: dict[str, str]
    limits: Limits

    def program(self, port: int, *, lay_files: bool) -> Program:
        """The program that listens at `port`. lay_files: on a clean disk; else what it may have changed is left."""
        argv = tuple(word.replace("{port}", str(port)) for word in self.argv)
        own = argv[0].removeprefix("./")
        files = self.files if lay_files else {path: data for path, data in self.files.items() if path == own}
        env = {name: value.replace("{port}", str(port)) for name, value in self.env.items()} | {"PORT": str(port)}
        return Program(toolchain=self.toolchain, files=files, argv=argv, env=env, limits=self.limits)


class Hosting:
    """The servers in one scene, by their numbers. `laid`: whether the program's files are there."""

    def __init__(self, scene: Scene, server: ServerProgram, options: HostedOptions) -> None:
        self._scene = scene
        self._server = server
        self._options = options
        self._residents: dict[int, Resident] = {}
        self._stopped: set[int] = set()
        self._laid = False

    def port(self, number: int) -> int:
        """Where that server listens."""
        return self._options.port + number

    async def need(self, number: int) -> CheckFault | None:
        """See that a server runs, starting one that was never started; the fault where it does not."""
        resident = self._residents.get(number)
        if resident is None:
            return await self.start(number)
        if number in self._stopped:
            return CheckFault(hidden="the server had been stopped")
        return None if resident.alive else _ended(await resident.ended())

    async def resume(self) -> CheckFault | None:
        """Start what a check stopped and left so."""
        for number in sorted(self._stopped):
            if fault := await self.start(number):
                return fault
        return None

    async def start(self, number: int) -> CheckFault | None:
        """Start a server and wait until it is ready; the fault where it is not."""
        program = self._server.program(self.port(number), lay_files=not self._laid)
        self._laid = True
        self._stopped.discard(number)
        line, path = self._options.ready_line, self._options.ready_path
        ready = AnswersAt(self.port(number), path) if path else Line(line) if line else Port(self.port(number))
        try:
            self._residents[number] = await self._scene.start(program, ready=ready, within_s=self._options.start_s)
        except NotReadyError as error:
            printed = error.cause or ""
            if error.late_s is not None:
                late = f"it was not ready within {error.late_s:g} s"
                return CheckFault(verdict=error.execution.verdict, hidden=late, shown=printed)
            fault = _ended(error.execution)
            return msgspec.structs.replace(fault, hidden=f"before it was ready, {fault.hidden}", shown=printed)
        return None

    async def ask_all(
        self, number: int, requests: Sequence[HttpRequest], within_s: float | None
    ) -> list[HttpAnswer | CheckFault]:
        """The answers of a server to requests that are sent at the same time."""
        start, asking = Start(), []
        for request in requests:
            asking.append(asyncio.ensure_future(self.ask(number, request, within_s, share=len(requests), start=start)))
            await start.next_one()
        start.go()
        return await asyncio.gather(*asking)

    async def ask(
        self, number: int, request: HttpRequest, within_s: float | None, share: int = 1, start: Start | None = None
    ) -> HttpAnswer | CheckFault:
        """The answer of a server; the fault where none comes. share: how many requests go at the same time."""
        most = self._server.limits.output_bytes
        if share > 1:
            most = min(most, max(LEAST_BODY_BYTES, MOST_BODIES_BYTES // share))
        within_s = within_s or self._options.request_s
        try:
            return await ask(self._scene, self.port(number), request, within_s=within_s, most_bytes=most, start=start)
        except NoWholeAnswer as error:
            if gone := await self._gone(number, error):
                return gone
            return CheckFault(verdict=error.verdict, hidden=error.why)

    async def stop(self, number: int, signal_name: str, within_s: float | None) -> Execution | None:
        """Signal a server and wait for its end; None where it did not come in time, and was then made."""
        resident = self._residents[number]
        self._stopped.add(number)
        resident.signal(signal.Signals[signal_name])
        done, _ = await asyncio.wait({resident.ending}, timeout=within_s or self._options.stop_s)
        if not done:
            await resident.stop("wall")
            return None
        return await resident.ended()

    async def stop_all(self) -> None:
        """End every server that runs: asked first, then made."""
        running = [number for number, resident in self._residents.items() if resident.alive]
        await asyncio.gather(*(self.stop(number, "SIGTERM", None) for number in running))

    def printed(self, number: int) -> str:
        """What a server wrote to stdout and stderr since it was started, as far as it is kept."""
        resident = self._residents.get(number)
        return b"\n".join(resident.output).decode("utf-8", "replace") if resident is not None else ""

    async def lost(self) -> CheckFault | None:
        """Why a server is gone that nobody stopped; None where all are there."""
        for number, resident in self._residents.items():
            if number not in self._stopped and not resident.alive:
                return _ended(await resident.ended())
        return None

    async def starved(self) -> bool:
        """End every server; whether one had waited for a core rather than for its own code."""
        ends = [await resident.stop("wall") for resident in self._residents.values() if resident.alive]
        return any(end.verdict is Verdict.STARVED for end in ends)

    async def see_out(self, number: int, *, refused: bool) -> None:
        """Wait for the end of a server whose connections broke off or are refused: they end a moment before it does."""
        if number not in self._stopped:
            await asyncio.wait({self._residents[number].ending}, timeout=CLOSED_S if refused else BROKEN_S)

    async def _gone(self, number: int, error: NoWholeAnswer) -> CheckFault | None:
        """Why a server is gone, where it is."""
        resident = self._residents[number]
        if error.broke_off:
            await self.see_out(number, refused=error.refused)
        return None if resident.alive else _ended(await resident.ended())


class AnswersAt(Noun, frozen=True):
    """It answers GET for a path with a status from 200 to 299: a sign of readiness (`prony.sandbox.ready`)."""

    port: int
    path: str

    async def wait(self, scene: Stage, resident: Waited) -> None:
        """See `prony.sandbox.ready.Readiness`."""
        request = HttpRequest(method="GET", target=self.path)
        while True:
            try:
                answer = await ask(scene, self.port, request, within_s=60, most_bytes=LEAST_BODY_BYTES)
            except NoWholeAnswer:
                answer = None
            if answer is not None and 200 <= answer.status <= 299:
                return
            await asyncio.sleep(ASK_AGAIN_S)


_OWN: Mapping[Verdict, Verdict] = {Verdict.PASS: Verdict.CRASH, Verdict.FAIL: Verdict.CRASH}
"""A server that leaves by itself has crashed, whatever its status."""


def _ended(execution: Execution) -> CheckFault:
    how = execution.detail or f"exit status {execution.exit_code}"
    verdict = _OWN.get(execution.verdict, execution.verdict)
    return CheckFault(verdict=verdict, hidden=f"the server ended ({how})", shown=_last_words(execution))


def _last_words(execution: Execution) -> str:
    return (execution.stdout + execution.stderr).decode("utf-8", "replace").strip()[-600:]
