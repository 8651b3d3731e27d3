"""What a dialect is: the shape that every sibling in this folder has."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from prony.gateway.wire.reading import Reading
from prony.nouns import ServerTimings, Tokens


class Asked(NamedTuple):
    """What a request asks for: whether its reply comes as a stream, and how many tokens it may have at most."""

    streamed: bool
    max_tokens: int | None


class Dialect(Protocol):
    """One reply of one way to speak to a model. A new one per exchange; `DIALECTS` names the classes.

    path: where its requests go, from the engine's root (see `engine_path`). accept: the content type of its streams.
    opaque: fields of its request body that are not parameters.
    """

    name: str
    path: str
    accept: bytes
    opaque: frozenset[str]
    reading: Reading

    @staticmethod
    def request(body: dict[str, Any]) -> dict[str, Any]:
        """A chat completions body in this dialect's terms, as a streamed request whose reply tells token counts."""
        ...

    @staticmethod
    def asked(body: dict[str, Any]) -> Asked:
        """What a request of this dialect asks for."""
        ...

    @staticmethod
    def ask_for_usage(body: dict[str, Any]) -> bool:
        """Change a request so that the reply tells token counts; False when it already does, or cannot."""
        ...

    @staticmethod
    def credentials(key: str) -> tuple[tuple[bytes, bytes], ...]:
        """The headers that carry an API key to an engine of this dialect."""
        ...

    def event(self, data: bytes, name: bytes, now: float) -> None:
        """Read one event of a streamed reply."""
        ...

    def whole(self, body: bytes, now: float) -> None:
        """Read a reply that came in one piece."""
        ...

    def tokens(self) -> Tokens:
        """Token counts in the nouns' terms."""
        ...

    def timings(self) -> ServerTimings:
        """The engine's own clock."""
        ...


def engine_path(prefix: str, path: str) -> str:
    """Where `path`, from the root, is at an engine whose base URL has the path `prefix`.

    What begins with /v1 is what base URLs point to, whatever they call it; anything else stands beside it.
    """
    if path.startswith("/v1/"):
        return prefix + path.removeprefix("/v1")
    return prefix.removesuffix("/v1") + path
