"""Answer the calls of a grader that runs in a slot, by asking whoever knows the candidate."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from typing import Any

from prony.nouns import Verdict
from prony.sandbox import values
from prony.sandbox.results import Reply
from prony.sandbox.session import Frames

Relay = Callable[[str, list[Any], dict[str, Any]], Awaitable[Reply]]
"""Answers a grader's `call(name, *args, **kwargs)`."""


async def answer_calls(calls: socket.socket, relay: Relay) -> None:
    """Answer a grader's calls until it ends."""
    frames = Frames(calls)
    try:
        while (asked := await frames.receive()) is not None:
            args, kwargs = values.decode(asked["args"]), values.decode(asked["kwargs"])
            await frames.send(_answer(await relay(asked["name"], args, kwargs)))
    finally:
        frames.close()


def _answer(reply: Reply) -> bytes:
    """The frame that tells a grader of a reply; what grew beyond a frame on its way through here is no answer."""
    try:
        return _frame(reply)
    except values.Unmarshallable as error:
        return _frame(Reply(verdict=Verdict.FAIL, detail=f"unmarshallable: {error}"))


def _frame(reply: Reply) -> bytes:
    return values.pack(
        {
            "verdict": reply.verdict,
            "detail": reply.detail,
            "error": [*reply.error, reply.ancestors] if reply.error is not None else None,
            "value": values.encode(reply.value),
            "arguments": values.encode(reply.arguments),
        }
    )
