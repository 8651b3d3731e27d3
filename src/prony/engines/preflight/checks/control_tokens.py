"""The control words of a template are single tokens of the model."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.control_words import ALWAYS_TOKENS, between, ends_turn, split_words
from prony.engines.preflight.marks import REPLY, SECOND
from prony.engines.preflight.seen import TemplateSeen

_SHOWN = 3


class ControlTokens:
    """Cut into pieces they are text to the model: it sees no turns, and cannot end its own.

    Some families write the heads of turns as plain text, and close turns by a token: that is no fault.
    """

    gravity = Gravity.DOUBT

    def broken(self, seen: TemplateSeen) -> str | None:
        """The words that are cut, and into how many tokens."""
        if not isinstance(seen.conversation, str) or seen.pieces_of_conversation is None:
            return None
        cut = split_words(seen.conversation, seen.pieces_of_conversation)
        after_reply = between(seen.conversation, REPLY, SECOND)
        end = ends_turn(after_reply, seen.facts.eos) if after_reply is not None else None
        bad = {word: count for word, count in cut.items() if word == end or ALWAYS_TOKENS.fullmatch(word)}
        if not bad:
            return HOLDS
        told = ", ".join(f"{word} into {count}" for word, count in list(bad.items())[:_SHOWN])
        return f"writes control words that this model's tokenizer cuts: {told} tokens"


CHECK = ControlTokens()
