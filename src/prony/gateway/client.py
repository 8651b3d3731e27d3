"""Our own streaming chat client: one request, one connection, no retry, every fault typed.

Deadlines count from the call: see `prony.gateway.deadlines`.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import msgspec

from prony.gateway.deadlines import Timeouts, Watch
from prony.gateway.dialects import DEFAULT, DIALECTS
from prony.gateway.faults import End, reply_fault
from prony.gateway.forward import FAULT_HEADER
from prony.gateway.wire import (
    BodyKind,
    BodyReader,
    ClientRequest,
    Dialect,
    ReplyReader,
    StopReason,
    ToolCallText,
    decode_anyway,
)
from prony.gateway.wire.errors import OWN_ERROR
from prony.http1.connection import Address, Connection, address_of
from prony.http1.messages import BadHttp, ResponseHead, write_head
from prony.http1.reply import ReplyParser
from prony.nouns import Fault, FaultCode, Noun, Tokens
from prony.outcomes import fault

_CODES = frozenset(FaultCode)


class ChatReply(Noun, frozen=True, kw_only=True):
    """What came back. A fault does not empty the rest: a cut reply keeps what was said before the cut."""

    text: str = ""
    reasoning: str = ""
    tool_calls: tuple[ToolCallText, ...] = ()
    finish_reason: str | None = None
    """The engine's own word."""
    stop: StopReason | None = None
    fault: Fault | None = None
    tokens: Tokens = Tokens()
    http_status: int | None = None


async def chat(
    base_url: str,
    body: dict[str, Any],
    *,
    dialect: str = DEFAULT,
    timeouts: Timeouts = Timeouts(),  # noqa: B008
) -> ChatReply:
    """Post `body`, a chat completions request, to `base_url` as a streamed request that asks for token counts.

    dialect: of `prony.gateway.dialects.DIALECTS`; in another one the same is said in that dialect's terms.
    Never raises for what an engine does: the reply carries the fault. Raises EngineError E252 for an unusable URL.
    Cancelling it closes the connection, which stops the engine.
    """
    address, spoken = address_of(base_url), DIALECTS[dialect]
    call = _Call(
        address, _request(address, spoken, spoken.request(body)), spoken.reader(), timeouts, body.get("max_tokens")
    )
    try:
        return await call.run()
    finally:
        call.stop()


def _request(address: Address, dialect: Dialect, request: ClientRequest) -> bytes:
    body = msgspec.json.encode(request.body)
    headers = (
        (b"Host", address.host_header),
        *dialect.headers,
        (b"Accept-Encoding", b"identity"),
        (b"Content-Type", b"application/json"),
        (b"Content-Length", str(len(body)).encode()),
        (b"Connection", b"close"),
    )
    path = dialect.engine_path(address.prefix, request.path)
    return write_head(f"POST {path} HTTP/1.1".encode(), headers) + body


class _Call:
    """One request in flight, as the listener of its connection."""

    def __init__(
        self, address: Address, request: bytes, reader: ReplyReader, timeouts: Timeouts, max_tokens: int | None
    ) -> None:
        self._address = address
        self._connection = Connection(self, request)
        self._parser = ReplyParser()
        self._reader = reader
        self._max_tokens = max_tokens
        self._body: BodyReader | None = None
        self._watch = Watch(timeouts, reader.reading, self._expire)
        self._result: asyncio.Future[ChatReply] = asyncio.get_running_loop().create_future()

    async def run(self) -> ChatReply:
        """Send it and wait for its end, or for a deadline."""
        self._watch.start()
        opening = asyncio.ensure_future(self._connection.open(self._address))
        try:
            return await self._result
        finally:
            opening.cancel()

    def stop(self) -> None:
        """Let go of connection and clock."""
        self._connection.stop()
        self._watch.stop()

    # A connection's Listener

    def sent(self, now: float) -> None:
        """Nothing to do."""

    def received(self, data: bytes, now: float) -> None:
        """Read on."""
        self._watch.heard = now
        try:
            payload = self._parser.feed(data)
        except BadHttp as error:
            self._settle(End.CUT if self._parser.head else End.NOT_HTTP, now, str(error))
            return
        head = self._parser.head
        if head is None:
            return
        if self._body is None:
            kind, encoding = head.get(b"content-type"), head.get(b"content-encoding")
            self._body = BodyReader(self._reader, kind.decode("latin-1"), encoding.decode("latin-1"), keep=False)
        try:
            self._body.feed(payload, now)
        except Exception as error:  # noqa: BLE001 - a dialect of another package may break in any way
            self._settle(End.CUT, now, verdict=_broken(error))
            return
        if self._parser.done:
            self._settle(End.COMPLETE, now)

    def ended(self, error: Exception | None, now: float) -> None:
        """The connection is over."""
        detail = "" if error is None else f"{type(error).__name__}: {error}".rstrip(": ")
        if not self._connection.connected:
            self._settle(End.UNREACHABLE, now, detail)
        elif self._parser.head is None:
            self._settle(End.NO_REPLY, now, detail)
        elif self._parser.ends_with_connection and error is None:
            self._settle(End.COMPLETE, now)
        else:
            self._settle(End.CUT, now, detail)

    # The end

    def _settle(self, end: End, now: float, detail: str = "", verdict: Fault | None = None) -> None:
        if self._result.done():
            return
        try:
            reply = self._reply(end, now, detail, verdict)
        except Exception as error:  # noqa: BLE001 - likewise
            reply = ChatReply(fault=verdict or _broken(error))
        self._result.set_result(reply)

    def _reply(self, end: End, now: float, detail: str, verdict: Fault | None) -> ChatReply:
        body, head, reading = self._body, self._parser.head, self._reader.reading
        if body is not None:
            body.end(now)
        self._reader.see_cut(self._max_tokens)
        kind = body.kind if body is not None else None
        kept = body.kept if body is not None and kind is not BodyKind.STREAM else b""
        status = head.status if head is not None else None
        sent_on = head.get(b"location").decode("latin-1") if head is not None else ""
        found = (
            verdict
            or _gateways_own(head, self._reader, kept)
            or reply_fault(self._reader, status=status, kind=kind, body=kept, end=end, detail=detail, sent_on=sent_on)
        )
        calls = tuple(
            ToolCallText(id=c.id, name=c.name, arguments=c.arguments) for _, c in sorted(reading.calls.items())
        )
        return ChatReply(
            text=reading.text,
            reasoning=reading.reasoning,
            tool_calls=calls,
            finish_reason=reading.stop_word,
            stop=reading.stop,
            fault=found,
            tokens=self._reader.tokens(),
            http_status=status,
        )

    def _expire(self, reason: Fault) -> None:
        self._settle(End.CUT, time.monotonic(), verdict=reason)


def _gateways_own(head: ResponseHead | None, reader: ReplyReader, body: bytes) -> Fault | None:
    """The fault that a gateway named itself: in a reply of its own, or in the last event of one that it ended."""
    own = head is not None and head.status != 200
    said = reader.failure(decode_anyway(body)) if own else reader.reading.error
    named = head.get(FAULT_HEADER.lower()).decode("latin-1") if head is not None else ""
    if said is not None and said.kind.startswith(OWN_ERROR):
        named = named or said.kind.removeprefix(OWN_ERROR).partition(" ")[0]
    return fault(FaultCode(named), said.message if said else "") if named in _CODES else None


def _broken(error: Exception) -> Fault:
    return fault(FaultCode.BAD_CHUNK, f"the reply cannot be read: {type(error).__name__}: {error}")
