"""The dialect: a codec of one way to speak to a model, without state, and the reader of one reply in it.

A resident of `prony.gateway.dialects` is one file that defines `DIALECT`, an instance of a subclass of `Dialect`. What
has a body here is what most dialects share; what is abstract each must say.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol

import msgspec

from prony.gateway.wire.errors import OWN_ERROR, WireError, error_in
from prony.gateway.wire.messages import Message
from prony.gateway.wire.ndjson import LineReader
from prony.gateway.wire.reading import Reading, StopReason
from prony.gateway.wire.sse import SseReader
from prony.http1.messages import Headers
from prony.nouns import Fault, FaultCode, Noun, ServerTimings, Tokens


class Route(Noun, frozen=True, kw_only=True):
    """The way of a request through the gateway."""

    path: str
    """Where it goes, from the engine's root (see `Dialect.engine_path`), with its query."""
    measured: bool = True
    """Whether it makes a model generate: its exchange is measured and kept. Any other is forwarded, and no exchange."""
    model: str | None = None
    """The model, where the path names it."""
    streamed: bool | None = None
    """Whether a stream is asked for, where the path says so."""


class RequestFacts(Noun, frozen=True, kw_only=True):
    """A request for a generation, as far as the gateway reads it."""

    model: str | None
    streamed: bool
    max_tokens: int | None = None
    """How many tokens the reply may have."""
    tools: int = 0
    """How many tools are offered."""


class ClientRequest(Noun, frozen=True, kw_only=True):
    """A request as our own client sends it."""

    path: str
    """From the engine's root, with its query."""
    body: dict[str, Any]


class StreamReader(Protocol):
    """Cuts a streamed body into events, and hands out each as (data, name); bytes may be cut anywhere."""

    def feed(self, piece: bytes, /) -> None:
        """Take the next bytes."""
        ...

    def end(self) -> bool:
        """The stream is over. True when it ended inside an event, which is then handed out as far as it came."""
        ...


Framing = Callable[[Callable[[bytes, bytes], None], Callable[[bytes], None]], StreamReader]
"""Makes a reader of streams from `on_event(data, name)` and `on_stray(line)`, for what is part of no event."""

_GREETING = {"role": "user", "content": "Hello"}
_SSE_START = re.compile(rb"(\xef\xbb\xbf)?\s*(data:|event:|id:|retry:|:)")


class ReplyReader(ABC):
    """Reads one reply. It writes what the reply says into `reading`, which gateway, client and boards read."""

    __slots__ = ("reading",)

    def __init__(self) -> None:
        self.reading = Reading()

    def framing(self, content_type: str, start: bytes) -> Framing | None:
        """Make the reader that cuts a streamed body into events; None where the body is no stream.

        Asked with the declared type alone (`start` empty) and, where that says nothing, again with the first bytes.
        """
        if "event-stream" in content_type or _SSE_START.match(start):
            return SseReader
        return LineReader if "ndjson" in content_type else None

    @abstractmethod
    def event(self, data: bytes, name: bytes, now: float) -> None:
        """Read one event of a streamed reply, which came at the monotonic time `now`."""

    @abstractmethod
    def whole(self, body: bytes, now: float) -> None:
        """Read a reply that came in one piece; nothing tells when its parts were made."""

    @abstractmethod
    def tokens(self) -> Tokens:
        """The engine's own counts, in the nouns' terms."""

    def timings(self) -> ServerTimings:
        """The engine's own clock; empty where it tells none."""
        return ServerTimings()

    def failure(self, document: Any) -> WireError | None:
        """The error that a JSON document reports (a reply with another status than 2xx, a stray line), or None."""
        return error_in(document)

    def fault(self) -> FaultCode | None:
        """The fault of a reply that is over, where only its dialect can tell; else None.

        Asked of replies that came to a proper end and report no error, with or without a stop reason.
        """
        return None

    def hides_cuts(self) -> bool:
        """Whether the server says of a reply that it cut what it says of one that is whole."""
        return False

    def see_cut(self, max_tokens: int | None) -> None:
        """Take a reply for cut that has all the tokens it might have, where its server says the same of all replies."""
        reading, used = self.reading, self.tokens().completion or 0
        if not 0 < (max_tokens or 0) <= used or reading.stop not in (StopReason.END, StopReason.TOOL_CALLS):
            return
        if self.hides_cuts():
            reading.stop = StopReason.LENGTH
            reading.flags.add("limit_reached")

    def flags(self, streamed: bool) -> set[str]:
        """Flags of the dialect's own (`Dialect.flags`), and those in `reading.flags`, of a reply that is over."""
        flags = set(self.reading.flags)
        for call in self.reading.calls.values():
            if call.arguments and call.restated:
                flags.add("repeated_whole")
            if call.merged:
                flags.add("odd_calls")
        return flags


