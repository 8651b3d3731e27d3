"""A prompt begins with one token for the beginning of a text, where the model has one."""

from __future__ import annotations

from itertools import takewhile

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.seen import TemplateSeen


class OneBos:
    """Two come of a template that writes the word and a tokenizer that adds the token."""

    gravity = Gravity.DOUBT

    def broken(self, seen: TemplateSeen) -> str | None:
        """How many there are, where that is not one."""
        bos, pieces = seen.facts.bos, seen.pieces
        if bos is None or pieces is None or not isinstance(seen.one, str):
            return None
        count = len(list(takewhile(lambda piece: piece == bos, pieces)))
        if count > 1:
            return f"begins a prompt with {count} tokens {bos}, where a model expects one"
        written = seen.one.startswith(bos)
        if written and count == 0:
            return f"begins a prompt with {bos}, which the tokenizer does not read as the one token that it is"
        return HOLDS


CHECK = OneBos()
