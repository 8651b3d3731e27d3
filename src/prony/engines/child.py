"""An engine's process as a child of ours: kept within its memory, watched, and ended; its log is its testament."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

LAUNCHER = Path(__file__).with_name("launcher.py")
MARK = "PRONY_STARTED_ENGINE"
"""A variable that every engine which Prony starts carries, so that discovery leaves it alone."""
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
"""What a child inherits of the environment: no key, and no variable that would change how an engine runs."""
WATCH_S = 0.25
STOP_S = 3.0
_TAIL_BYTES = 16 << 10
_TAIL_LINES = 8


class Child:
    """One process that serves models. It ends with us: by `stop`, and by the kernel when we are killed.

    what: what messages call it. memory_limit_bytes: resident memory that it must not pass.
    """

    def __init__(self, what: str, log: Path, memory_limit_bytes: int) -> None:
        self.what = what
        self.log = log
        self.memory_limit_bytes = memory_limit_bytes
        self.peak_rss_bytes = 0
        self.over_memory: str | None = None
        self.serving = False
        self.process: asyncio.subprocess.Process | None = None
        self._watchdog: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Its process id, once it is started."""
        return self.process.pid if self.process else None

    async def spawn(
        self, argv: Sequence[str], environment: Mapping[str, str] = {}, *, pass_fds: tuple[int, ...] = ()
    ) -> None:
        """Start `argv` with standard input from us, its output to the log. Raises OSError where it is no program."""
        inherited = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *argv,
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
                env={**inherited, MARK: "1", **environment},
                # Ctrl-C in a terminal goes to the bench, which decides what becomes of its engines.
                start_new_session=True,
            )
        self._watchdog = asyncio.create_task(self._watch_memory(self.process))

    def died(self) -> str | None:
        """Say how it ended, then the end of its log; None while it lives."""
        gone, status = self._ended()
        if not gone and not self.over_memory:
            return None
        return f"{self.what} {self.over_memory or how_it_ended(status)}\n{self.log_tail()}".strip()

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

    async def wait(self, timeout_s: float) -> int | None:
        """Its exit status; None where it has not ended after `timeout_s`."""
        assert self.process is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self.process.wait()
        return self.process.returncode

    async def stop(self) -> None:
        """End it: as it likes to be asked, after 3 s by force; while it loads, by force at once.

        Returns when it is gone.
        """
        if self._watchdog:
            self._watchdog.cancel()
        if self.process is None or self.process.returncode is not None:
            return
        if self.serving:
            self.ask_to_end(self.process)
        else:
            self.kill()
        if await self.wait(STOP_S) is None:
            self.kill()
            await self.process.wait()

    def ask_to_end(self, process: asyncio.subprocess.Process) -> None:
        """Ask it to end in good order: SIGTERM."""
        with contextlib.suppress(ProcessLookupError):
            process.terminate()

    def kill(self) -> None:
        """End it and what it started, at once."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _ended(self) -> tuple[bool, int | None]:
        """Whether it is gone, and its return code where that is known already.

        The kernel is asked, because the event loop hears of it later than a request that fails.
        """
        if self.process is None or self.process.returncode is not None:
            return self.process is not None, self.process.returncode if self.process else None
        try:
            ended = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            # The loop's watcher has taken its status and not told it yet.
            return True, None
        if ended is None:
            return False, None
        return True, ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status

    async def _watch_memory(self, process: asyncio.subprocess.Process) -> None:
        """End it before it drives the machine out of memory."""
        import psutil

        with contextlib.suppress(psutil.Error):
            child, limit = psutil.Process(process.pid), self.memory_limit_bytes
            while process.returncode is None:
                used = child.memory_info().rss
                self.peak_rss_bytes = max(self.peak_rss_bytes, used)
                if used > limit:
                    self.over_memory = (
                        f"was ended at {used / 1e9:.2f} GB of memory, over its limit of {limit / 1e9:.2f} GB"
                    )
                    self.kill()
                    return
                await asyncio.sleep(WATCH_S)


def tie_to_us(argv: Sequence[str]) -> list[str]:
    """Make `argv` a command whose process the kernel ends when ours is gone, even by SIGKILL."""
    return [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), *argv]


def how_it_ended(status: int | None) -> str:
    """An exit status or signal as the end of a sentence."""
    if status is None:
        return "ended"
    if status >= 0:
        return f"ended with exit status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"was killed by signal {-status}"
