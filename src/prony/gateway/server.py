"""The gateway: one loopback server, a path per attempt, every model request of every harness through it.

    http://127.0.0.1:PORT/TOKEN/...

What follows the token is forwarded byte for byte where a dialect knows it, and measured where a model generates.
One request a connection, one connection to the engine a request. TOKEN cannot be guessed and dies with its attempt.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from types import TracebackType
from typing import Self

from prony.errors import EngineError
from prony.gateway.asking import Asking
from prony.gateway.budgets import Budget
from prony.gateway.conversation import Conversation, RefusedRequest, TakeBody
from prony.gateway.dialects import DIALECTS, route_of
from prony.gateway.forward import Downstream, Forward, engine_request
from prony.gateway.meter import Meter
from prony.gateway.path import GatewayPath
from prony.gateway.requests import BadRequestBody, Upstream, read_auxiliary, read_request
from prony.gateway.retelling import Retelling
from prony.gateway.translate import translation_for
from prony.gateway.wire import Dialect, Route
from prony.http1.messages import RequestHead
from prony.keys import new_key
from prony.nouns import Exchange, FaultCode
from prony.outcomes import fault

MOST_STRANGERS = 128
"""Connections that have not named an attempt's address yet; anybody on this machine can open one."""
_TARGET = re.compile(r"/([A-Za-z0-9_-]{16,64})(/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*)(\?[!-~]*)?")


