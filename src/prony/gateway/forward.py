"""One request on its way to the engine, and its reply on the way back: bytes first, the meter after them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from prony.gateway.deadlines import Timeouts, Watch
from prony.gateway.faults import End
from prony.gateway.meter import Meter
from prony.gateway.wire import Dialect
from prony.http1.connection import Address, Connection
from prony.http1.messages import HOP_BY_HOP, BadHttp, RequestHead, ResponseHead, write_head
from prony.http1.reply import ReplyParser
from prony.nouns import Fault, FaultCode
from prony.outcomes import fault

FAULT_HEADER = b"X-Prony-Fault"
"""Names the fault in replies that the gateway writes itself; an engine's own header of this name is dropped."""

_NOT_FORWARDED = HOP_BY_HOP | {
    b"host",
    b"content-length",
    b"transfer-encoding",
    b"content-encoding",
    b"accept-encoding",
    b"expect",
    b"authorization",
}
"""Headers of a harness that end here, as do those that carry a key: what belongs to its connection."""


class Downstream(Protocol):
    """The harness's end of the line."""

    def write(self, data: bytes) -> None:
        """Send bytes of the reply."""

    def close(self) -> None:
        """The reply is complete."""

    def break_off(self, *, hard: bool) -> None:
        """The reply is not complete, and must not look so; hard: only a reset can say that."""

    def refuse(self, status: int, reason: Fault) -> None:
        """Answer with an error of our own."""


class Underway(Protocol):
    """What a harness's request became, as far as its end of the line can disturb it."""

    def harness_gone(self) -> None:
        """The harness hung up."""

    def harness_full(self, full: bool) -> None:
        """The harness reads more slowly than the engine writes, or caught up."""


def engine_request(address: Address, head: RequestHead, where: str, body: bytes, dialect: Dialect, key: str) -> bytes:
    """The bytes that go to the engine: the harness's headers less those of its connection and its keys, ours with it.

    where: path and query. key: the empty string where none is due.
    """
    credentials = dialect.credentials(key)
    dropped = _NOT_FORWARDED.union(name.lower() for name, _ in credentials)
    headers = [(b"Host", address.host_header)]
    headers.extend((name, value) for name, value in head.headers if _goes_on(name.lower(), dropped))
    headers.extend(credentials if key else ())
    headers.append((b"Accept-Encoding", b"identity"))
    headers.append((b"Connection", b"close"))
    if body or head.start[0] != b"GET":
        headers.append((b"Content-Length", str(len(body)).encode()))
    line = b" ".join((head.start[0], where.encode("latin-1"), b"HTTP/1.1"))
    return write_head(line, headers) + body


def _goes_on(name: bytes, dropped: frozenset[bytes]) -> bool:
    return name not in dropped and not name.endswith(b"api-key")


def harness_head(head: ResponseHead) -> bytes:
    """The engine's head as the harness gets it: all but what concerns the engine's connection."""
    mine = FAULT_HEADER.lower()
    headers = [(n, v) for n, v in head.headers if n.lower() not in HOP_BY_HOP and n.lower() != mine]
    headers.append((b"Connection", b"close"))
    return write_head(b" ".join((b"HTTP/1.1", *head.start[1:])), headers)


