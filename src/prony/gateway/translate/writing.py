"""A reply being written in a harness's dialect: from what was said, not from the bytes in which an engine said it."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod

import msgspec

from prony.gateway.wire import StopReason, WireError
from prony.nouns import Noun, Tokens


class SpokenCall(Noun, frozen=True, kw_only=True):
    """A tool call of a whole reply."""

    id: str
    name: str
    arguments: str


class ReplyWriter(ABC):
    """Writes one reply, as a stream of events or in one piece. Every method returns bytes to send; none is called after
    `end` or `failed`."""

    @abstractmethod
    def begin(self, model: str) -> bytes:
        """The first events."""

    @abstractmethod
    def reason(self, text: str) -> bytes:
        """A piece of reasoning."""

    @abstractmethod
    def answer(self, text: str) -> bytes:
        """A piece of the answer."""

    @abstractmethod
    def call(self, identifier: str, name: str) -> bytes:
        """A tool call begins."""

    @abstractmethod
    def arguments(self, piece: str) -> bytes:
        """A piece of the arguments of the call that began last."""

    @abstractmethod
    def end(self, stop: StopReason, tokens: Tokens) -> bytes:
        """The last events."""

    @abstractmethod
    def failed(self, error: WireError) -> bytes:
        """The event that tells of an error, after which nothing comes."""

    @abstractmethod
    def whole(
        self, model: str, reasoning: str, text: str, calls: list[SpokenCall], stop: StopReason, tokens: Tokens
    ) -> bytes:
        """A reply in one piece."""

    @abstractmethod
    def refusal(self, error: WireError) -> bytes:
        """The document of an error."""


def event(kind: str, **document: object) -> bytes:
    """One server-sent event that names its type."""
    body = msgspec.json.encode({"type": kind, **document})
    return b"event: " + kind.encode() + b"\ndata: " + body + b"\n\n"


def new_id(kind: str) -> str:
    """An id that no other reply has."""
    return f"{kind}_{secrets.token_hex(12)}"
