"""The embedded engine's process: started, waited for, kept within its memory, and ended; its log is its testament."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from prony.errors import EngineError

CHILD = Path(__file__).with_name("embedded_child.py")
KEPT_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "CUDA_VISIBLE_DEVICES",
    "HIP_VISIBLE_DEVICES",
    "ROCR_VISIBLE_DEVICES",
)
"""What the child inherits of the environment: no key, and no variable that would change how llama.cpp runs."""
_WATCH_S = 0.25
_STOP_S = 3.0
_TAIL_BYTES = 16 << 10
_TAIL_LINES = 8


class EngineProcess:
    """One child. config: what `embedded_child` is told. memory_limit_bytes: resident memory that it must not pass."""

    def __init__(self, config: dict[str, Any], log: Path, memory_limit_bytes: int) -> None:
        self.config = config
        self.log = log
        self.memory_limit_bytes = memory_limit_bytes
        self.peak_rss_bytes = 0
        self._process: asyncio.subprocess.Process | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._over_memory: str | None = None
        self._serving = False

    @property
    def pid(self) -> int | None:
        """The child's process id, once it is started."""
        return self._process.pid if self._process else None

    async def start(self, timeout_s: float) -> dict[str, Any]:
        """Start the child and wait until it serves: its ready message.

        Raises EngineError E202 (wheel missing), E203 (refused or crashed), E204 (too slow), E205 (too big); whatever
        is raised, the child is gone by then.
        """
        read_end, write_end = os.pipe()
        try:
            self._process = await self._spawn(write_end)
        finally:
            os.close(write_end)
        self._watchdog = asyncio.create_task(self._watch_memory())
        try:
            async with asyncio.timeout(timeout_s):
                message = await _line_from(read_end)
            if "url" in message:
                self._serving = True
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

    def died(self) -> str | None:
        """Why the child is gone: how it ended, then the end of its log. None while it lives."""
        gone, status = self._ended()
        if not gone and not self._over_memory:
            return None
        how = self._over_memory or _how_it_ended(status)
        return f"the embedded engine {how}\n{self.log_tail()}".strip()

    def log_tail(self) -> str:
        """The last lines of the log; of its errors, where it names any."""
        try:
            with self.log.open("rb") as stream:
                stream.seek(max(0, os.fstat(stream.fileno()).st_size - _TAIL_BYTES))
                lines = stream.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return ""
        errors = [line for line in lines if " E " in line or "error" in line.lower() or "GGML_ASSERT" in line]
        return "\n".join(line[:300] for line in (errors or lines)[-_TAIL_LINES:])

    async def stop(self) -> None:
        """End the child: by closing its standard input, after 3 s by force; while it loads, by force at once.

        Returns when it is gone.
        """
        if self._watchdog:
            self._watchdog.cancel()
        if self._process is None or self._process.returncode is not None:
            return
        if not self._serving:
            self._kill()
        elif self._process.stdin:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_S):
                await self._process.wait()
        except TimeoutError:
            self._kill()
            await self._process.wait()

    def _ended(self) -> tuple[bool, int | None]:
        """Whether the child is gone, and its return code where that is known already.

        The kernel is asked, because the event loop hears of it later than a request that fails.
        """
        if self._process is None or self._process.returncode is not None:
            return self._process is not None, self._process.returncode if self._process else None
        try:
            ended = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            # The loop's watcher has taken its status and not told it yet.
            return True, None
        if ended is None:
            return False, None
        return True, ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status

    @property
    def _file(self) -> str:
        return Path(self.config["gguf"]).name

    async def _spawn(self, ready_fd: int) -> asyncio.subprocess.Process:
        config = {
            **self.config,
            "ready_fd": ready_fd,
            "parent": os.getpid(),
            "sys_path": [entry for entry in sys.path if entry],
        }
        environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        # A failed assertion would otherwise hand the process to a debugger, which holds it for seconds.
        environment["GGML_NO_BACKTRACE"] = "1"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                str(CHILD),
                json.dumps(config),
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=(ready_fd,),
                env=environment,
                # Ctrl-C in a terminal goes to the bench, which decides what becomes of its engines.
                start_new_session=True,
            )

    async def _load_error(self, message: dict[str, Any]) -> EngineError:
        """Why no URL came, once the process is gone and its log complete."""
        assert self._process is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_STOP_S):
                await self._process.wait()
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
        if self._over_memory:
            return self._too_big()
        how = "refused it" if "failed" in message else _how_it_ended(self._process.returncode)
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
            f"{self._file} needs more memory than there is: the engine {self._over_memory}",
            where=str(self.config["gguf"]),
            hint="use a smaller model or quantization, or a smaller context",
        )

    async def _watch_memory(self) -> None:
        """End the child before it drives the machine out of memory."""
        import psutil

        assert self._process is not None
        with contextlib.suppress(psutil.Error):
            child, limit = psutil.Process(self._process.pid), self.memory_limit_bytes
            while self._process.returncode is None:
                used = child.memory_info().rss
                self.peak_rss_bytes = max(self.peak_rss_bytes, used)
                if used > limit:
                    self._over_memory = (
                        f"was ended at {used / 1e9:.2f} GB of memory, over its limit of {limit / 1e9:.2f} GB"
                    )
                    self._kill()
                    return
                await asyncio.sleep(_WATCH_S)

    def _kill(self) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()


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


def _how_it_ended(status: int | None) -> str:
    if status is None:
        return "ended"
    if status >= 0:
        return f"ended with exit status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"was killed by signal {-status}"
