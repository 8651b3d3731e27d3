"""Asking once more: a reply that may be a refusal is held back until it is known whether a shim answers it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from prony.addresses import is_loopback
from prony.gateway.deadlines import Timeouts
from prony.gateway.forward import Downstream, Forward, MeteredForward, engine_request
from prony.gateway.meter import Meter
from prony.gateway.path import GatewayPath
from prony.gateway.requests import ModelRequest, with_shims
from prony.gateway.shims import cure_of
from prony.http1.messages import RequestHead
from prony.nouns import Exchange, Fault

HELD_S = 5.0
"""How long the head of a reply may be held back that is not plainly a refusal: engines refuse at once."""
HELD_BYTES = 1 << 20
MOST_ADDED = 8
"""How many shims one request may add: an engine that names another number each time is not asked for ever."""

Keep = Callable[[GatewayPath, Meter, int, Callable[[Exchange], Exchange]], None]
"""Keeps the exchange that a meter measured of a request of so many bytes, when it has been looked at."""


class Asking:
    """The tries of one request: a `Downstream` to each of them, and `Underway` to the harness, which sees one reply.

    Each refusal that a shim answers is asked again with it, and every shim once; the harness gets the first reply that
    is none, or the last refusal. start: sends a try on its way.
    """

    def __init__(
        self,
        harness: Downstream,
        path: GatewayPath,
        head: RequestHead,
        request: ModelRequest,
        *,
        start: Callable[[GatewayPath, Forward], None],
        keep: Keep,
    ) -> None:
        self._harness = harness
        self._path = path
        self._head = head
        self._request = request
        self._start = start
        self._keep = keep
        self._held: list[bytes] | None = []
        self._timer: asyncio.TimerHandle | None = None
        self._gone = self._again = False
        self._added: tuple[str, ...] = ()
        self._send()

    def _send(self) -> None:
        """Send the request on its way, with the shims that there are by now."""
        path, self._again = self._path, False
        self._shims = path.shims
        self._asked = asked = with_shims(self._request, path.shims, path.replies)
        path.sent += 1
        self._meter = Meter(path.attempt, path.sent, asked, here=is_loopback(path.target.base_url))
        at = asked.dialect.engine_path(path.address.prefix, asked.path)
        request = engine_request(path.address, self._head, at, asked.body, asked.dialect, path.key)
        # Only a stream tells whether its engine is alive: a reply in one piece may take as long as the attempt.
        timeouts = path.timeouts if asked.streamed else Timeouts()
        self._try = MeteredForward(
            self, path.address, request, self._settle, self._meter, timeouts, path.end, self._measured
        )
        self._start(path, self._try)

    def _settle(self, ended: Forward) -> None:
        self._path.live.discard(ended)
        self._keep(self._path, self._meter, len(self._asked.body), self._looked_at)

    def _looked_at(self, exchange: Exchange) -> Exchange:
        """The exchange as it is to be kept; decides whether the request is asked again."""
        path, reading = self._path, self._meter.reading
        if (refusal := self._meter.refusal(exchange)) is None:
            path.replies.add(reading.reasoning, reading.calls.values(), self._meter.kept)
            return exchange
        asked, target = self._asked, path.target
        path.cure = cure = cure_of(
            refusal, asked.document(), dialect=asked.dialect.name, had=self._shims, pinned=target.pinned
        )
        spent = len(self._added) >= MOST_ADDED
        if cure is None or cure.by_harness or cure.pinned or spent or self._gone or self._held is None:
            # What did not help is no part of how this engine is asked.
            path.shims = tuple(shim for shim in path.shims if shim not in self._added)
            return exchange
        self._again = True
        if cure.shim not in path.shims:
            path.shims = (*path.shims, cure.shim)
            self._added = (*self._added, cure.shim)
        flags = set(exchange.flags)
        flags.add("asked_again")
        return msgspec.structs.replace(exchange, flags=tuple(sorted(flags)))

    def _measured(self) -> None:
        """The meter has read what came so far."""
        if self._held is None:
            return
        if not self._meter.may_be_refusal or sum(map(len, self._held)) > HELD_BYTES:
            self._let_go()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(HELD_S, self._let_go)

    def _let_go(self) -> None:
        """Send on what was held back, and hold nothing more."""
        self._stop_timer()
        held, self._held = self._held, None
        for data in held or ():
            self._harness.write(data)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # Underway

    def harness_gone(self) -> None:
        """Ask no more."""
        self._gone = True
        self._stop_timer()
        self._try.harness_gone()

    def harness_full(self, full: bool) -> None:
        """Pass it on."""
        self._try.harness_full(full)

    # Downstream

    def write(self, data: bytes) -> None:
        """Hold a piece of the reply, or send it on."""
        if self._held is None:
            self._harness.write(data)
        else:
            self._held.append(data)

    def close(self) -> None:
        """The reply is complete: ask again, or let it go."""
        if self._again:
            self._stop_timer()
            self._held = []
            self._send()
        else:
            self._let_go()
            self._harness.close()

    def break_off(self, *, hard: bool) -> None:
        """The reply is not complete, which is no refusal."""
        self._let_go()
        self._harness.break_off(hard=hard)

    def refuse(self, status: int, reason: Fault) -> None:
        """Answer with an error of the gateway's own."""
        self._let_go()
        self._harness.refuse(status, reason)
