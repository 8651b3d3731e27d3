"""A tool call as it stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

from prony.nouns import Noun


class WrittenCall(Noun, frozen=True, kw_only=True):
    """One call, or several of one construct, in a text from `start` to `end`."""

    calls: tuple[tuple[str, Any], ...]
    """Name and arguments of each."""
    start: int
    end: int
    whole: bool = True
    """Whether it says itself where its arguments end."""


class Form(Protocol):
    """One way in which models write tool calls. Keeps nothing."""

    sign: re.Pattern[str] | None
    """Gives it away, wherever in a text: what has it and cannot be read is a call that is not plain."""
    bare: bool
    """Whether it has no marks that nobody writes but to call."""

    def read(self, text: str, tools: frozenset[str]) -> Iterator[WrittenCall]:
        """The calls of this form in `text`, in their order. tools: the names that were offered."""
        ...
