"""Signs that a resident is ready: a port that answers, a line that it prints, a program that succeeds beside it."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from typing import Protocol

from prony.errors import SandboxError
from prony.nouns import Noun, Verdict
from prony.sandbox.results import Execution, Program

ASK_AGAIN_S = 0.02
_SHOWN = 1500


class Stage(Protocol):
    """The scene of a resident, as far as readiness needs it."""

    async def connect(self, port: int) -> socket.socket:
        """A non-blocking connection to a port of 127.0.0.1 inside. Raises OSError."""

    async def connects(self, port: int) -> bool:
        """Whether something listens at a port inside."""

    async def run(self, program: Program) -> Execution:
        """Run a program to its end."""


class Waited(Protocol):
    """The resident that is waited for."""

    def lines(self) -> AsyncIterator[str]:
        """The lines of its stdout as they come, without an end."""


class Readiness(Protocol):
    """A way to know that a resident is ready."""

    async def wait(self, scene: Stage, resident: Waited) -> None:
        """Return when it is. Whoever calls bounds the time, and sees the resident's own end."""


class Port(Noun, frozen=True):
    """Something listens at this port of 127.0.0.1 inside."""

    number: int

    async def wait(self, scene: Stage, resident: Waited) -> None:
        """See `Readiness`."""
        while not await scene.connects(self.number):  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(ASK_AGAIN_S)


class Line(Noun, frozen=True):
    """It prints a line to stdout in which this regular expression is found."""

    pattern: str

    async def wait(self, scene: Stage, resident: Waited) -> None:
        """See `Readiness`."""
        async for line in resident.lines():
            if re.search(self.pattern, line):
                return


class Succeeds(Noun, frozen=True):
    """This program, run beside it again and again, ends with status 0."""

    program: Program

    async def wait(self, scene: Stage, resident: Waited) -> None:
        """See `Readiness`."""
        while (await scene.run(self.program)).verdict is not Verdict.PASS:  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(ASK_AGAIN_S)


class NotReadyError(SandboxError):
    """A resident that did not become ready (E435). `execution`: how it ended, or was ended. `late_s`: the time that it
    had, where that is what was up."""

    def __init__(self, argv: tuple[str, ...], execution: Execution, within_s: float | None) -> None:
        """within_s: see `late_s`."""
        late = f"was not ready within {within_s:g} s" if within_s is not None else "ended before it was ready"
        printed = (execution.stdout + execution.stderr).decode(errors="replace").strip()[-_SHOWN:]
        how = "" if within_s is not None else f"{execution.verdict}: {execution.detail or 'status 0'}"
        super().__init__(
            "E435",
            f"{argv[0]!r} {late}",
            cause="\n".join(part for part in (how, printed and f"it printed: {printed}") if part)
            or "it printed nothing",
            hint="run its command by hand, or give it longer",
        )
        self.execution = execution
        self.late_s = within_s


__all__ = ["Line", "NotReadyError", "Port", "Readiness", "Succeeds"]