class Dialect(ABC):
    """One way to speak to a model."""

    name: ClassVar[str]
    """Its id in the registry; exchanges are recorded under it."""
    routes: ClassVar[tuple[str, ...]]
    """What is forwarded, in words for people: a method and a path each."""
    opaque: ClassVar[frozenset[str]]
    """Fields of a request's body that are not parameters: the conversation, the model, tools."""
    headers: ClassVar[Headers] = ()
    """Headers of our own client's requests, such as `Accept`."""
    flags: ClassVar[Mapping[str, str]] = {}
    """Flags that only replies of this dialect can carry, with what each means."""

    # What comes from a harness

    @abstractmethod
    def matches(self, method: str, path: str, query: str) -> Route | None:
        """The route of a request; None where it is none of this dialect.

        path: from the root, as a harness sent it behind its base address. query: with its `?`, or empty.
        """

    @abstractmethod
    def asked(self, body: dict[str, Any], route: Route) -> RequestFacts:
        """Read what a request asks for. A body that makes it raise is refused as a bad request."""

    @abstractmethod
    def messages(self, body: dict[str, Any]) -> list[Message]:
        """The conversation in a request, for people. May raise whatever a body of another shape makes it raise."""

    # What a plan lays over it

    def name_model(self, body: dict[str, Any], route: Route, model: str) -> Route:
        """Change a request to name `model`: in its body, or in the path that is returned."""
        body["model"] = model
        return route

    def lay_over(self, body: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
        """The body with `parameters`, which are in this dialect's terms; of a table, what is not named stays."""
        laid = {
            key: {**body[key], **value} if isinstance(value, dict) and isinstance(body.get(key), dict) else value
            for key, value in parameters.items()
        }
        return {**body, **laid}

    def translate(self, parameters: dict[str, float]) -> dict[str, Any]:
        """Sampling and `max_tokens`, by their usual names, in this dialect's terms: what of `request` depends on them.

        What the dialect has no place for is left out; so is everything where it has no `request`.
        """
        try:
            full, *others = (
                self.request({"model": "m", "messages": [_GREETING], **more}).body
                for more in (parameters, {}, {name: value + 1 for name, value in parameters.items()})
            )
        except NotImplementedError:
            return {}
        return _differences(full, others)

    def ask_for_usage(self, body: dict[str, Any]) -> bool:
        """Change a request so that the reply tells token counts; False when it already does, or cannot."""
        return False

    # What goes to an engine

    def engine_path(self, prefix: str, path: str) -> str:
        """The place of a route's `path` at an engine whose base URL has the path `prefix`."""
        return engine_path(prefix, path)

    def credentials(self, key: str) -> Headers:
        """The headers that carry an API key."""
        return ((b"Authorization", b"Bearer " + key.encode()),)

    @abstractmethod
    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        """Our own client's request: streamed, with a reply that tells token counts.

        conversation: what our harnesses say, in the terms of chat completions: `model`, `messages`, `max_tokens`,
        `tools`, and sampling by its usual names.
        """

    # What goes back

    @abstractmethod
    def reader(self) -> ReplyReader:
        """A reader for one reply."""

    def refusal(self, fault: Fault, status: int) -> bytes:
        """The JSON body with which the gateway refuses a request, in the shape that clients of this dialect know.

        `ReplyReader.failure` must find an error in it whose kind begins with `own_kind(fault)`.
        """
        return msgspec.json.encode(usual_refusal(fault))

    @abstractmethod
    def last_event(self, fault: Fault) -> bytes:
        """The bytes that tell, between two events of a stream, why the gateway ends it; framing included.

        `ReplyReader.event` must put an error into its reading, of the same kind as that of `refusal`.
        """


def _differences(table: dict[str, Any], others: list[Any]) -> dict[str, Any]:
    """The part of `table` that is not the same in all `others`; of a table in it, its differences."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        theirs = [other.get(key) if isinstance(other, dict) else None for other in others]
        if any(their != value for their in theirs):
            found[key] = _differences(value, theirs) if isinstance(value, dict) else value
    return found


def own_kind(fault: Fault) -> str:
    """The kind of an error that the gateway reports itself."""
    return f"{OWN_ERROR}{fault.code}"


def usual_refusal(fault: Fault) -> dict[str, dict[str, str]]:
    """An error of the gateway's own, in the shape that most clients know."""
    return {"error": {"message": f"prony gateway: {fault.detail}", "type": own_kind(fault), "code": str(fault.code)}}


def engine_path(prefix: str, path: str) -> str:
    """Where `path`, from the root, is at an engine whose base URL has the path `prefix`.

    What begins with /v1 is what base URLs point to, whatever they call it; anything else stands beside it.
    """
    if path.startswith("/v1/"):
        return prefix + path.removeprefix("/v1")
    return prefix.removesuffix("/v1") + path