class Forward:
    """A request that is forwarded and not measured, such as a list of models; the base of the one that is."""

    def __init__(
        self, harness: Downstream, address: Address, request: bytes, on_end: Callable[[Forward], None]
    ) -> None:
        self._harness = harness
        self._address = address
        self._parser = ReplyParser()
        self._connection = Connection(self, request)
        self._on_end = on_end
        self._task: asyncio.Task[None] | None = None
        self._over = False

    def start(self) -> None:
        """Open the connection to the engine."""
        self._task = asyncio.get_running_loop().create_task(self._connection.open(self._address))

    # What the harness's end reports

    def harness_gone(self) -> None:
        """The harness hung up: let the engine know at once."""
        self._finish(
            End.CUT, verdict=fault(FaultCode.CLIENT_FAULT, "the harness hung up before the reply was complete")
        )

    def harness_full(self, full: bool) -> None:
        """The harness reads more slowly than the engine writes: the engine waits."""
        if full:
            self._connection.pause()
        else:
            self._connection.resume()

    def stop(self, reason: Fault) -> None:
        """End it from our side."""
        if not self._over:
            self._break(reason)
            self._finish(End.CUT, verdict=reason)

    # What the engine's end reports: a connection's Listener

    def sent(self, now: float) -> None:
        """The request is with the kernel."""

    def received(self, data: bytes, now: float) -> None:
        """Bytes from the engine: on to the harness, then to the meter."""
        parser = self._parser
        under_way = parser.head is not None
        if under_way:
            self._harness.write(data)
        payload, broken = b"", ""
        try:
            payload = parser.feed(data)
        except BadHttp as error:
            broken = str(error)
        if not under_way and parser.head is not None:
            self._harness.write(harness_head(parser.head) + parser.raw_body)
            self._measure_head(parser.head, now)
        self._measure(payload, now)
        self._measured()
        if broken:
            self._not_http(broken)
        elif parser.done:
            self._finish(End.COMPLETE)
            self._harness.close()

    def ended(self, error: Exception | None, now: float) -> None:
        """The engine's connection is over."""
        parser, detail = self._parser, _words(error)
        if not self._connection.connected:
            reason = fault(FaultCode.UNREACHABLE, f"{self._address.host}:{self._address.port}: {detail}")
            self._finish(End.UNREACHABLE, detail=reason.detail)
            self._harness.refuse(502, reason)
        elif parser.head is None:
            reason = fault(FaultCode.ENGINE_CRASH, detail or "the connection was closed before any reply")
            self._finish(End.NO_REPLY, detail=reason.detail)
            self._harness.refuse(502, reason)
        elif parser.ends_with_connection and error is None:
            self._finish(End.COMPLETE)
            self._harness.close()
        else:
            self._finish(End.CUT, detail=detail)
            self._harness.break_off(hard=parser.ends_with_connection)

    def _not_http(self, words: str) -> None:
        if self._parser.head is None:
            self._finish(End.NOT_HTTP, detail=words)
            self._harness.refuse(502, fault(FaultCode.NOT_AN_ENGINE, words))
        else:
            self._finish(End.CUT, detail=words)
            self._harness.break_off(hard=False)

    def _break(self, reason: Fault) -> None:
        if self._parser.head is None:
            self._harness.refuse(403, reason)
        else:
            self._last_words(reason)
            self._harness.break_off(hard=self._parser.ends_with_connection)

    def _finish(self, end: End, *, detail: str = "", verdict: Fault | None = None) -> None:
        """Once: let go of the engine and close the books, before the harness learns that it is over."""
        if self._over:
            return
        self._over = True
        self._connection.stop()
        if self._task is not None and not self._connection.connected:
            self._task.cancel()
        self._close_books(end, detail, verdict)
        self._on_end(self)

    # What the measured kind adds

    def _measure_head(self, head: ResponseHead, now: float) -> None:
        pass

    def _measure(self, payload: bytes, now: float) -> None:
        pass

    def _measured(self) -> None:
        pass

    def _last_words(self, reason: Fault) -> None:
        pass

    def _close_books(self, end: End, detail: str, verdict: Fault | None) -> None:
        pass


class MeteredForward(Forward):
    """A request to a model: forwarded alike, and measured by `meter`.

    on_silence: told when the engine was silent beyond `timeouts`; it ends this exchange, and what else it must.
    on_measured: told after each piece of the reply, when the meter has read it.
    """

    def __init__(
        self,
        harness: Downstream,
        address: Address,
        request: bytes,
        on_end: Callable[[Forward], None],
        meter: Meter,
        timeouts: Timeouts,
        on_silence: Callable[[Fault], None],
        on_measured: Callable[[], None],
    ) -> None:
        super().__init__(harness, address, request, on_end)
        self._meter = meter
        self._on_measured = on_measured
        self._on_silence = on_silence
        self._watch = Watch(timeouts, meter.reading, self._silent)

    def start(self) -> None:
        """Open the connection to the engine, and watch what comes of it."""
        super().start()
        self._watch.start()

    def sent(self, now: float) -> None:
        """Start the clock."""
        self._meter.sent(now)

    def harness_gone(self) -> None:
        """A harness that hangs up after the last word has heard it all."""
        if self._meter.answered:
            self._finish(End.CUT)
        else:
            super().harness_gone()

    def harness_full(self, full: bool) -> None:
        """An engine that has to wait for the harness is not silent."""
        super().harness_full(full)
        if full:
            self._watch.pause()
        elif not self._over:
            self._watch.resume()

    def _silent(self, reason: Fault) -> None:
        """The engine said nothing for too long; where it has said its last word, nothing is missing."""
        if self._meter.answered:
            self._finish(End.CUT)
            self._harness.break_off(hard=self._parser.ends_with_connection)
        else:
            self._on_silence(reason)

    def _measure_head(self, head: ResponseHead, now: float) -> None:
        self._meter.head(head, now)

    def _measure(self, payload: bytes, now: float) -> None:
        self._watch.heard = now
        self._meter.payload(payload, now)
        if self._meter.reading.over:
            self._watch.hurry()

    def _measured(self) -> None:
        self._on_measured()

    def _last_words(self, reason: Fault) -> None:
        """Tell a streaming harness why its reply ends here, where that fits between two chunks."""
        if self._meter.streaming and (framed := self._parser.framed(self._meter.last_event(reason))) is not None:
            self._harness.write(framed)

    def _close_books(self, end: End, detail: str, verdict: Fault | None) -> None:
        self._watch.stop()
        self._meter.ended(end, time.monotonic(), detail, verdict)


def _words(error: Exception | None) -> str:
    return "" if error is None else f"{type(error).__name__}: {error}".rstrip(": ")
