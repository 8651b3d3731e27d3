"""An OpenAI-compatible server that Prony starts: a program, a port, a wait until it is healthy, and its end."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from prony.engines.child import Child, how_it_ended, tie_to_us
from prony.engines.engine import Description, EngineLaunch, LoadReport
from prony.engines.identity import artifact_async, offers_tools, read_gguf, shard_paths, thinking_of
from prony.engines.machine import usable_memory
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.seen import Reader
from prony.errors import EngineError
from prony.http1.ask import get
from prony.keys import new_key

MEMORY_MARGIN_BYTES = 128 << 20
LOAD_TIMEOUT_S = 60.0
LOAD_BYTES_PER_S = 50e6
"""A load may take `LOAD_TIMEOUT_S`, and what its file needs at this rate: that of a slow disk."""
_HOST = "127.0.0.1"
_POLL_S = 0.05


class StartedServer(OpenAICompatible):
    """One server as our child, for as long as the `async with` lasts. A kind overrides `command`.

    A kind that has an adapter of its own for servers at a URL inherits from both, this one first.
    Entering raises WeightsError E701-E705 for a file that is no sound GGUF; EngineError E202 (no such program), E203
    (it ended while it loaded), E204 (too slow), E205 (too big). Whatever is raised, the child is gone by then.
    """

    ready_path = "/health"
    """Answers 200 once the model is loaded, and neither loads nor generates."""
    key_variable = ""
    """The environment variable in which its program takes the key that it demands of requests, such as LLAMA_API_KEY.
    Each start gets a key of its own there; empty = it has no way to, and serves anybody on this machine."""

    def __init__(self, launch: EngineLaunch, *, kind: Reader) -> None:
        super().__init__(_address(1), kind=kind, context=launch.context)
        self.launch = launch
        self.load_s = 0.0
        self.key = ""
        self._child: Child | None = None
        self._scratch = contextlib.ExitStack()

    def command(self, port: int) -> Sequence[str]:
        """The program and its arguments, to serve `self.launch` at `port` of 127.0.0.1."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """Variables that the program needs beyond the few that every engine inherits; no key: see `key_variable`."""
        return {}

    async def __aenter__(self) -> Self:
        await self._start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    async def restart(self) -> None:
        """End the child and start it anew, at another port and with another key. Raises as entering does."""
        await self._stop()
        await self._start()

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._child.pid if self._child else None

    def died(self) -> str | None:
        """Why the child is gone, with the end of its log; None while it lives."""
        return self._child.died() if self._child else None

    async def load(self, model: str) -> LoadReport:
        """It is loaded since the `with` began: how long that took."""
        return LoadReport(load_s=self.load_s, cold=True)

    async def unload(self, model: str) -> None:
        """The end of the `with` unloads."""

    async def describe(self, model: str) -> Description:
        """Describe the model as the server does, and as it was started: the file's artifact, threads, options."""
        description = await super().describe(model)
        gguf, launch = self.launch.gguf, self.launch
        engine = msgspec.structs.replace(
            description.engine,
            threads=description.engine.threads or launch.threads,
            settings={**description.engine.settings, **launch.options},
        )
        if gguf is None:
            return msgspec.structs.replace(description, engine=engine)
        template = read_gguf(gguf).chat_template
        return msgspec.structs.replace(
            description,
            engine=engine,
            artifact=await artifact_async(gguf),
            has_chat_template=template is not None,
            offers_tools=offers_tools(template) if description.offers_tools is None else description.offers_tools,
            thinking=thinking_of(template) if description.thinking is None else description.thinking,
        )

    async def _start(self) -> None:
        port = free_port()
        self.root, self.base_url = _address(port), f"{_address(port)}/v1"
        self.key = new_key() if self.key_variable else ""
        self._key = self.key or None
        size = self._check_file(self.launch.gguf) if self.launch.gguf else 0
        program, *arguments = self.command(port)
        path = shutil.which(program)
        if path is None:
            raise EngineError(
                "E202",
                f"{self.kind} cannot be started: there is no program {program}",
                hint="install it, or name where it lies in its options",
            )
        folder = Path(self._scratch.enter_context(tempfile.TemporaryDirectory(prefix="prony-")))
        log = self.launch.log or folder / "engine.log"
        child = Child(f"{self.kind}, which prony started,", log, max(1, usable_memory() - MEMORY_MARGIN_BYTES))
        self._child = child
        started = time.monotonic()
        keyed = {self.key_variable: self.key} if self.key_variable else {}
        try:
            await child.spawn(tie_to_us([path, *arguments]), {**self.environment(), **keyed})
            await self._ready(child, LOAD_TIMEOUT_S + size / LOAD_BYTES_PER_S)
        except BaseException:
            await self._stop()
            raise
        self.load_s = time.monotonic() - started

    def _check_file(self, gguf: Path) -> int:
        """See that the file is sound, and ask for no more context than it says: its bytes, all shards together."""
        shards = shard_paths(gguf)
        most = read_gguf(shards[0]).context_length
        if most:
            self.launch = msgspec.structs.replace(self.launch, context=min(self.launch.context, most))
        return sum(shard.stat().st_size for shard in shards)

    async def _stop(self) -> None:
        try:
            if self._child:
                await self._child.stop()
        finally:
            self._scratch.close()

    async def _ready(self, child: Child, timeout_s: float) -> None:
        """Wait until the server is healthy. The process is watched, not only its HTTP."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            answer = await get(self.root + self.ready_path, key=self._key, timeout_s=5.0)
            if child.died() is not None:
                raise await self._load_error(child)
            if answer is not None and answer.status == 200:
                child.serving = True
                return
            await asyncio.sleep(_POLL_S)
        raise EngineError(
            "E204",
            f"{self._model} was not ready after {timeout_s:.0f} s",
            where=self.root + self.ready_path,
            cause=child.log_tail() or None,
            hint="a smaller context loads faster; is the disk very slow?",
        )

    async def _load_error(self, child: Child) -> EngineError:
        """The error of a server that ended before it was ready, with the end of its log."""
        status = await child.wait(1.0)
        if child.over_memory:
            return EngineError(
                "E205",
                f"{self._model} needs more memory than there is: {self.kind} {child.over_memory}",
                hint="use a smaller model or quantization, or a smaller context",
            )
        return EngineError(
            "E203",
            f"{self.kind} cannot load {self._model}: it {how_it_ended(status)}",
            cause=child.log_tail() or None,
            hint="is the file complete, and are the options such as this version takes?",
        )

    @property
    def _model(self) -> str:
        return self.launch.gguf.name if self.launch.gguf else self.launch.model


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _address(port: int) -> str:
    return f"http://{_HOST}:{port}"
