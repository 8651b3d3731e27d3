"""What programs use of their limits, noted for whoever measures: of all that an `async with metered()` block runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from prony.nouns import Limits, Noun


class Use(Noun, frozen=True, kw_only=True):
    """What one program used, and what it was allowed. statement: it is one that a server was asked, whose CPU is not
    told apart."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    limits: Limits
    statement: bool = False


_uses: ContextVar[list[Use] | None] = ContextVar("prony_uses", default=None)


@contextmanager
def metered() -> Iterator[list[Use]]:
    """The list of what is used within the block, filled as programs end. Compilers are not in it."""
    uses: list[Use] = []
    token = _uses.set(uses)
    try:
        yield uses
    finally:
        _uses.reset(token)


@contextmanager
def unmetered() -> Iterator[None]:
    """Note nothing within the block."""
    token = _uses.set(None)
    try:
        yield
    finally:
        _uses.reset(token)


def note_use(use: Use) -> None:
    """Note what a program used, where somebody measures."""
    uses = _uses.get()
    if uses is not None:
        uses.append(use)
