"""Turns: programs run side by side, or one of them has the sandbox, or the whole machine, to itself.

Who runs alone waits until nothing else of this sandbox runs; what comes meanwhile waits for it. Who has the machine to
itself waits until no other process of Prony runs anything either. Names in the kernel's abstract namespace say so to
other processes: the kernel lets go of a name when its holder ends, however it ends. Programs in slots have none of
these names.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

NAMES = "prony"
"""What names in the kernel begin with: `-alone` for who has the machine to itself, or is about to, and `-busy-` with a
number for sandboxes in which something runs."""
MOST_BUSY = 128
LOOK_AGAIN_S = 0.02
MOST_WAIT_S = 600.0
"""Nobody waits longer for other processes: one that hangs holds up nobody for good."""

_tasks_in_turn: set[asyncio.Task[object] | None] = set()
"""Tasks that have a turn. What such a task runs besides belongs to that turn, and waits for nobody."""


class Turns:
    """The turns of one sandbox."""

    def __init__(self) -> None:
        self._running = 0
        self._waiting = 0
        self._changed = asyncio.Condition()
        self._busy: socket.socket | None = None

    @asynccontextmanager
    async def turn(self, alone: bool, *, machine: bool = False) -> AsyncIterator[None]:
        """Have a turn for the length of the block. A task that has one already goes on in that.

        alone: beside nothing of this sandbox. machine: beside nothing of any process of Prony's.
        """
        alone = alone or machine
        task = asyncio.current_task()
        if task in _tasks_in_turn:
            yield
            return
        name = await (self._enter_alone(machine) if alone else self._enter())
        _tasks_in_turn.add(task)
        try:
            yield
        finally:
            _tasks_in_turn.discard(task)
            async with self._changed:
                if name is not None:
                    name.close()
                self._running = 0 if alone else self._running - 1
                if not self._running:
                    self._let_go()
                self._changed.notify_all()

    async def _enter(self) -> None:
        """Run beside others, once nobody here runs alone or is about to, nor has the machine in another process."""
        deadline = time.monotonic() + MOST_WAIT_S
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: self._running >= 0 and self._waiting == 0)
                if self._may_run(keep=self._running > 0) or time.monotonic() > deadline:
                    self._running += 1
                    return
            await asyncio.sleep(LOOK_AGAIN_S)

    def _may_run(self, *, keep: bool = False) -> bool:
        """Whether nobody has the machine; our name among the busy is then held. keep: hold it in any case.

        First our name, then a look at the other's: of two who do so at once, at least one sees the other.
        """
        if self._busy is None:
            self._busy = _first_free()
        if not _is_held(_alone()):
            return True
        if not keep:
            self._let_go()
        return False

    def _let_go(self) -> None:
        if self._busy is not None:
            self._busy.close()
            self._busy = None

    async def _enter_alone(self, machine: bool) -> socket.socket | None:
        """Run alone, once nothing runs any more; the name that keeps other processes out, where it could be had."""
        async with self._changed:
            self._waiting += 1
            try:
                await self._changed.wait_for(lambda: self._running == 0)
                self._running = -1
            finally:  # who gives up waiting holds up nobody
                self._waiting -= 1
                self._changed.notify_all()
        name = None
        deadline = time.monotonic() + MOST_WAIT_S
        try:
            if not machine:
                while not self._may_run() and time.monotonic() < deadline:  # noqa: ASYNC110 - it may be another process
                    await asyncio.sleep(LOOK_AGAIN_S)
                return None
            while (name := name or _claim(_alone())) is None or any(map(_is_held, _busy())):
                if time.monotonic() > deadline:
                    break
                await asyncio.sleep(LOOK_AGAIN_S)
        except BaseException:
            if name is not None:
                name.close()
            async with self._changed:
                self._running = 0
                self._let_go()
                self._changed.notify_all()
            raise
        return name


def _alone() -> str:
    return f"\0{NAMES}-alone"


def _busy() -> Iterator[str]:
    return (f"\0{NAMES}-busy-{number}" for number in range(1, MOST_BUSY + 1))


def _first_free() -> socket.socket | None:
    """The first name of the busy that is free; None where all are taken."""
    return next((claim for name in _busy() if (claim := _claim(name)) is not None), None)


def _claim(name: str) -> socket.socket | None:
    """Hold a name; None where somebody holds it."""
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claim.bind(name)
    except OSError as error:
        claim.close()
        if error.errno == errno.EADDRINUSE:
            return None
        raise
    return claim


def _is_held(name: str) -> bool:
    """Whether somebody holds a name."""
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as probe:
        return probe.connect_ex(name) == 0
