"""A browser in a scene of its own, over its debugging port: started, connected, ended, and why it is gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prony.errors import GradingError
from prony.grading.pages.cdp import Cdp
from prony.grading.pages.web_socket import BrokenSocket, WebSocket
from prony.grading.services.client import HttpRequest, NoWholeAnswer, ask
from prony.nouns import Limits, Verdict
from prony.sandbox import NotReadyError, Port, Program, Resident, Sandbox, Scene

TOOLCHAIN = "chromium"
START_S = 30.0
PROCESSES = 256
DISK_MB = 256
CPU_S = 600.0
"""Of each of its processes; what is endless is ended by the time of a step."""
ENDING_S = 3.0
_HEAP_FULL = b"V8 javascript OOM"


class Browsing:
    """A browser that runs. `scene`: where it and nothing else is."""

    def __init__(self, scene: Scene, resident: Resident, cdp: Cdp) -> None:
        self.scene = scene
        self.cdp = cdp
        self._resident = resident

    async def end_verdict(self) -> Verdict:
        """End the browser; what its end, or that of one of its processes, was."""
        await asyncio.wait({self._resident.ending}, timeout=ENDING_S)
        execution = await self._resident.stop("wall") if self._resident.alive else await self._resident.ended()
        if _HEAP_FULL in execution.stderr:  # its own limit, which the page's engine meets before the kernel does
            return Verdict.OOM
        return execution.verdict if execution.verdict in (Verdict.OOM, Verdict.LIMIT) else Verdict.CRASH


@asynccontextmanager
async def open_browser(sandbox: Sandbox, memory_mb: int) -> AsyncIterator[Browsing]:
    """A browser in a scene of its own. Raises GradingError E505 where it does not start, SandboxError."""
    port = 20_000 + secrets.randbelow(20_000)
    limits = Limits(cpu_s=CPU_S, wall_s=600, memory_mb=memory_mb, processes=PROCESSES, disk_mb=DISK_MB)
    heap_mb = memory_mb // 2
    program = Program(
        toolchain=TOOLCHAIN,
        argv=(
            TOOLCHAIN,
            f"--remote-debugging-port={port}",
            f"--js-flags=--max-old-space-size={heap_mb}",
            "--disable-accelerated-2d-canvas",
            "--disable-gpu-compositing",
            "about:blank",
        ),
        limits=limits,
    )
    async with sandbox.scene(disk_mb=DISK_MB, memory_mb=memory_mb, processes=PROCESSES) as scene:
        try:
            resident = await scene.start(program, ready=Port(port), within_s=START_S)
        except NotReadyError as error:
            raise GradingError("E505", "the browser does not start", cause=error.cause) from error
        cdp = await _connected(scene, port)
        try:
            yield Browsing(scene, resident, cdp)
        finally:
            await cdp.close()


async def _connected(scene: Scene, port: int) -> Cdp:
    asked = HttpRequest(method="GET", target="/json/version")
    try:
        answer = await ask(scene, port, asked, within_s=START_S, most_bytes=1 << 16)
        url = str(json.loads(answer.body)["webSocketDebuggerUrl"])
        plain = await scene.connect(port)
        with contextlib.ExitStack() as stack:
            stack.callback(plain.close)
            async with asyncio.timeout(START_S):
                wire = await WebSocket.open(plain, port, "/" + url.split("/", 3)[3])
            stack.pop_all()
        return Cdp(wire)
    except (NoWholeAnswer, BrokenSocket, OSError, ValueError, KeyError, TimeoutError) as error:
        raise GradingError("E505", "the browser cannot be asked", cause=str(error)) from error
