"""The base of translations: from a request of one dialect to chat completions, and from their reply back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from prony.gateway.translate.writing import ReplyWriter
from prony.gateway.wire import mended
from prony.nouns import Noun

_MOST_LOST = 32
_LONGEST_NAME = 80


class Untranslatable(ValueError):
    """A request that says what chat completions have no words for."""


class Lost:
    """The names of what a translation leaves out, since it changes no word of what the model sees, or is a wish."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def add(self, name: str) -> None:
        """Name a field that is left out."""
        known = len(self._names)
        if known < _MOST_LOST:
            self._names[mended(name[:_LONGEST_NAME])] = None
        elif known == _MOST_LOST:
            self._names["and more"] = None

    def rest(self, table: dict[str, Any], known: frozenset[str], place: str = "") -> None:
        """Name every field of `table` that is not `known` and says anything."""
        for name, value in table.items():
            if name not in known and value is not None:
                self.add(f"{place}{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in the order in which they were met."""
        return tuple(self._names)


class Retold(Noun, frozen=True, kw_only=True):
    """A request, translated."""

    body: dict[str, Any]
    """In the terms of chat completions, streamed as the harness asks."""
    lost: tuple[str, ...] = ()
    freeform: tuple[str, ...] = ()
    """Tools whose calls hold free text, which go as a function with one argument."""
    sealed: bool = False
    """Whether the harness wants its reasoning as something that it can send back without reading it."""


class WireTranslation(ABC):
    """One way to say a dialect in chat completions."""

    name: ClassVar[str]
    speaks: ClassVar[str]
    """The dialect of the harness."""
    words: ClassVar[str]
    """One sentence for people."""

    @abstractmethod
    def ask(self, body: dict[str, Any]) -> Retold:
        """Translate a request. Raises Untranslatable, or whatever a body of another shape makes it raise."""

    @abstractmethod
    def writer(self, retold: Retold) -> ReplyWriter:
        """Write the reply to a request, in the harness's dialect."""
