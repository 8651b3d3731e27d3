"""Chrome's debugging protocol over a WebSocket: calls with their answers, and events by session."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

import msgspec

from prony.grading.pages.web_socket import BrokenSocket, WebSocket

Hear = Callable[[str, dict[str, Any]], None]
"""Is given each event's method and parameters."""


class CdpRefused(Exception):
    """The browser answered a call with an error."""


class CdpGone(Exception):
    """The browser is gone, or answers no more."""


class Cdp:
    """One connection to a browser. Events of a session go to whoever hears it, of the browser itself to session ""."""

    def __init__(self, wire: WebSocket) -> None:
        self._wire = wire
        self._serial = itertools.count(1)
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._hearing: dict[str, Hear] = {}
        self._reading = asyncio.create_task(self._read())

    def hear(self, session: str, hear: Hear) -> None:
        """Give the events of a session to `hear` from now on."""
        self._hearing[session] = hear

    def forget(self, session: str) -> None:
        """Let the events of a session go unheard."""
        self._hearing.pop(session, None)

    async def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """The browser's answer. Raises CdpRefused, CdpGone."""
        if self._reading.done():
            raise CdpGone(method)
        number = next(self._serial)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        try:
            await self._wire.send(msgspec.json.encode(message))
            return await answer
        except OSError as error:
            raise CdpGone(method) from error
        finally:
            self._asked.pop(number, None)

    def tell(self, method: str, session: str = "", **parameters: Any) -> None:
        """Call without waiting for the answer."""
        task = asyncio.ensure_future(self.call(method, session, **parameters))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def close(self) -> None:
        """Let go of the browser."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        self._wire.close()

    async def _read(self) -> None:
        try:
            while True:
                self._take(msgspec.json.decode(await self._wire.receive()))
        except (BrokenSocket, OSError, ValueError, RecursionError):
            pass
        finally:
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(CdpGone("the browser is gone"))

    def _take(self, message: dict[str, Any]) -> None:
        answer = self._asked.get(message.get("id", 0))
        if answer is not None:
            if answer.done():
                return
            if "error" in message:
                answer.set_exception(CdpRefused(str(message["error"].get("message"))[:300]))
            else:
                answer.set_result(message.get("result", {}))
        elif "method" in message:
            hear = self._hearing.get(message.get("sessionId", ""))
            if hear is not None:
                hear(message["method"], message.get("params", {}))
