"""Foreign traffic: requests of others on the server that is measured, seen by looking at it once a second.

An exchange during which, or just before which, others were seen is flagged `foreign_requests`, and its times count
nowhere. What a server does not tell is not seen: see `prony.engines.traffic`.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime

import msgspec

from prony.bench.lease import Lease
from prony.engines import kind_named
from prony.engines.base_urls import key_from_env, root_of
from prony.engines.traffic import Traffic, tells_traffic, traffic
from prony.errors import EngineError
from prony.http1.ask import Answer, get
from prony.journal.speeds import FOREIGN as FLAG
from prony.nouns import Exchange
from prony.plain import clean_line
from prony.readable import counted

LOOK_EVERY_S = 1.0
LOOK_S = 5.0
"""Of one look."""
SETTLES_S = 2.0
"""So long after its end, a request of ours may still be counted by the server."""
_KEPT = 10_000
_SHOWN = 3


class ForeignWatch:
    """Watches one server after the other. in_flight: how many requests of ours are with engines now."""

    def __init__(self, in_flight: Callable[[], int]) -> None:
        self._in_flight = in_flight
        self._aside = 0
        self._ended = deque[float](maxlen=_KEPT)
        self._sighted = deque[float](maxlen=_KEPT)
        self._before: Traffic | None = None
        self._known = frozenset[str]()
        """Models that were loaded when the watch began, or whose loading was seen."""
        self._looked_at = 0.0
        self._had = 0
        """Requests of ours that were with the server at the last look."""

    def judged(self, exchange: Exchange) -> Exchange:
        """An exchange that has just ended, flagged where others were seen meanwhile."""
        now = time.time()
        self._ended.append(now)
        begun = _instant(exchange.started_at, now)
        if not any(begun - LOOK_EVERY_S <= moment for moment in reversed(self._sighted)):
            return exchange
        return msgspec.structs.replace(exchange, flags=tuple(sorted({*exchange.flags, FLAG})))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """A block in which the bench itself asks the server for something: that is no traffic of others."""
        self._aside += 1
        try:
            yield
        finally:
            self._aside -= 1
            self._ended.append(time.time())

    @asynccontextmanager
    async def over(self, lease: Lease, warn: Callable[[str], None]) -> AsyncIterator[None]:
        """Watch a contestant's server for the length of the block. warn: gets one line, when others are first seen.

        An engine that Prony started has a key that nobody else knows, and is not watched.
        """
        self._sighted.clear()
        self._before, self._known = None, frozenset()
        if lease.spec.started or not tells_traffic(kind_named(lease.spec.engine)):
            yield
            return
        watching = asyncio.create_task(self._watch(lease, warn))
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch(self, lease: Lease, warn: Callable[[str], None]) -> None:
        told = False
        try:
            key = key_from_env(lease.spec.api_key_env)
        except EngineError:
            return
        while True:
            begun, before = time.time(), self._ours()
            found = await self._look(lease, key)
            if found is not None and (seen := self._foreign(found, begun, max(before, self._ours()))):
                self._sighted.append(time.time())
                if not told:
                    told = True
                    warn(
                        f"{lease.spec.label}: somebody else uses its server ({seen}): exchanges that it touches are "
                        f"flagged {FLAG}, and their times count nowhere"
                    )
            await asyncio.sleep(LOOK_EVERY_S)

    async def _look(self, lease: Lease, key: str | None) -> Traffic | None:
        async def ask(path: str) -> Answer | None:
            return await get(root_of(lease.target.base_url) + path, key=key, timeout_s=LOOK_S)

        return await traffic(kind_named(lease.spec.engine), ask, lease.target.model)

    def _ours(self) -> int:
        return self._in_flight() + self._aside

    def _foreign(self, found: Traffic, begun: float, with_engine: int) -> str:
        """What one look shows of others, in words; empty where it shows nothing of them.

        Requests of ours that ended a moment ago are counted as if they were still with the server: rather is one
        of others passed over than one of ours taken for theirs.
        """
        lately = sum(moment >= begun - SETTLES_S for moment in self._ended)
        before, self._before = self._before, found
        idle = not (with_engine or self._had or any(moment >= self._looked_at - SETTLES_S for moment in self._ended))
        self._looked_at, self._had = begun, with_engine
        seen = list[str]()
        if found.busy is not None and found.busy > with_engine + lately:
            seen.append(f"it works on {counted(found.busy, 'request')}, of which {with_engine} of ours")
        if found.held is not None:
            new, self._known = found.held - self._known, self._known | found.held
            if before is not None and new:
                seen.append(f"it loaded {', '.join(clean_line(name) for name in sorted(new)[:_SHOWN])}")
        was, now = before.touched if before else None, found.touched
        if idle and None not in (was, now) and was != now:
            seen.append("its model was asked for something while we asked for nothing")
        return "; ".join(seen)


def _instant(moment: str, otherwise: float) -> float:
    """Seconds since the epoch of an RFC 3339 instant."""
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(moment).timestamp()
    return otherwise
