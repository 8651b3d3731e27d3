"""What a server is asked at set times: requests from several addresses, and signals, each sent when it is due.

An event is sent at its time whatever became of those before it, over a connection of its own. Its result says when it
was sent and when its answer was whole, on the host's clock, so that a grader can tell what a late machine did.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol

import msgspec

from prony.grading.check_fault import LATE, CheckFault
from prony.grading.services.client import HttpAnswer, HttpRequest, NoWholeAnswer, ask
from prony.grading.services.hosting import Hosting
from prony.grading.services.pipelined import ask_times
from prony.nouns import Noun

MOST_EVENTS = 600
MOST_AT_S = 30.0
MOST_BODY_CHARS = 4096
MOST_BODY_BYTES = 1 << 16
LEAD_S = 0.05
"""From the moment at which everything is prepared to the zero of the events' times."""


Due = Annotated[float, msgspec.Meta(ge=0, le=MOST_AT_S)]
"""When an event is due, in seconds after the first moment."""


class TimedRequest(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request over a connection of its own."""

    at_s: Due = 0.0
    request: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]+ /[!-~]*$")]
    """Method and target."""
    source: Annotated[str, msgspec.Meta(pattern=r"^127(\.[0-9]{1,3}){3}$")] = "127.0.0.1"
    """The address that it comes from."""
    headers: dict[str, str] = {}
    body: str | None = None
    within_s: Annotated[float, msgspec.Meta(gt=0, le=300)] | None = None
    """Seconds until its answer must be whole; None: as the task says."""
    times: Annotated[int, msgspec.Meta(ge=1, le=5000)] = 1
    """So many of it are sent at once, one behind the other, over the one connection."""


class TimedSignal(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A signal to the process that was started."""

    at_s: Due = 0.0
    signal: Literal["SIGTERM", "SIGINT", "SIGKILL"]
    within_s: Annotated[float, msgspec.Meta(gt=0, le=300)] | None = None
    """Seconds until it must have ended; None: as the task says. Then it is ended."""


Event = TimedRequest | TimedSignal


class ServerNetwork(Protocol):
    """The scene of the server."""

    async def tcp_socket(self) -> socket.socket:
        """A non-blocking TCP socket, not connected."""


def read_events(values: Any) -> list[Event]:
    """The events that a grader wrote. Raises msgspec.ValidationError."""
    listed = msgspec.convert(values, Annotated[list[dict[str, Any]], msgspec.Meta(max_length=MOST_EVENTS)])
    return [
        msgspec.convert(value, TimedSignal) if "signal" in value else msgspec.convert(value, TimedRequest)
        for value in listed
    ]


async def play(
    network: ServerNetwork, hosting: Hosting, port: int, events: Sequence[Event], limits: Waits
) -> list[EventResult]:
    """Send every event at its time; their results, in the order of the events."""
    sockets = [await _socket(network, event) for event in events]
    try:
        zero = time.monotonic() + LEAD_S
        return await asyncio.gather(
            *(
                _signalled(hosting, event, zero)
                if isinstance(event, TimedSignal)
                else _asked(plain, port, event, zero, limits)
                for event, plain in zip(events, sockets, strict=True)
            )
        )
    finally:
        for plain in sockets:
            if plain is not None:
                plain.close()


class Waits(Noun, frozen=True, kw_only=True):
    """How long an answer may take where its event does not say, and how large it may be."""

    request_s: float
    most_bytes: int


class EventResult(Noun, frozen=True, kw_only=True):
    """What became of an event: plain values for the grader. fault: why no whole answer came. broke_off, refused: as of
    `NoWholeAnswer`."""

    values: Mapping[str, Any]
    fault: CheckFault | None = None
    broke_off: bool = False
    refused: bool = False

    @property
    def late(self) -> bool:
        """Whether an answer was waited for in vain."""
        return self.fault is not None and self.fault.verdict in LATE


async def _socket(network: ServerNetwork, event: Event) -> socket.socket | None:
    if isinstance(event, TimedSignal):
        return None
    plain = await network.tcp_socket()
    plain.bind((event.source, 0))
    return plain


async def _asked(plain: socket.socket | None, port: int, event: TimedRequest, zero: float, waits: Waits) -> EventResult:
    assert plain is not None
    method, _, target = event.request.partition(" ")
    request = HttpRequest(
        method=method,
        target=target,
        headers=tuple(event.headers.items()),
        body=None if event.body is None else event.body.encode(),
    )
    within_s, most_bytes = event.within_s or waits.request_s, min(waits.most_bytes, MOST_BODY_BYTES)
    await _until(zero + event.at_s)
    sent_s = time.monotonic() - zero
    try:
        if event.times > 1:
            answer: Mapping[str, Any] = {
                "statuses": await ask_times(_Bound(plain), port, request, event.times, within_s=within_s)
            }
        else:
            whole = await ask(_Bound(plain), port, request, within_s=within_s, most_bytes=most_bytes)
            answer = _plain(whole)
    except NoWholeAnswer as error:
        fault = CheckFault(verdict=error.verdict, hidden=error.why)
        values = {
            "status": 0,
            "headers": {},
            "body": "",
            "fault": str(error.verdict),
            "why": error.why,
            "refused": error.refused,
        }
        answered = {**_times(sent_s, zero), **values}
        return EventResult(values=answered, fault=fault, broke_off=error.broke_off, refused=error.refused)
    return EventResult(values={**_times(sent_s, zero), **answer})


async def _signalled(hosting: Hosting, event: TimedSignal, zero: float) -> EventResult:
    await _until(zero + event.at_s)
    sent_s = time.monotonic() - zero
    execution = await hosting.stop(0, event.signal, event.within_s)
    ended = execution is not None
    values = {"ended": ended, "exit": execution.exit_code if execution is not None else None}
    return EventResult(values={**_times(sent_s, zero), **values})


def _times(sent_s: float, zero: float) -> dict[str, float]:
    return {"sent_s": sent_s, "answered_s": time.monotonic() - zero}


def _plain(answer: HttpAnswer) -> dict[str, Any]:
    body = answer.body.decode("utf-8", "replace")[:MOST_BODY_CHARS]
    return {"status": answer.status, "headers": dict(answer.headers), "body": body}


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))


class _Bound:
    """A network that has one socket, made and bound beforehand: connecting it takes no time of anybody's."""

    def __init__(self, plain: socket.socket) -> None:
        self._plain = plain

    async def connect(self, port: int) -> socket.socket:
        """See `prony.grading.services.client.Network`."""
        await asyncio.get_running_loop().sock_connect(self._plain, ("127.0.0.1", port))
        return self._plain
