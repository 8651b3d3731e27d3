"""The embedded engine: a GGUF file served by llama.cpp, from the xllamacpp wheel, for as long as a `with` lasts."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from prony.config import expanded
from prony.engines.engine import LEAST_CONTEXT, Description, LoadReport, ServedModel
from prony.engines.gguf_header import GgufHeader, read_gguf
from prony.engines.identity import artifact_async, offers_tools, shard_paths, thinking_of
from prony.engines.kinds.embedded.process import EmbeddedProcess
from prony.engines.kinds.llama_server import effective_sampling, engine_identity
from prony.engines.machine import default_threads, this_machine, usable_memory
from prony.engines.memory import memory_needed
from prony.engines.started import LOAD_BYTES_PER_S, LOAD_TIMEOUT_S, MEMORY_MARGIN_BYTES
from prony.errors import EngineError
from prony.http1.ask import get
from prony.keys import new_key
from prony.nouns import Noun


class EmbeddedSettings(Noun, frozen=True, kw_only=True):
    """How llama.cpp is run; part of the contestant's fingerprint.

    prompt_cache: keep a prompt's state for the next request. Off, every request is computed from its first token, so
    that no answer depends on what was asked before; agents that send a growing transcript want it on.
    cache_ram_mib bounds what llama.cpp keeps of earlier prompts (its own default is 8 GiB).
    """

    context: int = LEAST_CONTEXT
    threads: int = 1
    slots: int = 1
    prompt_cache: bool = False
    cache_ram_mib: int = 256
    warmup: bool = True


class Embedded:
    """One GGUF file served on loopback, at a port that the kernel chose, until the `async with` ends.

    gguf: the file (of a split model, any shard). context: tokens of each slot, see `context_for`; never more than the
    file says. alias: the name it is served under, by default the file's. log: where the child's log is kept; without
    it, it is thrown away. memory_limit_bytes: resident memory at which the child is ended; by default what the machine
    could give when it started. key: what requests must carry; by default one that is made anew at each start, so that
    nobody else on this machine is served. An empty one lets everybody in.

    Entering raises WeightsError E701-E705 for a file that is no sound GGUF, EngineError E202-E205 when it does not run.
    """

    kind = "embedded"

    def __init__(
        self,
        gguf: Path | str,
        *,
        context: int = LEAST_CONTEXT,
        threads: int | None = None,
        slots: int = 1,
        prompt_cache: bool = False,
        alias: str | None = None,
        log: Path | None = None,
        memory_limit_bytes: int | None = None,
        key: str | None = None,
    ) -> None:
        self.gguf = expanded(gguf).absolute()
        self.alias = alias or self.gguf.stem
        self.settings = EmbeddedSettings(
            context=context, threads=threads or default_threads(), slots=slots, prompt_cache=prompt_cache
        )
        self.base_url = ""
        self.key = key or ""
        self._given_key = key
        self.load_s = 0.0
        self.log = log
        self._memory_limit_bytes = memory_limit_bytes
        self._header: GgufHeader | None = None
        self._warnings: tuple[str, ...] = ()
        self._process: EmbeddedProcess | None = None
        self._ready: dict[str, Any] = {}
        self._scratch = contextlib.ExitStack()

    async def __aenter__(self) -> Self:
        await self._start()
        return self

    async def restart(self) -> None:
        """End the child and start it anew, at another port and with another key. Raises as entering does."""
        await self._stop()
        await self._start()

    async def _start(self) -> None:
        shards = shard_paths(self.gguf)
        header, size = read_gguf(shards[0]), sum(shard.stat().st_size for shard in shards)
        self._header = header
        if header.context_length:
            self.settings = msgspec.structs.replace(
                self.settings, context=min(self.settings.context, header.context_length)
            )
        limit = self._memory_limit_bytes or max(1, usable_memory() - MEMORY_MARGIN_BYTES)
        self._warnings = self._memory_warnings(header, size, limit)
        log = self.log or Path(self._scratch.enter_context(tempfile.TemporaryDirectory(prefix="prony-"))) / "engine.log"
        config = {**msgspec.structs.asdict(self.settings), "gguf": str(shards[0]), "alias": self.alias}
        self.key = new_key() if self._given_key is None else self._given_key
        self._process = EmbeddedProcess(config, self.key, log, limit)
        started = time.monotonic()
        try:
            self._ready = await self._process.start(LOAD_TIMEOUT_S + size / LOAD_BYTES_PER_S)
        except BaseException:
            self._scratch.close()
            raise
        self.load_s = time.monotonic() - started
        self.base_url = f"{self._ready['url']}/v1"

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    async def _stop(self) -> None:
        try:
            if self._process:
                await self._process.stop()
        finally:
            self._scratch.close()

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid if self._process else None

    @property
    def peak_rss_bytes(self) -> int:
        """The most resident memory that was seen."""
        return self._process.peak_rss_bytes if self._process else 0

    async def models(self) -> tuple[ServedModel, ...]:
        """The one model."""
        return (
            ServedModel(
                id=self.alias,
                state="failed" if self.died() else "loaded",
                size_bytes=sum(shard.stat().st_size for shard in shard_paths(self.gguf)),
                context=self.settings.context,
                path=str(self.gguf),
            ),
        )

    async def describe(self, model: str = "") -> Description:
        """The file's artifact with its sha256, and what the running server says of itself."""
        header = self._header
        answer = await get(f"{self._ready['url']}/props", key=self.key, timeout_s=30.0) if self._ready else None
        if header is None or answer is None or not answer.fields:
            raise EngineError(
                "E209" if self.died() else "E201",
                f"the embedded engine with {self.gguf.name} does not answer",
                cause=self.died(),
            )
        settings = self.settings
        on_cpu = all(str(device).upper().startswith("CPU") for device in self._ready["devices"])
        return Description(
            artifact=await artifact_async(self.gguf),
            engine=engine_identity(
                self.kind,
                answer.fields,
                version=wheel_version(),
                threads=settings.threads,
                gpu_layers=0 if on_cpu else None,
                settings={
                    "prompt_cache": settings.prompt_cache,
                    "cache_ram_mib": settings.cache_ram_mib,
                    "devices": ", ".join(self._ready["devices"]),
                    "instructions": " ".join(self._ready["system"].split()),
                },
            ),
            machine=this_machine(),
            effective_sampling=effective_sampling(answer.fields),
            has_chat_template=header.chat_template is not None,
            offers_tools=offers_tools(header.chat_template),
            thinking=thinking_of(header.chat_template),
            shares_cpu=True if on_cpu else None,
            warnings=self._warnings,
        )

    async def load(self, model: str = "") -> LoadReport:
        """It is loaded since the `with` began: how long that took."""
        return LoadReport(load_s=self.load_s, cold=True)

    async def unload(self, model: str = "") -> None:
        """The end of the `with` unloads."""

    def died(self) -> str | None:
        """Why the child is gone, with the end of its log; None while it lives."""
        return self._process.died() if self._process else None

    def _memory_warnings(self, header: GgufHeader, size: int, limit: int) -> tuple[str, ...]:
        """Refuse at once what cannot fit, instead of making the machine find out; warn of what may not."""
        need = memory_needed(header, self.settings.context, weights_bytes=size, slots=self.settings.slots)
        if need.total_bytes <= limit:
            return ()
        had = f"{limit / 1e9:.1f} GB can be had"
        if not need.exact and size <= limit:
            total = f"at most {need.total_bytes / 1e9:.1f} GB of memory"
            return (f"{self.gguf.name} takes {total}, and {had}; it is tried all the same, since {need.why}",)
        raise EngineError(
            "E205",
            f"{self.gguf.name} needs about {need.total_bytes / 1e9:.1f} GB of memory, {had}",
            where=str(self.gguf),
            cause=f"weights {size / 1e9:.1f} GB and {need.context_bytes / 1e9:.1f} GB for a context of "
            f"{self.settings.context} tokens",
            hint="use a smaller model or quantization, or a smaller context",
        )


def wheel_version() -> str | None:
    """Name and version of the wheel that holds llama.cpp; None where it is not installed."""
    from importlib import metadata  # most commands start no engine

    try:
        return f"xllamacpp {metadata.version('xllamacpp')}"
    except metadata.PackageNotFoundError:
        return None