class Gateway:
    """The server. `record` gets every exchange when it ends, before the harness sees the end of its reply;
    `put_blob` stores a body and returns its id. Both are a journal's, which blots out keys, and are called in the event
    loop that runs the gateway.

    Raises EngineError E250 where no loopback port can be had.
    """

    def __init__(self, *, record: Callable[[Exchange], None], put_blob: Callable[[bytes], str]) -> None:
        self._record = record
        self._put_blob = put_blob
        self._paths: dict[str, GatewayPath] = {}
        self._conversations: dict[Conversation, None] = {}
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        """Listen on a free port of 127.0.0.1."""
        try:
            self._server = await asyncio.get_running_loop().create_server(self._converse, "127.0.0.1", 0, backlog=1024)
        except OSError as error:
            raise EngineError(
                "E250",
                "the gateway cannot listen on 127.0.0.1",
                cause=str(error),
                hint="check that the loopback interface is up and that files may be opened (ulimit -n)",
            ) from error
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every path and every connection."""
        assert self._server is not None
        self._server.close()
        failures = []
        for path in tuple(self._paths.values()):
            try:
                self.close(path)
            except Exception as failure:  # noqa: BLE001 - raised below, when everything is closed
                failures.append(failure)
        for conversation in tuple(self._conversations):
            conversation.drop()
        await self._server.wait_closed()
        if failures and error is None:
            raise failures[0]

    def open(self, attempt: str, target: Upstream, budget: Budget | None = None) -> GatewayPath:
        """A path for one attempt, valid until `close`. Raises EngineError E251 (no key in the environment), E252."""
        budget = budget or Budget()
        token = new_key()
        path = GatewayPath(attempt, target, budget, f"http://127.0.0.1:{self.port}/{token}/v1", token)
        path.clock.run()
        self._paths[token] = path
        return path

    @property
    def in_flight(self) -> int:
        """How many requests are with engines now."""
        return sum(len(path.live) for path in self._paths.values())

    def close(self, path: GatewayPath) -> None:
        """End what is in flight, record it, and answer 404 from now on.

        Raises what `record` or `put_blob` raised for this path: an exchange that was not kept is never passed over.
        """
        self._paths.pop(path.token, None)
        path.clock.pause()
        path.abort(fault(FaultCode.CLIENT_FAULT, "the attempt was over before the reply was"))
        if path.broken is not None:
            raise path.broken

    # What a conversation asks

    def _converse(self) -> Conversation:
        """A new connection; where too many said nothing yet, the one that has been silent longest makes room."""
        strangers = [conversation for conversation in self._conversations if not conversation.heard]
        if len(strangers) >= MOST_STRANGERS:
            strangers[0].drop()
        conversation = Conversation(self._accept, self._conversations)
        self._conversations[conversation] = None
        return conversation

    def _accept(self, head: RequestHead) -> tuple[Dialect, TakeBody]:
        """The dialect of a request, once its head is there, and what takes its body. Raises RefusedRequest."""
        match = _TARGET.fullmatch(head.target)
        path = self._paths.get(match[1]) if match else None
        if match is None or path is None:
            raise RefusedRequest(404, "no such path: the address of an attempt ends with the attempt")
        where, query = match[2], match[3] or ""
        if ".." in where or "//" in where or "%" in where:
            raise RefusedRequest(404, "no such path")
        if (found := route_of(head.method, where, query, path.target.dialect)) is None:
            known = ", ".join(name for dialect in DIALECTS.values() for name in dialect.routes)
            raise RefusedRequest(404, f"{head.method} {where} is not forwarded; forwarded are {known}")
        dialect, route = found
        take = self._measure if route.measured else self._forward
        return dialect, lambda body, harness: take(path, head, dialect, route, body, harness)

    def _forward(
        self, path: GatewayPath, head: RequestHead, dialect: Dialect, route: Route, body: bytes, harness: Downstream
    ) -> Forward:
        self._still_open(path)
        if translation_for(path.target.translation, dialect.name) is not None:
            raise RefusedRequest(
                404, f"{route.path} has no counterpart in what {path.target.translation} translates to"
            )
        body = b"" if head.method == "GET" else body
        try:
            where, body = read_auxiliary(dialect, route, body, _encoding(head), path.target)
        except BadRequestBody as error:
            raise RefusedRequest(400, str(error)) from error
        at = dialect.engine_path(path.address.prefix, where)
        request = engine_request(path.address, head, at, body, dialect, path.key)
        forward = Forward(harness, path.address, request, path.live.discard)
        self._start(path, forward)
        return forward

    def _measure(
        self, path: GatewayPath, head: RequestHead, dialect: Dialect, route: Route, body: bytes, harness: Downstream
    ) -> Asking:
        self._still_open(path)
        try:
            asked = read_request(dialect, route, body, _encoding(head), path.target)
        except BadRequestBody as error:
            raise RefusedRequest(400, str(error)) from error
        if (reason := path.fault or path.fitting.refuse(len(asked.body)) or path.ledger.admit()) is not None:
            path.fault = reason
            raise RefusedRequest(403, reason.detail, reason.code)
        if asked.translation is not None and asked.retold is not None:
            harness = Retelling(harness, asked.dialect, asked.translation, asked.retold, streamed=asked.streamed)
        return Asking(harness, path, head, asked, start=self._start, keep=self._keep)

    def _still_open(self, path: GatewayPath) -> None:
        """A request may have been on its way while its attempt ended."""
        if path.token not in self._paths:
            raise RefusedRequest(404, "the attempt is over")

    def _start(self, path: GatewayPath, forward: Forward) -> None:
        path.live.add(forward)
        forward.start()

    def _keep(self, path: GatewayPath, meter: Meter, asked_bytes: int, look_at: Callable[[Exchange], Exchange]) -> None:
        """An exchange is over: close its books, and keep them. What fails here is raised by `close`."""
        try:
            measured = meter.exchange(self._put_blob)
            exchange = look_at(path.fitting.judged(measured, asked_bytes))
            if path.fitting.cut is not None:
                path.fault = path.fault or path.fitting.cut
            path.ledger.settle(exchange)
            path.finished.append(exchange)
            self._record(exchange)
        except Exception as error:  # noqa: BLE001 - the harness must get its reply all the same
            path.broken = path.broken or error


def _encoding(head: RequestHead) -> str:
    return head.get(b"content-encoding").decode("latin-1").lower()
