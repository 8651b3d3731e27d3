"""The meter: reads while attempts are made, and says of each what was counted in its time."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import TracebackType
from typing import NamedTuple

from prony.energy.ledger import Account, EnergyLedger, Told
from prony.energy.look import EnergyFound
from prony.energy.reader import CannotRead, MachinePart
from prony.energy.reading_thread import ReadingThread
from prony.nouns import EnergyReading
from prony.plain import clean_line

EVERY_S = 0.2
"""Between two readings while something runs."""
WITHIN_S = 2.0
"""A source that has not answered by then is not asked again."""
IDLE_PARTS = 6
"""Equal parts of the time in which the idle power is read, for its spread."""
OWN = frozenset({MachinePart.GPU, MachinePart.GPU_OR_PROCESSOR})
"""Parts of a machine that grading does not use."""
NOBODY = EnergyFound((), frozenset(), ())


class Idle(NamedTuple):
    """The power of one source while nothing is asked: its mean, and its standard deviation between equal parts."""

    mean_w: float
    sd_w: float


class EnergyUse:
    """What was counted in the time of one attempt; complete when that is over."""

    def __init__(self, meter: JouleMeter, account: Account, idle: list[Idle | None]) -> None:
        self._meter = meter
        self._account = account
        self._idle = idle

    @property
    def seconds(self) -> float:
        """Seconds of this machine: of the time that several attempts had in common, an equal share."""
        return self._account.seconds

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Count nothing for the length of the block: the attempt waits for its grade."""
        await self._meter.halt(self._account)
        try:
            yield
        finally:
            await self._meter.go_on(self._account)

    def readings(self) -> tuple[EnergyReading, ...]:
        """What each source counted."""
        found, account = self._meter.found, self._account
        told = []
        for number, reader in enumerate(found.readers):
            joules, why = account.told(number)
            idle = self._idle[number]
            if joules is not None and account.disturbed_s > 0.0 and reader.part not in OWN:
                joules, why = None, f"this machine graded for {account.disturbed_s:.1f} s of it, which is in its count"
            told.append(
                EnergyReading(
                    source=reader.source,
                    covers=reader.covers,
                    counted=reader.source in found.counted,
                    joules=joules,
                    seconds=account.seconds,
                    baseline_w=idle.mean_w if idle else None,
                    baseline_sd_w=idle.sd_w if idle else None,
                    baseline_s=self._meter.baseline_s if idle else None,
                    at_once=account.at_once,
                    why=why,
                )
            )
        return tuple(told)


class JouleMeter:
    """Reads what was found, while it is entered. baseline_s: how long the idle power is read; 0: not at all."""

    def __init__(
        self, found: EnergyFound = NOBODY, *, baseline_s: float = 0.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.found = found
        self.baseline_s = baseline_s
        self._clock = clock
        self._ledger = EnergyLedger(found.readers)
        self._turn = asyncio.Lock()
        self._first = asyncio.Lock()
        self._idle: dict[str, list[Idle | None]] = {}
        self._gone: dict[int, str] = {}
        self._at = 0
        """The reader that is being read."""
        self._thread: ReadingThread[list[Told]] | None = None
        self._sampling: asyncio.Task[None] | None = None

    async def __aenter__(self) -> JouleMeter:
        if self.found.readers:
            self._thread = ReadingThread()
            self._sampling = asyncio.create_task(self._sample())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._sampling is not None:
            self._sampling.cancel()
            await asyncio.gather(self._sampling, return_exceptions=True)
        if self._thread is not None:
            self._thread.end()

    @asynccontextmanager
    async def measured(self, contestant: str) -> AsyncIterator[EnergyUse]:
        """Count for the length of the block. Before the first of a contestant, its idle power is read."""
        idle = await self._idle_of(contestant)
        account = self._ledger.opened()
        await self.go_on(account)
        try:
            yield EnergyUse(self, account, idle)
        finally:
            await self.halt(account)

    @contextmanager
    def disturbed(self) -> Iterator[None]:
        """Remember for the length of the block that this machine works on something else, such as grading."""
        self._ledger.disturbed += 1
        for account in self._ledger.running:
            account.disturbed_s = account.disturbed_s or 1e-3
        try:
            yield
        finally:
            self._ledger.disturbed -= 1

    async def go_on(self, account: Account) -> None:
        """Count for an account from now on."""
        async with self._turn:
            await self._read()
            self._ledger.running.append(account)
            if self._ledger.disturbed:
                account.disturbed_s = account.disturbed_s or 1e-3

    async def halt(self, account: Account) -> None:
        """Count no longer for an account."""
        if account not in self._ledger.running:
            return
        try:
            async with self._turn:
                await self._read()
        finally:
            self._ledger.running[:] = [one for one in self._ledger.running if one is not account]

    async def _idle_of(self, contestant: str) -> list[Idle | None]:
        if not self.found.readers or not self.baseline_s:
            return [None] * len(self.found.readers)
        async with self._first:
            if contestant not in self._idle:
                self._idle[contestant] = await self._read_idle()
            return self._idle[contestant]

    async def _read_idle(self) -> list[Idle | None]:
        """The power of each source while nothing runs; None of one that did not tell it throughout."""
        parts: list[Account] = []
        for _ in range(IDLE_PARTS):
            parts.append(self._ledger.opened())
            await self.go_on(parts[-1])
            try:
                await asyncio.sleep(self.baseline_s / IDLE_PARTS)
            finally:
                await self.halt(parts[-1])
        return [self._idle_by(number, parts) for number in range(len(self.found.readers))]

    def _idle_by(self, number: int, parts: list[Account]) -> Idle | None:
        """The idle power by one source; None where it did not tell it throughout, or its counter did not move."""
        if any(part.why[number] or not part.seconds or part.disturbed_s for part in parts):
            return None
        joules, seconds = (sum(values) for values in zip(*((p.joules[number], p.seconds) for p in parts), strict=True))
        powers = [part.joules[number] / part.seconds for part in parts]
        return Idle(joules / seconds, statistics.stdev(powers)) if joules > 0.0 else None

    async def _sample(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            if self._ledger.running:
                async with self._turn:
                    await self._read()

    async def _read(self) -> None:
        """Read all sources, and book what lies between this time and the one before."""
        told: list[Told] = []
        if self._thread is not None:
            try:
                told = await self._thread.run(self._told, WITHIN_S)
            except TimeoutError:
                self._gone[self._at] = f"it did not answer within {WITHIN_S:g} s"
                self._thread = ReadingThread()
                told = ["another source did not answer"] * len(self.found.readers)
                told[self._at] = self._gone[self._at]
        self._ledger.take(self._clock(), told)

    def _told(self) -> list[Told]:
        """What each source tells now. Runs in the thread that reads."""
        told: list[Told] = []
        for number, reader in enumerate(self.found.readers):
            if number in self._gone:
                told.append(self._gone[number])
                continue
            self._at = number
            try:
                told.append(reader.read())
            except CannotRead as error:
                told.append(clean_line(str(error)))
            except Exception as error:  # noqa: BLE001 - a foreign library; the attempt is not its concern
                told.append(clean_line(f"{type(error).__name__}: {error}"))
        return told
