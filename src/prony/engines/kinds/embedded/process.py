"""The embedded engine's process: `embedded_child.py` told what to load, and waited for until it serves."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from prony.engines.child import STOP_S, Child, how_it_ended
from prony.errors import EngineError

PROGRAM = Path(__file__).with_name("embedded_child.py")


class EmbeddedProcess(Child):
    """One child. config: what its program is told. key: what requests to it must carry; it goes by its standard input,
    since arguments and variables can be seen in /proc."""

    def __init__(self, config: dict[str, Any], key: str, log: Path, memory_limit_bytes: int) -> None:
        super().__init__("the embedded engine", log, memory_limit_bytes)
        self.config = config
        self._key = key

    async def start(self, timeout_s: float) -> dict[str, Any]:
        """Start the child and wait until it serves: its ready message.

        Raises EngineError E202 (wheel missing), E203 (refused or crashed), E204 (too slow), E205 (too big); whatever
        is raised, the child is gone by then.
        """
        read_end, write_end = os.pipe()
        try:
            await self._spawn(write_end)
        finally:
            os.close(write_end)
        try:
            async with asyncio.timeout(timeout_s):
                message = await _line_from(read_end)
            if "url" in message:
                self.serving = True
                return message
            raise await self._load_error(message)
        except TimeoutError:
            await self.stop()
            raise EngineError(
                "E204",
                f"{self._file} was not loaded after {timeout_s:.0f} s",
                where=str(self.log),
                hint="a smaller context loads faster; is the disk very slow?",
            ) from None
        except BaseException:
            await self.stop()
            raise

    def ask_to_end(self, process: asyncio.subprocess.Process) -> None:
        """Close its standard input, on which it waits."""
        if process.stdin:
            process.stdin.close()

    @property
    def _file(self) -> str:
        return Path(self.config["gguf"]).name

    async def _spawn(self, ready_fd: int) -> None:
        config = {
            **self.config,
            "ready_fd": ready_fd,
            "parent": os.getpid(),
            "sys_path": [entry for entry in sys.path if entry],
        }
        # A failed assertion would otherwise hand the process to a debugger, which holds it for seconds.
        await self.spawn(
            [sys.executable, "-I", str(PROGRAM), json.dumps(config)],
            {"GGML_NO_BACKTRACE": "1"},
            pass_fds=(ready_fd,),
        )
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(f"{self._key}\n".encode())

    async def _load_error(self, message: dict[str, Any]) -> EngineError:
        """Why no URL came, once the process is gone and its log complete."""
        status = await self.wait(STOP_S)
        if "libgomp" in message.get("missing", ""):
            return EngineError(
                "E202",
                "the embedded engine needs an OpenMP runtime, and this machine has none",
                cause=message["missing"],
                hint="pip install 'prony[openmp]', or your distribution's libgomp1",
            )
        if "missing" in message:
            return EngineError(
                "E202",
                "the embedded engine is not installed",
                cause=message["missing"],
                hint="install prony with its extra `engine`: pip install 'prony[engine]'",
            )
        if self.over_memory:
            return self._too_big()
        how = "refused it" if "failed" in message else how_it_ended(status)
        return EngineError(
            "E203",
            f"llama.cpp cannot load {self._file}: it {how}",
            where=str(self.config["gguf"]),
            cause=self.log_tail() or None,
            hint="is the file complete, and its architecture one that this llama.cpp knows?",
        )

    def _too_big(self) -> EngineError:
        return EngineError(
            "E205",
            f"{self._file} needs more memory than there is: the engine {self.over_memory}",
            where=str(self.config["gguf"]),
            hint="use a smaller model or quantization, or a smaller context",
        )


async def _line_from(descriptor: int) -> dict[str, Any]:
    """The one JSON object that is written to a pipe; empty when its writer ended without a word. Closes the pipe."""
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, "rb", buffering=0)
    )
    try:
        line = await reader.readline()
    finally:
        transport.close()
    return dict(json.loads(line)) if line.strip() else {}
