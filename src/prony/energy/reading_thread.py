"""The thread that reads: a source that hangs holds nobody up, neither the run nor its end."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class ReadingThread(Generic[T]):
    """Runs functions one after the other, in a thread that ends with the process at the latest."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="prony-energy", daemon=True).start()

    async def run(self, function: Callable[[], T], within_s: float) -> T:
        """The function's result. Raises TimeoutError where it takes longer; the thread is then no use any more."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()

        def settle(value: T | None, error: Exception | None) -> None:
            if result.done():
                return
            if error is not None:
                result.set_exception(error)
            else:
                result.set_result(value)  # type: ignore[arg-type]

        def job() -> None:
            value, error = None, None
            try:
                value = function()
            except Exception as failed:  # noqa: BLE001 - whoever waits is told
                error = failed
            with contextlib.suppress(RuntimeError):  # nobody waits any more: the loop is closed
                loop.call_soon_threadsafe(settle, value, error)

        self._jobs.put(job)
        async with asyncio.timeout(within_s):
            return await result

    def end(self) -> None:
        """Let the thread end when it is done."""
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
