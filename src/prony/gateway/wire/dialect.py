"""What a dialect is: the shape that every sibling in this folder has."""

from __future__ import annotations

from typing import Any, Protocol

from prony.gateway.wire.reading import Reading
from prony.nouns import ServerTimings, Tokens


class Dialect(Protocol):
    """One reply of one way to speak to a model. A new one per exchange; `DIALECTS` names the classes.

    path: where under the base URL its requests go. opaque: fields of its request body that are not parameters.
    """

    name: str
    path: str
    opaque: frozenset[str]
    reading: Reading

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
