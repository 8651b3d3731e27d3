"""One connection from a harness: one request read, one reply written, then it closes."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable

import msgspec

from prony.gateway.forward import FAULT_HEADER, Downstream, Underway
from prony.gateway.requests import MAX_REQUEST_BYTES
from prony.gateway.wire import Dialect, usual_refusal
from prony.http1.messages import BadHttp, Body, RequestHead, request_head, split_head, write_head
from prony.http1.receiving import Receiving
from prony.nouns import Fault, FaultCode
from prony.outcomes import fault

REQUEST_S = 60.0
"""How long a harness may take to send its whole request."""

_REASONS = {
    400: b"Bad Request",
    403: b"Forbidden",
    404: b"Not Found",
    413: b"Content Too Large",
    426: b"Upgrade Required",
    502: b"Bad Gateway",
    505: b"HTTP Version Not Supported",
}


class RefusedRequest(Exception):
    """A request that goes no further: the status, the words and the fault to answer with."""

    def __init__(self, status: int, words: str, code: FaultCode = FaultCode.BAD_REQUEST) -> None:
        super().__init__(words)
        self.status = status
        self.fault = fault(code, words)


TakeBody = Callable[[bytes, Downstream], Underway]
"""Takes a request's body and starts forwarding; raises RefusedRequest."""

Accept = Callable[[RequestHead], tuple[Dialect, TakeBody]]
"""From a request's head to the dialect that it is in, and what takes its body; raises RefusedRequest."""


class Conversation(Receiving):
    """The harness's end of the line, as a `Downstream`, and the reader of its request."""

    __slots__ = (
        "_accept",
        "_all",
        "_body",
        "_deadline",
        "_dialect",
        "_forward",
        "_held",
        "_over",
        "_parts",
        "_size",
        "_take_body",
        "_transport",
    )

    def __init__(self, accept: Accept, all_of_them: dict[Conversation, None]) -> None:
        super().__init__()
        self._accept = accept
        self._all = all_of_them
        self._transport: asyncio.Transport | None = None
        self._held = b""
        self._body: Body | None = None
        self._dialect: Dialect | None = None
        self._take_body: TakeBody
        self._parts: list[bytes] = []
        self._size = 0
        self._forward: Underway | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._over = False

    @property
    def heard(self) -> bool:
        """Whether its request named the address of an attempt."""
        return self._dialect is not None

    @property
    def _line(self) -> asyncio.Transport:
        """The connection, once it stands."""
        assert self._transport is not None
        return self._transport

    # asyncio.BufferedProtocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the request, but not for ever."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self._over:
            transport.abort()  # dropped before its connection stood
            return
        self._deadline = asyncio.get_running_loop().call_later(REQUEST_S, self.drop)

    def data_received(self, data: bytes) -> None:
        """Read the request; what comes after it is nobody's."""
        if self._over or self._forward is not None:
            return
        try:
            self._read(data)
        except BadHttp as error:
            self.refuse(400, fault(FaultCode.BAD_REQUEST, str(error)))
        except RefusedRequest as refusal:
            self.refuse(refusal.status, refusal.fault)

    def connection_lost(self, exc: Exception | None) -> None:
        """The harness is gone."""
        self._all.pop(self, None)
        self._cancel_deadline()
        self._over = True
        if self._forward is not None:
            self._forward.harness_gone()

    def pause_writing(self) -> None:
        """The harness is slow."""
        if self._forward is not None:
            self._forward.harness_full(True)

    def resume_writing(self) -> None:
        """The harness caught up."""
        if self._forward is not None:
            self._forward.harness_full(False)

    def _read(self, data: bytes) -> None:
        if self._body is None:
            self._held += data
            if (cut := split_head(self._held)) is None:
                return
            self._held, data = b"", cut[1]
            self._begin(request_head(cut[0]))
        assert self._body is not None
        payload = self._body.feed(data)
        self._size += len(payload)
        if self._size > MAX_REQUEST_BYTES:
            raise RefusedRequest(413, f"a request may have {MAX_REQUEST_BYTES >> 20} MiB")
        self._parts.append(payload)
        if self._body.done:
            self._cancel_deadline()
            body = b"".join(self._parts)
            self._parts.clear()
            self._forward = self._take_body(body, self)

    def _begin(self, head: RequestHead) -> None:
        if head.start[2] != b"HTTP/1.1":
            raise RefusedRequest(505, "this gateway speaks HTTP/1.1")
        if head.get(b"upgrade"):
            raise RefusedRequest(426, "this gateway speaks HTTP/1.1 only")
        self._body = head.body()
        self._dialect, self._take_body = self._accept(head)
        if head.get(b"expect").lower() == b"100-continue":
            self._line.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    # Downstream

    def write(self, data: bytes) -> None:
        """Send bytes of the reply."""
        if not self._over:
            self._line.write(data)

    def close(self) -> None:
        """Send what is left, then close."""
        self._over = True
        self._line.close()

    def break_off(self, *, hard: bool) -> None:
        """Close without the end that the framing promised; hard: with a reset, since nothing was promised."""
        if hard and not self._over:
            sock = self._line.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def refuse(self, status: int, reason: Fault) -> None:
        """Answer with an error of our own, in the shape of the dialect that the request is in, once that is known."""
        dialect = self._dialect
        body = msgspec.json.encode(usual_refusal(reason)) if dialect is None else dialect.refusal(reason, status)
        headers = (
            (b"Content-Type", b"application/json"),
            (b"Content-Length", str(len(body)).encode()),
            (FAULT_HEADER, str(reason.code).encode()),
            (b"Connection", b"close"),
        )
        self.write(write_head(b"HTTP/1.1 %d %s" % (status, _REASONS[status]), headers) + body)
        self.close()

    def drop(self) -> None:
        """Close at once, whatever stands open."""
        self._over = True
        self._all.pop(self, None)
        if self._transport is not None:
            self._transport.abort()
